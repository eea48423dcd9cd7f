"""Quotation marks, shown by cases that an editor can review (tests/cases/quotes)."""

import pytest

from publish.passes.quotes import quotes
from tests.passes.quotes.by_hand import book, lines, told
from tests.support.casefile import Case, cases


@pytest.mark.parametrize("case", cases("quotes"))
def test_quotes(case: Case) -> None:
    excerpt = case.file.stem == "excerpts"
    lang = "he" if case.file.stem.startswith("hebrew") else "en"
    changes = case.file.stem == "telling"

    def produce(given: str) -> str:
        outcome = quotes(book(given, lang=lang, excerpt=excerpt))
        said = told(outcome.diagnostics, given, changes=changes)
        return "\n".join(lines(outcome.value) + said)

    case.holds(produce)
