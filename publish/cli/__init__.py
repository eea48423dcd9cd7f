"""The command line: load, call, print, exit."""

from __future__ import annotations

import importlib
import io
import os
import sys
from pathlib import Path

import click

from publish import __version__
from publish.diagnostics import PublishError

COMMANDS = {
    "new": "Make a workspace with a small bilingual book.",
    "pdf": "Make PDFs of the books that changed.",
    "epub": "Make EPUBs of the books that changed.",
    "booklet": "Make booklets to print, fold and staple.",
    "cover": "Make covers with spines for books that a press binds.",
    "printed": "Keep a record of the pages that were printed.",
    "build": "Make all formats and editions in the settings of the books.",
    "status": "Say what a build would make, and why.",
    "library": "Make a web site and a catalogue (OPDS) of everything built.",
    "preview": "Open the editor's desk: pages, messages and text in the browser.",
    "watch": "Make books again after each save.",
    "cache": "Show the caches, or share one with other machines.",
    "clean": "Remove the caches of earlier builds.",
    "check": "Check texts and report what to correct.",
    "preflight": "Check any PDF as a print shop does.",
    "plugins": "List the packages that extend publish, and whether they work.",
    "explain": "Explain a message or a setting, with an example.",
    "verses": "List the verses of Scripture that a text quotes.",
    "show": "Show the document model of a text.",
    "import": "Write texts of any format as Markdown, to edit and build.",
    "export": "Write books as data for other programs: JSON, TEI.",
}
"""The commands with their lines of help; each is the module of its name, or of ``_MODULES``."""

_MODULES = {"import": "markdown_import", "printed": "print_record"}
"""The modules of commands that have another name, for the sake of Python or of the style."""


class _Commands(click.Group):
    """A group of commands that imports each command when it is run, so that all start fast.

    The signatures are those of click, with arguments that are not used here.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = _MODULES.get(cmd_name, cmd_name)
        command: click.Command = importlib.import_module(f"publish.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not ctx.resilient_parsing:
            import difflib  # Right names have no need of it.

            # click suggests from the commands that are imported, of which there are none.
            for near in difflib.get_close_matches(name, COMMANDS, 1):
                raise click.UsageError(f"No such command {name!r}. Did you mean {near!r}?", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except PublishError as error:
            if ctx.params.get("debug"):
                raise
            from publish.cli.messages import show_messages

            show_messages(error.diagnostics)
            ctx.exit(1)
        except (click.exceptions.Exit, click.Abort, click.ClickException):
            raise
        except BrokenPipeError:
            sys.stderr.close()  # the reader of the output has ended
            ctx.exit(1)
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            from publish.cli.messages import show_messages
            from publish.exceptions import diagnose

            show_messages(diagnose(error, f"publish {ctx.invoked_subcommand}"))
            ctx.exit(1)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(__version__, prog_name="publish")
@click.option("--debug", is_flag=True, help="Show a traceback after an internal error.")
@click.pass_context
def main(ctx: click.Context, debug: bool) -> None:
    """Turn pasted Hebrew and English texts into books.

    To see and correct books in the browser, without any other command:

    \b
      publish new my-books --open   a workspace with an example, and its desk
      publish preview               the desk of the workspace in the current folder

    Or paste a text into sources/NAME.txt, then:

    \b
      publish check NAME    what to correct in the text
      publish pdf NAME      output/NAME/NAME.pdf, ready to print
      publish epub NAME     output/NAME/NAME.epub, for reading apps

    A BOOK is a name under sources/ (a file NAME.txt, or a folder NAME/ with one file a chapter)
    or the path of a text file anywhere. Settings stand beside the text, in NAME.toml or
    NAME/book.toml; the text itself is not changed.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what the terminal cannot show
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        ctx.color = False  # https://no-color.org
    if debug:
        from publish.exceptions import show_tracebacks

        ctx.with_resource(show_tracebacks())
    if ctx.invoked_subcommand is None:
        from publish.cli.welcome import describe_folder

        for line in describe_folder(Path.cwd()):
            click.echo(line)
