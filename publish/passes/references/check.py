"""Diagnostics of references: loci that do not exist, and leaves without a side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import assert_never

from publish import facts
from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import references as rules
from publish.facts import Corpus, FolioSide
from publish.passes.references.locus import Locus
from publish.text.source import Span

_MOST = 3  # Maximum number of suggested corrections.
_UNITS = {
    Corpus.TANAKH: ("verse", "verses"),
    Corpus.MISHNAH: ("mishnah", "mishnayot"),
    Corpus.TANYA: ("chapter", "chapters"),
    Corpus.SHULCHAN_ARUKH: ("siman", "simanim"),
}


def report_locus(locus: Locus, span: Span) -> Iterator[Diagnostic]:
    """Yield the diagnostics of a locus referred to at ``span``."""
    if not locus.exists:
        rule = rules.NO_PAGE if locus.page else rules.NO_VERSE
        if locus.corpus in (Corpus.TANYA, Corpus.SHULCHAN_ARUKH):
            rule = rules.NO_CHAPTER
        yield rule.at(span, f"there is no {_format_locus(locus)}: {_why(locus)}", *_hints(locus))
    elif locus.page is not None and not locus.page.side and not locus.to:
        yield rules.NO_SIDE.at(
            span,
            f"{_format_locus(locus)} does not say which side of the leaf",
            f"write {locus.page}a or {locus.page}b",
        )


def _format_locus(locus: Locus) -> str:
    reference = locus.reference
    return f"{reference.work} {':'.join(reference.locus)}"


def _why(locus: Locus) -> str:
    title = locus.title
    match locus.corpus:
        case Corpus.TANAKH | Corpus.MISHNAH:
            counts = facts.chapters(locus.corpus)[locus.work]
            chapter = next(
                (chapter for chapter, *_ in locus.points if not 1 <= chapter <= len(counts)), None
            )
            if chapter is not None:
                return f"{title} has {_count(len(counts), 'chapter', 'chapters')}"
            chapter = next(point[0] for point in locus.points if not locus.has(point))
            units = (
                ("verse", "verses") if locus.corpus is Corpus.TANAKH else ("mishnah", "mishnayot")
            )
            return f"{title} {chapter} has {_count(counts[chapter - 1], *units)}"
        case Corpus.BAVLI | Corpus.ZOHAR:
            pages = locus.pages
            if pages is None:
                return f"the {title} has {len(facts.zohar())} parts"
            if locus.page is not None and locus.page < pages.first:
                return f"its first page is {pages.first}"
            return f"its last page is {pages.last}"
        case Corpus.TANYA | Corpus.SHULCHAN_ARUKH:
            units = (
                ("chapter", "chapters") if locus.corpus is Corpus.TANYA else ("siman", "simanim")
            )
            return f"{title} has {_count(facts.parts(locus.corpus)[locus.work], *units)}"
        case _:
            assert_never(locus.corpus)


def _count(number: int, singular: str, plural: str) -> str:
    return f"{number} {singular if number == 1 else plural}"


def _hints(locus: Locus) -> Iterator[str]:
    if locus.corpus is Corpus.TANAKH and len(locus.numbers) == 2:
        here = facts.in_jewish_editions().get((locus.work, *locus.numbers))
        if here is not None:
            chapter, verse = here
            yield f"Christian Bibles count so; in Jewish editions it is {chapter}:{verse}"
            return
    guesses = dict.fromkeys(
        ":".join(guess.reference.locus) for guess in _guess_loci(locus) if guess.exists
    )
    if guesses:
        *others, last = islice(guesses, _MOST)
        yield f"perhaps {', '.join(others)} or {last}" if others else f"perhaps {last}"


def _guess_loci(locus: Locus) -> Iterator[Locus]:
    """Yield loci that a typing error could have turned into this locus, likeliest first."""
    alone = replace(locus, to=())
    if alone.exists:
        yield alone
    elif locus.page is not None:
        page = locus.page
        yield replace(alone, page=FolioSide(page.folio, {"a": "b", "b": "a"}.get(page.side, "")))
        for folio in _slips(page.folio):
            yield replace(alone, page=FolioSide(folio, page.side))
    elif len(locus.numbers) == 1 or locus.corpus is Corpus.SHULCHAN_ARUKH:
        first, *rest = locus.numbers
        for number in _slips(first):
            yield replace(alone, numbers=(number, *rest))
    else:
        chapter, verse = locus.numbers
        for likely_chapter in (
            *range(10 * chapter, 10 * chapter + 10),
            *_with_a_digit_before(chapter),
        ):
            yield replace(alone, numbers=(likely_chapter, verse))
        for number in _slips(verse):
            yield replace(alone, numbers=(chapter, number))
        for number in _slips(chapter):
            yield replace(alone, numbers=(number, verse))
        yield replace(alone, numbers=(verse, chapter))


def _slips(number: int) -> Iterator[int]:
    """Yield the number with two adjacent digits exchanged, then with a digit removed."""
    digits = str(number)
    for index in range(len(digits) - 1):
        yield int(f"{digits[:index]}{digits[index + 1]}{digits[index]}{digits[index + 2 :]}")
    for index in range(len(digits)):
        yield int(f"{digits[:index]}{digits[index + 1 :]}" or "0")


def _with_a_digit_before(number: int) -> Iterator[int]:
    return (int(f"{digit}{number}") for digit in range(1, 10))
