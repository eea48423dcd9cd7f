"""Lines stand beside their own translation; a doubtful pair is no pair, and a warning says so."""

from __future__ import annotations

import pytest

from tests.faults.conftest import Shown
from tests.faults.reading import segments, understand

HYMN = [
    ("אֲדוֹן עוֹלָם אֲשֶׁר מָלַךְ", "Master of the world who reigned"),
    ("בְּטֶרֶם כָּל יְצִיר נִבְרָא", "before any creature was made"),
    ("לְעֵת נַעֲשָׂה בְחֶפְצוֹ כֹּל", "when all was made by His will"),
    ("אֲזַי מֶלֶךְ שְׁמוֹ נִקְרָא", "then was His name called King"),
]
MORNING = [
    ("מוֹדֶה אֲנִי לְפָנֶיךָ", "I give thanks before You"),
    ("מֶלֶךְ חַי וְקַיָּם", "living and lasting King"),
    ("שֶׁהֶחֱזַרְתָּ בִּי נִשְׁמָתִי", "who gave me back my soul"),
    ("בְּחֶמְלָה, רַבָּה אֱמוּנָתֶךָ", "with mercy, great is Your faith"),
]


@pytest.mark.parametrize("poem", [HYMN, MORNING])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("side", ["after", "before"])
@pytest.mark.parametrize(
    "settings",
    [{}, {"title": "A Song"}, {"title": "A Song", "shape": "interlinear"}],
)
def test_lines_without_punctuation_that_take_turns_are_pairs_from_the_first_on(
    poem: list[tuple[str, str]], gap: str, side: str, settings: dict[str, object]
) -> None:
    lines = [line for pair in poem for line in (pair if side == "after" else pair[::-1])]
    options = {**settings, "translation": side} if settings else settings
    reading = understand(gap.join(lines) + "\n", **options)
    assert reading.pairs == poem
    assert [code for code, _ in reading.warnings if code != "T04"] == []


def test_a_title_over_pairs_without_punctuation_is_the_title() -> None:
    text = "Master of the World\n\n" + "\n".join(f"{he}\n{en}" for he, en in HYMN)
    reading = understand(text)
    assert reading.title == "Master of the World"
    assert reading.pairs == HYMN


FIRST_COMMENT = (
    "He says that without its ink a letter has no life at all, as printers have written in many "
    "places and at length for all who wished to read them."
)
SECOND_COMMENT = (
    "Paper is called a garment because it covers whatever is written in it and asks for nothing "
    "in return, from one year to the next."
)
LESSON = f"""\
A Lesson on Paper

Ink is the spirit of a letter,

הַדְּיוֹ הוּא רוּחַ הָאוֹת,

{FIRST_COMMENT}

and paper is its garment.

וְהַנְּיָר הוּא לְבוּשָׁהּ.

{SECOND_COMMENT}

הַסּוֹפֵר יוֹדֵעַ זֹאת,

he wakes before dawn,

הוּא מַשְׁכִּים קוּם,
"""


def test_a_comment_does_not_stand_for_a_missing_translation(print_pdf: Shown) -> None:
    reading = understand(LESSON)
    assert reading.title == "A Lesson on Paper"
    assert reading.outline == [
        "pair: הַדְּיוֹ הוּא רוּחַ הָאוֹת, = Ink is the spirit of a letter,",
        f"comment: {FIRST_COMMENT}",
        "pair: וְהַנְּיָר הוּא לְבוּשָׁהּ. = and paper is its garment.",
        f"comment: {SECOND_COMMENT}",
        "pair: הַסּוֹפֵר יוֹדֵעַ זֹאת, = ",
        "pair: הוּא מַשְׁכִּים קוּם, = he wakes before dawn,",
    ]
    assert reading.warnings == [("T06", "הַסּוֹפֵר יוֹדֵעַ זֹאת,")]
    printed = print_pdf(LESSON)
    assert "warning[T06]" in printed
    assert "there is no translation before this line" in printed


def test_an_original_with_a_long_english_title_keeps_its_translation() -> None:
    pairs = [
        (
            "אמר לקרוא ב-Guide for the Perplexed, פרק א,",
            "He told them to read the Guide, chapter 1,",
        ),
        ("ואחריו את הספר השני.", "and the second book after it."),
        ("Rambam ב־Guide for the Perplexed כותב כך על הדברים.", "The Rambam writes so of these."),
        ("וכך סיים את דבריו.", "And so he ended his words."),
    ]
    text = "On Reading\n\n" + "\n\n".join(f"{en}\n\n{he}" for he, en in pairs)
    reading = understand(text)
    assert reading.pairs == pairs
    assert {segment.original.lang for segment in segments(reading)} == {"he"}
    assert reading.warnings == []
