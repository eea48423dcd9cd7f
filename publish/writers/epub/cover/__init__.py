"""The cover of an EPUB: drawn in the theme's faces and colours, or a picture that is given."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules.epub import COVER_TOO_SMALL, COVER_WITHOUT_WORDS
from publish.document.model import Meta, Words
from publish.storage.digests import digest
from publish.text.dataclass import dataclass
from publish.text.languages import language
from publish.writers.strings import book_strings

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

    from publish.storage.store import Store
    from publish.themes.theme import Theme
    from publish.writers.epub.cover.drawing import CoverLine, CoverPlan

LEAST_HEIGHT, LEAST_WIDTH = 1000, 625
"""Pixels of the smallest cover that shops take
(https://kdp.amazon.com/en_US/help/topic/G6GTK3T3NUHKLEFX)."""

_UPRIGHT = 1.25
"""The least height of a cover for its width: a flatter picture is drawn within a cover."""

_LARGEST = 5 * 2**20
"""Bytes above which a photograph is stored as JPEG; shops refuse larger covers."""

_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class EpubCover:
    """The picture of a cover and its description for readers who do not see it."""

    media_type: str
    data: bytes
    alt: str

    @property
    def file(self) -> str:
        """The name of its file in the EPUB."""
        return "cover.jpg" if self.media_type == "image/jpeg" else "cover.png"


@dataclass(frozen=True, slots=True)
class GivenPicture:
    """The file of a picture for the cover, and its description."""

    path: Path
    alt: Words = Words()


def make_cover(
    meta: Meta, lang: str, theme: Theme, picture: GivenPicture | None, store: Store
) -> Outcome[EpubCover]:
    """Return the cover of a book in ``lang``; equal arguments give equal bytes.

    An upright picture is the cover itself; another one is drawn on the theme's cover.  Covers are
    kept in ``store``.  Raises PublishError where the picture cannot be read.
    """
    alt = describe_cover(meta, lang)
    if picture is None:
        return _draw(meta, lang, theme, None, store).then(
            lambda data: Outcome(EpubCover("image/png", data, alt))
        )
    alt = picture.alt.in_(lang) or alt
    media_type, data, size = _load(picture.path)
    if size[1] < _UPRIGHT * size[0]:
        return _draw(meta, lang, theme, data, store).then(
            lambda drawn: Outcome(EpubCover("image/png", drawn, alt))
        )
    diagnostics: tuple[Diagnostic, ...] = ()
    if size[0] < LEAST_WIDTH or size[1] < LEAST_HEIGHT:
        message = f"the cover {picture.path.name} has {size[0]} × {size[1]} pixels"
        diagnostics = (COVER_TOO_SMALL.anywhere(message),)
    return Outcome(EpubCover(media_type, data, alt), diagnostics)


def describe_cover(meta: Meta, lang: str) -> str:
    """Return the alternative text of a cover that says the title and the creators."""
    names = (creator.name.in_(lang) for creator in meta.creators)
    words = ", ".join(filter(None, (meta.title.in_(lang), *names)))
    return book_strings(lang).cover.format(words)


def _draw(
    meta: Meta, lang: str, theme: Theme, picture: bytes | None, store: Store
) -> Outcome[bytes]:
    """Return the drawn cover, which has no words where Pillow cannot set Hebrew."""
    # Imported here, because Pillow and fontTools load slower than a kept cover is read.
    from publish.writers.epub.cover import drawing

    plan = plan_cover(meta, lang)
    faces = sorted(repr(face) + digest(face.path.read_bytes()) for face in theme.faces)
    key = store.portable_key("cover", repr(plan), repr(theme.cover), *faces, digest(picture or b""))
    data = store.get(key, bytes)
    if data is not None:
        return Outcome(data)
    if not drawing.can_set_words():
        message = "the cover has no words: Pillow has no Raqm here, which orders Hebrew"
        bare = drawing.CoverPlan()
        return Outcome(
            drawing.draw_cover(bare, theme, picture),
            (COVER_WITHOUT_WORDS.anywhere(message),),
        )
    data = drawing.draw_cover(plan, theme, picture)
    store.put(key, data, remember=False)
    return Outcome(data)


# --- the words of a drawn cover


def plan_cover(meta: Meta, lang: str) -> CoverPlan:
    """Return the lines of the cover of a book in ``lang``."""
    from publish.writers.epub.cover.drawing import CoverPlan

    return CoverPlan(
        tuple(_head(meta, lang)),
        tuple(_names(meta, lang)),
        tuple(_people(meta, lang)),
        tuple(_lines(meta.publisher or "", (50, 34))),
    )


def _lines(
    text: str, sizes: tuple[int, int], *, lang: str = "", lines: int = 2, above: float = 0.5
) -> Iterator[CoverLine]:
    from publish.writers.epub.cover.drawing import CoverLine

    words = " ".join(text.split())
    if words:
        yield CoverLine(words, lang or language(words), sizes, lines, above)


def _head(meta: Meta, lang: str) -> Iterator[CoverLine]:
    if meta.series and meta.series.name:
        name, place = meta.series.name.in_(lang), meta.series.position
        yield from _lines(name if place is None else f"{name} · {place}", (52, 36))
    elif meta.event:
        yield from _lines(meta.event.in_(lang), (52, 36))


def _names(meta: Meta, lang: str) -> Iterator[CoverLine]:
    for number, (tag, text) in enumerate(meta.title.in_order(lang)):
        sizes = (128, 60) if number else (176, 72)
        yield from _lines(text, sizes, lang=tag, lines=3 if number else 4, above=0.6)
    for number, (tag, text) in enumerate(meta.subtitle.in_order(lang)):
        yield from _lines(text, (64, 44), lang=tag, lines=3, above=0.3 if number else 1.0)


def _people(meta: Meta, lang: str) -> Iterator[CoverLine]:
    own = book_strings(lang)
    for creator in meta.creators[:_MOST_NAMES]:
        role = own.roles.get(creator.role, "")
        for line in _lines(role, (44, 36), lang=own.lang, above=1.2):
            yield replace(line, leads=True)
        for number, (tag, text) in enumerate(creator.name.in_order(lang)):
            above = 0.2 if number or role else 0.6
            yield from _lines(text, (66, 44) if number else (80, 48), lang=tag, above=above)


# --- the picture that is given


def _load(path: Path) -> tuple[str, bytes, tuple[int, int]]:
    """Return the type, the bytes and the size of a picture for screens; raise PublishError."""
    from PIL import Image

    from publish.writers.pdf.content.pictures import load_picture

    # Decoded as for print: whole, upright, and not larger than shops show.
    head, _, encoded = load_picture(path).address.partition(",")
    media_type, data = head.removeprefix("data:").partition(";")[0], base64.b64decode(encoded)
    with Image.open(io.BytesIO(data)) as image:
        if image.mode == "CMYK" or len(data) > _LARGEST:
            media_type, data = "image/jpeg", _to_jpeg(image)
        return media_type, data, image.size


def _to_jpeg(image: Image) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=88)
    return out.getvalue()
