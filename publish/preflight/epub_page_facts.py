"""Facts about a page of an EPUB that the checks of the whole book need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from publish.preflight.epub_file import HTML, TYPE, ContentDocument
from publish.preflight.epub_text import running_text
from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.text.hebrew import LETTERS, MARKS
from publish.text.languages import in_hebrew_letters

TITLE_PAGE = "titlepage"
_HEBREW = re.compile(f"[{LETTERS}{MARKS}]")


@serializable
@dataclass(frozen=True, slots=True)
class PageFacts:
    """Facts about a page.

    ``kind`` is that of the document, ``matter`` the type of its body.  ``links`` lead to other
    documents, ``contents`` are the links of a table of contents.  ``title`` has the lines of a
    title page or a title block, ``hebrew`` the characters that are marked as Hebrew.  ``breaks``
    are the numbers and the ids of the printed pages that begin, ``page_list`` the numbers and the
    links of a list of them.
    """

    kind: str
    matter: str
    ids: tuple[str, ...]
    links: tuple[str, ...]
    contents: tuple[str, ...] | None
    title: str | None
    hebrew: str
    has_pictures: bool
    breaks: tuple[tuple[str, str], ...]
    page_list: tuple[tuple[str, str], ...]


def gather_facts(page: ContentDocument) -> PageFacts:
    """Return the facts about a page."""
    links = (e.get("href") for e in page.root.iter())
    hebrew: set[str] = set()
    _collect_hebrew(page.body, hebrew, in_hebrew=False)
    return PageFacts(
        page.kind,
        page.body.get(TYPE) or "",
        tuple(anchor for e in page.root.iter() if (anchor := e.get("id"))),
        tuple(dict.fromkeys(link for link in links if link is not None and link[:1] != "#")),
        _contents(page),
        _title(page),
        "".join(sorted(hebrew)),
        next(page.body.iter(f"{HTML}img"), None) is not None,
        tuple(_breaks(page)),
        tuple(_page_list(page)),
    )


def _breaks(page: ContentDocument) -> Iterator[tuple[str, str]]:
    for element in page.body.iter(f"{HTML}span"):
        if element.get(TYPE) == "pagebreak":
            yield element.get("aria-label") or "", element.get("id") or ""


def _page_list(page: ContentDocument) -> Iterator[tuple[str, str]]:
    for nav in page.body.iter(f"{HTML}nav"):
        if nav.get(TYPE) == "page-list":
            for link in nav.iter(f"{HTML}a"):
                yield "".join(link.itertext()), link.get("href") or ""


def _contents(page: ContentDocument) -> tuple[str, ...] | None:
    for nav in page.body.iter(f"{HTML}nav"):
        if nav.get(TYPE) == "toc":
            return tuple(e.get("href") or "" for e in nav.iter(f"{HTML}a"))
    return None


def _title(page: ContentDocument) -> str | None:
    if page.kind == TITLE_PAGE:
        return running_text(page.body)
    blocks = [e for e in page.body.iter(f"{HTML}div") if e.get("class") == "title-block"]
    return "".join(map(running_text, blocks)) if blocks else None


def _collect_hebrew(element: ET.Element, characters: set[str], *, in_hebrew: bool) -> None:
    """Add the Hebrew characters in an element that are marked as Hebrew."""
    lang = element.get("lang")
    if lang:
        in_hebrew = in_hebrew_letters(lang)
    if in_hebrew and element.text:
        characters.update(_HEBREW.findall(element.text))
    for inner in element:
        _collect_hebrew(inner, characters, in_hebrew=in_hebrew)
        if in_hebrew and inner.tail:
            characters.update(_HEBREW.findall(inner.tail))
