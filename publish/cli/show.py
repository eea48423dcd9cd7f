"""``publish show``: how a text was understood."""

from __future__ import annotations

import json
from pathlib import Path

import click

from publish.cli.messages import show_messages
from publish.config import find_workspace, open_book
from publish.diagnostics import Severity
from publish.document.dump import to_json, tree
from publish.pipeline.stages import STAGES, reading


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--after",
    type=click.Choice(STAGES),
    default=STAGES[-1],
    show_default=True,
    help="The stage to stop after, in the order in which they are done.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["tree", "json"]),
    default="tree",
    show_default=True,
    help="An outline to read, or the whole model for programs.",
)
def command(file: str, after: str, form: str) -> None:
    """Show the document model of FILE (or of a book by its name) after a stage.

    The number before each line is the line of the source that it came from.

    \b
      publish show lesson-5                 what the book is
      publish show lesson-5 --after shape   what each line was taken for
      publish show lesson-5 --format json   all of it, for programs
    """
    outcome = reading(open_book(file, find_workspace(Path.cwd())), after)
    texts = outcome.value.sources
    sources = {source.file: source for source in texts}
    told = [one for one in outcome.diagnostics if one.severity is not Severity.INFO]
    show_messages(told, texts)
    if form == "json":
        shown = to_json(outcome.value.value, sources)
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        click.echo(tree(outcome.value.value, sources), nl=False)
