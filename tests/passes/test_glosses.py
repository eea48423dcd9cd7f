"""Glosses told from what an editor adds in brackets."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.config import Settings
from publish.diagnostics import Outcome
from publish.document.model import Gloss, Work
from publish.document.walk import descend, plain
from publish.pipeline.pass_table import find_pass
from tests.passes.quotes.by_hand import book, lines, told
from tests.support.casefile import Case, cases


def glosses(work: Work) -> Outcome[Work]:
    return find_pass("glosses").apply(work, Settings())


def found(work: Work) -> list[str]:
    """Every gloss, between marks that no text has."""
    return [
        f"⟦{plain(node.term)}⟧{node.open}{plain(node.meaning)}{node.close}"
        for node in descend(work)
        if isinstance(node, Gloss)
    ]


@pytest.mark.parametrize("case", cases("glosses"))
def test_glosses(case: Case) -> None:
    def produce(given: str) -> str:
        outcome = glosses(book(given))
        assert lines(outcome.value) == lines(book(given))
        return "\n".join([*found(outcome.value), *told(outcome.diagnostics, given)]) or "(none)"

    case.holds(produce)


_bits = st.sampled_from(
    [
        "Kedusha",
        "kedusha",
        "Moses",
        "סֵפֶר",
        " ",
        " ",
        " [",
        " (",
        "]",
        ")",
        "[",
        "holiness",
        "the",
        "’s",
        ".",
        "/",
        ", ",
    ]
)
_texts = st.lists(_bits, max_size=20).map("".join)


@settings(max_examples=200, deadline=None)
@given(_texts | st.text(st.characters(exclude_characters="\r\n")))
def test_the_text_stays_and_the_second_time_nothing_changes(text: str) -> None:
    work = book(text.replace("\n", " "))
    once = glosses(work).value
    assert lines(once) == lines(work)
    assert glosses(once).value is once


def test_each_part_of_a_gloss_knows_where_it_stood() -> None:
    text = "enters Kedusha [holiness], then"
    (gloss,) = (n for n in descend(glosses(book(text)).value) if isinstance(n, Gloss))
    for node, said in [
        (gloss, "Kedusha [holiness]"),
        (gloss.term[0], "Kedusha"),
        (gloss.meaning[0], "holiness"),
    ]:
        assert text[node.span.start : node.span.end] == said


@pytest.mark.parametrize(
    "text", ["Aa [b ", "a-", "a'", "a’", "א", " [", "Kedusha (", "a [b] "], ids=repr
)
def test_the_time_grows_with_the_text_and_no_faster(text: str) -> None:
    def seconds(count: int) -> float:
        work = book(text * count)
        start = time.process_time()
        glosses(work)
        return time.process_time() - start

    assert min(seconds(20_000) for _ in range(2)) < 30 * max(seconds(2_000), 0.01)
