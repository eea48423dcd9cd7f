"""The options of ``publish booklet`` for the person at the printer."""

from __future__ import annotations

import click

from publish.cli.options import group_options

printer_options = group_options(
    click.option(
        "--card",
        is_flag=True,
        default=None,
        help="Also make a card for the printer: the settings of this booklet, in English and "
        "Hebrew, in the words of print dialogs.",
    ),
    click.option(
        "--card-first",
        is_flag=True,
        default=None,
        help="Also print the card as the first sheet of the booklet, which does not count.",
    ),
    click.option(
        "--test-sheets",
        is_flag=True,
        help="Also make a PDF of two sheets that shows whether the printer is set right.",
    ),
)
"""Adds the options to a command."""
