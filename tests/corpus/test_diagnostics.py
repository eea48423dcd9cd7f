"""Every fault of the two pasted texts is reported, and nothing else."""

from pathlib import Path

import pytest

from tests.corpus.test_structure import Json, check_json


def grave(diagnostics: list[Json]) -> list[tuple[str, str, int]]:
    """Warnings and errors: severity, code and line."""
    return [(d["severity"], d["code"], d["line"]) for d in diagnostics if d["severity"] != "info"]


def fill_notes(corpus: Path, folder: Path) -> list[Json]:
    """Diagnostics of the lesson where verses fill its notes."""
    (source,) = corpus.glob("002_*.txt")
    (folder / "lesson.txt").write_bytes(source.read_bytes())
    (folder / "lesson.toml").write_text('notes = { fill = "verses" }', "utf-8")
    return check_json(folder, "lesson.txt")


def infos(diagnostics: list[Json], code: str) -> list[tuple[int, int]]:
    return [(d["line"], d["column"]) for d in diagnostics if d["code"] == code]


@pytest.fixture(scope="module")
def handout(corpus: Path) -> list[Json]:
    return check_json(corpus, "000_*.txt")


@pytest.fixture(scope="module")
def lesson(corpus: Path) -> list[Json]:
    return check_json(corpus, "002_*.txt")


def test_the_handout_has_two_faults_and_no_false_alarm(handout: list[Json]) -> None:
    assert grave(handout) == [
        ("warning", "R01", 32),  # a verse that does not exist
        ("warning", "Q03", 72),  # a quotation left open
    ]


def test_the_verse_that_could_be_meant_is_named(handout: list[Json]) -> None:
    (verse,) = (d for d in handout if d["code"] == "R01")
    assert "40:31" in " ".join(verse["hints"])


def test_what_is_only_good_to_know_of_the_handout_is_told(handout: list[Json]) -> None:
    assert infos(handout, "R03") == [(63, 53)]  # a leaf without its side
    assert infos(handout, "Q04") == [(75, 50)]  # opened straight, closed curly
    assert [line for line, _ in infos(handout, "T01")] == [1, 2, 3, 5, 7]


def test_the_lesson_has_three_faults_and_no_false_alarm(lesson: list[Json]) -> None:
    assert grave(lesson) == [
        ("warning", "T04", 1),  # the name of the file is an identifier
        ("warning", "N01", 19),  # twelve calls without bodies
        ("warning", "Q02", 82),  # a mark that closes nothing
    ]


def test_a_word_pointed_two_ways_is_told_with_both_places(lesson: list[Json]) -> None:
    (twice,) = (d for d in lesson if d["code"] == "H06")
    assert twice["line"] == 38
    assert [place["line"] for place in twice["also"]] == [124]


def test_five_notes_of_the_lesson_are_filled_and_no_other(corpus: Path, tmp_path: Path) -> None:
    filled = [d for d in fill_notes(corpus, tmp_path) if d["code"].startswith("M1")]
    assert {d["code"] for d in filled} == {"M10"}
    assert [d["message"].split(", in")[0] for d in filled] == [
        "note 1 is filled with Isaiah 51:16",
        "note 2 is filled with Song of Songs 2:6 or 8:3",
        "note 4 is filled with Deuteronomy 6:5",
        "note 5 is filled with Deuteronomy 6:6-7",
        "note 12 is filled with Psalms 25:1",
    ]
