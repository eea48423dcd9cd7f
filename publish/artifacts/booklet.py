"""Making of a booklet from a PDF: impose it, and replace its file in one step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publish.artifacts.output_file import write_artifact
from publish.config.booklet_options import Binding, BookletSettings, Paper
from publish.config.workspace import read_bytes
from publish.diagnostics import Diagnostics, Verdicts, stops
from publish.diagnostics.rules import booklet as rules
from publish.exceptions import diagnose
from publish.text.dataclass import dataclass
from publish.writers import booklet


@dataclass(frozen=True, slots=True)
class Imposition:
    """The options of making a booklet from a PDF.

    Without ``binding`` the PDF says on which side it is bound; with ``proof`` its proof is written
    beside it.  ``verdicts`` judge the diagnostics; with ``strict`` a warning stops the booklet.
    """

    settings: BookletSettings
    binding: Binding | None = None
    proof: bool = False
    verdicts: Verdicts = Verdicts()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class BookletResult:
    """The files written for a booklet, none after an error, and the diagnostics of its making."""

    paths: tuple[Path, ...]
    diagnostics: Diagnostics


def file_name(pdf: Path, sheet: Paper) -> str:
    """Return the name of the booklet of ``pdf`` on ``sheet``: ``lesson.booklet-a4.pdf``."""
    return f"{pdf.stem}.booklet-{sheet.name}.pdf"


def is_file_destination(path: Path) -> bool:
    """Return whether a destination is one file, not a folder for any number of booklets."""
    return path.is_file() or (path.suffix.lower() == ".pdf" and not path.is_dir())


def make_booklet(pdf: Path, to: Path, imposition: Imposition) -> BookletResult:
    """Return the result of writing the booklet of ``pdf`` to ``to``, a folder or a PDF file.

    On any error the files that were there stay.
    """
    try:
        data = read_bytes(pdf)
        sheet = imposition.settings.sheet or booklet.office_paper(data)
        path = to if is_file_destination(to) else to / file_name(pdf, sheet)
        if path.resolve() == pdf.resolve():
            message = f"the booklet would replace {pdf}, from which it is made"
            return BookletResult((), (rules.ONTO_ITSELF.anywhere(message),))
        settings = replace(imposition.settings, sheet=sheet)
        outcome = booklet.impose(data, settings, imposition.binding)
        diagnostics = imposition.verdicts.on(outcome.diagnostics)
        if stops(diagnostics, strict=imposition.strict):
            return BookletResult((), diagnostics)
        contents = {path: outcome.value}
        if imposition.proof:
            contents[path.with_suffix(".proof.pdf")] = booklet.proof(
                data, settings, imposition.binding
            )
        for file, content in contents.items():
            write_artifact(file, content)
        return BookletResult(tuple(contents), diagnostics)
    except Exception as error:  # noqa: BLE001  # a fault in one booklet leaves the others alone
        return BookletResult((), diagnose(error, f"the booklet of {pdf.name}"))
