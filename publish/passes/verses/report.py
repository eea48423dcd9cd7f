"""Diagnostics of quotations: wrong references, words that differ, notes that a verse may fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import scripture as rules
from publish.document.model import Citation, Reference
from publish.document.walk import plain
from publish.passes.indexes.hebrew import format_locus, translate_name
from publish.passes.verses.differences import Change
from publish.passes.verses.named_verses import name_reference
from publish.passes.verses.passages import find_passages
from publish.passes.verses.quotation import Quotation, WordDifference
from publish.text.languages import Script, count_letters, isolate

_MOST = 4
"""The most verses, words or notes that a message names."""


def report_quotations(
    quotations: Sequence[Quotation], *, names_notes: bool = True
) -> Iterator[Diagnostic]:
    """Yield the diagnostics of the quotations of a section, in order.

    Notes that a verse may be the body of are named unless they have reports of their own.
    """
    for quotation in quotations:
        yield from _report_quotation(quotation)
        if quotation.notes and names_notes:
            yield _report_notes(quotation)
    alone = [each for each in quotations if each.named is None and not each.notes]
    for passage in find_passages(alone):
        verses = name_verses(passage.references)
        yield rules.NO_REFERENCE.at(
            passage.spans[0],
            f"{verses} is quoted without a reference",
            also=passage.spans[1:],
        )


def _report_quotation(quotation: Quotation) -> Iterator[Diagnostic]:
    verses = name_verses(quotation.references)
    if quotation.wrong and quotation.named and quotation.named.verses:
        yield _report_wrong(quotation, verses)
    yield from _report_differences(quotation)


def _report_notes(quotation: Quotation) -> Diagnostic:
    verses, calls = name_verses(quotation.references), quotation.calls
    notes = f"note{'s' if len(calls) > 1 else ''} {join(calls, 'and')}"
    return rules.NOTE_MAY_BE.at(
        quotation.span,
        f"the words beside {notes} are {verses}",
        f"note {join(calls, 'or')} may be {verses}",
    )


def _report_wrong(quotation: Quotation, verses: str) -> Diagnostic:
    assert quotation.named is not None
    named = name_reference(quotation.named.verses[0].reference)
    hint = f"perhaps {name_verses(quotation.references)}"
    node = quotation.named.node
    if isinstance(node, Citation) and Script.HEBREW in count_letters(plain(node.inlines)):
        hint += f", {isolate(_in_hebrew(quotation.references[0]))}"
    return rules.WRONG_REFERENCE.at(
        node.span, f"the words beside {named} are {verses}", hint, also=[quotation.span]
    )


def _in_hebrew(reference: Reference) -> str:
    return f"{translate_name(reference.work)} {format_locus(reference.locus)}"


_REPORTS = (
    (
        (Change.LETTERS, Change.LEFT_OUT, Change.ADDED),
        rules.LETTERS_DIFFER,
        "the words differ",
    ),
    ((Change.POINTS,), rules.POINTS_DIFFER, "the points differ"),
    ((Change.DAGESH,), rules.DAGESH_DIFFERS, "the points differ by a dagesh"),
)
"""Changes with their rule, and the beginning of its message."""


def _report_differences(quotation: Quotation) -> Iterator[Diagnostic]:
    verses = name_verses(quotation.references)
    for changes, rule, subject in _REPORTS:
        differences = [d for d in quotation.differences if d.difference.change in changes]
        if differences:
            first, *others = differences
            compared = "; ".join(map(compare, differences[:_MOST]))
            more = "; …" if len(differences) > _MOST else ""
            yield rule.at(
                first.span,
                f"{subject} from {verses}: {compared}{more}",
                also=dict.fromkeys(each.span for each in others if each.span != first.span),
            )


def compare(difference: WordDifference) -> str:
    """Return a difference in words, those of the text before those of the codex."""
    here, there = isolate(difference.here), isolate(difference.there)
    if not difference.here:
        return f"{there} is left out"
    if not difference.there:
        return f"{here} is added"
    return f"{here} for {there}"


def name_verses(references: Sequence[Reference]) -> str:
    """Return the names of verses that have the same words: ``Song of Songs 2:6 or 8:3``."""
    names: list[str] = []
    book = ""
    for reference in references[:_MOST]:
        name = name_reference(reference)
        names.append(name.removeprefix(f"{reference.work} ") if reference.work == book else name)
        book = reference.work
    more = len(references) - len(names)
    return join([*names, f"{more} others"] if more else names, "or")


def join(names: Sequence[str], word: str) -> str:
    """Return names as a list: ``a, b or c``."""
    *others, last = names
    return f"{', '.join(others)} {word} {last}" if others else last
