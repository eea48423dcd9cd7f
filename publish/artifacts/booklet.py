"""Making of a booklet from a PDF: impose it, and replace its file in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from publish.artifacts.destinations import Destination, check, write
from publish.config.booklet_options import (
    Binding,
    BookletSettings,
    Paper,
    SheetLayout,
    name_booklet,
)
from publish.config.file_access import read_bytes
from publish.config.limits import NO_LIMITS, Limits
from publish.diagnostics import Diagnostics, Outcome, Verdicts, stops
from publish.diagnostics.rules import booklet as rules
from publish.exceptions import diagnose
from publish.text.dataclass import dataclass
from publish.text.source import Span
from publish.writers import booklet

CARD_ENDING = ".card.pdf"
"""The ending of the name of a card, in place of the ``.pdf`` of its booklet."""


@dataclass(frozen=True, slots=True)
class Imposition:
    """The options of making a booklet from a PDF.

    Without ``binding`` the PDF says on which side it is bound; with ``proof`` its proof is written
    beside it, with ``test_sheets`` two sheets that test a printer.  ``verdicts`` judge the
    diagnostics; with ``strict`` a warning stops the booklet.
    """

    settings: BookletSettings
    binding: Binding | None = None
    proof: bool = False
    verdicts: Verdicts = Verdicts()
    strict: bool = False
    test_sheets: bool = False


@dataclass(frozen=True, slots=True)
class BookletResult:
    """The files written for a booklet, none after an error, and the diagnostics of its making.

    ``destination`` is the file of the booklet, or the PDF where its sheet is not known.
    """

    paths: tuple[Path, ...]
    diagnostics: Diagnostics
    destination: Path


def files_beside(booklet_path: Path, settings: BookletSettings) -> tuple[Path, ...]:
    """Return the files that settings ask for beside a booklet."""
    return (booklet_path.with_suffix(CARD_ENDING),) if settings.has_card else ()


def file_name(pdf: Path, sheet: Paper, layout: SheetLayout) -> str:
    """Return the name of the booklet of ``pdf`` on ``sheet``: ``lesson.booklet-a4.pdf``."""
    return f"{pdf.stem}.{name_booklet(sheet, layout)}.pdf"


def make_booklet(
    pdf: Path,
    to: Destination,
    imposition: Imposition,
    *,
    is_folder: bool = False,
    limits: Limits = NO_LIMITS,
) -> BookletResult:
    """Return the result of writing the booklet of ``pdf`` to ``to``, a file or a folder.

    On any error the files that were there stay.  With ``limits`` the PDF is read in a process of
    its own.
    """
    destination = replace(to, inputs=(*to.inputs, pdf))
    path = pdf if is_folder else to.path
    try:
        outcome = _impose_limited(read_bytes(pdf), pdf.name, imposition, limits)
        result = outcome.value
        if result is None:
            return BookletResult((), _name_pdf(outcome.diagnostics, pdf), path)
        name = file_name(pdf, result.sheet, imposition.settings.layout)
        path = to.path / name if is_folder else to.path
        if _is_same(path, pdf):
            message = f"the booklet would replace {pdf}, from which it is made"
            return BookletResult((), (rules.ONTO_ITSELF.anywhere(message),), path)
        contents = {replace(destination, path=path): result.data}
        for ending, content in result.beside.items():
            # Names that the user did not give replace no files but ours.
            beside = replace(destination, path=path.with_suffix(ending), is_named=False)
            contents[beside] = content
        for each in contents:
            check(each)
        for each, content in contents.items():
            write(each, content)
        return BookletResult(tuple(each.path for each in contents), outcome.diagnostics, path)
    except Exception as error:  # noqa: BLE001  # a fault in one booklet leaves the others alone
        diagnostics = diagnose(error, f"the booklet of {pdf.name}")
        return BookletResult((), _name_pdf(diagnostics, pdf), path)


@dataclass(frozen=True, slots=True)
class _Booklet:
    """The bytes of a booklet, and those of the files beside it by the ending of their names."""

    sheet: Paper
    data: bytes
    beside: Mapping[str, bytes]


def _impose_limited(
    data: bytes, name: str, imposition: Imposition, limits: Limits
) -> Outcome[_Booklet | None]:
    """Return the booklet of a PDF, None after an error."""
    if not limits:
        return _impose(data, name, imposition)
    from publish.artifacts.limit_diagnostics import limit_diagnostic
    from publish.artifacts.limited_process import Failure, call_within

    result = call_within(limits, _impose, data, name, imposition)
    if isinstance(result, Failure):
        return Outcome(None, (limit_diagnostic(f"the booklet of {name}", result, limits),))
    return result


def _impose(data: bytes, name: str, imposition: Imposition) -> Outcome[_Booklet | None]:
    """Return the booklet of the PDF ``data``, None after an error; ``name`` is for messages."""
    try:
        sheet = imposition.settings.sheet or booklet.office_paper(data)
        settings = replace(imposition.settings, sheet=sheet)
        outcome = booklet.impose(data, settings, imposition.binding)
        diagnostics = imposition.verdicts.on(outcome.diagnostics)
        if stops(diagnostics, strict=imposition.strict):
            return Outcome(None, diagnostics)
        makers = {
            ".proof.pdf": booklet.proof if imposition.proof else None,
            CARD_ENDING: booklet.card if settings.has_card else None,
            ".test.pdf": booklet.trial if imposition.test_sheets else None,
        }
        beside = {
            ending: make(data, settings, imposition.binding)
            for ending, make in makers.items()
            if make is not None
        }
        sheets = outcome.value
        if settings.card_first:
            sheets = booklet.add_card(sheets, beside[CARD_ENDING])
        return Outcome(_Booklet(sheet, sheets, beside), diagnostics)
    except Exception as error:  # noqa: BLE001  # an exception of another process has no traceback
        return Outcome(None, diagnose(error, f"the booklet of {name}"))


def _name_pdf(diagnostics: Diagnostics, pdf: Path) -> Diagnostics:
    """Return the diagnostics with the PDF as the file of those that name none."""
    return tuple(
        diagnostic if diagnostic.span.file else replace(diagnostic, span=Span(str(pdf), 0, 0))
        for diagnostic in diagnostics
    )


def _is_same(path: Path, other: Path) -> bool:
    return path.exists() and path.samefile(other)
