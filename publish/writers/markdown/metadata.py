"""Metadata as a div of Markdown, for all that the settings beside it do not state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.document.metadata import Meta, Words
from publish.document.model import Text
from publish.text.languages import Dir, direction
from publish.writers.markdown.lines import Lines, join_blocks

if TYPE_CHECKING:
    from publish.writers.markdown.blocks import BlockWriter

_WORDS = ("title", "subtitle", "event", "event-theme", "title-sort", "description", "edition")
_STRINGS = ("publisher", "rights", "identifier", "source")

Values = list[tuple[str, str]]


def write_metadata(meta: Meta, lang: str, dir_: Dir, writer: BlockWriter) -> Lines:
    """Return a div with the language of a book and with its metadata."""
    values = [("lang", lang)]
    if dir_ is not direction(lang) or dir_ is Dir.RTL:
        values.append(("dir", dir_.value))
    parts: list[Lines] = []

    def add(name: str, text: str, values: Values | None = None) -> None:
        paragraph = writer.words(name, (Text(text),))[1:-1] if text else []
        parts.append(writer.div(name, paragraph, values or []))

    def add_words(name: str, words: Words, values: Values, same: Values) -> None:
        """Add each form of a text; ``same`` marks those after the first."""
        for index, (tag, text) in enumerate(words.forms):
            add(name, text, [("lang", tag), *(same if index else values)])
        if not words.forms:
            add(name, "", values)

    for name in _WORDS:
        words: Words = getattr(meta, name.replace("-", "_"))
        if words:
            add_words(name, words, [], [])
    for name in _STRINGS:
        text: str | None = getattr(meta, name)
        if text is not None:
            add(name, text)
    for creator in meta.creators:
        add_words("creator", creator.name, [("role", creator.role)], [("same", "yes")])
        if creator.sort:
            add_words("sort", creator.sort, [], [])
    if meta.date:
        add("date", meta.date.given, [("iso", meta.date.iso)])
    if meta.series:
        number = meta.series.position
        position = [("position", str(number))] if number is not None else []
        add_words("series", meta.series.name, position, [])
    for subject in meta.subjects:
        add_words("subject", subject, [], [("same", "yes")])
    if claim := meta.certified:
        pairs = [("level", claim.level), ("report", claim.report), ("credential", claim.credential)]
        add("certified", claim.by, [pair for pair in pairs if pair[1]])
    return writer.div("metadata", join_blocks(parts), values)
