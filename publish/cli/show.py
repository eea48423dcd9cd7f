"""``publish show``: the document model of a text."""

from __future__ import annotations

import json
from pathlib import Path

import click

from publish.cli.books import trust_option
from publish.cli.messages import show_messages
from publish.config import find_workspace, open_book
from publish.diagnostics import Severity
from publish.document.dump import tree
from publish.document.node_objects import to_json
from publish.pipeline.pass_table import stages
from publish.pipeline.stages import read_book


@click.command()
@click.argument("file", metavar="FILE")
@trust_option("file")
@click.option(
    "--after",
    type=click.Choice(stages()),
    default=stages()[-1],
    show_default=True,
    help="The last stage to run; the stages are listed in their order.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["tree", "json"]),
    default="tree",
    show_default=True,
    help="An outline for people, or JSON for programs.",
)
def command(file: str, after: str, form: str) -> None:
    """Show the document model of FILE, or of a book by its name, after a stage.

    The number before each line of the outline is its line in the source.

    \b
      publish show lesson-5                 the whole book
      publish show lesson-5 --after shape   the part that each line plays
      publish show lesson-5 --format json   the whole model as JSON
    """
    outcome = read_book(open_book(file, find_workspace(Path.cwd())), after)
    texts = outcome.value.sources
    sources = {source.file: source for source in texts}
    show_messages([d for d in outcome.diagnostics if d.severity is not Severity.INFO], texts)
    if form == "json":
        shown = to_json(outcome.value.value, sources)
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        click.echo(tree(outcome.value.value, sources), nl=False)
