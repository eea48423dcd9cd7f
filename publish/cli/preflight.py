"""``publish preflight``: what a press objects to in any PDF."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publish.cli.messages import summary
from publish.config import find_workspace
from publish.config.booklet_options import Binding
from publish.config.file_access import read_bytes
from publish.config.pdf_profiles import PdfProfile
from publish.config.profiles import find_profile
from publish.diagnostics import Diagnostic, PublishError, Severity
from publish.diagnostics.rules import preflight_files as rules
from publish.text.invisible import printable
from publish.text.source import Span

if TYPE_CHECKING:
    from publish.preflight.press.check import Report
    from publish.preflight.press.finding import Group

_COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_OWN_PICTURE = re.compile(r"\d{2}-C\d{2}-page-\d{1,6}\.png")
_WIDTH = 100
_INDENT = " " * 6
_MOST_SHOWN = 12
"""Facts of one rule, as the colours of a picture in lines, that are shown."""

_SOON = 25
"""Pages after which progress is shown."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option(
    "--profile",
    metavar="P",
    help="The printer or standard to check against: ingram, kdp, offset, press, press-x1a, "
    "archive, … or a table [printers.NAME] of publish.toml.",
)
@click.option(
    "--cover",
    "is_cover",
    is_flag=True,
    help="The file is a cover: back, spine and front on one page.",
)
@click.option(
    "--binding",
    type=click.Choice([each.value for each in Binding]),
    help="The side of the spine (default: that of the file; Hebrew files of other programs often "
    "do not say that it is right).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or JSON for programs.",
)
@click.option(
    "--pictures",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder for pictures of the places, as PNG, at most 24.",
)
@click.pass_context
def command(  # noqa: PLR0913  # one for each option
    ctx: click.Context,
    *,
    file: Path,
    profile: str | None,
    binding: str | None,
    form: str,
    pictures: Path | None,
    is_cover: bool,
) -> None:
    """Check a PDF as a print shop does, before the print shop does it.

    FILE may come from any program. First its facts: pages, fonts, colours, the most ink, the
    resolution of pictures. Then what a printer would object to, with pages, and how to mend it.

    With --profile the file is checked for this printer or standard: an error means that the file
    would be refused, and the exit code is 1. Without it, warnings say what most printers ask for,
    and only faults that every printer refuses are errors, such as a font that is not embedded.
    A file that says that it is PDF/X or PDF/A, and is not, is an error always.

    \b
      publish preflight book.pdf
      publish preflight book.pdf --profile ingram
      publish preflight book.pdf --profile kdp --pictures places
      publish preflight hebrew.pdf --profile kdp --binding right
      publish preflight cover.pdf --profile kdp --cover
      publish preflight book.pdf --format json > report.json
      publish explain C44          what a message is about
    """
    chosen = _find_profile(profile)
    data = _read_file(file)
    side = Binding(binding) if binding else None
    report = _check(data, file, chosen, side, is_cover=is_cover)
    names = _write_pictures(data, report, pictures) if pictures else {}
    if form == "json":
        from publish.preflight.press.report_text import as_object

        result = {"file": str(file), "profile": profile, **as_object(report, names)}
        click.echo(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        _show(report, file, chosen, names)
    ctx.exit(1 if report.is_failure else 0)


def _find_profile(name: str | None) -> PdfProfile | None:
    if name is None:
        return None
    return find_profile(find_workspace(Path.cwd()).defaults, name)


def _read_file(file: Path) -> bytes:
    """Return the bytes of a PDF; raise PublishError for a folder or a file that is too large."""
    from publish.preflight.press.pdf_file import LARGEST_FILE

    span = Span(str(file), 0, 0)
    if file.is_dir():
        hint = "name the PDF itself"
        raise PublishError(rules.UNREADABLE.at(span, f"{file} is a folder", hint))
    if file.is_file() and file.stat().st_size > LARGEST_FILE:
        size = f"{file.stat().st_size / 1e9:.1f} GB"
        message = f"the PDF has {size}, and at most {LARGEST_FILE / 1e9:.0f} GB are checked"
        raise PublishError(rules.UNREADABLE.at(span, message))
    return read_bytes(file)


def _check(
    data: bytes,
    file: Path,
    profile: PdfProfile | None,
    binding: Binding | None,
    *,
    is_cover: bool,
) -> Report:
    from publish.preflight.press.check import check_pdf

    progress = _Progress()
    try:
        return check_pdf(data, profile, progress.tell, is_cover=is_cover, binding=binding)
    except PublishError as error:
        span = Span(str(file), 0, 0)
        raise PublishError(
            *(
                Diagnostic(each.code, each.severity, each.message, span, each.hints)
                for each in error.diagnostics
            )
        ) from error
    finally:
        progress.clear()


class _Progress:
    """The number of pages that are read, on a terminal."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._shown = False

    def tell(self, page: int, count: int) -> None:
        """Show a page of so many."""
        if self._live and count > _SOON and page % _SOON == 0:
            self._shown = True
            click.echo(f"\r… page {page:,} of {count:,}", err=True, nl=False)

    def clear(self) -> None:
        """Remove the line."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)


def _write_pictures(data: bytes, report: Report, folder: Path) -> Mapping[int, str]:
    """Write pictures of places into a folder, and return their names by the index of the group."""
    from publish.preflight.press.place_pictures import draw_places
    from publish.storage.atomic_write import write_whole

    if folder.exists() and not folder.is_dir():
        raise click.BadParameter(f"{folder} is a file", param_hint="--pictures")
    others = [each.name for each in folder.glob("*") if not _OWN_PICTURE.fullmatch(each.name)]
    if others:
        message = f"{folder} has other files ({others[0]}): name an empty or new folder"
        raise click.BadParameter(message, param_hint="--pictures")
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    names = {}
    for index, name, picture in draw_places(data, report):
        write_whole(folder / name, picture)
        names[index] = str(folder / name)
    return names


def _show(
    report: Report, file: Path, profile: PdfProfile | None, pictures: Mapping[int, str]
) -> None:
    from publish.preflight.press.report_text import describe_facts, kind_of

    click.echo(click.style(printable(str(file)), bold=True))
    for name, value in describe_facts(report.facts):
        click.echo(f"  {name:12} {printable(value)}")
    numbered = sorted(enumerate(report.groups), key=lambda each: each[1].rule.code)
    for kind, members in groupby(numbered, key=lambda each: kind_of(each[1])):
        click.echo(f"\n{click.style(kind, bold=True)}")
        for rule, of_rule in groupby(members, key=lambda each: each[1].rule):
            groups = list(of_rule)
            for index, group in groups[:_MOST_SHOWN]:
                for line in _group_lines(report, group, pictures.get(index)):
                    click.echo(line)
            if len(groups) > _MOST_SHOWN:
                rest = len(groups) - _MOST_SHOWN
                click.echo(f"{_INDENT}… and {rest:,} more like these: --format json has all")
            click.echo(click.wrap_text(rule.advice, _WIDTH, _INDENT, _INDENT))
    counts: dict[str, int] = {
        severity: sum(group.severity is severity for group in report.groups)
        for severity in Severity
    }
    subject = f"for {profile.name}" if profile else "without a profile"
    state = click.style("failed", fg="red") if report.is_failure else "passed"
    click.echo(f"\n{state} {subject}: {summary(counts)}")


def _group_lines(report: Report, group: Group, picture: str | None) -> Iterator[str]:
    label = f"{group.severity.value}[{group.rule.code}]"
    head = click.style(label, fg=_COLOUR[group.severity], bold=True)
    yield f"  {head} {printable(group.describe(len(report.facts.pages)))}"
    if picture:
        yield f"{_INDENT}see {printable(picture)}"
