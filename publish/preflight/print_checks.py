"""Checks of the pages of a PDF as a print shop makes them, and their diagnostics."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from publish.diagnostics import Diagnostic, Diagnostics, Rule
from publish.diagnostics.rules import print_faults as rules
from publish.preflight.glyph_faults import GlyphChecker, find_differing_widths
from publish.preflight.page_faults import MILLIMETRE, PageFault, find_page_faults, quote
from publish.preflight.pdf_drawings import PdfDrawings, ReadPage
from publish.preflight.pdf_pages import list_pages
from publish.preflight.pdf_parser import ParsedObject
from publish.text.lengths import millimetres
from publish.writers.pdf.document import PdfDocument, PdfSection

_DESTINATION = re.compile(rb"\(([^)]*)\)\s*\[\s*(\d+)\s+0\s+R")
_NOTE = re.compile(r'id="([^"]+)" data-call="([^"]+)"')
_LANGUAGE = re.compile(rb"/Lang\s*(?:\([^)]|<[0-9A-Fa-f])")
_TITLE = re.compile(rb"/Title\s*(?:\([^)]|<[0-9A-Fa-f])")
_JOINERS = "\u2060\u200e\u200f \u00a0"
_LONGEST_NUMERAL = 8
_LISTED = 6


class PrintedPdf:
    """The pages of a PDF, each read when it is first asked for."""

    def __init__(self, objects: Mapping[int, ParsedObject], document: PdfDocument) -> None:
        """Raises ValueError where the PDF has no page tree."""
        self._document = document
        self._objects = objects
        self._pages = list_pages(objects)
        self._drawings = PdfDrawings(objects)
        self._glyphs = GlyphChecker()

    @property
    def numbers(self) -> range:
        """The numbers of all pages."""
        return range(1, len(self._pages) + 1)

    def find_faults(
        self, number: int, notes: Mapping[int, Sequence[str]] | None = None
    ) -> tuple[PageFault, ...]:
        """Return the faults of a page; ``notes`` are the calls of the notes on each page."""
        read = self._drawings.read(self._pages[number - 1])
        geometry = self._document.geometry
        sheet = (_points(geometry.width), _points(geometry.height))
        return (
            *find_page_faults(read, sheet),
            *self._glyphs.find_faults(read),
            *self._empty_page(read),
            *_notes_away(read, (notes or {}).get(number, ())),
        )

    def find_file_faults(self) -> Iterator[PageFault]:
        """Yield the faults of the file as a whole: its fonts, its language and its title."""
        catalog = next(each for each in self._objects.values() if each.is_a("Catalog"))
        if not _LANGUAGE.search(catalog.dictionary):
            yield PageFault(rules.NO_LANGUAGE, 0, "the PDF does not say its language")
        about = (each.dictionary for each in self._objects.values())
        if self._document.title and not any(
            b"/Producer" in each and _TITLE.search(each) for each in about
        ):
            yield PageFault(rules.NO_LANGUAGE, 0, "the PDF does not say its title")
        for each in self._objects.values():
            is_figure = b"/Figure" in each.dictionary and each.value("S") == "Figure"
            if is_figure and b"/Alt" not in each.dictionary:
                yield PageFault(rules.NO_DESCRIPTION, 0, "a picture has no description")
        for glyphs in self._drawings.fonts:
            codes = find_differing_widths(glyphs)
            if codes:
                text = "".join(glyphs.texts.get(code, "") for code in codes).strip()
                fact = f"{len(codes)} glyphs of {glyphs.name} have two widths: {quote(text)}"
                yield PageFault(rules.WIDTH_DIFFERS, 0, fact)

    def calls_by_page(self, sections: Iterable[PdfSection]) -> Mapping[int, Sequence[str]]:
        """Return the calls of the footnotes of texts by the pages that the notes stand on."""
        destinations, name = self._destinations(), self._document.name
        result: dict[int, list[str]] = {}
        for section in sections:
            for note, call in _NOTE.findall(section.markup):
                page = destinations.get(f"{name}-{note}" if name else note)
                if page and note not in section.late_notes:
                    result.setdefault(page, []).append(call)
        return result

    def _destinations(self) -> Mapping[str, int]:
        catalog = next(each for each in self._objects.values() if each.is_a("Catalog"))
        numbers = {page.object_number: page.number for page in self._pages}
        return {
            name.decode("latin-1"): numbers.get(int(target), 0)
            for name, target in _DESTINATION.findall(catalog.dictionary)
        }

    def _empty_page(self, read: ReadPage) -> Iterator[PageFault]:
        number = read.page.number
        before_recto = number + 1 in self._document.starts
        if self._is_empty(read) and not before_recto:
            yield PageFault(rules.EMPTY_PAGE, number, "the page is empty")

    def _is_empty(self, read: ReadPage) -> bool:
        """Return whether a page has at most a running head and a folio."""
        if read.pictures or read.drawing.shapes or not read.page.trim:
            return not (read.pictures or read.drawing.shapes)
        geometry = self._document.geometry
        top = read.page.trim[3] - _points(geometry.top)
        foot = top - (geometry.lines + 1) * _points(geometry.leading)
        return not any(
            foot < text.place[5] < top and text.has_ink for text in reversed(read.drawing.texts)
        )


def describe(faults: Iterable[PageFault]) -> Diagnostics:
    """Return a diagnostic for each rule that pages break, with the numbers of the pages."""
    by_rule: dict[str, list[PageFault]] = {}
    for fault in faults:
        by_rule.setdefault(fault.rule.code, []).append(fault)
    return tuple(_describe(each[0].rule, each) for each in by_rule.values())


def _describe(rule: Rule, faults: Sequence[PageFault]) -> Diagnostic:
    first = faults[0]
    others = sorted({fault.page for fault in faults} - {first.page})
    pages = ", ".join(map(str, others[:_LISTED])) + (", …" if len(others) > _LISTED else "")
    place = f" on page {first.page}" if first.page else ""
    more = f"; so too on {'page' if len(others) == 1 else 'pages'} {pages}" if others else ""
    return rule.anywhere(f"{first.fact}{place}{more}")


def _notes_away(read: ReadPage, calls: Sequence[str]) -> Iterator[PageFault]:
    """Yield the notes of a page whose calls are not on it: both have the numeral."""
    if not calls:
        return
    numerals = Counter(
        text.text.strip(_JOINERS)
        for text in read.drawing.texts
        if len(text.codes) <= _LONGEST_NUMERAL and not text.silent
    )
    for call, count in Counter(calls).items():
        if numerals[call.strip(_JOINERS)] < 2 * count:
            fact = f"note {call} stands at the foot of another page than its call,"
            yield PageFault(rules.NOTE_AWAY, read.page.number, fact)


def _points(length: str) -> float:
    return millimetres(length) * MILLIMETRE
