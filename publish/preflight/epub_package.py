"""Faults of the package of an EPUB: what shelves, catalogues and reading systems go by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.epub_package import (
    ACCESSIBILITY_UNTRUE,
    CHARACTER_WITHOUT_FONT,
    CONTENTS_DIFFER,
    COVER_MISSING,
    DUPLICATE_ID,
    IDENTIFIER_CHANGED,
    MANIFEST_DIFFERS,
    METADATA_MISSING,
    REMOTE_RESOURCE,
    SAME_DATE,
    STYLED_DIRECTION,
    WRONG_PROGRESSION,
)
from publish.document.model import Work
from publish.preflight.epub_file import (
    DC,
    OPF,
    XHTML,
    ManifestItem,
    Publication,
    ncx_links,
    resolve,
)
from publish.preflight.epub_page_facts import PageFacts
from publish.preflight.epub_page_list import check_page_list
from publish.preflight.epub_pages import DIRECTION
from publish.themes import font_cache
from publish.themes.font_reader import open_font
from publish.writers.epub.release import read_release_identifier

_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_OUTSIDE = ("mimetype", "META-INF/")
_SIGNATURES = {
    "image/png": b"\x89PNG",
    "image/jpeg": b"\xff\xd8",
    "image/gif": b"GIF8",
    "font/woff2": b"wOF2",
    "font/woff": b"wOFF",
}
"""The first bytes of the files of a media type."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_REMOTE_URL = re.compile(r"""url\(\s*+["']?\s*+((?:https?:)?//[^"')]*)""")


def check_package(
    book: Publication, facts: Mapping[str, PageFacts], work: Work
) -> Iterator[Diagnostic]:
    """Yield the faults of the package of a book of ``work``, whose sections are not read.

    ``facts`` are those of the pages by their names.
    """
    yield from _metadata(book)
    yield from _progression(book, work)
    yield from _cover(book)
    yield from _manifest(book)
    yield from _contents(book, facts)
    yield from _accessibility(book, facts)
    yield from _styles(book)
    yield from _fonts(book, facts)
    yield from check_page_list(book, facts)


def _metadata(book: Publication) -> Iterator[Diagnostic]:
    values = {
        f"dc:{name}": [e for e in book.package.iter(f"{DC}{name}") if (e.text or "").strip()]
        for name in ("title", "language", "identifier")
    }
    for name, elements in values.items():
        if not elements:
            yield METADATA_MISSING.anywhere(f"the package has no {name}")
    if not book.properties("dcterms:modified"):
        yield METADATA_MISSING.anywhere("the package has no dcterms:modified")
    own = [
        e for e in values["dc:identifier"] if e.get("id") == book.package.get("unique-identifier")
    ]
    uids = {
        e.get("content")
        for page in book.ncx
        for e in page.root.iter(f"{_NCX}meta")
        if e.get("name") == "dtb:uid"
    }
    if not own:
        yield METADATA_MISSING.anywhere("no identifier is the unique one")
    elif uids - {own[0].text}:
        yield METADATA_MISSING.anywhere("the NCX has another identifier than the package")


def _progression(book: Publication, work: Work) -> Iterator[Diagnostic]:
    (spine,) = book.package.iter(f"{OPF}spine")
    direction = spine.get("page-progression-direction") or "default"
    if direction != work.dir:
        message = f"the pages turn “{direction}”, and those of the book “{work.dir}”"
        yield WRONG_PROGRESSION.anywhere(message)


def _cover(book: Publication) -> Iterator[Diagnostic]:
    covers = [item for item in book.items if "cover-image" in item.properties]
    if not covers:
        yield COVER_MISSING.anywhere("the EPUB has no cover")
        return
    legacy = [e.get("content") for e in book.package.iter(f"{OPF}meta") if e.get("name") == "cover"]
    if legacy != [covers[0].id]:
        yield COVER_MISSING.anywhere("programs for EPUB 2 do not find the cover")


def _manifest(book: Publication) -> Iterator[Diagnostic]:
    listed = {item.name for item in book.items} | {book.package_name}
    for name in book.names:
        if name not in listed and not name.startswith(_OUTSIDE):
            yield MANIFEST_DIFFERS.anywhere(f"{name} is in the archive and not in the manifest")
    for item in book.items:
        if item.media_type == XHTML:
            continue  # pages are read elsewhere
        # Reading a file finds damaged data too.
        if not book.read(item.name).startswith(_SIGNATURES.get(item.media_type, b"")):
            yield MANIFEST_DIFFERS.anywhere(f"{item.name} is not of the type {item.media_type}")
    for key, value in (("id", "id"), ("name", "file")):
        counts = Counter(getattr(item, key) for item in book.items)
        for name, count in counts.items():
            if count > 1:
                message = f"{count} lines of the manifest have the {value} “{name}”"
                yield DUPLICATE_ID.anywhere(message)


def _contents(book: Publication, facts: Mapping[str, PageFacts]) -> Iterator[Diagnostic]:
    """Yield a fault where contents and NCX differ, or are in another order than the pages."""
    contents = [(name, page.contents) for name, page in facts.items() if page.contents is not None]
    if not contents:
        yield CONTENTS_DIFFER.anywhere("the EPUB has no table of contents")
        return
    name, links = contents[0]
    places = [resolve(name, link) for link in links]
    for page in book.ncx:
        own = [resolve(page.name, link) for link in ncx_links(page)]
        if own != places:
            yield CONTENTS_DIFFER.anywhere("the NCX leads to other places than the contents")
    order = {name: number for number, name in enumerate(book.spine)}
    numbers = [order.get(place[0], -1) for place in places if place]
    if -1 in numbers:
        yield CONTENTS_DIFFER.anywhere("the contents lead to a page outside the reading order")
    elif numbers != sorted(numbers):
        yield CONTENTS_DIFFER.anywhere("the contents are in another order than the pages")
    body = {name for name, page in facts.items() if page.matter == "bodymatter"}
    if body and not any(place and place[0] in body for place in places):
        yield CONTENTS_DIFFER.anywhere("the contents do not lead to the text")


def _accessibility(book: Publication, facts: Mapping[str, PageFacts]) -> Iterator[Diagnostic]:
    """Yield a fault where the metadata of accessibility are untrue of the pages."""
    images = any(page.has_pictures for page in facts.values())
    modes = book.properties("schema:accessMode")
    features = book.properties("schema:accessibilityFeature")
    if images != ("visual" in modes) or "textual" not in modes:
        yield ACCESSIBILITY_UNTRUE.anywhere(f"the access modes are {', '.join(modes) or 'none'}")
    if images != ("alternativeText" in features):
        yield ACCESSIBILITY_UNTRUE.anywhere(
            "the metadata and the pictures disagree about descriptions"
        )
    if not book.properties("schema:accessibilitySummary"):
        yield ACCESSIBILITY_UNTRUE.anywhere("the package has no summary of accessibility")


def _styles(book: Publication) -> Iterator[Diagnostic]:
    for item in _of_type(book, "text/css"):
        css = _COMMENT.sub("", book.read(item.name).decode("utf-8", "replace"))
        if DIRECTION.search(css):
            yield STYLED_DIRECTION.anywhere(f"{item.name} changes the direction")
        for address in _REMOTE_URL.findall(css):
            yield REMOTE_RESOURCE.anywhere(f"{item.name}: {address}")


def _of_type(book: Publication, media_type: str) -> Iterator[ManifestItem]:
    return (item for item in book.items if item.media_type.startswith(media_type))


def _fonts(book: Publication, facts: Mapping[str, PageFacts]) -> Iterator[Diagnostic]:
    """Yield a fault for Hebrew characters that no embedded font has."""
    fonts = [book.read(item.name) for item in _of_type(book, "font/")]
    if not fonts:
        return
    needed = set("".join(page.hebrew for page in facts.values()))
    missing = needed.difference(*(font_cache.read_once(_read_characters, font) for font in fonts))
    if missing:
        shown = ", ".join(f"U+{ord(character):04X}" for character in sorted(missing))
        yield CHARACTER_WITHOUT_FONT.anywhere(f"no embedded font has {shown}")


def _read_characters(program: bytes, index: int) -> frozenset[str]:
    return frozenset(map(chr, open_font(program, index).getBestCmap()))


def compare_releases(
    data: bytes, previous: bytes | None, edition: str = ""
) -> Iterator[Diagnostic]:
    """Yield a fault where an EPUB differs from the one before it and has its date or another name.

    The ``edition`` is empty for the edition that has the identifier of the settings.
    """
    if previous is None or previous == data:
        return
    before, after = read_release_identifier(previous), read_release_identifier(data)
    if before is None or after is None:
        return
    if before.modified == after.modified:
        date = f"{after.modified:%Y-%m-%dT%H:%M:%SZ}"
        yield SAME_DATE.anywhere(f"the content has changed, and the date is still {date}")
    if before.book != after.book:
        message = f"the identifier was {before.book} and is now {after.book}"
        hint = f'to keep the former one, write in the settings: identifier = "{before.book}"'
        if edition:
            hint = "to keep the former one, give the settings the identifier of the book's EPUB"
        yield IDENTIFIER_CHANGED.anywhere(message, hint)
