"""A flood of diagnostics of one kind in one file is one message with all places."""

from __future__ import annotations

from collections.abc import Iterable

from publish.diagnostics import Diagnostic, Diagnostics, Rule, Severity, floods
from publish.diagnostics.floods import FEW
from publish.diagnostics.rules import RULES, notes, references, text
from publish.text.source import NOWHERE, Span


def sum_up(diagnostics: Iterable[Diagnostic]) -> Diagnostics:
    return floods.sum_up(diagnostics, RULES)


def characters(count: int, file: str = "a.txt", kind: str = "U+200B") -> list[Diagnostic]:
    return [
        text.DROPPED_CHARACTER.at(Span(file, n, n + 1), f"{kind} dropped").with_fix("")
        for n in range(count)
    ]


def test_a_few_of_a_kind_stay_messages_of_their_own() -> None:
    few = tuple(characters(FEW))
    assert sum_up(few) == few


def test_a_flood_is_one_message_with_its_count_and_all_places() -> None:
    (flood,) = sum_up(characters(288))
    assert flood.message == "288 invisible characters: U+200B dropped"
    assert flood.span == Span("a.txt", 0, 1)
    assert flood.also == tuple(Span("a.txt", n, n + 1) for n in range(1, 288))


def test_a_flood_keeps_every_fix() -> None:
    (flood,) = sum_up(characters(10))
    assert len(flood.fixes) == 10


def test_each_file_has_its_own_message() -> None:
    sums = sum_up([*characters(10, "a.txt"), *characters(10, "b.txt"), *characters(2, "c.txt")])
    assert [d.span.file for d in sums] == ["a.txt", "b.txt", "c.txt", "c.txt"]


def test_different_messages_are_named_the_commonest_first() -> None:
    (flood,) = sum_up([*characters(2, kind="U+00AD"), *characters(9)])
    assert flood.message.endswith(": U+200B dropped; U+00AD dropped")
    (many,) = sum_up(
        notes.NO_CALL.at(Span("a.txt", n, n + 1), f"note {n} has no call") for n in range(9)
    )
    assert many.message.endswith(
        "note 0 has no call; note 1 has no call; note 2 has no call; note 3 has no call; …"
    )


def test_the_one_message_stands_where_the_first_of_them_stood() -> None:
    other = text.SHAPE.at(Span("a.txt", 0, 0), "read as prose")
    flood = characters(9)
    assert [d.code for d in sum_up([flood[0], other, *flood[1:]])] == ["T02", "T05"]


def test_a_kind_that_does_not_sum_up_stays_as_it_is() -> None:
    verses = tuple(
        references.NO_VERSE.at(Span("a.txt", n, n + 1), "no such verse") for n in range(50)
    )
    assert sum_up(verses) == verses


def test_messages_without_a_place_are_not_summed_up() -> None:
    titles = tuple(
        text.DROPPED_LINE.at(NOWHERE, f"the settings give another title {n}") for n in range(9)
    )
    assert sum_up(titles) == titles


def test_summing_up_twice_changes_nothing_the_second_time() -> None:
    once = sum_up([*characters(40), *characters(3, "b.txt")])
    assert sum_up(once) == once


def test_a_rule_sums_up_only_where_it_has_a_text_for_many() -> None:
    assert Rule("Z01", "a-kind", Severity.INFO, why="", advice="").many == ""


def test_every_text_for_many_gives_the_count() -> None:
    for rule in RULES.values():
        assert not rule.many or rule.many.format(count=7, messages="…").startswith("7 "), rule.code
