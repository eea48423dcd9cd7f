"""Proof sheets of the books that ``publish build --report`` makes."""

from __future__ import annotations

from contextlib import suppress

import click

from publish.artifacts import destinations
from publish.artifacts.book_selection import BookPlan
from publish.artifacts.destinations import Destination
from publish.artifacts.diagnostic_lines import as_diagnostics, merge
from publish.artifacts.failure_records import find_lines
from publish.artifacts.library_plan import LibraryPlan
from publish.cli.messages import show_messages
from publish.config.file_access import read_text_bytes
from publish.config.workspace import display_path
from publish.diagnostics import PublishError
from publish.exceptions import diagnose
from publish.readers.detection import decode_file
from publish.text.invisible import printable


def write_proof_sheets(plan: LibraryPlan) -> bool:
    """Write a proof sheet for each book of a build; return whether all of them could be written."""
    complete = True
    for name in plan.books:
        try:
            if (opened := plan.open(name).value) and opened.artifacts:
                _write_sheet(opened)
        except Exception as error:  # noqa: BLE001  # a fault in one report leaves the others alone
            show_messages(diagnose(error, f"the report of {name}"))
            complete = False
    return complete


def _write_sheet(plan: BookPlan) -> None:
    """Write the proof sheet of a book, with the messages of the making of all its files."""
    from publish.artifacts.proof_sheet import report

    book, output = plan.book, plan.book.workspace.output
    sources = []
    for path in book.texts:
        with suppress(PublishError):
            sources.append(
                decode_file(read_text_bytes(path), display_path(path, book.workspace)).value
            )
    lines = merge(*(find_lines(artifact.path, output) for artifact in plan.artifacts))
    path = book.output / f"{book.name}.report.html"
    destination = Destination(path, book.workspace)
    destinations.write(destination, report(book.name, sources, as_diagnostics(lines)))
    click.echo(f"report {printable(str(path))}")
