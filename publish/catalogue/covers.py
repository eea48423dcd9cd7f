"""Covers of the library: a picture within bounds, and its thumbnail."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import field

from publish.catalogue.model import CoverPictures, EditionFacts, Picture
from publish.config import Book
from publish.diagnostics import Outcome
from publish.document.metadata import Creator, Meta
from publish.storage.store import Store
from publish.text.dataclass import dataclass

_MOST_PIXELS = 100_000_000
_MOST_BYTES = 1_000_000
_WIDEST, _HIGHEST = 1600, 2560
THUMBNAIL_WIDTH = 320
_TALLEST_THUMBNAIL = 640
_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}


@dataclass(frozen=True, slots=True)
class Image:
    """The bytes of a picture, its media type, and its size in pixels."""

    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int


def make_covers(data: bytes, store: Store) -> CoverPictures:
    """Return the picture of a cover, made smaller where it is large, and its thumbnail.

    The store has their bytes.  Raises ValueError where ``data`` are no picture that can be shown,
    with the reason.
    """
    key = store.key("library-cover", data)
    covers = store.get(key, CoverPictures, remember=False)
    if covers is None or not (store.has(covers.full.key) and store.has(covers.thumbnail.key)):
        covers = CoverPictures(*(_keep(picture, store) for picture in _make(data)))
        store.put(key, covers, remember=False)
    return covers


def _keep(picture: Image, store: Store) -> Picture:
    """Return a picture whose bytes the store has."""
    key = store.key("library-picture", picture.data)
    store.put(key, picture.data, remember=False)
    sha256 = hashlib.sha256(picture.data).hexdigest()
    return Picture(key, sha256, picture.media_type, picture.width, picture.height)


def _make(data: bytes) -> tuple[Image, Image]:
    from PIL import Image as Pillow

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            image = Pillow.open(io.BytesIO(data), formats=tuple(_TYPES))
            kind = str(image.format)
            if image.width * image.height > _MOST_PIXELS:
                raise ValueError(f"has {image.width} × {image.height} pixels, which is too large")
            image.load()
            is_small = image.width <= _WIDEST and image.height <= _HIGHEST
            if is_small and len(data) <= _MOST_BYTES:
                full = Image(data, _TYPES[kind], image.width, image.height)
            else:
                full = _shrink(image, (_WIDEST, _HIGHEST))
            return full, _shrink(image, (THUMBNAIL_WIDTH, _TALLEST_THUMBNAIL))
    except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError) as error:
        raise ValueError("has too many pixels") from error
    except (OSError, SyntaxError, EOFError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("is no picture that can be read") from error


def _shrink(image: object, box: tuple[int, int]) -> Image:
    """Return a picture as JPEG, no larger than a box."""
    from PIL import Image as Pillow

    assert isinstance(image, Pillow.Image)
    copy = image.convert("RGB")
    copy.thumbnail(box, Pillow.Resampling.LANCZOS)
    out = io.BytesIO()
    copy.save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return Image(out.getvalue(), "image/jpeg", copy.width, copy.height)


def draw_cover(book: Book, facts: EditionFacts, store: Store) -> Outcome[bytes]:
    """Return the cover of a book that is only printed, as an EPUB of the book would have it.

    The first page of a PDF is no cover: nobody can read a page in the size of a thumbnail.  Raises
    PublishError where the picture that the settings name cannot be read.
    """
    from publish.themes import theme as themes
    from publish.writers.epub.cover import GivenPicture, make_cover

    theme = themes.load_for(book.settings, book.themes)
    choice = book.settings.cover
    picture = GivenPicture(choice.image, choice.alt) if choice and choice.image else None
    creators = tuple(Creator(person.name, person.role) for person in facts.contributors)
    meta = Meta(title=facts.title, creators=creators)
    cover = make_cover(meta, facts.lang, theme, picture, store)
    return Outcome(cover.value.data, cover.diagnostics)
