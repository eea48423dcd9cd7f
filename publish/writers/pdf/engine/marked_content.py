"""Pages drawn so that each piece can be told from the next: what is read, and what is furniture.

The engine's own tags (``weasyprint.pdf.tags``) know no languages (Kozea/WeasyPrint#2482), put a
note at the end of its page and a paragraph that goes on over a page into two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from textwrap import wrap
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

from publish.text.languages import HEBREW, Script, home
from publish.writers.pdf.engine.table_headers import repeats_header
from publish.writers.pdf.objects.structure_elements import NO_ELEMENT, PartStructure

_SAYING = re.compile(r"[^\s\u200b\u2060]")
"""Anything but spaces, and what lets a line break or keeps it from breaking."""

_LAST = re.compile("[0-9a-f]{4}>[^<>]*$")
_GLYPHS = re.compile("([0-9a-f]+)>")


def texts(page: Any, structure: PartStructure) -> Mapping[Any, str]:
    """Return the texts of a page in the order of its markup, each with its element.

    Running heads, leaders, repeated headers of tables and pictures without a description are not
    among them.
    """
    elements: dict[Any, str] = {}
    _gather(page._page_box, structure, elements)  # noqa: SLF001  # a Page shows its boxes in no other way
    return elements


def _gather(box: Any, structure: PartStructure, elements: dict[Any, str]) -> None:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001  # the placeholder has no other way to its box
    if isinstance(box, boxes.MarginBox) or box.is_leader:
        return
    if isinstance(box, boxes.ReplacedBox):
        place = structure.element_id(box.element)
        if place != NO_ELEMENT and structure.elements[place].alt:
            elements[box] = place
        return
    if isinstance(box, boxes.TextBox):
        place = structure.element_id(box.element, box.element_tag.partition("::")[2])
        if place != NO_ELEMENT and _SAYING.search(box.text):
            elements[box] = place
        return
    is_repeated = isinstance(box, boxes.TableBox) and repeats_header(box)
    for child in box.children:
        if not (is_repeated and getattr(child, "is_header", False)):
            _gather(child, structure, elements)


def _soft_hyphen(box: Any) -> str:
    """Return the hyphen at the end of a text, where the engine has put it there, else nothing."""
    hyphen = str(box.style["hyphenate_character"])
    added = box.text.endswith(hyphen) and box.style["hyphens"] != "none"
    return hyphen if added and hyphen not in "".join(box.element.itertext()) else ""


def new_stream(
    structure: PartStructure | None, texts: Mapping[Any, str], arguments: tuple[Any, ...]
) -> Stream:
    """Return an empty content stream; with a structure its content is marked."""
    return MarkedStream(structure, texts, *arguments) if structure else Stream(*arguments)


class MarkedStream(Stream):  # type: ignore[misc]  # WeasyPrint has no types
    """A page on which each text has the number of its place in ``texts``; the rest is furniture."""

    def __init__(self, structure: PartStructure, texts: Mapping[Any, str], *arguments: Any) -> None:
        super().__init__(*arguments)
        self._structure = structure
        self._places = {text: (number, of) for number, (text, of) in enumerate(texts.items())}
        self._font: Any = None
        self._hebrew_in_other = False
        self._soft_hyphen = ""

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Draw a text as the piece that it is."""
        if box not in self._places:
            with self._mark("Artifact", "<</Type/Pagination>>" if box.element is None else None):
                yield
            return
        number, element = self._places[box]
        if isinstance(box, boxes.ReplacedBox):
            with self._mark(tag, f"<</MCID {number}>>"):
                yield
            return
        other = home(self._structure.lang_of(element)) is not Script.HEBREW
        self._hebrew_in_other = other and bool(HEBREW.search(box.text))
        self._soft_hyphen = _soft_hyphen(box)
        with self._mark(tag, f"<</MCID {number}>>"):
            yield
        self._hebrew_in_other, self._soft_hyphen = False, ""

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Draw what is only seen."""
        with self._mark("Artifact"):
            yield

    def set_font_size(self, font: str, size: float) -> None:
        """Draw what follows in that font."""
        self._font = next((each for each in self._fonts.values() if each.hash == font), None)
        super().set_font_size(font, size)

    def show_text(self, text: str) -> None:
        """Draw a run of glyphs, saying of it what its element does not.

        Its words may be Hebrew where those around are not: a title in two scripts is one text,
        because the engine would order two by themselves.  Or a word goes on in the next line,
        and its hyphen is not to be read (ISO 32000-1, 14.8.2.2.3).
        """
        last = _LAST.search(text) if self._soft_hyphen else None
        if self._hebrew_in_other and HEBREW.search(self._text(text)):
            with self._mark("Span", "<</Lang(he)>>"):
                super().show_text(text)
        elif last and self._text(last[0]) == self._soft_hyphen:
            super().show_text(f"{text[: last.start()]}>")
            with self._mark("Span", "<</ActualText<FEFF00AD>>>"):
                super().show_text(f"<{last[0]}")
        else:
            super().show_text(text)

    def _text(self, text: str) -> str:
        """Return what the glyphs of a run stand for."""
        codes = [code for run in _GLYPHS.findall(text) for code in wrap(run, 4)]
        return "".join(self._font.to_unicode.get(int(code, 16), "") for code in codes)

    @contextmanager
    def _mark(self, tag: str, properties: str | None = None) -> Iterator[None]:
        self.begin_marked_content(tag, properties)
        yield
        self.end_marked_content()
