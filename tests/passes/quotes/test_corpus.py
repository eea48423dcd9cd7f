"""Marks, nikud and glosses of two texts of the private corpus, and of the texts in ``sources``.

The corpus is not public: tests refer to positions and quote no more than single words.
"""

from functools import partial
from pathlib import Path

import pytest

from publish.config import Settings
from publish.diagnostics import Diagnostics, Severity
from publish.document.model import Gloss, Work
from publish.document.walk import descend, plain
from publish.passes.citations import citations
from publish.passes.quotes import quotes
from publish.pipeline.assemble import assemble
from publish.pipeline.pass_table import find_pass
from publish.pipeline.stages import parse
from publish.text.source import Source
from tests.conftest import ROOT
from tests.passes.quotes.by_hand import lines


def read(path: Path) -> tuple[Source, Work]:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    drafts = [parse(source, Settings()).value]
    return source, citations(assemble(drafts, Settings(), path.stem).value).value


def places(source: Source, diagnostics: Diagnostics, code: str) -> list[tuple[int, int]]:
    result = []
    for diagnostic in diagnostics:
        if diagnostic.code == code:
            for span in (diagnostic.span, *diagnostic.also):
                position = source.position(span.start)
                result.append((position.line, position.column))
    return sorted(result)


def warnings(diagnostics: Diagnostics) -> list[str]:
    return [
        diagnostic.code for diagnostic in diagnostics if diagnostic.severity is not Severity.INFO
    ]


@pytest.fixture
def handout(corpus: Path) -> tuple[Source, Work]:
    return read(next(corpus.glob("000_*.txt")))


@pytest.fixture
def lesson(corpus: Path) -> tuple[Source, Work]:
    return read(next(corpus.glob("002_*.txt")))


def test_the_handout_has_one_quotation_left_open_and_one_of_two_forms(
    handout: tuple[Source, Work],
) -> None:
    source, work = handout
    outcome = quotes(work)
    assert places(source, outcome.diagnostics, "Q03") == [(72, 238)]
    assert places(source, outcome.diagnostics, "Q04") == [(75, 50)]
    assert warnings(outcome.diagnostics) == ["Q03"]
    assert not any('"' in line for line in lines(outcome.value))


def test_the_lesson_has_one_mark_that_closes_nothing(lesson: tuple[Source, Work]) -> None:
    source, work = lesson
    outcome = quotes(work)
    assert places(source, outcome.diagnostics, "Q02") == [(82, 30)]
    assert warnings(outcome.diagnostics) == ["Q02"]
    assert not any(set("\"'") & set(line) for line in lines(outcome.value))


def test_the_lesson_points_one_word_two_ways(lesson: tuple[Source, Work]) -> None:
    source, work = lesson
    outcome = find_pass("hebrew").apply(work, Settings())
    assert outcome.value is work
    assert places(source, outcome.diagnostics, "H06") == [(38, 77), (124, 227)]
    assert warnings(outcome.diagnostics) == []


def test_four_brackets_of_the_handout_are_glosses(handout: tuple[Source, Work]) -> None:
    _, work = handout
    glosses = [
        node
        for node in descend(find_pass("glosses").apply(work, Settings()).value)
        if isinstance(node, Gloss)
    ]
    # Of the other five, two hold dots, one gives the term after its meaning, two are references.
    assert [plain(node.term) for node in glosses] == ["Klipot", "Kedusha", "Ba", "Shechina"]


def test_none_of_the_brackets_of_the_lesson_is_a_gloss(lesson: tuple[Source, Work]) -> None:
    # All nine square brackets are additions to the English sentence; of the round brackets, one is
    # a remark, one explains two words, and one lacks a quotation mark.
    _, work = lesson
    assert find_pass("glosses").apply(work, Settings()).value is work


@pytest.mark.parametrize(
    "path", sorted((ROOT / "sources").rglob("*.txt")), ids=lambda path: str(path.stem)
)
def test_the_texts_of_this_project_have_no_warnings(path: Path) -> None:
    _, work = read(path)
    outcome = quotes(work)
    for name in ("hebrew", "glosses"):
        outcome = outcome.then(partial(find_pass(name).apply, settings=Settings()))
    assert warnings(outcome.diagnostics) == []
    assert not any('"' in line for line in lines(outcome.value))
