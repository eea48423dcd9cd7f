"""``publish booklet``: sheets to print on both sides, fold or cut, and bind."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import click

from publish.artifacts.book_selection import plan_books, select_books
from publish.artifacts.booklet import BookletResult, Imposition, make_booklet
from publish.artifacts.cover_state import find_stale_cover
from publish.artifacts.destinations import (
    Destination,
    check_ending,
    inputs_of,
    is_file_destination,
    place,
)
from publish.artifacts.diagnostic_lines import Lines, as_lines, lines_stop, merge
from publish.artifacts.plan import Request
from publish.artifacts.process_pool import make_all
from publish.artifacts.result import Result, Status
from publish.cli import text_options
from publish.cli.books import books_argument
from publish.cli.build_options import (
    force_option,
    jobs_option,
    output_option,
    output_usage,
    strict_option,
)
from publish.cli.imposition_options import imposition_options
from publish.cli.limit_options import find_limits, limit_options
from publish.cli.messages import show_messages
from publish.cli.people_options import check_list, check_people, make_people, people_options
from publish.cli.printer_options import printer_options
from publish.cli.reprint import Origin, check_options, make_again, reprint_options
from publish.cli.results import (
    show_lines,
    show_result,
    show_status,
    show_strictness,
    show_understandings,
)
from publish.config import Settings, Workspace, find_workspace
from publish.config.booklet_options import BookletSettings
from publish.config.fit import Fit
from publish.config.limits import Limits
from publish.config.options import Format
from publish.diagnostics.rules.booklet import HOW_TO_PRINT
from publish.text.invisible import printable

_SETTINGS = frozenset(field.name for field in fields(BookletSettings))


@click.command()
@books_argument
@click.option(
    "--pdf",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A PDF from any program, instead of a BOOK.",
)
@text_options.edition_option
@text_options.text_options
@text_options.fit_option
@imposition_options
@reprint_options
@people_options
@click.option("--proof", is_flag=True, help="Also make a PDF that shows how to fold the sheets.")
@printer_options
@output_option
@jobs_option
@force_option
@strict_option
@limit_options
@click.pass_context
def command(
    ctx: click.Context, /, books: tuple[str, ...], pdf: Path | None, **options: Any
) -> None:
    """Make a booklet of each BOOK: two pages a side, to print on both sides, fold and staple.

    The PDF of the book is made first if it is not up to date. The file is
    output/BOOK/BOOK.booklet-a4.pdf, and the line below its name says how to print it.

    --layout says how the sheets of paper become the book:

    \b
      folded     folded in the middle, stapled in the fold
      cut-stack  small pages (A6 on A4): cut once, stack behind stack, folded
      cut-two    small pages: two booklets on each sheet, cut apart, folded
      handouts   two handouts on each sheet, cut apart, stapled in the corner
      spiral     loose leaves with room for holes at the bound edge
      perfect    folded in signatures, with marks in steps on the spine, glued

    With --since, BOOK.booklet-a4.changes.pdf has the sheets alone that differ from what was
    printed, and the message says which they are and where they go.

    With --people, BOOK.booklet-a4.covers.pdf has the cover sheet of each person of a list.

    \b
      publish booklet lesson-5
      publish booklet lesson-5 --creep 80gsm --proof
      publish booklet lesson-5 --fit sheets=2
      publish booklet lesson-5 --card --test-sheets     for the person at the printer
      publish booklet songs --layout cut-two            two of A6 on A4
      publish booklet --pdf ~/Desktop/any.pdf --binding right --sheet letter
      publish booklet lesson-5 --since printed          the sheets to print again
      publish booklet lesson-5 --since old.pdf --errata --change-bars
      publish booklet lesson-5 --people guests.xlsx --only 17-23
    """
    if pdf is not None and books:
        raise click.UsageError("give either books or --pdf FILE, not both")
    check_options(options, has_book=pdf is None)
    check_people(options, has_book=pdf is None)
    if pdf is not None and options["fit"]:
        raise click.UsageError(
            "the pages of a PDF are finished; give --fit with a BOOK, whose text is set anew"
        )
    output: Path | None = options["output"]
    if output is not None and is_file_destination(output):
        _check_file(output)
    workspace = find_workspace(Path.cwd())
    limits = find_limits(workspace, options["limit_memory"], options["limit_time"])
    options["limits"] = limits
    if pdf is not None:
        destination = Destination(workspace.output / pdf.stem, workspace)
        sources = {pdf: Origin(destination, Settings())}
        lines: Lines = ()
    else:
        sources, lines = _make_pdfs(books, workspace, limits, options)
    is_file = output is not None and is_file_destination(output)
    if output is not None:
        if len(sources) > 1 and is_file:
            raise click.BadParameter(
                f"{len(sources)} booklets are made, and {output} is a file, not a folder",
                param_hint="-o",
            )
        sources = {
            source: replace(origin, folder=replace(origin.folder, path=output, is_named=is_file))
            for source, origin in sources.items()
        }
    overrides = {name: options[name] for name in _SETTINGS if options[name] not in {None, ()}}
    for source, origin in sources.items():
        settings = origin.settings
        chosen = replace(settings.booklet, **overrides)
        check_list(options, chosen)
        imposition = Imposition(
            chosen,
            options["binding"],
            options["proof"],
            settings.verdicts,
            options["strict"],
            options["test_sheets"],
        )
        to = origin.folder
        booklet = make_booklet(source, to, imposition, is_folder=not is_file, limits=limits)
        _show(booklet)
        lines = merge(lines, as_lines(booklet.diagnostics))
        if options["since"] and booklet.paths:
            diagnostics = make_again(source, origin, booklet, imposition, options)
            lines = merge(lines, as_lines(diagnostics))
        if imposition.settings.people and booklet.paths:
            diagnostics = make_people(source, origin, booklet, imposition, options)
            lines = merge(lines, as_lines(diagnostics))
    show_strictness(lines, strict=options["strict"])
    ctx.exit(1 if lines_stop(lines, strict=options["strict"]) else 0)


def _check_file(output: Path) -> None:
    """Raise click.BadParameter where ``output`` is no file for a booklet."""
    with output_usage():
        check_ending(output, Format.BOOKLET)


def _make_pdfs(
    books: tuple[str, ...], workspace: Workspace, limits: Limits, options: dict[str, Any]
) -> tuple[dict[Path, Origin], Lines]:
    """Return the up-to-date PDF of each book, with its folder and its settings."""
    edition = text_options.check_edition(options["edition"])
    choices = text_options.edition_choices(
        options["languages"], options["commentary"], no_commentary=options["no_commentary"]
    )
    fit: Fit | None = options["fit"]
    if fit and options["layout"]:
        fit = replace(fit, sheet_pages=options["layout"].pages_of_piece)
    request = Request(("pdf",), edition, options=choices, fit=fit)
    strict = options["strict"]
    selected = select_books(books, workspace, request)
    planned = plan_books(selected.value, workspace, request, strict=strict)
    binds = [pdf.book for pdf in planned.value if pdf.book.bind and pdf.book.bind.fronts]
    if binds and options["binding"]:
        raise click.UsageError(
            f"{binds[0].name} has two fronts, and is bound on the right and on the left: leave out "
            "--binding"
        )
    placed = place(planned.value)
    lines = [as_lines(selected.diagnostics + planned.diagnostics), as_lines(placed.diagnostics)]
    pdfs: dict[Path, Origin] = {}
    results: list[Result] = []
    for result in make_all(
        placed.value, force=options["force"], strict=strict, jobs=options["jobs"], limits=limits
    ):
        results.append(result)
        cover = find_stale_cover(result, ())
        lines += (result.lines, as_lines([cover] if cover else ()))
        show_result(result)
        if result.status is not Status.FAILED:
            book = result.artifact.book
            folder = Destination(result.path.parent, workspace, inputs=inputs_of(book))
            pdfs[result.path] = Origin(folder, book.settings, result.artifact)
    merged = merge(*lines)
    show_understandings(results)
    show_lines(merged, workspace.root, books)
    return pdfs, merged


def _show(booklet: BookletResult) -> None:
    """Print the result of a booklet, and how to print it on paper."""
    for path in booklet.paths:
        show_status(Status.MADE, path)
    if not booklet.paths:
        show_status(Status.FAILED, booklet.destination)
    for diagnostic in booklet.diagnostics:
        if diagnostic.code == HOW_TO_PRINT.code:
            click.echo(f"       {printable(diagnostic.message)}")
    show_messages([d for d in booklet.diagnostics if d.code != HOW_TO_PRINT.code])
