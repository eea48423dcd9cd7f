"""``publish status``: what a build would make, and why."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from publish.artifacts.book_selection import select_books
from publish.artifacts.book_status import BookStatus, FileStatus, State, list_statuses
from publish.artifacts.diagnostic_lines import Lines, as_diagnostics
from publish.artifacts.library_plan import LibraryPlan, Order
from publish.cli.books import books_argument
from publish.cli.build_options import verify_option
from publish.cli.quantities import count_noun
from publish.cli.results import shorten_path
from publish.config import find_workspace
from publish.text.invisible import printable

_SHOWN = 20
"""The number of books of one state that are named where there are many books."""

_WORDS = {
    State.FRESH: "up to date",
    State.STALE: "stale",
    State.NEVER_BUILT: "never built",
    State.FAILED: "failed last time",
    State.ERROR: "with errors",
}


@click.command()
@books_argument
@verify_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="json is for programs.",
)
def command(books: tuple[str, ...], *, verify: bool, form: str) -> None:
    """Say for each BOOK what `publish build` would make, and why; for all books by default.

    A file is stale where its text, its settings, its theme, a picture or the program changed, where
    it is missing, or edited by others. Nothing is made, and the exit code is 0.

    \b
      publish status
      publish status lesson-5
      publish status --format json
    """
    workspace = find_workspace(Path.cwd())
    selected = select_books(books, workspace)
    plan = LibraryPlan(Order(workspace, selected.value, compares_contents=verify))
    statuses = list_statuses(plan)
    lines = _write_json(statuses) if form == "json" else _describe(statuses, plan)
    for line in lines:
        click.echo(line)


def _describe(statuses: Iterable[BookStatus], plan: LibraryPlan) -> Iterator[str]:
    """Yield the lines about books: each file of some books, the groups of many."""
    counts: Counter[State] = Counter()
    groups: dict[str, list[str]] = defaultdict(list)
    for book in statuses:
        counts[book.state] += 1
        if not plan.order.is_library:
            yield from _describe_files(book)
        elif book.state in {State.FAILED, State.ERROR}:
            yield from _describe_faults(book)
        elif book.state is not State.FRESH:
            groups[_describe_state(book.state, book.reasons)].append(printable(book.name))
    for title, names in groups.items():
        shown = ", ".join(names[:_SHOWN])
        more = len(names) - _SHOWN
        yield f"{title}: {shown}{f' and {more:,} more' if more > 0 else ''}"
    parts = [f"{counts[state]:,} {_WORDS[state]}" for state in State if counts[state]]
    yield f"{count_noun(counts.total(), 'book')}: {', '.join(parts)}"


def _describe_files(book: BookStatus) -> Iterator[str]:
    if book.errors:
        yield from _describe_faults(book)
    for file in book.files:
        reasons = "" if file.state is State.NEVER_BUILT else ", ".join(file.reasons)
        path = printable(shorten_path(file.path))
        yield f"{file.state:11} {path}{f': {reasons}' if reasons else ''}"
        yield from (f"            {message}" for message in _messages(file.errors))


def _describe_faults(book: BookStatus) -> Iterator[str]:
    yield f"{book.state:11} {printable(book.name)}"
    errors = dict.fromkeys((*book.errors, *(line for file in book.files for line in file.errors)))
    yield from (f"            {message}" for message in _messages(tuple(errors)))


def _messages(lines: Lines) -> Iterator[str]:
    """Yield the first errors or warnings of a file that failed, each in one line."""
    for each in as_diagnostics(lines[:2]):
        place = f" ({printable(each.span.file)})" if each.span.file else ""
        yield f"{each.severity}[{each.code}]: {printable(each.message)}{place}"


def _describe_state(state: State, reasons: Iterable[str]) -> str:
    if state is State.NEVER_BUILT:
        return _WORDS[state]
    return f"{_WORDS[state]} ({', '.join(reasons)})"


def _write_json(statuses: Iterable[BookStatus]) -> Iterator[str]:
    """Yield the lines of one JSON object, a book a line; ``docs/automation.md`` has its schema."""
    counts: Counter[State] = Counter()
    separator = ""
    yield '{"books": ['
    for book in statuses:
        counts[book.state] += 1
        about = {
            "name": printable(book.name),
            "state": book.state.value,
            "reasons": list(book.reasons),
            "errors": list(_messages(book.errors)),
            "artifacts": list(map(_describe_file, book.files)),
        }
        yield f"{separator}{json.dumps(about, ensure_ascii=False)}"
        separator = ","
    yield f'],\n"summary": {json.dumps({state.value: counts[state] for state in State})}}}'


def _describe_file(file: FileStatus) -> dict[str, Any]:
    return {
        "path": printable(str(file.path)),
        "format": file.format,
        "edition": file.edition,
        "profile": file.profile,
        "state": file.state.value,
        "reasons": list(file.reasons),
        "errors": list(_messages(file.errors)),
    }
