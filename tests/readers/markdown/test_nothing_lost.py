"""Nothing of a Markdown text is dropped without a message that names its place.

The oracle shares no code with the reader: each word of a text is different from all others, and
stands in the Work, or in a message about the place where the text has the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.diagnostics import Diagnostic, Outcome
from publish.readers.markdown import read_markdown
from publish.text.source import Source, Span
from tests.support.markdown_texts import MarkdownGenerator

_WORD = re.compile(r"q\d+q")
_LABEL = re.compile(r"\[\^([^\]\s]*)\]|\[(q\d+q)\]:")


def strings(value: Any) -> Iterator[str]:
    """Yield each string in a tree of dataclasses."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value) and not isinstance(value, Span):
        for each in fields(value):
            yield from strings(getattr(value, each.name))


def find_lost(text: str, outcome: Outcome[Any] | None = None) -> list[str]:
    """Return the words of a text that neither its Work nor a message about their place has."""
    outcome = outcome or read_markdown(Source("a.md", text))
    words = set(_WORD.findall("\n".join(strings(outcome.value))))
    labels = {word for match in _LABEL.finditer(text) for word in _WORD.findall(match[0])}

    def is_reported(word: str, place: int, diagnostic: Diagnostic) -> bool:
        # The address of a definition is reported where a link has its label.
        is_link = diagnostic.message.startswith("the link to")
        is_there = is_link or diagnostic.span.start <= place < diagnostic.span.end
        is_comment = diagnostic.message == "a comment is not printed"
        return is_there and (is_comment or word in _WORD.findall(diagnostic.message))

    return [
        match[0]
        for match in _WORD.finditer(text)
        if match[0] not in words | labels
        and not any(is_reported(match[0], match.start(), d) for d in outcome.diagnostics)
    ]


@pytest.mark.thorough
@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32))
def test_each_word_is_in_the_work_or_in_a_message_about_its_place(seed: int) -> None:
    text = MarkdownGenerator(Random(seed)).text()
    assert find_lost(text) == [], text


def test_the_oracle_knows_a_word_that_no_message_names() -> None:
    """The control: a message about another place or another word is none about this one."""
    assert find_lost('[q1q](b.html "q2q")\n') == []
    text = "[q1q](b.html 'q2q')\n\n<!-- q3q -->\n"
    outcome = read_markdown(Source("a.md", text))
    quiet = replace(outcome, diagnostics=outcome.diagnostics[1:])
    assert find_lost(text, quiet) == ["q2q"]
