"""Texts that quote verses, read by the references pass and the verses pass."""

from __future__ import annotations

from collections.abc import Sequence

from publish.config import Settings
from publish.diagnostics import Diagnostic, Outcome
from publish.document.model import Work
from publish.facts import codex
from publish.facts.codex import VerseNumber
from publish.passes.quotes import quotes
from publish.passes.references import references
from publish.passes.verses import verses
from publish.passes.verses.named_verses import name_reference
from publish.passes.verses.quotation import Quotation
from publish.passes.verses.quotations import find_quotations
from publish.pipeline.assemble import assemble
from publish.pipeline.stages import parse
from publish.text.source import Source

HEAD = "A Book of Verses\n\n"
"""The head of a text, so that its first paragraph is no title."""


def read_text(text: str, shape: str | None = "prose") -> Outcome[Work]:
    """Return the Work of a text after the references pass, without earlier diagnostics."""
    settings = Settings(shape=shape)
    draft = parse(Source("verses.txt", HEAD + text), settings).value
    work = assemble([draft], settings, "verses").value
    return Outcome(references(quotes(work).value).value)


def quotations(text: str, shape: str | None = "prose") -> list[Quotation]:
    """Return the quotations of a text."""
    return find_quotations(read_text(text, shape).value)


def names(text: str, shape: str | None = "prose") -> list[str]:
    """Return the verses that a text quotes, those with the same words with “or” between."""
    return [name_quotation(each) for each in quotations(text, shape)]


def name_quotation(quotation: Quotation) -> str:
    """Return the verses of a quotation."""
    return " or ".join(map(name_reference, quotation.references))


def reports(text: str, shape: str | None = "prose") -> list[tuple[str, str]]:
    """Return the codes and messages of a text, without the marks around Hebrew words."""
    return [(each.code, _bare(each.message)) for each in diagnostics(text, shape)]


def diagnostics(text: str, shape: str | None = "prose") -> Sequence[Diagnostic]:
    """Return the diagnostics of the verses pass."""
    return verses(read_text(text, shape).value).diagnostics


def _bare(message: str) -> str:
    return message.replace("\u2068", "").replace("\u2069", "")


def verse_text(number: VerseNumber) -> str:
    """Return the words of a verse with points."""
    place = codex.verse_place(number)
    assert place is not None
    text = codex.codex()
    return " ".join(map(text.form, next(text.readings(place))))
