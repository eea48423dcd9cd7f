"""A text as it was read, in lines for the eye, and its messages, each with its own line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publish import read
from publish.diagnostics import Diagnostic, Severity
from publish.document.model import (
    Block,
    Blockquote,
    Excerpt,
    List,
    Paragraph,
    Passage,
    Rubric,
    Section,
    Segment,
    Separator,
    Speech,
    Verse,
    Words,
    Work,
)
from publish.document.walk import descend, plain

Node = Section | Excerpt | Block


@dataclass(frozen=True, slots=True)
class Reading:
    """The Work of a text and its diagnostics."""

    text: str
    work: Work
    diagnostics: tuple[Diagnostic, ...]

    @property
    def title(self) -> str:
        return join_forms(self.work.meta.title)

    @property
    def subtitle(self) -> str:
        return join_forms(self.work.meta.subtitle)

    @property
    def outline(self) -> list[str]:
        """The nodes of the book in reading order, one line each, without the title page."""
        work = self.work
        return [line for node in (*work.front, *work.body, *work.back) for line in outline(node)]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each original with its first translation, empty where it has none."""
        lines = (line[6:].split(" = ") for line in self.outline if line.startswith("pair: "))
        return [(original, translation) for original, translation in lines]

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """The code of each warning and error, and the line that it names."""
        return [
            (each.code, self.text[each.span.start : each.span.end])
            for each in self.diagnostics
            if each.severity is not Severity.INFO
        ]


def segments(reading: Reading) -> list[Segment]:
    return [node for node in descend(reading.work) if isinstance(node, Segment)]


def understand(text: str, **settings: object) -> Reading:
    """Return a text as ``publish check`` reads it, with settings by name."""
    outcome = read(text, settings=settings)
    return Reading(text, outcome.value, outcome.diagnostics)


def join_forms(words: Words) -> str:
    return " · ".join(form for _, form in words.forms)


def outline(node: Node) -> Iterator[str]:
    """Yield the nodes from ``node`` on as lines with the name of their kind."""
    match node:
        case Section(role, title, children):
            if title:
                yield f"{role}: {plain(title)}"
            yield from (line for child in children for line in outline(child))
        case Excerpt(number, _, heading, blocks):
            yield f"source {number}: {plain(heading)}"
            yield from (line for block in blocks for line in outline(block))
        case Segment(original, _, translations, commentary):
            translation = words(translations[0]) if translations else ""
            yield f"pair: {words(original)} = {translation}"
            yield from (f"comment: {words(block)}" for block in commentary)
        case Blockquote(blocks, attribution):
            quotation = " / ".join(map(words, blocks))
            source = plain(attribution).replace("\n", " / ")
            yield f"quotation: {quotation} (from {source})"
        case Paragraph() | Passage():
            yield f"text: {words(node)}"
        case Verse():
            yield f"verse: {words(node)}"
        case Rubric(blocks):
            yield from (f"rubric: {words(block)}" for block in blocks)
        case List(items):
            yield from (f"item: {' / '.join(map(words, item))}" for item in items)
        case Speech(speaker, blocks):
            yield f"speech: {plain(speaker)}: {' / '.join(map(words, blocks))}"
        case Separator():
            yield "separator"
        case _:
            yield type(node).__name__


def words(block: Block) -> str:
    """Return the words of a block of text."""
    match block:
        case Paragraph(inlines):
            return plain(inlines)
        case Passage(_, _, blocks):
            return " / ".join(map(words, blocks))
        case Verse(lines):
            return " / ".join(map(plain, lines))
        case _:
            return " / ".join(outline(block))
