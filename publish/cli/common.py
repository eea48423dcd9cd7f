"""What ``pdf``, ``epub`` and ``build`` share: plan, make, say what happened, exit."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import click

from publish.artifacts import Artifact, Made, make_all, plan
from publish.artifacts.diagnostic_lines import (
    Lines,
    as_diagnostics,
    as_lines,
    code,
    gravest,
    joined,
    severity,
)
from publish.artifacts.plan import FORMATS, PROFILES, unavailable
from publish.cli.books import named
from publish.cli.messages import show_messages, summary
from publish.config import find_workspace, open_book
from publish.config.settings import EDITIONS
from publish.config.workspace import read_bytes, shown
from publish.diagnostics import Diagnostic, Diagnostics, PublishError, Severity
from publish.diagnostics.rules import RULES
from publish.diagnostics.rules.booklet import HOW_TO_PRINT
from publish.readers.decode import decode
from publish.storage.atomic_write import write_whole
from publish.text.source import Source

FEW = 20
"""So many warnings are said in full."""

OF_EACH = 3
"""So many of each kind are said in full where there are more."""

# The families of rules that no text is checked against, only a book.
_OF_BUILDS = "EKP"

edition_option = click.option(
    "--edition",
    metavar="E",
    help=f"One edition instead of the book's own: {', '.join(EDITIONS)}.",
)
commentary_option = click.option(
    "--no-commentary", is_flag=True, help="Leave the commentary between segments out."
)
profile_option = click.option(
    "--profile",
    type=click.Choice(PROFILES),
    help="What the PDF is for, instead of the book's own profiles: accessible is one that can "
    "be read aloud.",
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
    help="How many processes share the work (default: one a processor).",
)
force_option = click.option("--force", is_flag=True, help="Make what is fresh, too.")
strict_option = click.option("--strict", is_flag=True, help="Fail on warnings too.")


@dataclass(frozen=True, slots=True)
class Options:
    """What the options of a building command say."""

    edition: str | None = None
    no_commentary: bool = False
    profile: str | None = None
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
    told: list[Diagnostic] = []
    for name in named(books, workspace):
        try:
            book = open_book(name, workspace)
            artifacts += plan(
                book,
                formats,
                edition,
                commentary=not options.no_commentary,
                profile=options.profile,
            )
            of_its_own = options.profile is None and (formats is None or "pdf" in formats)
            told += unavailable(book) if of_its_own else ()
        except PublishError as error:
            told += error.diagnostics
    artifacts = _placed(artifacts, options.output)
    reports: dict[str, list[Made]] = {}
    failed = 0
    progress = _Progress(len(artifacts))
    for made in make_all(artifacts, force=options.force, jobs=options.jobs):
        failed += made.status == "failed"
        progress.done(made)
        reports.setdefault(made.artifact.book.name, []).append(made)
    if options.report:
        _write_reports(reports)
    said = joined(as_lines(told), *(made.said for each in reports.values() for made in each))
    say(said, workspace.root, books)
    if failed or gravest(said) is Severity.ERROR:
        return 1
    return 1 if options.strict and gravest(said) is Severity.WARNING else 0


def say(said: Lines, root: Path, books: tuple[str, ...]) -> None:
    """Say errors and warnings, and a line that counts them with the infos.

    Of more than ``FEW`` warnings, the first of each kind stand for the others that `publish
    check` says again; what only a build can tell is said in full.
    """
    counts = Counter(map(severity, said))
    few = counts[Severity.WARNING] <= FEW
    shown = []
    left_out: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for line in said[: counts[Severity.ERROR] + counts[Severity.WARNING]]:
        kind = code(line)
        met[kind] += 1
        if few or met[kind] <= OF_EACH or kind[0] in _OF_BUILDS or severity(line) == Severity.ERROR:
            shown.append(line)
        else:
            left_out[kind] += 1
    if shown:
        diagnostics = as_diagnostics(shown)
        show_messages(diagnostics, _texts(diagnostics, root))
    for kind, count in left_out.most_common():
        click.echo(f"… and {count} more of {kind}, {RULES[kind].name}", err=True)
    if said:
        check = " ".join(("publish check", *books))
        rest = f" (`{check}` says them all)" if len(shown) < len(said) else ""
        click.echo(summary(counts) + rest, err=True)


def _texts(diagnostics: Diagnostics, root: Path) -> list[Source]:
    """Return the texts that diagnostics point into, those that can be read."""
    found = []
    for file in dict.fromkeys(one.span.file for one in diagnostics if one.span.file):
        try:
            found.append(decode(read_bytes(root / file), file).value)
        except PublishError:
            continue
    return found


def _write_reports(books: dict[str, list[Made]]) -> None:
    """Write a proof sheet for each book, of all that was said in making its artifacts."""
    from publish.artifacts.proof_sheet import report

    for name, made in books.items():
        book = made[0].artifact.book
        sources = []
        for path in book.texts:
            with suppress(PublishError):
                sources.append(decode(read_bytes(path), shown(path, book.workspace)).value)
        said = as_diagnostics(joined(*(each.said for each in made)))
        path = book.output / f"{name}.report.html"
        write_whole(path, report(name, sources, said))
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
        for one in as_diagnostics(line for line in made.said if code(line) == HOW_TO_PRINT.code):
            click.echo(f"       {one.message}")
        self._show()

    def _show(self) -> None:
        if self.live and self.count < self.total:
            click.echo(f"… {self.count} of {self.total} done", err=True, nl=False)

    def _clear(self) -> None:
        if self.live:
            click.echo("\r\x1b[K", err=True, nl=False)
