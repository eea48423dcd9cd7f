"""The options of the commands that build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from publish.cli.limit_options import limit_options
from publish.cli.options import group_options
from publish.config.fit import Fit
from publish.config.pdf_profiles import PRESETS
from publish.text.dataclass import dataclass

profile_option = click.option(
    "--profile",
    metavar="NAME",
    help="The profile of the PDF, instead of those in the settings: "
    f"{', '.join(PRESETS)}, or a printer of publish.toml.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The file to write, or a folder if several are made.",
)
jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="The number of processes (default: as many as save time, one for each processor).",
)
force_option = click.option(
    "--force", is_flag=True, help="Make files again even if they are up to date."
)
strict_option = click.option(
    "--strict", is_flag=True, help="Treat warnings as errors: a book with warnings is not written."
)
verify_option = click.option(
    "--verify",
    is_flag=True,
    help="Read all files again, also where many books are unchanged by their sizes and times.",
)
fail_fast_option = click.option(
    "--fail-fast/--keep-going",
    help="After a failure begin no other book; by default all others are made.",
)


file_options = group_options(
    output_option,
    jobs_option,
    force_option,
    verify_option,
    strict_option,
    fail_fast_option,
    limit_options,
)
"""Adds the options of how files are made, and where, to a command."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a command that builds."""

    edition: str | None = None
    languages: str | None = None
    commentary: str | None = None
    no_commentary: bool = False
    profile: str | None = None
    fit: Fit | None = None
    output: Path | None = None
    jobs: int | None = None
    force: bool = False
    strict: bool = False
    report: str | None = None
    fail_fast: bool = False
    verify: bool = False
    limit_memory: int | None = None
    limit_time: float | None = None
    cluster: str | None = None
    cluster_ca: Path | None = None
    cluster_cert: Path | None = None
    cluster_key: Path | None = None


@contextmanager
def output_usage() -> Iterator[None]:
    """Let a ValueError about the path after ``-o`` be wrong usage."""
    try:
        yield
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="-o") from None
