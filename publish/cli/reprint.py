"""The options of ``publish booklet`` that compare a booklet with what was printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publish.artifacts.booklet import BookletResult, Imposition
from publish.artifacts.destinations import Destination
from publish.artifacts.plan import Artifact
from publish.artifacts.result import Status
from publish.cli.messages import show_messages
from publish.cli.options import group_options
from publish.cli.results import show_status
from publish.config import Settings
from publish.config.file_access import read_bytes
from publish.diagnostics import Diagnostics, PublishError
from publish.diagnostics.rules import reprint as rules
from publish.text.dataclass import dataclass
from publish.text.invisible import printable

if TYPE_CHECKING:
    from publish.artifacts.reprint.reprint import Since
    from publish.writers.pdf.layout.page_faces import PageFace

RECORD = "printed"
"""The word after ``--since`` that stands for the record of ``publish printed``."""

_SHOWN = frozenset({rules.PAGES_DIFFER.code, rules.SHEETS_DIFFER.code})


reprint_options = group_options(
    click.option(
        "--since",
        metavar="PRINT",
        help="Compare with what was printed: `printed`, the record of `publish printed`, or the "
        "PDF of the booklet or of its pages.",
    ),
    click.option(
        "--change-bars", is_flag=True, help="With --since: mark the changed lines in the margin."
    ),
    click.option(
        "--errata",
        is_flag=True,
        help="With --since: also make a page that lists the changed words.",
    ),
)
"""Adds the options to a command."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of a booklet: the folder to write to, the settings, and the PDF of a book."""

    folder: Destination
    settings: Settings
    artifact: Artifact | None = None


def check_options(options: dict[str, Any], *, has_book: bool) -> None:
    """Raise click.UsageError where options of a comparison lack the print to compare with."""
    since = options["since"]
    if since is None:
        for name in ("change_bars", "errata"):
            if options[name]:
                option = name.replace("_", "-")
                raise click.UsageError(f"--{option} needs --since, the print to compare with")
    elif since == RECORD and not has_book:
        raise click.UsageError("a PDF has no record: name the old PDF after --since")
    elif since != RECORD and not Path(since).is_file():
        message = f"there is no PDF {since}; `--since {RECORD}` compares with the record"
        raise click.BadParameter(message, param_hint="--since")


def make_again(
    source: Path,
    origin: Origin,
    booklet: BookletResult,
    imposition: Imposition,
    options: dict[str, Any],
) -> Diagnostics:
    """Return the diagnostics of the comparison of a booklet with what was printed, and show them.

    The sheets that differ are written beside the booklet.
    """
    from publish.artifacts.reprint.reprint import write_reprint

    try:
        since, faces = _find_print(source, origin, options)
        to = replace(origin.folder, path=booklet.destination)
        paths, diagnostics = write_reprint(read_bytes(source), faces, to, imposition, since)
    except PublishError as error:
        paths, diagnostics = (), error.diagnostics
    for path in paths:
        show_status(Status.MADE, path)
    for diagnostic in diagnostics:
        if diagnostic.code in _SHOWN:
            click.echo(f"       {printable(diagnostic.message)}")
    show_messages([each for each in diagnostics if each.code not in _SHOWN])
    return diagnostics


def _find_print(
    source: Path, origin: Origin, options: dict[str, Any]
) -> tuple[Since, tuple[PageFace, ...]]:
    """Return the print to compare with, and the present pages as they were laid out.

    Raises PublishError where there is no record, or a file cannot be read.
    """
    from publish.artifacts.print_pages import find_faces
    from publish.artifacts.reprint.print_record import read_record, record_path
    from publish.artifacts.reprint.reprint import Since

    name, pdf = options["since"], origin.artifact
    choices = (origin.settings, options["change_bars"], options["errata"], options["limits"])
    if name != RECORD or pdf is None:
        return Since(read_bytes(Path(name)), name, *choices), ()
    record = read_record(pdf)
    if record is None:
        message = f"there is no record of what was printed of {pdf.book.name}"
        raise PublishError(rules.NO_RECORD.at(pdf.book.span, message))
    since = Since(record, f"the print of {record.date[:10]} ({record_path(pdf).name})", *choices)
    return since, find_faces(pdf, read_bytes(source))
