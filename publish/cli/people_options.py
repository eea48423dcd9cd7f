"""The options of ``publish booklet`` that make personal covers from a list of people."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from publish.artifacts.booklet import BookletResult, Imposition
from publish.cli.messages import show_messages
from publish.cli.options import group_options
from publish.cli.reprint import Origin
from publish.cli.results import show_status
from publish.config.booklet_options import BookletSettings
from publish.diagnostics import Diagnostics
from publish.diagnostics.rules.people import HOW_TO_COLLATE
from publish.text.invisible import printable

_ROWS = re.compile(r"([0-9]{1,6})(?:\s*[-–]\s*([0-9]{1,6}))?")


def parse_rows(text: str) -> tuple[range, ...]:
    """Return the rows that a text such as ``17-23,40`` names; raise ValueError for another."""
    rows = []
    for part in text.split(","):
        match = _ROWS.fullmatch(part.strip())
        if not match:
            raise ValueError(f"“{text}” names no rows; they are written as 17 or 17-23,40")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 2 <= first <= last:
            raise ValueError(
                f"“{part.strip()}” names no rows: row 1 has the names of the columns, and the "
                "first of two numbers is the smaller"
            )
        rows.append(range(first, last + 1))
    return tuple(rows)


def _read_rows(
    _ctx: click.Context, _option: click.Parameter, text: str | None
) -> tuple[range, ...]:
    try:
        return () if text is None else parse_rows(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


people_options = group_options(
    click.option(
        "--people",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="LIST",
        help="Also make a cover sheet for each person of a list (CSV, TSV or XLSX) with columns "
        "name, table, seat and language.",
    ),
    click.option(
        "--only",
        callback=_read_rows,
        metavar="ROWS",
        help="With --people: these rows of the list alone, 17-23 or 5,17-23.",
    ),
    click.option(
        "--line",
        "people_lines",
        multiple=True,
        metavar="TEXT",
        help="With --people: a line under the name, with columns in braces: “Group {group}” "
        "(default: table and seat). Can be repeated.",
    ),
    click.option(
        "--list-order", is_flag=True, help="With --people: as in the list, not by table and seat."
    ),
    click.option(
        "--inserts", is_flag=True, help="With --people: pages to lay in, not cover sheets."
    ),
)
"""Adds the options to a command."""

_OF_LIST = {
    "only": "--only",
    "people_lines": "--line",
    "list_order": "--list-order",
    "inserts": "--inserts",
}
"""The options that say how a list is used."""


def check_people(options: dict[str, Any], *, has_book: bool) -> None:
    """Raise click.UsageError where options of personal covers lack a book."""
    if has_book:
        return
    if options["people"] is not None:
        raise click.UsageError(
            "names are set in the style of a book: give --people with a BOOK, not with --pdf"
        )
    check_list(options, BookletSettings())


def check_list(options: dict[str, Any], settings: BookletSettings) -> None:
    """Raise click.UsageError where options of personal covers lack the list."""
    if settings.people is None:
        for name, option in _OF_LIST.items():
            if options[name]:
                raise click.UsageError(
                    f"{option} needs --people, the list of people, or `people` in [booklet]"
                )


def make_people(
    source: Path,
    origin: Origin,
    booklet: BookletResult,
    imposition: Imposition,
    options: dict[str, Any],
) -> Diagnostics:
    """Return the diagnostics of making the cover sheets of a booklet, and show them."""
    from publish.artifacts.people.cover_sheets import PeopleChoice, make_limited

    people = imposition.settings.people
    if origin.artifact is None or people is None:
        return ()
    choice = PeopleChoice(
        people,
        imposition.settings.people_lines,
        options["only"],
        options["list_order"],
        options["inserts"],
        options["limits"],
    )
    to = replace(origin.folder, path=booklet.destination)
    result = make_limited(source, origin.artifact, to, imposition, choice)
    show_status(result.status, result.path)
    for diagnostic in result.diagnostics:
        if diagnostic.code == HOW_TO_COLLATE.code:
            click.echo(f"       {printable(diagnostic.message)}")
    others = [each for each in result.diagnostics if each.code != HOW_TO_COLLATE.code]
    show_messages(others, [result.source] if result.source else [])
    return result.diagnostics
