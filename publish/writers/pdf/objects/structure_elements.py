"""What a part is made of, for those who hear it: headings, paragraphs, notes, each in its language.

The elements come from the markup alone, and are known by where they stand in it, so that it does
not matter where pages break: a page says of each text that is drawn on it to which element it
belongs, and an element that goes on over a page is the same one there.  Roles are the standard
ones of tagged PDF (ISO 32000-1, 14.8.4); an element of the markup that has none, and no language
of its own, is not among them.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, replace

NOWHERE = ""
"""The place of what is not in the structure of a part."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a part: its role, and the place of what it stands in.

    ``lang`` is said where it is not the parent's.  ``rank`` is that of a heading, ``words`` are
    what a link says, ``numbering`` is how the items of a list are told apart.  ``then`` is the
    place of what comes directly after it, wherever that is drawn: of a call, its note.
    """

    role: str
    parent: str
    lang: str = ""
    rank: int = 0
    words: str = ""
    numbering: str = ""
    then: str = ""


_BY_TAG = {
    **{f"h{rank}": ("H",) for rank in range(1, 7)},
    "section": ("Sect",),
    "blockquote": ("BlockQuote",),
    "p": ("P",),
    "ul": ("L",),
    "ol": ("L",),
    "li": ("LI", "LBody"),
}
_BY_CLASS = {
    "toc": ("TOC",),
    "entry": ("TOCI",),
    "quote": ("Quote",),
    "note": ("Note",),
    "inner": ("Note",),
    "endnote": ("Note",),
    "numeral": ("Lbl",),
    "number": ("Span",),
    "call": ("Reference",),
}
_NUMBERING = {"ol": "Decimal", "ul": "Disc"}

_LABELS = {"LI": "marker", "Note": "footnote-marker"}
"""What stands before an element: by the element's role, the name that CSS has for it."""

_CALL = "footnote-call"
_SPACE = re.compile(r"\s+")


class Structure:
    """The elements of a document by their places, and where each of its markup has come to."""

    def __init__(self, root: ET.Element) -> None:
        self._elements: dict[str, Element] = {}
        self._langs: dict[str, str] = {NOWHERE: root.get("lang", "")}
        self._places: dict[tuple[ET.Element, str], str] = {}
        for number, part in enumerate(root.iterfind("./body/*")):
            lang = part.get("lang", self._langs[NOWHERE])
            self._add(part, f"{number}", self._new(f"{number}:part", "Sect", NOWHERE, lang), lang)

    @property
    def elements(self) -> Mapping[str, Element]:
        """All of them by their places, each after its parent."""
        return self._elements

    def place(self, element: ET.Element, pseudo: str = "") -> str:
        """Return the element that holds what is drawn of one of the markup, or beside it.

        What is not of the markup, as a running head, has none.
        """
        places = self._places
        return places.get((element, pseudo), places.get((element, ""), NOWHERE))

    def lang(self, place: str) -> str:
        """Return the language that is in force in an element."""
        return self._langs[place]

    def _add(self, given: ET.Element, at: str, parent: str, around: str) -> None:
        lang = given.get("lang", around)
        roles = _roles(given, other=lang != self._langs[parent])
        if "Note" in roles and given.get("data-call"):
            call = self._new(f"{at}:call", "Reference", parent, lang)
            self._elements[call] = replace(self._elements[call], then=at)
            self._places[given, _CALL] = call
        own = parent
        for role in roles:
            own = self._new(at if role is roles[-1] else f"{at}:{role}", role, own, lang)
            if label := _LABELS.get(role):
                self._places[given, label] = self._new(f"{at}:label", "Lbl", own, lang)
        if roles:
            self._elements[own] = _described(given, self._elements[own])
        self._places[given, ""] = own
        for number, inner in enumerate(given):
            self._add(inner, f"{at}/{number}", own, lang)

    def _new(self, place: str, role: str, parent: str, lang: str) -> str:
        own = "" if lang == self._langs[parent] else lang
        self._elements[place] = Element(role, parent, own)
        self._langs[place] = lang
        return place


def _described(given: ET.Element, element: Element) -> Element:
    """Return an element with what its markup says of it."""
    match element.role:
        case "Link":
            return replace(element, words=_SPACE.sub(" ", "".join(given.itertext())).strip())
        case "H":
            return replace(element, rank=int(given.tag[1:]))
        case "L" if "index" not in _classes(given):
            return replace(element, numbering=_NUMBERING[given.tag])
        case _:
            return element


def _roles(given: ET.Element, *, other: bool) -> tuple[str, ...]:
    """Return the roles of an element, the outer one first; ``other`` is its language."""
    if given.tag == "a":
        return ("Reference", "Link") if given.get("href", "").startswith("#") else ("Link",)
    for name in _classes(given):
        if name in _BY_CLASS:
            return _BY_CLASS[name]
    if given.tag in _BY_TAG:
        return _BY_TAG[given.tag]
    if given.tag == "div":
        # One that holds others is there for the eye.
        words = (given.text, *(inner.tail for inner in given))
        return ("P",) if any(text and text.strip() for text in words) else ()
    return ("Span",) if other else ()


def _classes(given: ET.Element) -> list[str]:
    return (given.get("class") or "").split()


FURNITURE = Structure(ET.Element("html"))
"""That of pages on which there is nothing to be heard."""
