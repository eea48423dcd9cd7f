"""Tests of the glosses pass: translations in brackets, not editorial additions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.config import Settings
from publish.diagnostics import Outcome
from publish.document.model import Gloss, Work
from publish.document.walk import descend, plain
from publish.pipeline.pass_table import find_pass
from tests.passes.quotes.by_hand import book, format_diagnostics, lines
from tests.support.casefile import Case, cases
from tests.support.examples import examples
from tests.support.growth import is_linear


def glosses(work: Work) -> Outcome[Work]:
    return find_pass("glosses").apply(work, Settings())


def show_glosses(work: Work) -> list[str]:
    """Return each gloss, its term in brackets that no text has."""
    return [
        f"⟦{plain(node.term)}⟧{node.open}{plain(node.meaning)}{node.close}"
        for node in descend(work)
        if isinstance(node, Gloss)
    ]


@pytest.mark.parametrize("case", cases("glosses"))
def test_glosses(case: Case) -> None:
    def produce(source: str) -> str:
        outcome = glosses(book(source))
        assert lines(outcome.value) == lines(book(source))
        return (
            "\n".join(
                [*show_glosses(outcome.value), *format_diagnostics(outcome.diagnostics, source)]
            )
            or "(none)"
        )

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


@settings(max_examples=examples(200), deadline=None)
@given(_texts | st.text(st.characters(exclude_characters="\r\n")))
def test_the_pass_keeps_the_text_and_is_idempotent(text: str) -> None:
    work = book(text.replace("\n", " "))
    once = glosses(work).value
    assert lines(once) == lines(work)
    assert glosses(once).value is once


def test_each_part_of_a_gloss_has_its_span() -> None:
    text = "enters Kedusha [holiness], then"
    (gloss,) = (n for n in descend(glosses(book(text)).value) if isinstance(n, Gloss))
    for node, expected in [
        (gloss, "Kedusha [holiness]"),
        (gloss.term[0], "Kedusha"),
        (gloss.meaning[0], "holiness"),
    ]:
        assert text[node.span.start : node.span.end] == expected


@pytest.mark.parametrize(
    "text", ["Aa [b ", "a-", "a'", "a’", "א", " [", "Kedusha (", "a [b] "], ids=repr
)
def test_the_time_is_linear_in_the_text(text: str) -> None:
    assert is_linear(lambda count: glosses(book(text * count)), 2_500)
