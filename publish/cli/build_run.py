"""Run of the commands that build: plan the books, make what is not fresh, report, exit code."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import click

from publish.artifacts.book_selection import select_books
from publish.artifacts.library_build import make_books
from publish.artifacts.library_plan import LibraryPlan, Order
from publish.artifacts.plan import Request
from publish.artifacts.process_pool import run_jobs
from publish.cli.build_options import Options, output_usage
from publish.cli.build_report import BuildReport
from publish.cli.cache_fault import show_cache_fault
from publish.cli.cluster_options import check_cluster_options, run_on_cluster
from publish.cli.limit_options import find_limits
from publish.cli.text_options import check_edition, check_profile, edition_choices
from publish.config import Workspace, find_workspace

SHEET, JSON = "sheet", "json"
"""The kinds of reports: a proof sheet for each book, or an object for other programs."""

_LOOK_SECONDS = 5.0
"""Seconds after which a line tells how far the look at the books is."""


def run(books: tuple[str, ...], formats: Sequence[str] | None, options: Options) -> int:
    """Make the artifacts that are asked for, print the result of each, and return the exit code."""
    workspace = find_workspace(Path.cwd())
    check_cluster_options(options, workspace)
    request = make_request(workspace, formats, options)
    selected = select_books(books, workspace, request)
    order = Order(
        workspace,
        selected.value,
        request,
        options.output,
        options.force,
        options.strict,
        compares_contents=options.verify,
    )
    plan = LibraryPlan(order)
    report = _choose_report(plan, books, options)
    with output_usage():
        _look_at_books(plan, report)
        errors = plan.check()
    limits = find_limits(workspace, options.limit_memory, options.limit_time)
    progress = report.begin(selected.diagnostics, errors)
    if options.cluster:
        make_jobs = partial(run_on_cluster, options=options, request=request)
    else:
        make_jobs = partial(
            run_jobs,
            force=options.force,
            strict=options.strict,
            processes=options.jobs,
            limits=limits,
            watch=progress.watch,
            fail_fast=options.fail_fast,
        )
    with closing(progress):
        try:
            for result in make_books(plan, make_jobs, fail_fast=options.fail_fast):
                report.add_result(result)
                progress.show(result)
        except KeyboardInterrupt:
            progress.close()
            click.echo("stopped: what was made is kept, and a later build makes the rest", err=True)
            raise
    is_complete = True
    if options.report == SHEET:
        from publish.cli.proof_sheets import write_proof_sheets

        is_complete = write_proof_sheets(plan)
    code = report.end()
    show_cache_fault()
    return code if is_complete else 1


def _look_at_books(plan: LibraryPlan, report: BuildReport) -> None:
    """Hand all books to the report; tell now and then how many have been looked at."""
    last = time.monotonic()
    for number, (_, outcome) in enumerate(plan.look(), 1):
        report.add_book(outcome)
        if time.monotonic() - last >= _LOOK_SECONDS:
            last = time.monotonic()
            total = len(plan.order.names)
            click.echo(f"… looked at {number:,} of {total:,} books for changes", err=True)


def make_request(workspace: Workspace, formats: Sequence[str] | None, options: Options) -> Request:
    """Return the request for artifacts that options of a command describe."""
    edition = check_edition(options.edition)
    check_profile(options.profile, workspace.defaults)
    choices = edition_choices(
        options.languages, options.commentary, no_commentary=options.no_commentary
    )
    kinds = None if formats is None else tuple(formats)
    return Request(kinds, edition, options.profile, choices, options.fit)


def _choose_report(plan: LibraryPlan, books: tuple[str, ...], options: Options) -> BuildReport:
    if options.report == JSON:
        from publish.cli.json_report import JsonReport

        return JsonReport(plan)
    if plan.order.is_library:
        from publish.cli.library_report import LibraryReport

        return LibraryReport(plan, books)
    from publish.cli.book_report import BookReport

    return BookReport(plan, books)
