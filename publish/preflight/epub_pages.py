"""Faults of the pages of an EPUB beside its text: ids, headings, pictures, languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.epub_package import (
    DUPLICATE_ID,
    HEADING_JUMP,
    LANGUAGE_UNTRUE,
    NO_HEADING,
    PICTURE_UNDESCRIBED,
    REMOTE_RESOURCE,
    STYLED_DIRECTION,
    WITHOUT_WORDS,
)
from publish.preflight.epub_file import HEADINGS, HTML, TYPE, ContentDocument
from publish.text.hebrew import LETTERS
from publish.text.languages import in_hebrew_letters

DIRECTION = re.compile(r"(?<![-\w])(?:direction|unicode-bidi)\s*:")
"""The properties of CSS that EPUB leaves to markup (https://www.w3.org/TR/epub-33/#sec-css-req)."""

_TEXT_BLOCKS = (*HEADINGS, f"{HTML}p")
_HEBREW = re.compile(f"[{LETTERS}]")
_CHECKED = frozenset(
    {*_TEXT_BLOCKS, *(f"{HTML}{name}" for name in ("a", "bdo", "img", "link", "script"))}
)
"""The elements that can have a fault of their own; most elements of a page are others."""

_FEW_LETTERS = 12
"""Letters up to which a paragraph may be a name or a word in another language."""


def check_page(page: ContentDocument) -> Iterator[Diagnostic]:
    """Yield the faults of the structure of a page."""
    yield from _ids(page)
    yield from _headings(page)
    for element in page.root.iter():
        if element.tag in _CHECKED or "style" in element.attrib or "src" in element.attrib:
            yield from _element(page.name, element)


def _ids(page: ContentDocument) -> Iterator[Diagnostic]:
    counts = Counter(filter(None, (element.get("id") for element in page.root.iter())))
    for name, count in counts.items():
        if count > 1:
            yield DUPLICATE_ID.anywhere(f"{page.name}: {count} elements have the id “{name}”")


def _headings(page: ContentDocument) -> Iterator[Diagnostic]:
    headings = [element for element in page.body.iter() if element.tag in HEADINGS]
    is_chapter = any("chapter" in (element.get(TYPE) or "").split() for element in page.body)
    if is_chapter and not headings:
        yield NO_HEADING.anywhere(f"{page.name}: the chapter has no heading")
    levels = [int(heading.tag[-1]) for heading in headings]
    for before, level in pairwise(levels):
        if level > before + 1:
            yield HEADING_JUMP.anywhere(f"{page.name}: a heading h{level} follows an h{before}")


def _element(name: str, element: ET.Element) -> Iterator[Diagnostic]:
    """Yield the faults of one element."""
    tag = str(element.tag).removeprefix(HTML)
    if DIRECTION.search(element.get("style") or "") or tag == "bdo":
        yield STYLED_DIRECTION.anywhere(f"{name}: <{tag}> changes the direction by style")
    if tag == "img" and not (element.get("alt") or "").strip():
        yield PICTURE_UNDESCRIBED.anywhere(f"{name}: {element.get('src')} has no description")
    source = element.get("src") or (element.get("href") if tag == "link" else "") or ""
    if tag == "script" or re.match(r"(?:https?:)?//", source):
        yield REMOTE_RESOURCE.anywhere(f"{name}: <{tag}> {source}".rstrip())
    if (tag == "a" or element.tag in HEADINGS) and not _has_content(element):
        yield WITHOUT_WORDS.anywhere(f"{name}: <{tag}> has no words")
    # A source line begins at the side of its number, which is that of the book.
    is_source = element.get("class") == "source"
    if element.tag in _TEXT_BLOCKS and not is_source and _is_untrue(element):
        words = " ".join("".join(element.itertext()).split())[:40]
        lang = element.get("lang")
        yield LANGUAGE_UNTRUE.anywhere(f"{name}: “{words}” has the language “{lang}”")


def _has_content(element: ET.Element) -> bool:
    words = (element.get("aria-label") or "") + "".join(element.itertext()).strip()
    return bool(words) or any(inner.get("alt") for inner in element.iter(f"{HTML}img"))


def _is_untrue(block: ET.Element) -> bool:
    """Return whether no letter of a block is of the script of its language."""
    text = "".join(block.itertext())
    has_hebrew, is_hebrew = bool(_HEBREW.search(text)), in_hebrew_letters(block.get("lang") or "")
    if has_hebrew is is_hebrew:
        return False
    letters = [character for character in text if character.isalpha()]
    if not letters or (len(letters) <= _FEW_LETTERS and block.tag not in HEADINGS):
        return False
    return is_hebrew or all(map(_HEBREW.match, letters))
