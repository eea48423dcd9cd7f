"""The argument BOOK of the commands."""

from __future__ import annotations

import click

books_argument = click.argument("books", metavar="[BOOK]…", nargs=-1)
