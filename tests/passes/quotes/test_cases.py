"""Cases of the quotes pass in tests/cases/quotes, for review by an editor."""

import pytest

from publish.passes.quotes import quotes
from tests.passes.quotes.by_hand import book, format_diagnostics, lines
from tests.support.casefile import Case, cases


@pytest.mark.parametrize("case", cases("quotes"))
def test_quotes(case: Case) -> None:
    excerpt = case.file.stem == "excerpts"
    lang = "he" if case.file.stem.startswith("hebrew") else "en"
    changes = case.file.stem == "telling"

    def produce(text: str) -> str:
        outcome = quotes(book(text, lang=lang, excerpt=excerpt))
        messages = format_diagnostics(outcome.diagnostics, text, changes=changes)
        return "\n".join(lines(outcome.value) + messages)

    case.holds(produce)
