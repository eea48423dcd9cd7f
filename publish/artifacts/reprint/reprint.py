"""A booklet compared with the printed one: messages, and a PDF of the sheets that differ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publish.artifacts.booklet import Imposition
from publish.artifacts.destinations import Destination, check, write
from publish.artifacts.reprint.change_bars import add_bars
from publish.artifacts.reprint.change_messages import describe_pages, describe_sheets
from publish.artifacts.reprint.errata import list_errata, write_errata
from publish.artifacts.reprint.old_print import (
    OldPrint,
    as_old_print,
    read_old_print,
    read_panels,
    same_sheets,
)
from publish.artifacts.reprint.page_changes import compare_pages, without_pictures
from publish.artifacts.reprint.page_prints import PagePrint, read_prints, renderer
from publish.artifacts.reprint.print_record import PrintRecord
from publish.artifacts.reprint.sheet_changes import SheetChanges, Stack, compare_sheets
from publish.artifacts.reprint.word_changes import list_words, share_of_common
from publish.config import Settings
from publish.config.booklet_options import BookletSettings
from publish.config.limits import NO_LIMITS, Limits
from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError, stops
from publish.diagnostics.rules import reprint as rules
from publish.exceptions import diagnose
from publish.text.dataclass import dataclass
from publish.text.source import Span
from publish.writers import booklet
from publish.writers.booklet.layout import BookletLayout, lay_out
from publish.writers.booklet.sheet_facts import read_title
from publish.writers.pdf.layout.page_faces import PageFace

_LEAST_COMMON = 0.1
"""The share of common phrases below which two PDFs are of different books."""


@dataclass(frozen=True, slots=True)
class Since:
    """The print to compare with, and the files to make beside the sheets that differ.

    ``old`` is the record, or the content of a PDF that was printed; ``name`` is for messages.
    ``settings`` are those of the book, ``limits`` those of the process that compares.
    """

    old: PrintRecord | bytes
    name: str
    settings: Settings = Settings()
    change_bars: bool = False
    errata: bool = False
    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True)
class Reprint:
    """The contents of the files of a correction, empty where there is none."""

    sheets: bytes = b""
    errata: bytes = b""


def write_reprint(
    pdf: bytes, faces: tuple[PageFace, ...], to: Destination, imposition: Imposition, since: Since
) -> tuple[tuple[Path, ...], Diagnostics]:
    """Return the files written beside the booklet ``to``, and the diagnostics of the comparison.

    ``pdf`` is the present PDF, and ``faces`` are its pages as they were laid out, if known.  With
    limits both are compared in a process of its own.
    """
    if since.limits:
        return _write_limited(pdf, faces, to, imposition, since)
    paths: list[Path] = []
    try:
        outcome = _compare(pdf, faces, to, imposition, since)
        diagnostics = imposition.verdicts.on(outcome.diagnostics)
        if stops(diagnostics, strict=imposition.strict):
            return (), diagnostics
        files = {".changes.pdf": outcome.value.sheets, ".errata.pdf": outcome.value.errata}
        for ending, content in files.items():
            if content:
                beside = replace(to, path=to.path.with_suffix(ending), is_named=False)
                check(beside)
                write(beside, content)
                paths.append(beside.path)
    except Exception as error:  # noqa: BLE001  # a fault in one booklet leaves the others alone
        return tuple(paths), diagnose(error, f"the comparison with {since.name}")
    return tuple(paths), diagnostics


def _write_limited(
    pdf: bytes, faces: tuple[PageFace, ...], to: Destination, imposition: Imposition, since: Since
) -> tuple[tuple[Path, ...], Diagnostics]:
    from publish.artifacts.limit_diagnostics import limit_diagnostic
    from publish.artifacts.limited_process import Failure, call_within

    free = replace(since, limits=NO_LIMITS)
    result = call_within(since.limits, write_reprint, pdf, faces, to, imposition, free)
    if isinstance(result, Failure):
        return (), (limit_diagnostic(f"the comparison with {since.name}", result, since.limits),)
    return result


def _compare(
    pdf: bytes, faces: tuple[PageFace, ...], to: Destination, imposition: Imposition, since: Since
) -> Outcome[Reprint]:
    sheet = imposition.settings.sheet or booklet.office_paper(pdf)
    settings = replace(imposition.settings, sheet=sheet)
    layout = booklet.find_layout(pdf, settings, imposition.binding)
    old = _read_old(since, layout)
    plain = _with_faces(read_prints(pdf), faces)
    now = plain
    if old.is_booklet:
        imposed = booklet.impose(pdf, settings, imposition.binding).value
        now = read_panels(imposed, layout)
    diagnostics: list[Diagnostic] = []
    if old.renderer and old.renderer != renderer():
        old = replace(old, pages=tuple(without_pictures(old.pages, now)))
        message = f"the record was made with {old.renderer}, and this is {renderer()}"
        diagnostics.append(rules.COMPARED_BY_TEXT.anywhere(message))
    if share_of_common(list_words(old.pages), list_words(now)) < _LEAST_COMMON:
        message = f"{since.name} is not of this book: they have hardly a phrase in common"
        raise PublishError(rules.OTHER_BOOK.anywhere(message))
    changes = compare_pages(old.pages, now)
    files = Reprint()
    if reason := _reason_to_print_all(old, now, layout):
        message = f"no sheet of {since.name} fits into this booklet: {reason}"
        diagnostics.append(rules.OTHER_SHEETS.anywhere(message, "print all sheets"))
    else:
        before = lay_out(len(old.pages), layout.trim, layout.settings, layout.binding)
        sheets = compare_sheets(Stack(before, old.pages), Stack(layout, now))
        name = to.path.with_suffix(".changes.pdf").name
        diagnostics += (describe_pages(changes, len(now)), describe_sheets(sheets, layout, name))
        marked = pdf
        if since.change_bars and sheets.again:
            marked = add_bars(pdf, old.pages, plain, layout.binding)
        files = Reprint(_impose_again(marked, settings, layout, sheets))
    if since.errata:
        errata = list_errata(changes.words, old.pages, now)
        if errata:
            title, lang = read_title(pdf)
            listed = write_errata(errata, title, lang, since.settings, to.workspace)
            diagnostics += listed.diagnostics
            files = replace(files, errata=listed.value)
    return Outcome(files, tuple(diagnostics))


def _read_old(since: Since, layout: BookletLayout) -> OldPrint:
    """Return the print to compare with; raise PublishError that names it."""
    if isinstance(since.old, PrintRecord):
        return as_old_print(since.old)
    try:
        return read_old_print(since.old, layout)
    except PublishError as error:
        span = Span(since.name, 0, 0)
        named = (replace(d, span=d.span if d.span.file else span) for d in error.diagnostics)
        raise PublishError(*named) from error


def _with_faces(pages: tuple[PagePrint, ...], faces: tuple[PageFace, ...]) -> tuple[PagePrint, ...]:
    if len(faces) != len(pages):
        return pages
    return tuple(replace(page, face=face.digest) for page, face in zip(pages, faces, strict=True))


def _reason_to_print_all(old: OldPrint, now: tuple[PagePrint, ...], layout: BookletLayout) -> str:
    """Return why no printed sheet can be used, empty where some may be."""
    sizes, present = ({page.size for page in pages} for pages in (old.pages, now))
    if not sizes & present:
        kind = "parts of sheets" if old.is_booklet else "pages"
        return f"its {kind} have another size"
    if old.binding and old.binding is not layout.binding:
        return f"it is bound on the {old.binding}, and this one on the {layout.binding}"
    if not same_sheets(old, layout):
        return "its pages stand otherwise on their sheets"
    return ""


def _impose_again(
    pdf: bytes, settings: BookletSettings, layout: BookletLayout, sheets: SheetChanges
) -> bytes:
    if not sheets.again:
        return b""
    return booklet.impose_sheets(pdf, settings, layout.binding, sheets.again)
