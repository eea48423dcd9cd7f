"""From a PDF to its booklet: impose it, and put what comes of it in its place, whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from publish.config.booklet_options import BookletSettings, Paper
from publish.config.workspace import read_bytes
from publish.diagnostics import Diagnostics, PublishError
from publish.diagnostics.rules import booklet as rules
from publish.diagnostics.rules import files
from publish.storage.atomic_write import write_whole
from publish.writers import booklet
from publish.writers.booklet.geometry import Binding


@dataclass(frozen=True, slots=True)
class Booklet:
    """What became of a booklet: the files that were written, and all that was said on the way."""

    written: tuple[Path, ...]
    diagnostics: Diagnostics


def file_name(pdf: Path, sheet: Paper) -> str:
    """Return the name of the booklet of ``pdf`` on ``sheet``: ``lesson.booklet-a4.pdf``."""
    return f"{pdf.stem}.booklet-{sheet.name}.pdf"


def names_file(to: Path) -> bool:
    """Return whether a place for booklets is one file, not a folder for any number of them."""
    return to.is_file() or (to.suffix.lower() == ".pdf" and not to.is_dir())


def make_booklet(
    pdf: Path,
    to: Path,
    settings: BookletSettings,
    *,
    binding: Binding | None = None,
    proof: bool = False,
) -> Booklet:
    """Return the booklet of ``pdf`` written to ``to``, a folder or a file that ends in ``.pdf``.

    Without ``binding`` it is bound as the PDF says; with ``proof``, its proof is written beside
    it.  On any error what was there stays.
    """
    try:
        data = read_bytes(pdf)
        sheet = settings.sheet or booklet.office_paper(data)
        path = to if names_file(to) else to / file_name(pdf, sheet)
        if path.resolve() == pdf.resolve():
            said = f"the booklet would take the place of {pdf}, of which it is made"
            return Booklet((), (rules.ONTO_ITSELF.anywhere(said),))
        settings = replace(settings, sheet=sheet)
        made = booklet.impose(data, settings, binding)
        results = {path: made.value}
        if proof:
            results[path.with_suffix(".proof.pdf")] = booklet.proof(data, settings, binding)
        for each, result in results.items():
            write_whole(each, result)
        return Booklet(tuple(results), made.diagnostics)
    except PublishError as error:
        return Booklet((), error.diagnostics)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Booklet((), (files.UNREADABLE.anywhere(f"cannot write {to}: {reason}"),))
