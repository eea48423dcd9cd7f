"""Letters that a pass takes away, and changes that take none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from publish import read
from publish.diagnostics import Diagnostic, Severity
from publish.document.model import Node, Strong, Text, Work
from publish.document.walk import rewrite
from publish.pipeline.letter_losses import find_losses
from publish.text.source import Span

WORK = read("A Title\n\nThe word אָלֶף has 3 letters; the word bet has two.\n").value


def change(edit: Callable[[str], str]) -> Work:
    """Return the work with each of its texts edited."""

    def change_node(node: Node) -> Node:
        return replace(node, text=edit(node.text)) if isinstance(node, Text) else node

    return rewrite(WORK, change_node)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda text: text.replace("word ", ""), "8 letters: “word”, “word”"),
        (lambda text: text.replace("\N{HEBREW POINT QAMATS}", ""), "1 letter: “אָלֶף”"),
        (lambda text: text.replace("3", "…"), "1 letter: “3”"),
        (lambda text: text.replace("letters", "leters"), "1 letter: “letters;”"),
        (lambda _: "", "letters: “The”, “word”, “אָלֶף”, “has”, “3”, …"),
    ],
)
def test_missing_letters_are_counted_with_their_words(
    edit: Callable[[str], str], words: str
) -> None:
    (loss,) = find_losses(WORK, change(edit), ())
    assert words in str(loss)
    assert loss.span.start >= 9


@pytest.mark.parametrize(
    "edit",
    [
        str.upper,
        lambda text: text.replace("two", "exactly two"),
        lambda text: text.replace("; ", " – "),
        lambda text: " ".join(reversed(text.split(" "))),
    ],
)
def test_letters_may_move_and_change_their_case(edit: Callable[[str], str]) -> None:
    assert find_losses(WORK, change(edit), ()) == ()


def test_a_word_may_be_divided() -> None:
    def divide(node: Node) -> object:
        if not isinstance(node, Text):
            return node
        return (Text(node.text[:6]), Strong((Text(node.text[6:]),)))

    assert find_losses(WORK, rewrite(WORK, divide), ()) == ()


def test_a_message_about_the_file_explains_a_loss() -> None:
    after = change(lambda text: text.replace("word ", ""))
    for file, count in ((WORK.body[0].span.file, 0), ("another.txt", 1)):
        notice = Diagnostic("Z01", Severity.INFO, "two words are left out", Span(file, 0, 1))
        assert len(find_losses(WORK, after, (notice,))) == count


def test_a_lost_title_is_seen() -> None:
    after = replace(WORK, meta=replace(WORK.meta, title=type(WORK.meta.title)()))
    (loss,) = find_losses(WORK, after, ())
    assert "“Title”" in str(loss)
