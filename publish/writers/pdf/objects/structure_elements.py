"""Structure elements of a part: headings, paragraphs, notes, each with its role and language.

Elements are made from the markup alone and identified by their place in it, so page breaks do not
matter: a page names the element of each text drawn on it, and an element that continues on the
next page is the same element there.  Roles are the standard structure types of ISO 32000-1,
14.8.4.  Markup elements without such a role and without a language of their own are left out.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace

from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass

NO_ELEMENT = ""
"""The id for content that belongs to no structure element."""


@serializable
@dataclass(frozen=True, slots=True)
class StructureElement:
    """A structure element of a part (ISO 32000-1, 14.7.2).

    ``parent`` is the id of the enclosing element.  ``lang`` is empty where the parent's language
    holds.  ``heading_rank`` is 1 to 6 for a heading, ``link_text`` the text of a link,
    ``numbering`` the ListNumbering of a list, ``columns`` the count of columns of a wide cell,
    ``alt`` the description of a picture.  ``successor`` is the id of the element that is
    read directly after this one, wherever it is drawn: for the call of a note, the note.
    """

    role: str
    parent: str
    lang: str = ""
    heading_rank: int = 0
    link_text: str = ""
    numbering: str = ""
    columns: int = 1
    alt: str = ""
    successor: str = ""


_ROLES_BY_TAG = {
    **{f"h{rank}": ("H",) for rank in range(1, 7)},
    "section": ("Sect",),
    "blockquote": ("BlockQuote",),
    "p": ("P",),
    "ul": ("L",),
    "ol": ("L",),
    "li": ("LI", "LBody"),
    "table": ("Table",),
    "caption": ("Caption",),
    "thead": ("THead",),
    "tbody": ("TBody",),
    "tr": ("TR",),
    "th": ("TH",),
    "td": ("TD",),
    "figcaption": ("Caption",),
}
_ROLES_BY_CLASS = {
    "toc": ("TOC",),
    "entry": ("TOCI",),
    "quote": ("Quote",),
    "note": ("Note",),
    "inner": ("Note",),
    "endnote": ("Note",),
    "numeral": ("Lbl",),
    "number": ("Span",),
    "mark": ("Span",),
    "call": ("Reference",),
}
_NUMBERING = {"alpha": "LowerAlpha", "roman": "LowerRoman"}
"""The ListNumbering by the class of a list; Hebrew numerals have none of their own."""

_LABELS = {"LI": "marker", "Note": "footnote-marker"}
"""The CSS pseudo-element that labels an element of a role."""

_COLUMNS = {"table": (), "tbody": (), "tr": (), "td": ("Div",)}
"""The roles of the markup that sets a segment in two columns, which is no table of data."""

_CALL = "footnote-call"
_SPACE = re.compile(r"\s+")


class PartStructure:
    """The structure elements of one part by id, and the id that each markup element maps to."""

    def __init__(self, root: ET.Element) -> None:
        self._elements: dict[str, StructureElement] = {}
        self._langs: dict[str, str] = {NO_ELEMENT: root.get("lang", "")}
        self._ids: dict[tuple[ET.Element, str], str] = {}
        for number, part in enumerate(root.iterfind("./body/*")):
            lang = part.get("lang", self._langs[NO_ELEMENT])
            section = self._new(f"{number}:part", "Sect", NO_ELEMENT, lang)
            self._add(part, f"{number}", section, lang)

    @property
    def elements(self) -> Mapping[str, StructureElement]:
        """All elements by id, each after its parent."""
        return self._elements

    def element_id(self, markup: ET.Element, pseudo: str = "") -> str:
        """Return the id of the element that a markup element or its pseudo-element belongs to.

        ``NO_ELEMENT`` for boxes without markup, such as running heads.
        """
        ids = self._ids
        return ids.get((markup, pseudo), ids.get((markup, ""), NO_ELEMENT))

    def lang_of(self, element_id: str) -> str:
        """Return the language in force in an element."""
        return self._langs[element_id]

    def _add(
        self, markup: ET.Element, path: str, parent: str, outer_lang: str, *, in_row: bool = False
    ) -> None:
        """Add a markup element and those in it; ``in_row`` is set in a row of two columns.

        Headings of the facing page (``level``) are not drawn.
        """
        if "level" in _classes(markup):
            return
        lang = markup.get("lang", outer_lang)
        in_row = in_row or "facing" in _classes(markup)
        if in_row and markup.tag in _COLUMNS:
            roles, in_row = _COLUMNS[markup.tag], markup.tag != "td"
        else:
            roles = _roles(markup, lang_differs=lang != self._langs[parent])
        if "Note" in roles and markup.get("data-call"):
            call = self._new(f"{path}:call", "Reference", parent, lang)
            self._elements[call] = replace(self._elements[call], successor=path)
            self._ids[markup, _CALL] = call
        own = parent
        for role in roles:
            own = self._new(path if role is roles[-1] else f"{path}:{role}", role, own, lang)
            if label := _LABELS.get(role):
                self._ids[markup, label] = self._new(f"{path}:label", "Lbl", own, lang)
        if roles:
            self._elements[own] = _with_attributes(self._elements[own], markup)
        self._ids[markup, ""] = own
        for number, child in enumerate(markup):
            self._add(child, f"{path}/{number}", own, lang, in_row=in_row)

    def _new(self, element_id: str, role: str, parent: str, lang: str) -> str:
        own_lang = "" if lang == self._langs[parent] else lang
        self._elements[element_id] = StructureElement(role, parent, own_lang)
        self._langs[element_id] = lang
        return element_id


def _with_attributes(element: StructureElement, markup: ET.Element) -> StructureElement:
    """Return an element with the attributes that its role takes from the markup."""
    match element.role:
        case "Link":
            return replace(element, link_text=_SPACE.sub(" ", "".join(markup.itertext())).strip())
        case "H":
            return replace(element, heading_rank=int(markup.tag[1:]))
        case "L" if "index" not in _classes(markup):
            return replace(element, numbering=_numbering(markup))
        case "TH" | "TD":
            return replace(element, columns=int(markup.get("colspan", "1")))
        case "Figure":
            return replace(element, alt=markup.get("alt", ""))
        case _:
            return element


def _numbering(markup: ET.Element) -> str:
    names = (_NUMBERING[name] for name in _classes(markup) if name in _NUMBERING)
    return next(names, "Decimal" if markup.tag == "ol" else "Disc")


def _roles(markup: ET.Element, *, lang_differs: bool) -> tuple[str, ...]:
    """Return the roles of a markup element, outermost first."""
    if markup.tag == "a":
        return ("Reference", "Link") if markup.get("href", "").startswith("#") else ("Link",)
    if markup.tag == "img":
        return ("Figure",) if markup.get("alt") else ()
    for name in _classes(markup):
        if name in _ROLES_BY_CLASS:
            return _ROLES_BY_CLASS[name]
    if markup.tag in _ROLES_BY_TAG:
        return _ROLES_BY_TAG[markup.tag]
    if markup.tag == "div":
        # A div with text of its own is a paragraph; a div of other blocks has no role.
        texts = (markup.text, *(child.tail for child in markup))
        return ("P",) if any(text and text.strip() for text in texts) else ()
    return ("Span",) if lang_differs else ()


def _classes(markup: ET.Element) -> list[str]:
    return (markup.get("class") or "").split()


NO_STRUCTURE = PartStructure(ET.Element("html"))
"""The structure of pages that hold artifacts only, such as folios."""
