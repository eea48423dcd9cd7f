"""What ``pdf``, ``epub`` and ``build`` share: plan, make, say what happened, exit."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from publish.build import Artifact, Made, make_all, plan
from publish.build.files import write_whole
from publish.build.plan import FORMATS, unavailable
from publish.cli.books import named
from publish.cli.messages import show_messages, summary
from publish.config import find_workspace, open_book
from publish.diagnostics import Diagnostic, PublishError, Severity, worst
from publish.editions import EDITIONS
from publish.report import report
from publish.rules.booklet import HOW_TO_PRINT
from publish.source import Source

edition_option = click.option(
    "--edition",
    metavar="E",
    help=f"One edition instead of the book's own: {', '.join(EDITIONS)}.",
)
commentary_option = click.option(
    "--no-commentary", is_flag=True, help="Leave the commentary between segments out."
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where to: a file when one artifact is made, else a folder.",
)
jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="How many artifacts to make side by side (default: one a processor).",
)
force_option = click.option("--force", is_flag=True, help="Make what is fresh, too.")
strict_option = click.option("--strict", is_flag=True, help="Fail on warnings too.")


@dataclass(frozen=True, slots=True)
class Options:
    """What the options of a building command say."""

    edition: str | None = None
    no_commentary: bool = False
    output: Path | None = None
    jobs: int | None = None
    force: bool = False
    strict: bool = False
    report: bool = False


def known(edition: str | None) -> str | None:
    """Return the edition that was asked for, if any; one that there is not is wrong usage."""
    if edition is not None and edition not in EDITIONS:
        raise click.BadParameter(
            f"there is no edition “{edition}”; editions: {', '.join(EDITIONS)}",
            param_hint="--edition",
        )
    return edition


def tell(status: str, path: Path) -> None:
    """Say in one line what became of a file, by its path as seen from here."""
    near = os.path.relpath(path, Path.cwd())
    shown = str(path) if near.startswith(os.pardir) else near
    colour = {"made": "green", "fresh": None, "failed": "red"}[status]
    click.echo(f"{click.style(f'{status:6}', fg=colour)} {shown}")


def run(books: tuple[str, ...], formats: Sequence[str] | None, options: Options) -> int:
    """Make the artifacts that are asked for and say what became of each; return the exit code."""
    edition = known(options.edition)
    workspace = find_workspace(Path.cwd())
    artifacts: list[Artifact] = []
    said: list[Diagnostic] = []
    for name in named(books, workspace):
        try:
            book = open_book(name, workspace)
            artifacts += plan(book, formats, edition, commentary=not options.no_commentary)
            said += unavailable(book) if formats is None or "pdf" in formats else ()
        except PublishError as error:
            said += error.diagnostics
    artifacts = _placed(artifacts, options.output)
    sources: dict[str, Source] = {}
    reports: dict[str, list[Made]] = {}
    failed = 0
    progress = _Progress(len(artifacts))
    for made in make_all(artifacts, force=options.force, jobs=options.jobs):
        failed += made.status == "failed"
        said += made.diagnostics
        sources |= {source.file: source for source in made.sources}
        progress.done(made)
        reports.setdefault(made.artifact.book.name, []).append(made)
    if options.report:
        _write_reports(reports)
    show_messages(said, sources.values(), least=Severity.WARNING)
    gravest = worst(said)
    infos = [one for one in dict.fromkeys(said) if one.severity is Severity.INFO]
    if infos or gravest:
        click.echo(f"{summary(said)} (`publish check` says them all)", err=True)
    if failed or gravest is Severity.ERROR:
        return 1
    return 1 if options.strict and gravest is Severity.WARNING else 0


def _write_reports(books: dict[str, list[Made]]) -> None:
    """Write a proof sheet for each book, of all that was said in making its artifacts."""
    for name, made in books.items():
        book = made[0].artifact.book
        said = dict.fromkeys(one for each in made for one in each.diagnostics)
        path = book.output / f"{name}.report.html"
        write_whole(path, report(name, made[-1].sources, said))
        click.echo(f"report {path}")


def _placed(artifacts: list[Artifact], output: Path | None) -> list[Artifact]:
    """Return the artifacts with ``-o`` heeded: a file for one artifact, else a folder."""
    if output is None:
        return artifacts
    is_file = len(artifacts) == 1 and not output.is_dir() and output.suffix in FORMATS.values()
    if is_file:
        return [replace(artifacts[0], path=output)]
    if output.is_file():
        raise click.BadParameter(
            f"{len(artifacts)} artifacts are made, and {output} is a file, not a folder",
            param_hint="-o",
        )
    return [replace(one, path=output / one.path.name) for one in artifacts]


class _Progress:
    """One line an artifact; on a terminal, a last line that says how many are still to come."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.count = 0
        self.live = sys.stderr.isatty() and total > 0
        self._show()

    def done(self, made: Made) -> None:
        self._clear()
        self.count += 1
        tell(made.status, made.artifact.path)
        for one in made.diagnostics:
            if one.code == HOW_TO_PRINT.code:
                click.echo(f"       {one.message}")
        self._show()

    def _show(self) -> None:
        if self.live and self.count < self.total:
            click.echo(f"… {self.count} of {self.total} done", err=True, nl=False)

    def _clear(self) -> None:
        if self.live:
            click.echo("\r\x1b[K", err=True, nl=False)
