"""Marks: what the settings say about single lines of a text, without a change of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import StrEnum

from publish.storage.serialize import register_module
from publish.text import normal_forms
from publish.text.dataclass import dataclass
from publish.text.invisible import DEFAULT_IGNORABLE
from publish.text.source import NOWHERE, Span

WORDS_OF_A_HINT = 6
"""Words of a line with which a hint begins; more where fewer fit several lines."""

_IGNORED = re.compile(f"[{DEFAULT_IGNORABLE}]")
_QUOTES = str.maketrans(dict.fromkeys("“”„״", '"') | dict.fromkeys("‘’׳", "'"))
_HEADER = "[[mark]]"


class MarkRole(StrEnum):
    """The values of the key ``as`` of a mark."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    AUTHOR = "author"
    DATE = "date"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SOURCE = "source"
    TEXT = "text"
    ORIGINAL = "original"
    TRANSLATION = "translation"
    TRANSLITERATION = "transliteration"
    COMMENTARY = "commentary"
    VERSE = "verse"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    SPEAKER = "speaker"
    RUBRIC = "rubric"
    LIST = "list"
    NOTE = "note"
    MILESTONE = "milestone"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as the settings give it: the role of one line, or of the lines ``first`` to ``last``.

    ``line`` is how the line begins.  With the numbers ``lines``, from 1, ``begins`` is how the
    first of them begins; empty where that is not checked.  ``file`` is the name of a file of a
    folder book, empty for any of them.  ``span`` is the place of the mark in the settings, and
    ``place`` that of its lines, once they are found.  ``lang`` is the language of the lines, empty
    where their words decide it.
    """

    role: MarkRole
    line: str = ""
    lines: tuple[int, ...] = ()
    begins: str = ""
    file: str = ""
    span: Span = NOWHERE
    place: Span = NOWHERE
    lang: str = ""


def normalize(text: str) -> str:
    """Return a line as marks are compared with it.

    Characters without ink are left out, white space is one space, and quotation marks, geresh and
    gershayim are straight, because editors type a line again as often as they copy it.
    """
    text = without_ignorable(normal_forms.normalize("NFC", text)).translate(_QUOTES)
    return " ".join(text.split())


def without_ignorable(text: str) -> str:
    """Return ``text`` without characters that have no ink."""
    return _IGNORED.sub("", text)


class LineIndex:
    """The lines of a text, each normalized, to be found by their beginnings."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._order = sorted(range(len(lines)), key=lines.__getitem__)
        self._sorted = [lines[index] for index in self._order]
        self._matches: dict[str, tuple[int, ...]] = {}

    def find(self, beginning: str) -> tuple[int, ...]:
        """Return the indices of the lines that begin so, ascending.

        Lines that are equal to the beginning go before those that only begin with it.
        """
        wanted = normalize(beginning)
        if wanted not in self._matches:
            first = bisect_left(self._sorted, wanted)
            last = bisect_right(self._sorted, wanted, lo=first)
            if first == last:
                size = len(wanted)
                last = bisect_right(self._sorted, wanted, lo=first, key=lambda line: line[:size])
            self._matches[wanted] = tuple(sorted(self._order[first:last]))
        return self._matches[wanted]


def mark_hint(line: str, role: str, lang: str = "") -> str:
    """Return the hint with the mark that gives ``line`` the role ``role``, such as "drop".

    With ``lang`` the mark gives its language too.

    The hint is TOML, to be pasted into the settings; ``complete_hints`` makes it unique.
    """
    words = without_ignorable(line).split()[:WORDS_OF_A_HINT]
    hint = f'{_HEADER}\nline = {quote(" ".join(words))}\nas = "{role}"'
    return f'{hint}\nlang = "{lang}"' if lang else hint


def is_mark_hint(hint: str) -> bool:
    """Return whether a hint is a mark, ready to paste."""
    return hint.startswith(_HEADER)


def quote(text: str) -> str:
    """Return ``text`` as a basic string of TOML.

    https://toml.io/en/v1.0.0#string
    """
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


register_module(__name__)
