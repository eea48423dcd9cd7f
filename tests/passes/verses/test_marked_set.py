"""The finder on quotations that a reader marked in sixteen old books, and the measure itself."""

from collections.abc import Callable

import pytest

from publish.passes.verses.pointing import point_quotation
from tests.passes.verses.marked_set import (
    Figures,
    Passage,
    Reading,
    change,
    count,
    judge,
    parse_passage,
    read_passages,
    show_table,
)
from tests.support.verse_texts import HEAD, quotations

MARKED = "אמר (ישעיה נא, טז) {ואשים דברי בפיך = Isaiah 51:16}, וכן אמר {לא תרצח = Psalms 1:1}."


def test_the_set_has_enough_quotations_of_enough_books() -> None:
    passages = list(read_passages())
    assert sum(len(passage.quotations) for passage in passages) >= 150
    assert len({passage.book for passage in passages}) >= 12
    assert not [passage for passage in passages if "{" in passage.text or "=" in passage.text]


def test_a_passage_is_read_with_its_quotations() -> None:
    passage = parse_passage("book", MARKED)
    assert [each.length for each in passage.quotations] == [3, 2]
    assert [passage.text[each.start : each.end] for each in passage.quotations] == [
        "ואשים דברי בפיך",
        "לא תרצח",
    ]


@pytest.mark.parametrize(
    ("reading", "text"),
    [
        (Reading.AS_PRINTED, "אמר (ישעיה נא, טז) ואשים דברי בפיך, וכן אמר לא תרצח."),
        (Reading.MARKED, "אמר “ואשים דברי בפיך”, וכן אמר “לא תרצח”."),
        (Reading.BARE, "אמר ואשים דברי בפיך, וכן אמר לא תרצח."),
    ],
)
def test_a_reading_leaves_out_helps(reading: Reading, text: str) -> None:
    changed = change(parse_passage("book", MARKED), reading)
    assert changed.text == text
    words = [changed.text[each.start : each.end] for each in changed.quotations]
    assert words == ["ואשים דברי בפיך", "לא תרצח"]


def test_a_find_of_another_verse_is_false() -> None:
    passage = parse_passage("book", "אמר: {ואשים דברי בפיך = Psalms 1:1}.")
    result = judge(passage)
    assert (len(result.recalled), len(result.missed), len(result.false)) == (0, 1, 1)
    assert count([result]).words_per_false_find == 4


@pytest.fixture(scope="module")
def figures_of_set() -> dict[Reading, Figures]:
    passages: list[Passage] = list(read_passages())
    return {each: count(judge(change(p, each)) for p in passages) for each in Reading}


@pytest.mark.thorough
def test_most_quotations_are_found(
    figures_of_set: dict[Reading, Figures], figures: Callable[[str], None]
) -> None:
    figures("\n".join(show_table(figures_of_set)))
    assert figures_of_set[Reading.AS_PRINTED].recall >= 0.90
    assert figures_of_set[Reading.MARKED].recall >= 0.94
    assert figures_of_set[Reading.BARE].recall >= 0.83
    for each in figures_of_set.values():
        assert sum(each.recalled[1:]) >= 0.9 * sum(each.marked[1:])  # of three words and more


@pytest.mark.thorough
def test_few_finds_are_false(figures_of_set: dict[Reading, Figures]) -> None:
    for each in figures_of_set.values():
        assert each.words_per_false_find >= 2000
        assert each.precision >= 0.985


@pytest.mark.slow
def test_few_words_of_the_authors_have_points_of_the_codex(figures: Callable[[str], None]) -> None:
    inside = outside = 0
    for passage in read_passages():
        marked = [range(each.start, each.end) for each in passage.quotations]
        for quotation in quotations(passage.text):
            first = quotation.span.start - len(HEAD) - quotation.start
            words = [word for word in point_quotation(quotation).words if word.pointed]
            own = [any(first + word.start in each for each in marked) for word in words]
            inside += sum(own)
            outside += len(own) - sum(own)
    figures(f"words with points: {inside} of quotations, {outside} of authors")
    assert inside >= 1500
    assert outside <= 0.01 * inside
