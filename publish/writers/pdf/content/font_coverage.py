"""Font coverage: the characters of a book that no font of the theme has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from publish.diagnostics import Diagnostics
from publish.diagnostics.rules.pdf import MISSING_CHARACTER
from publish.document.model import Gloss, Meta, Note, Quote, Section, Text, Words
from publish.document.walk import descend
from publish.facts import font_with
from publish.storage.file_digests import digest_file
from publish.text.source import Span
from publish.themes import font_cache
from publish.themes.font_reader import open_font
from publish.themes.theme import Theme


def check_coverage(texts: Iterable[tuple[Span, str]], theme: Theme) -> Diagnostics:
    """Return an error for each character that no face of the theme has, at its first place."""
    covered = theme_characters(theme)
    places: dict[str, list[Span]] = {}
    for span, text in texts:
        # The whole text is tested first, because characters are rarely missing.
        if not covered.issuperset(text):
            for character in dict.fromkeys(text):
                if character not in covered and not character.isspace():
                    places.setdefault(character, []).append(span)
    return tuple(
        MISSING_CHARACTER.at(
            spans[0],
            f"the theme “{theme.name}” has no letter for {describe_character(character)}",
            *_hints(character, theme),
            also=spans[1:],
        )
        for character, spans in places.items()
    )


def _hints(character: str, theme: Theme) -> Iterator[str]:
    """Yield the name of a free font that has the character, if one is known."""
    font = font_with(character)
    if font:
        yield (
            f"the free font {font} has it: put its file with the theme's fonts and name it in "
            f"{theme.name}/theme.toml, or write something else"
        )


def describe_character(character: str) -> str:
    """Return a character with its code point and Unicode name, for a message."""
    name = unicodedata.name(character, "unnamed")
    shown = (
        f"“{character}” "
        if character.isprintable() and not unicodedata.combining(character)
        else ""
    )
    return f"{shown}(U+{ord(character):04X}, {name})"


def theme_characters(theme: Theme) -> frozenset[str]:
    """Return every character that some face of the theme has."""
    files = {theme.folder / face.file for face in theme.faces}
    return frozenset().union(*(_font_characters(file, digest_file(str(file))) for file in files))


@cache
def _font_characters(file: Path, _digest: str) -> frozenset[str]:
    characters: frozenset[str] = font_cache.read_once(_read, file.read_bytes())
    return characters


def _read(program: bytes, index: int) -> frozenset[str]:
    return frozenset(map(chr, open_font(program, index).getBestCmap()))


def section_texts(section: Section) -> Iterator[tuple[Span, str]]:
    """Yield every printed string of a section with its span."""
    for node in descend(section):
        match node:
            case Text(text):
                yield node.span, text
            case Quote(opening, closing) | Gloss(_, opening, _, closing):
                yield node.span, opening + closing
            case Note(call):
                yield node.span, call
            case _:
                pass


def metadata_texts(meta: Meta) -> Iterator[str]:
    """Yield every printed string of the metadata of a book."""
    words: Iterable[Words] = (meta.title, meta.subtitle, meta.event, meta.event_theme)
    names = (creator.name for creator in meta.creators)
    series = (meta.series.name,) if meta.series else ()
    for text in (*words, *names, *series):
        for _, form in text.forms:
            yield form
    yield from filter(None, (meta.publisher, meta.rights, meta.identifier))
    if meta.date:
        yield meta.date.given
