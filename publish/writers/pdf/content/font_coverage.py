"""Font coverage: the characters of a book that no font of the theme has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules.pdf import DRAWN_AS_BOX, FALLBACK_FONT, MISSING_CHARACTER
from publish.document.model import Gloss, Meta, Note, Quote, Section, Text, Words
from publish.document.walk import descend
from publish.facts import font_with
from publish.storage.file_digests import digest_file
from publish.text.invisible import DEFAULT_IGNORABLE
from publish.text.source import Span
from publish.themes import font_cache
from publish.themes.fallback_fonts import Fallback, fallback_files
from publish.themes.font_reader import open_font
from publish.themes.theme import Theme

_WITHOUT_INK = re.compile(f"[\\s{DEFAULT_IGNORABLE}]")

MissingCharacters: TypeAlias = Mapping[str, Sequence[Span]]
"""The places of each character that no face of a theme has."""


def find_missing(texts: Iterable[tuple[Span, str]], theme: Theme) -> MissingCharacters:
    """Return the characters that no face of the theme has; those without ink are left out."""
    covered = theme_characters(theme)
    places: dict[str, list[Span]] = {}
    for span, text in texts:
        # The whole text is tested first, because characters are rarely missing.
        if not covered.issuperset(text):
            for character in dict.fromkeys(text):
                if character not in covered and not _WITHOUT_INK.match(character):
                    places.setdefault(character, []).append(span)
    return places


def check_coverage(texts: Iterable[tuple[Span, str]], theme: Theme) -> Diagnostics:
    """Return the diagnostics of the characters of ``texts`` that no face of the theme has."""
    return describe_missing(find_missing(texts, theme), theme)


def describe_missing(missing: MissingCharacters, theme: Theme) -> Diagnostics:
    """Return a diagnostic for each missing character: an error for a letter without any font."""
    return tuple(_describe(character, spans, theme) for character, spans in missing.items())


def choose_fallback(missing: MissingCharacters) -> Fallback | None:
    """Return the fallback fonts for the missing characters; None where none are missing."""
    if not missing:
        return None
    return Fallback("".join(sorted(set(missing) - fallback_characters())))


def _describe(character: str, spans: Sequence[Span], theme: Theme) -> Diagnostic:
    message = f"no font of the theme “{theme.name}” has {describe_character(character)}"
    if character in fallback_characters():
        message += "; it is drawn in a fallback font"
        return FALLBACK_FONT.at(spans[0], message, also=spans[1:])
    hints = tuple(_hints(character, theme))
    if unicodedata.category(character)[0] in "LM":
        return MISSING_CHARACTER.at(spans[0], message, *hints, also=spans[1:])
    message += "; an empty box is drawn"
    return DRAWN_AS_BOX.at(spans[0], message, *hints, also=spans[1:])


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
    files = {face.path for face in theme.faces}
    return frozenset().union(*(_font_characters(file, digest_file(str(file))) for file in files))


def fallback_characters() -> frozenset[str]:
    """Return every character that some fallback face has."""
    return frozenset().union(
        *(_font_characters(file, digest_file(str(file))) for file in fallback_files())
    )


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
