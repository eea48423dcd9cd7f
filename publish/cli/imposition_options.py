"""The options of ``publish booklet`` that lay pages on sheets of paper."""

from __future__ import annotations

from typing import Any

import click

from publish.cli.options import group_options, parse_option
from publish.config.booklet_options import (
    Binding,
    Blanks,
    Duplex,
    Scale,
    SheetLayout,
    paper,
    thickness,
)


def _one_of(kind: type[Binding | SheetLayout | Duplex | Scale | Blanks]) -> dict[str, Any]:
    """Return the arguments of an option that takes a member of ``kind``."""
    return {"type": click.Choice([member.value for member in kind]), "callback": parse_option(kind)}


imposition_options = group_options(
    click.option(
        "--binding",
        **_one_of(Binding),
        help="The side of the spine (default: that of the book; right for Hebrew).",
    ),
    click.option(
        "--layout",
        **_one_of(SheetLayout),
        help="From the sheets to the book: folded; cut-stack or cut-two for small pages, cut once; "
        "handouts, two on a sheet; spiral, loose leaves with room for holes; perfect, with marks "
        "to glue it (default: folded).",
    ),
    click.option(
        "--sheet",
        metavar="PAPER",
        callback=parse_option(paper),
        help="The paper: a4, letter, a3, tabloid… or a size: 320x450mm (default: a4, or letter for "
        "American pages).",
    ),
    click.option(
        "--signature",
        type=click.IntRange(1, 200),
        metavar="N",
        help="The number of sheets to fold together (default: all, or 4 if all are too thick to "
        "staple).",
    ),
    click.option(
        "--creep",
        "paper_thickness",
        metavar="THICKNESS",
        callback=parse_option(thickness),
        help="The thickness of the paper, 0.1mm or 80gsm; keeps the margins of inner pages even.",
    ),
    click.option(
        "--duplex",
        **_one_of(Duplex),
        help="The edge on which the printer turns the sheet (default: short).",
    ),
    click.option(
        "--scale",
        **_one_of(Scale),
        help="The size of the pages: auto shrinks those that are too large, fit fills the sheet, "
        "none changes nothing (default: auto).",
    ),
    click.option("--marks", is_flag=True, default=None, help="Print crop and fold marks."),
    click.option(
        "--cover", is_flag=True, default=None, help="Print the cover on a sheet of its own."
    ),
    click.option(
        "--back",
        is_flag=True,
        default=None,
        help="Print the last page as the back cover (default: if it has the address of the book).",
    ),
    click.option(
        "--blanks",
        **_one_of(Blanks),
        help="The empty pages at the end: left empty, or ruled for notes (default: empty).",
    ),
)
"""Adds the options to a command."""
