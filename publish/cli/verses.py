"""``publish verses``: the verses of Scripture that a text quotes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import shorten
from typing import Any

import click

from publish.artifacts.diagnostic_objects import describe_place
from publish.cli.books import trust_option
from publish.cli.quantities import count_noun
from publish.config import find_workspace, open_book
from publish.document.model import Work
from publish.passes.verses.named_verses import name_reference
from publish.passes.verses.quotation import Quotation
from publish.passes.verses.quotations import find_quotations
from publish.passes.verses.report import compare, join, name_verses
from publish.pipeline.pass_table import stages
from publish.pipeline.stages import read_book
from publish.text.invisible import printable
from publish.text.languages import isolate
from publish.text.source import Source

_WIDEST = 60
"""The most characters of a quotation in the table."""


@click.command()
@click.argument("book", metavar="BOOK")
@trust_option("book")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A table for people, or JSON for programs.",
)
def command(book: str, form: str) -> None:
    """List the verses of the Tanakh that BOOK quotes, with their places in the text.

    A verse is found by its words, in plene or defective spelling, with or without points and
    quotation marks. Words that stand in several verses alike list them. The text of the Tanakh is
    that of the Westminster Leningrad Codex. Nothing in the text is changed.

    \b
      publish verses lesson-5
      publish verses lesson-5 --format json
    """
    before = stages()[stages().index("verses") - 1]
    reading = read_book(open_book(book, find_workspace(Path.cwd())), before).value
    assert isinstance(reading.value, Work)
    quotations = find_quotations(reading.value)
    sources = {source.file: source for source in reading.sources}
    if form == "json":
        described = [_describe(each, sources) for each in quotations]
        click.echo(json.dumps({"quotations": described}, ensure_ascii=False, indent=1))
    else:
        for line in _table(quotations, sources):
            click.echo(line)


def _table(quotations: Sequence[Quotation], sources: Mapping[str, Source]) -> Iterator[str]:
    """Yield a line for each quotation: its place, its verses, its words, and a remark."""
    places = [_place(each, sources) for each in quotations]
    names = [name_verses(each.references) for each in quotations]
    widths = [max(map(len, column), default=0) for column in (places, names)]
    for place, name, quotation in zip(places, names, quotations, strict=True):
        shown = shorten(printable(quotation.words), _WIDEST, placeholder=" …")
        remark = "; ".join(_remarks(quotation))
        yield f"{place:{widths[0]}}  {name:{widths[1]}}  {isolate(shown)}  {remark}".rstrip()
    yield count_noun(len(quotations), "quotation")


def _place(quotation: Quotation, sources: Mapping[str, Source]) -> str:
    """Return the place of a quotation, with its file where the book has several."""
    span = quotation.span
    if span.file not in sources:
        return ""
    place = sources[span.file].place(span.start)
    return place if len(sources) == 1 else f"{Path(printable(span.file)).name}:{place}"


def _remarks(quotation: Quotation) -> Iterator[str]:
    """Yield remarks on the reference of a quotation, and on words that differ."""
    if quotation.wrong:
        yield f"the reference is {_reference(quotation)}"
    elif quotation.notes:
        yield f"note {join(quotation.calls, 'or')} has no body"
    elif quotation.named is None:
        yield "no reference"
    yield from map(compare, quotation.differences)


def _reference(quotation: Quotation) -> str | None:
    """Return the reference of the text beside a quotation."""
    if quotation.named is None:
        return None
    return name_reference(quotation.named.verses[0].reference)


def _describe(quotation: Quotation, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return a quotation as an object."""
    return {
        **describe_place(quotation.span, sources),
        "words": quotation.words,
        "verses": [name_reference(each) for each in quotation.references],
        "reference": _reference(quotation),
        "wrong": quotation.wrong,
        "notes": quotation.calls,
        "differences": [
            {
                **describe_place(each.span, sources),
                "change": each.difference.change.value,
                "here": each.here,
                "codex": each.there,
            }
            for each in quotation.differences
        ],
    }
