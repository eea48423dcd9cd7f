"""Random Works in every edition with random options: whatever an edition shows is in its files."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from publish import to_epub, to_pdf
from publish.config.options import Edition
from publish.diagnostics import Outcome, PublishError, Severity
from publish.preflight.glyph_counts import all_characters
from publish.preflight.segment_places import bare_letters
from tests.support.edition_books import letters_of_epub
from tests.support.edition_works import EditionWork, Kind, MarkedText, random_work

pytestmark = [pytest.mark.slow, pytest.mark.long]

SEEDS = range(30)
CHOICES: dict[str, tuple[object, ...]] = {
    "first": ("original", "translation"),
    "commentary": ("inline", "foot", "none"),
    "transliteration": (True, False),
    "points": ("given", "given", "none"),
    "numbers": ("none", "margin"),
    "numerals": ("arabic", "hebrew"),
    "keep": ("lines", "segments"),
    "original_page": (None, "left", "right"),
    "folios": ("pages", "spreads"),
    "titles": ("both", "edition"),
}
"""Options of editions with their values; None leaves them out."""


def choose_options(source: EditionWork, random: Random) -> dict[str, Any]:
    """Return options of an edition of a Work; the languages are those of some of its segments."""
    choices = {name: random.choice(values) for name, values in CHOICES.items()}
    of_segments = (Kind.ORIGINAL, Kind.TRANSLATION)
    langs = sorted({text.lang for text in source.texts if text.kind in of_segments})
    if langs and random.random() < 0.5:
        choices["languages"] = random.sample(langs, random.randint(1, len(langs)))
    return {name: value for name, value in choices.items() if value is not None}


def letters_of_pdf(outcome: Outcome[bytes]) -> str:
    return bare_letters(all_characters(outcome.value))


def is_shown(text: MarkedText, edition: str, options: dict[str, Any]) -> bool | None:
    """Return whether an edition shows a text, or None where its diagnostics say so."""
    languages = options.get("languages")
    if options["commentary"] == "none" and (
        text.kind is Kind.COMMENTARY or (text.kind is Kind.BLOCK and text.in_lesson)
    ):
        return False
    match text.kind:
        case Kind.TITLE if options["titles"] == "edition":
            return None
        case Kind.TRANSLITERATION:
            is_left_out = not options["transliteration"] or edition == Edition.TRANSLATION
            return False if is_left_out or edition == Edition.ORIGINAL else None
        case Kind.TRANSLATION if edition == Edition.ORIGINAL:
            return False
        case Kind.TRANSLATION if languages or text.place:
            return None
        case Kind.ORIGINAL if edition == Edition.TRANSLATION:
            return None if text.is_alone or languages else False
        case Kind.ORIGINAL if languages:
            return None
        case _:
            return True


def find_losses(
    source: EditionWork, edition: str, options: dict[str, Any], letters: str
) -> list[MarkedText]:
    """Return the texts that an edition should show and does not."""
    return [
        text
        for text in source.texts
        if is_shown(text, edition, options) and bare_letters(text.word) not in letters
    ]


def find_faults(outcome: Outcome[bytes], edition: Edition, options: dict[str, Any]) -> list[str]:
    """Return the diagnostics about the file.

    Two notes may be called in one line (P04).  A heading whose first line calls more commentary
    than the page below it holds goes to the next page, and may leave one empty (P21).
    """
    usual = {"P04", "P21"} if options["commentary"] == "foot" else {"P04"}
    if edition is Edition.SPREADS:
        # A page is empty where a segment of forty paragraphs has few words on its side.
        usual |= {"P21"}
    return [
        f"{each.code} {each.message}"
        for each in outcome.diagnostics
        if each.code[0] in "PE" and each.severity is not Severity.INFO and each.code not in usual
    ]


WRITERS: dict[str, tuple[Callable[..., Outcome[bytes]], Callable[[Outcome[bytes]], str]]] = {
    "pdf": (to_pdf, letters_of_pdf),
    "epub": (to_epub, lambda outcome: bare_letters(letters_of_epub(outcome.value))),
}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("seed", SEEDS)
def test_no_text_is_lost_from_any_edition(seed: int, form: str) -> None:
    write, read_letters = WRITERS[form]
    source = random_work(seed)
    for edition in Edition:
        if form == "epub" and edition is Edition.LARGE_PRINT:
            continue
        options = choose_options(source, Random(f"{seed} {edition}"))
        try:
            outcome = write(source.work, edition=edition, settings={"edition": options})
        except PublishError as error:
            assert {each.code for each in error.diagnostics} == {"V01"}  # noqa: PT017  # no fault
            continue
        faults = find_faults(outcome, edition, options)
        assert faults == [], (edition, options)
        assert find_losses(source, edition, options, read_letters(outcome)) == [], (
            edition,
            options,
        )
