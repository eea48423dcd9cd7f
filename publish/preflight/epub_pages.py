"""Faults of a page of an EPUB beside its text: languages, directions, notes, ids, headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.epub import (
    BLOCK_UNMARKED,
    DEAD_LINK,
    HEBREW_UNMARKED,
    ONE_WAY_NOTE,
)
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
from publish.document.model import Dir
from publish.preflight.epub_file import HEADINGS, HTML, TYPE, XML_LANG, ContentDocument
from publish.preflight.epub_text import note_bodies
from publish.text.hebrew import BLOCK, LETTERS
from publish.text.languages import in_hebrew_letters

DIRECTION = re.compile(r"(?<![-\w])(?:direction|unicode-bidi)\s*:")
"""The properties of CSS that EPUB leaves to markup (https://www.w3.org/TR/epub-33/#sec-css-req)."""

_TEXT_BLOCKS = (*HEADINGS, f"{HTML}p")
_HEBREW = re.compile(f"[{LETTERS}]")
# A maqaf or a geresh alone is no word of a language.
_HEBREW_WORD = re.compile(f"[{BLOCK}]*[{LETTERS}][{BLOCK}]*")
_BLOCKS = frozenset(
    f"{HTML}{name}"
    for name in """
    html body section nav aside div p h1 h2 h3 h4 h5 h6 ol ul li blockquote hr
    article header footer main figure figcaption table tr td th dl dt dd pre
    """.split()
)
_CHECKED = frozenset(
    {*_TEXT_BLOCKS, *(f"{HTML}{name}" for name in ("a", "bdo", "img", "link", "script"))}
)
"""The elements that can have a fault of their own; most elements of a page are others."""

_FEW_LETTERS = 12
"""Letters up to which a paragraph may be a name or a word in another language."""


def check_page(page: ContentDocument) -> Iterator[Diagnostic]:
    """Yield the faults that a page has by itself."""
    yield from _blocks(page)
    yield from _hebrew(page)
    yield from _notes(page)
    yield from _ids(page)
    yield from _headings(page)
    for element in page.root.iter():
        if element.tag in _CHECKED or "style" in element.attrib or "src" in element.attrib:
            yield from _element(page.name, element)


def _blocks(page: ContentDocument) -> Iterator[Diagnostic]:
    bare = Counter(
        element.tag.removeprefix(HTML)
        for element in page.root.iter()
        if element.tag in _BLOCKS and not _is_marked(element)
    )
    for name, count in bare.items():
        yield BLOCK_UNMARKED.anywhere(
            f"{page.name}: {count} × <{name}> without lang, xml:lang (the same) and dir"
        )


def _is_marked(element: ET.Element) -> bool:
    lang = element.get("lang")
    return bool(lang) and lang == element.get(XML_LANG) and element.get("dir") in set(Dir)


def _hebrew(page: ContentDocument) -> Iterator[Diagnostic]:
    """Yield an error for Hebrew whose nearest element with a language is not Hebrew and RTL."""
    words = list(_find_unmarked_hebrew(page.body, marked=False))
    if words:
        also = f" and {len(words) - 1} more" if words[1:] else ""
        yield HEBREW_UNMARKED.anywhere(f"{page.name}: “{words[0]}”{also} is not marked as Hebrew")


def _find_unmarked_hebrew(element: ET.Element, *, marked: bool) -> Iterator[str]:
    lang = element.get("lang")
    if lang:
        marked = in_hebrew_letters(lang) and element.get("dir") == Dir.RTL
    texts = [element.text or ""]
    for inner in element:
        yield from _find_unmarked_hebrew(inner, marked=marked)
        texts.append(inner.tail or "")
    if not marked:
        for text in texts:
            yield from _HEBREW_WORD.findall(text)


def _notes(page: ContentDocument) -> Iterator[Diagnostic]:
    calls = {
        (e.get("href"), f"#{e.get('id')}")
        for e in page.body.iter(f"{HTML}a")
        if e.get("role") == "doc-noteref"
    }
    returns = {
        (f"#{note.get('id')}", e.get("href"))
        for note in note_bodies(page)
        for e in note.iter(f"{HTML}a")
        if e.get("role") == "doc-backlink"
    }
    notes = {f"#{note.get('id')}" for note in note_bodies(page)}
    for note in sorted(
        {str(there) for there, _ in calls ^ returns} | (notes ^ {t for t, _ in returns})
    ):
        yield ONE_WAY_NOTE.anywhere(f"{page.name}: the note {note} does not lead both ways")


def _ids(page: ContentDocument) -> Iterator[Diagnostic]:
    """Yield a fault for an id that two elements have, and for a link to one that none has."""
    counts = Counter(filter(None, (element.get("id") for element in page.root.iter())))
    for name, count in counts.items():
        if count > 1:
            yield DUPLICATE_ID.anywhere(f"{page.name}: {count} elements have the id “{name}”")
    links = (element.get("href") or "" for element in page.root.iter())
    for href in dict.fromkeys(link for link in links if link.startswith("#")):
        if unquote(href[1:]) not in counts:
            yield DEAD_LINK.anywhere(f"{page.name}: “{href}” leads nowhere")


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
