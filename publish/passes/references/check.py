"""What is to be said of a reference: it points nowhere, or does not say which side of the leaf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import assert_never

from publish import facts
from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import references as rules
from publish.facts import Corpus, FolioSide
from publish.passes.references.locus import Place
from publish.text.source import Span

_MOST = 3  # More guesses than these help nobody.
_UNITS = {
    Corpus.TANAKH: ("verse", "verses"),
    Corpus.MISHNAH: ("mishnah", "mishnayot"),
    Corpus.TANYA: ("chapter", "chapters"),
    Corpus.SHULCHAN_ARUKH: ("siman", "simanim"),
}


def told(place: Place, span: Span) -> Iterator[Diagnostic]:
    """Yield what is to be said of a place that is referred to at ``span``."""
    if not place.exists:
        rule = rules.NO_PAGE if place.page else rules.NO_VERSE
        if place.corpus in (Corpus.TANYA, Corpus.SHULCHAN_ARUKH):
            rule = rules.NO_CHAPTER
        yield rule.at(span, f"there is no {_shown(place)}: {_why(place)}", *_hints(place))
    elif place.page is not None and not place.page.side:
        yield rules.NO_SIDE.at(
            span,
            f"{_shown(place)} is a leaf, and does not say which side of it",
            f"write {place.page}a or {place.page}b",
        )


def _shown(place: Place) -> str:
    reference = place.reference
    return f"{reference.work} {':'.join(reference.locus)}"


def _why(place: Place) -> str:
    title = place.title
    match place.corpus:
        case Corpus.TANAKH | Corpus.MISHNAH:
            counts = facts.chapters(place.corpus)[place.work]
            chapter = next(
                (chapter for chapter, *_ in place.points if not 1 <= chapter <= len(counts)), None
            )
            if chapter is not None:
                return f"{title} has {_count(len(counts), 'chapter', 'chapters')}"
            chapter = next(point[0] for point in place.points if not place.has(point))
            units = (
                ("verse", "verses") if place.corpus is Corpus.TANAKH else ("mishnah", "mishnayot")
            )
            return f"{title} {chapter} has {_count(counts[chapter - 1], *units)}"
        case Corpus.BAVLI | Corpus.ZOHAR:
            pages = place.pages
            if pages is None:
                return f"the {title} has {len(facts.zohar())} parts"
            if place.page is not None and place.page < pages.first:
                return f"its first page is {pages.first}"
            return f"its last page is {pages.last}"
        case Corpus.TANYA | Corpus.SHULCHAN_ARUKH:
            units = (
                ("chapter", "chapters") if place.corpus is Corpus.TANYA else ("siman", "simanim")
            )
            return f"{title} has {_count(facts.parts(place.corpus)[place.work], *units)}"
        case _:
            assert_never(place.corpus)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _hints(place: Place) -> Iterator[str]:
    if place.corpus is Corpus.TANAKH and len(place.numbers) == 2:
        here = facts.in_jewish_editions().get((place.work, *place.numbers))
        if here is not None:
            chapter, verse = here
            yield f"Christian Bibles count so; in Jewish editions it is {chapter}:{verse}"
            return
    guesses = dict.fromkeys(
        ":".join(guess.reference.locus) for guess in _meant(place) if guess.exists
    )
    if guesses:
        *others, last = islice(guesses, _MOST)
        yield f"perhaps {', '.join(others)} or {last}" if others else f"perhaps {last}"


def _meant(place: Place) -> Iterator[Place]:
    """Yield places that a slip of the hand could have turned into this one, the likeliest first."""
    alone = replace(place, to=())
    if alone.exists:
        yield alone
    elif place.page is not None:
        page = place.page
        yield replace(alone, page=FolioSide(page.folio, {"a": "b", "b": "a"}.get(page.side, "")))
        for folio in _slips(page.folio):
            yield replace(alone, page=FolioSide(folio, page.side))
    elif len(place.numbers) == 1 or place.corpus is Corpus.SHULCHAN_ARUKH:
        first, *rest = place.numbers
        for number in _slips(first):
            yield replace(alone, numbers=(number, *rest))
    else:
        chapter, verse = place.numbers
        for lost in (*range(10 * chapter, 10 * chapter + 10), *_with_a_digit_before(chapter)):
            yield replace(alone, numbers=(lost, verse))
        for number in _slips(verse):
            yield replace(alone, numbers=(chapter, number))
        for number in _slips(chapter):
            yield replace(alone, numbers=(number, verse))
        yield replace(alone, numbers=(verse, chapter))


def _slips(number: int) -> Iterator[int]:
    """Yield the number with two digits exchanged, then with one digit less."""
    digits = str(number)
    for at in range(len(digits) - 1):
        yield int(f"{digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}")
    for at in range(len(digits)):
        yield int(f"{digits[:at]}{digits[at + 1 :]}" or "0")


def _with_a_digit_before(number: int) -> Iterator[int]:
    return (int(f"{digit}{number}") for digit in range(1, 10))
