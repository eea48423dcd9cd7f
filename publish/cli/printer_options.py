"""The options of ``publish booklet`` for the person at the printer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click


def printer_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for a card and for the test of a printer to a command."""
    for option in (
        click.option(
            "--test-sheets",
            is_flag=True,
            help="Also make a PDF of two sheets that shows whether the printer is set right.",
        ),
        click.option(
            "--card-first",
            is_flag=True,
            default=None,
            help="Also print the card as the first sheet of the booklet, which does not count.",
        ),
        click.option(
            "--card",
            is_flag=True,
            default=None,
            help="Also make a card for the printer: the settings of this booklet, in English and "
            "Hebrew, in the words of print dialogs.",
        ),
    ):
        function = option(function)
    return function
