"""The first difference between two Works, and the words that describe it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.document.difference import find_difference
from publish.document.model import Emphasis, Node, Paragraph, Role, Section, Text, Work
from publish.document.walk import descend, rewrite
from publish.text.languages import Dir
from publish.text.source import Span
from tests.support.every_node import book_with_every_node
from tests.support.examples import examples


def work(*texts: Text | Emphasis) -> Work:
    paragraph = Paragraph(texts, span=Span("a.txt", 4, 9))
    section = Section(Role.CHAPTER, (), (paragraph,))
    return Work(book_with_every_node("en").meta, "en", Dir.LTR, (section,))


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (work(Text("good")), ".text is “good” instead of “light”"),
        (work(Emphasis((Text("light"),))), " is Emphasis “light” instead of “light”"),
        (work(), " is nothing instead of “light”"),
    ],
)
def test_a_difference_names_its_place_and_both_values(other: Work, message: str):
    difference = find_difference(work(Text("light")), other)
    assert difference is not None
    assert str(difference) == f"Work.body[0].children[0].inlines[0]{message}"
    assert difference.span == Span("a.txt", 4, 9)


def test_texts_that_touch_are_one_and_spans_are_none():
    pieces = (Text("li"), Text("", span=Span("b", 1, 1)), Text("ght", span=Span("b", 1, 4)))
    assert find_difference(work(Text("light")), work(*pieces)) is None


@settings(max_examples=examples(40), deadline=None)
@given(st.data())
def test_a_change_of_any_node_is_a_difference(data: st.DataObject):
    book = book_with_every_node("he")
    assert find_difference(book, book_with_every_node("he")) is None
    nodes = [node for node in descend(book) if isinstance(node, Text) and node.text]
    changed = data.draw(st.sampled_from(nodes))

    def change(node: Node) -> Node:
        return replace(changed, text=f"{changed.text}x") if node is changed else node

    assert find_difference(book, rewrite(book, change)) is not None
