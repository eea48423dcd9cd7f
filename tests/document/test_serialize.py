"""What is packed and unpacked is what it was, each span included, and nothing that could run."""

from __future__ import annotations

import marshal
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.config import find_workspace, open_book
from publish.diagnostics import Diagnostic, Fix, Severity
from publish.document.model import Inlines, Node, Paragraph, Role, Section, Text
from publish.document.serialize import packed, unpacked
from publish.document.walk import descend, rewrite
from publish.pipeline.stages import reading
from publish.text.source import NOWHERE, Span
from tests.support import trees

HERE = Path(__file__).parents[2]

spans = st.one_of(
    st.builds(Span, st.sampled_from(["a.txt", "b.txt"]), st.integers(0, 2**40), st.integers(0, 9)),
    st.just(NOWHERE),
)
severities = st.sampled_from(Severity)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
told = st.builds(
    Diagnostic,
    words,
    severities,
    words,
    spans,
    st.lists(words, max_size=2).map(tuple),
    st.lists(spans, max_size=4).map(tuple),
    st.lists(st.builds(Fix, spans, words), max_size=2).map(tuple),
)


def spans_of(value: object) -> list[tuple[Span, bool]]:
    """Every span, which equality leaves out; and whether it is the one that is nowhere."""
    return [(node.span, node.span is NOWHERE) for node in descend(value)]


def same(one: object, other: object) -> bool:
    return one == other and spans_of(one) == spans_of(other)


@given(trees.runs, st.data())
def test_nodes_are_what_they_were(runs: Inlines, data: st.DataObject) -> None:
    def somewhere(node: Node) -> Node:
        return replace(node, span=data.draw(spans))

    section = rewrite(Section(Role.CHAPTER, (), (Paragraph(runs),)), somewhere)
    assert same(unpacked(packed(section, "a.txt"), "a.txt"), section)


@given(st.lists(told).map(tuple))
def test_diagnostics_are_what_they_were(said: tuple[Diagnostic, ...]) -> None:
    again = unpacked(packed(said, "a.txt"), "a.txt")
    assert again == said
    assert [one.span is NOWHERE for one in again] == [one.span is NOWHERE for one in said]


@pytest.mark.parametrize("name", find_workspace(HERE).book_names())
def test_our_own_books_are_what_they_were(name: str) -> None:
    read = reading(open_book(name, find_workspace(HERE)))
    for file in {source.file for source in read.value.sources}:
        whole = (read.value.value, read.diagnostics)
        assert same(unpacked(packed(whole, file), file), whole)


def test_the_test_would_see_a_span_that_moved() -> None:
    here = Text("a", span=Span("a.txt", 1, 2))
    assert not same(here, replace(here, span=Span("a.txt", 1, 3)))
    assert not same(here, unpacked(packed(here, "a.txt"), "b.txt"))


def test_a_span_of_the_file_itself_takes_little_room() -> None:
    also = tuple(Span("sources/a-book/a-chapter.txt", at, at + 1) for at in range(1000))
    assert len(packed(also, "sources/a-book/a-chapter.txt")) < 11_000


@pytest.mark.parametrize(
    "harmed",
    [
        b"",
        b"no marshal at all",
        packed(Text("words"), "")[:-3],
        marshal.dumps((9999, "a kind that there is not")),
        marshal.dumps((0, "nothing")),
        marshal.dumps(((),)),
        marshal.dumps((-2, 1)),
    ],
)
def test_what_holds_no_nodes_is_refused(harmed: bytes) -> None:
    with pytest.raises(ValueError, match="hold no nodes"):
        unpacked(harmed, "a.txt")


def test_what_no_model_has_is_not_packed() -> None:
    with pytest.raises(KeyError):
        packed(object(), "a.txt")
