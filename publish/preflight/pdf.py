"""Preflight of a PDF, text by text: a text that is printed as when it was proved is skipped.

``print_checks`` looks at what the pages draw, the other modules at the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from publish.diagnostics import Diagnostics, Severity, worst
from publish.diagnostics.rules.pdf import NOT_A_PDF
from publish.document.model import Arrangement, TextLayout
from publish.preflight import glyph_counts, pdf_fonts, pdf_markup
from publish.preflight.page_faults import PageFault
from publish.preflight.pdf_parser import parse_objects
from publish.preflight.print_checks import PrintedPdf, describe
from publish.preflight.reading_order import check_order
from publish.preflight.segment_pages import PrintedSide, check_rows, check_spreads
from publish.preflight.spread_text import check_sides
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers.pdf.document import PdfDocument, PdfSection


def check_pdf(
    pdf: PdfDocument, writer_diagnostics: Diagnostics, theme: Theme, store: Store
) -> Diagnostics:
    """Return the faults of a PDF; texts that ``store`` holds as proved are not read again.

    After an error of the writer (a character that no font has) drawn glyphs are not counted.
    """
    return check_books({pdf: theme}, writer_diagnostics, store)


def check_books(
    books: Mapping[PdfDocument, Theme], writer_diagnostics: Diagnostics, store: Store
) -> Diagnostics:
    """Return the faults of the books of one file, each with its theme, as ``check_pdf`` does."""
    first = next(iter(books))
    new = {
        pdf: [section for section in pdf.sections if not _is_proved(section, store)]
        for pdf in books
    }
    try:
        objects = parse_objects(first.data)
        diagnostics = tuple(pdf_fonts.check_fonts(objects, *books.values()))
        printed = {pdf: PrintedPdf(objects, pdf) for pdf in books}
        faults = tuple(_find_print_faults(printed, new, store))
    except ValueError as error:
        return (NOT_A_PDF.anywhere(f"the PDF cannot be read back: {error}"),)
    diagnostics += tuple(
        chain.from_iterable(
            _check_markup(each, pdf.layout) for pdf, own in new.items() for each in own
        )
    )
    about_pages = describe(faults)
    if worst(writer_diagnostics + diagnostics + about_pages) is Severity.ERROR:
        return diagnostics + about_pages
    for pdf, own in new.items():
        diagnostics += _check_pages(pdf, own, store)
    if not diagnostics:
        faulty = {fault.page for fault in faults}
        _store_proofs(chain.from_iterable(new.values()), faulty, store)
    return diagnostics + about_pages


def _store_proofs(sections: Iterable[PdfSection], faulty: set[int], store: Store) -> None:
    """Store that texts are proved, but for those on faulty pages, which are reported each time."""
    for section in sections:
        if section.proof_key and faulty.isdisjoint(section.pages):
            store.put(_key(section, store), True)


def _find_print_faults(
    printed: Mapping[PdfDocument, PrintedPdf],
    new: Mapping[PdfDocument, Sequence[PdfSection]],
    store: Store,
) -> Iterator[PageFault]:
    """Yield the faults of pages that are new, or that belong to no text, and of the file."""
    owners = {number: pdf for pdf in printed for number in pdf.own_pages}
    first = next(iter(printed))
    in_texts = {number for pdf in printed for each in pdf.sections for number in each.pages}
    for number in printed[first].numbers:
        if number not in in_texts:
            yield from printed[owners.get(number, first)].find_faults(number)
    for pdf, own in new.items():
        notes = printed[pdf].calls_by_page(own)
        for section in own:
            yield from _find_section_faults(printed[pdf], section, notes, store)
    for each in printed.values():
        yield from each.find_file_faults()


def _find_section_faults(
    printed: PrintedPdf, section: PdfSection, notes: Mapping[int, Sequence[str]], store: Store
) -> Iterator[PageFault]:
    """Yield the faults of the pages of a text; pages that had none before are not read again."""
    if not section.location_key:
        for number in section.pages:
            yield from printed.find_faults(number, notes)
        return
    place = store.key("good pages", section.location_key)
    before = store.get(place, list) or []
    good = []
    for name, number in zip(section.page_keys, section.pages, strict=True):
        faults = () if name in before else printed.find_faults(number, notes)
        if not faults:
            good.append(name)
        yield from faults
    if good != before:
        store.put(place, good)


def _is_proved(section: PdfSection, store: Store) -> bool:
    """Return whether the text was proved before, as it is printed now."""
    return bool(section.proof_key and store.get(_key(section, store), bool))


def _check_markup(section: PdfSection, layout: TextLayout) -> Diagnostics:
    source = section.chapter.section
    match section.sides:
        case (originals, translations):
            return check_sides(originals.part.markup, translations.part.markup, source)
        case _:
            return pdf_markup.check_markup((section.markup,), (source,), layout)


def _check_pages(pdf: PdfDocument, sections: Sequence[PdfSection], store: Store) -> Diagnostics:
    """Return the faults of texts in the characters that are drawn on their pages."""
    if not sections:
        return ()
    with glyph_counts.open_pdf(pdf.data) as file:
        return tuple(
            diagnostic
            for section in sections
            for diagnostic in _check_characters(
                _characters(file, section, store), section, pdf.layout
            )
        )


def _check_characters(
    pages: Mapping[int, str], section: PdfSection, layout: TextLayout
) -> Diagnostics:
    """Return the faults of a text whose ``pages`` have these characters."""
    source = section.chapter.section
    missing = glyph_counts.check_glyphs("\r\n".join(pages.values()), (source,))
    if missing:
        return missing
    sides = [
        PrintedSide(side.part.markup, side.numbers, [pages[number] for number in side.numbers])
        for side in section.sides
    ]
    match sides:
        case (originals, translations):
            return tuple(check_spreads(originals, translations, source.span))
        case (text,) if layout.arrangement is Arrangement.FACING:
            order = check_order("\r\n".join(text.pages), source, layout)
            return (*order, *check_rows(text, source.span))
        case _:
            return check_order("\r\n".join(pages.values()), source, layout)


def _characters(pdf: Any, section: PdfSection, store: Store) -> dict[int, str]:
    """Return the characters on each page of a text; only changed pages are read."""
    numbers = section.pages
    if not section.location_key:
        return {number: glyph_counts.characters(pdf, (number,)) for number in numbers}
    place = store.key("drawn", section.location_key)
    before: dict[str, str] = store.get(place, dict) or {}
    now = {
        name: before[name] if name in before else glyph_counts.characters(pdf, (number,))
        for name, number in zip(section.page_keys, numbers, strict=True)
    }
    store.put(place, now)
    names = zip(numbers, section.page_keys, strict=True)
    return {number: now[name] for number, name in names}


def _key(section: PdfSection, store: Store) -> str:
    return store.portable_key("proof", section.proof_key)
