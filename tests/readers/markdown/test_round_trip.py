"""A Work that is written as Markdown is read back as the same Work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

import publish
from publish.document.difference import find_difference
from publish.document.model import Image, Node, Paragraph, Text, Work
from publish.document.walk import descend, rewrite
from publish.pipeline.editions.quotations import drop_inferred_citations
from publish.readers.markdown import read_markdown
from publish.text.source import Source
from publish.writers.markdown import write_markdown
from publish.writers.markdown.escapes import escape_start, escape_text
from tests.conftest import CORPUS, ROOT
from tests.support.every_node import book_with_every_node
from tests.support.works import works
from tests.understanding.cases import PASTES, PUBLIC


def read(text: str) -> Work:
    outcome = read_markdown(Source("a.md", text))
    assert outcome.diagnostics == ()
    assert isinstance(outcome.value, Work)
    return outcome.value


def without_resources(work: Work) -> Work:
    """Return a Work without the bytes of its pictures, which stand beside a Markdown text."""

    def change(node: Node) -> Node:
        return replace(node, resource="") if isinstance(node, Image) else node

    return replace(rewrite(work, change), resources=())


@pytest.mark.thorough
@settings(max_examples=30, deadline=None)
@given(works())
def test_any_work_is_read_back(work: Work) -> None:
    assert read(write_markdown(work)) == work


@pytest.mark.long
@settings(max_examples=400, deadline=None)
@given(works())
def test_any_of_many_works_is_read_back(work: Work) -> None:
    assert read(write_markdown(work)) == work


def read_work(path: Path) -> Work:
    """Return the Work of a text without what its Markdown has not.

    The verses pass finds its quotations again; pictures stand beside the Markdown.
    """
    work = without_resources(publish.read(path).value)
    front, body = (
        tuple(drop_inferred_citations(section, work.lang) for section in sections)
        for sections in (work.front, work.body)
    )
    return replace(work, front=front, body=body)


def real_texts() -> list[Path]:
    """Return the sources of the project, and all texts of others that are beside it."""
    sources = [path for path in (ROOT / "sources").iterdir() if path.suffix != ".toml"]
    folders = (PASTES, PUBLIC, CORPUS)
    return sorted([*sources, *(path for folder in folders for path in folder.glob("*.txt"))])


@pytest.mark.thorough
def test_the_sources_the_corpus_and_all_pastes_are_read_back() -> None:
    changes = []
    for path in real_texts():
        work = read_work(path)
        changes.append((path.name, find_difference(work, read(write_markdown(work)))))
    assert len(changes) > 5
    assert [each for each in changes if each[1]] == []


@pytest.mark.parametrize("lang", ["en", "he"])
def test_a_book_with_every_node_is_read_back(lang: str) -> None:
    work = without_resources(book_with_every_node(lang))
    text = write_markdown(work)
    assert read(text) == work
    assert write_markdown(read(text)) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("The light (of the שמש) is 3.5% “his”, G-d; it's a_b.", ""),
        ("1. One", "1\\. One"),
        ("A. Smith", "A\\. Smith"),
        ("- a", "\\- a"),
        ("-a", ""),
        ("# a", "\\# a"),
        ("#a", ""),
        ("::: a", "[:]{.text}:: a"),
        ("a ::: b", ""),
        ("a < b & c > d", ""),
        ("[a] *b*", "\\[a\\] \\*b\\*"),
        ("&amp;", "[&]{.text}amp;"),
        ("Isaiah 54:1-55:5, at 00:12:30", ""),
        ("a :smile: or :+1: or :100: or :8ball:", r"a \:smile: or \:+1: or \:100: or \:8ball:"),
    ],
)
def test_only_signs_that_would_be_read_are_escaped(text: str, escaped: str) -> None:
    assert escape_start(escape_text(text)) == (escaped or text)
    node = Paragraph((Text(text),))
    assert node in list(descend(read(escape_start(escape_text(text)))))
