"""The option of how sheets of paper become a booklet."""

from __future__ import annotations

import click

from publish.config.booklet_options import SheetLayout


def _parse_layout(
    _ctx: click.Context, _option: click.Parameter, text: str | None
) -> SheetLayout | None:
    return None if text is None else SheetLayout(text)


layout_option = click.option(
    "--layout",
    type=click.Choice([layout.value for layout in SheetLayout]),
    callback=_parse_layout,
    help="From the sheets to the book: folded; cut-stack or cut-two for small pages, cut once; "
    "handouts, two on a sheet; spiral, loose leaves with room for holes; perfect, with marks to "
    "glue it (default: folded).",
)
