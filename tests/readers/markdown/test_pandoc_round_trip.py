"""A text that Pandoc reads and writes again as Markdown is read back as the same Work.

Pandoc runs without its changes of quotation marks (``smart``) and without identifiers of its own.
Faults of Pandoc 3.9 are at the end: those that the writer avoids, and those that it cannot.
"""

from __future__ import annotations

import unicodedata
from random import Random

import pytest

from publish.document.difference import Difference, find_difference
from publish.document.model import Text, Work
from publish.document.walk import rewrite
from publish.readers.markdown import read_markdown
from publish.text.source import Source
from publish.writers.markdown import write_markdown
from tests.readers.markdown.test_round_trip import (
    read_work,
    real_texts,
    without_resources,
)
from tests.support.every_node import book_with_every_node
from tests.support.pandoc_trees import run_pandoc
from tests.support.works import PLAIN_WORDS, Generator

FORMAT = "commonmark_x-smart-gfm_auto_identifiers"


def find_change(work: Work) -> Difference | None:
    """Return the first difference between a Work and what Pandoc leaves of it."""
    text = run_pandoc(write_markdown(work), "-f", FORMAT, "-t", FORMAT, "--wrap=none")
    return find_difference(work, read_markdown(Source("a.md", text)).value)


def generate(seed: int) -> Work:
    return Generator(Random(seed), PLAIN_WORDS, seed % 6).work()


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(18))
def test_pandoc_keeps_a_random_work(seed: int) -> None:
    assert find_change(generate(seed)) is None


@pytest.mark.long
def test_pandoc_keeps_random_works() -> None:
    changes = {seed: find_change(generate(seed)) for seed in range(1000, 1250)}
    assert {seed: change for seed, change in changes.items() if change} == {}


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "he"])
def test_pandoc_keeps_a_book_with_every_node(lang: str) -> None:
    assert find_change(without_resources(book_with_every_node(lang))) is None


@pytest.mark.long
def test_pandoc_keeps_the_sources_the_corpus_and_all_pastes() -> None:
    changes = []
    for path in real_texts():
        canonical = rewrite(
            read_work(path), compose
        )  # Pandoc puts the points of a letter in this order
        changes.append((path.name, find_change(canonical)))
    assert [each for each in changes if each[1]] == []


def compose(node: object) -> object:
    return Text(unicodedata.normalize("NFC", node.text)) if isinstance(node, Text) else node


# --- faults of Pandoc


def read(text: str) -> Work:
    outcome = read_markdown(Source("a.md", text))
    assert isinstance(outcome.value, Work)
    return outcome.value


def passes(text: str) -> bool:
    """Return whether Pandoc writes a text that is read as the same Work."""
    written = run_pandoc(text, "-f", FORMAT, "-t", FORMAT, "--wrap=none")
    return find_difference(read(text), read(written)) is None


@pytest.mark.parametrize(
    ("text", "avoided"),
    [
        ("a \\\\\\# b", "a [\\\\]{.text}\\# b"),  # a sign after a backslash is dropped
        ("\\::: a", "[:]{.text}:: a"),  # the backslash is dropped
        ("\\---", "[-]{.text}--"),
        ("a\n\n\\: b", "a\n\n[:]{.text} b"),
        ("[a \\!\\[ b]{.quote}", "[a [!]{.text}\\[ b]{.quote}"),
        ("\\&amp;", "[&]{.text}amp;"),
        ("\u200f a", "[\u200f]{.text} a"),  # a space after a word of no width is dropped
        ("a\\\n1\\. b", "a<br>1\\. b"),
        ("- ***\n- b", "- ::: separator\n  :::\n- b"),
        ("# a[^1]\n\n[^1]: b\\\n    c", "# a[^1]\n\n[^1]: b<br>c"),
        (
            "a[^1]\n\n[^1]: b[^2]\n\n[^2]: c",
            "a[^1]\n\n[^1]: b[2]{.note name=2}\n\n::: {.note name=2}\nc\n:::",
        ),
    ],
)
def test_a_form_is_written_that_pandoc_keeps(text: str, avoided: str) -> None:
    assert find_difference(read(text), read(avoided)) is None
    assert passes(avoided)
    assert not passes(text)


@pytest.mark.parametrize(
    "text",
    [
        '[a]{.note call="\\\\"}',  # a backslash in a value
        '[a]{.note call="&#38;amp;"}',  # a reference in a value
        "![a](<b c.png>)",  # an address with a space
        "\u05d1\u05bc\u05b8",  # the order of points is the canonical one afterwards
        "a  b",  # several spaces are one
    ],
)
def test_pandoc_changes_what_no_form_keeps(text: str) -> None:
    assert not passes(text)
