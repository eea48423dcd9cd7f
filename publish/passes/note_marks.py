"""Marks of notes: numbers, letters and signs, as they stand at calls and before bodies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from publish.text.addresses import ADDRESS
from publish.text.dataclass import dataclass

_RAISED = "⁰¹²³⁴-⁹"
_CIRCLED = "①-⑳"
_RAISED_LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰ"
_SIGNS = r"\*{1,3}|[†‡§¶]{1,2}"
_WORDS = r"(?:\^|(?:note|fn|footnote|n|הערה|прим)\.?\s+)?"
_INSIDE = (
    r"(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{2,4}|[א-ת]{1,2}|" + _SIGNS + r"|(?<=\^)[A-Za-z][\w-]{0,15})"
)


class Series(StrEnum):
    """The kind of the marks of notes that are numbered together."""

    NUMBERS = "numbers"
    LETTERS = "letters"
    SIGNS = "signs"


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A mark of a note: its series, and the mark itself without brackets."""

    series: Series
    text: str

    @property
    def number(self) -> int | None:
        """The value of a numeral, or None for a letter or a sign."""
        return int(self.text) if self.series is Series.NUMBERS else None


def read_mark(text: str) -> NoteMark:
    """Return the mark that some characters are: ``³``, ``③``, ``[3]`` and ``3`` are one mark."""
    plain = unicodedata.normalize("NFKC", text).strip("[](){}^.: \t")
    plain = re.sub(r"^(?:note|fn|footnote|n|הערה|прим)\.?\s+", "", plain, flags=re.IGNORECASE)
    if plain.isdigit():
        return NoteMark(Series.NUMBERS, str(int(plain)))
    if plain and all(character.isalnum() or character in "_-" for character in plain):
        return NoteMark(Series.LETTERS, plain)
    return NoteMark(Series.SIGNS, plain)


# --- before bodies

_BODY = re.compile(
    rf"(?P<bracket>\[\s*{_WORDS}{_INSIDE}\s*\]:?|\^\s*[0-9]{{1,3}}[.:]?)"
    rf"|(?P<raised>[{_RAISED}]{{1,4}}|[{_CIRCLED}]|[{_RAISED_LETTERS}])"
    rf"|(?P<sign>(?:{_SIGNS})(?![\w*])|(?:[†‡§¶]{{1,2}})(?=\w))"
    r"|(?P<round>\((?:[0-9]{1,3}|[a-z]|[א-ת]{1,2})\))"
    r"|(?P<dot>(?:[1-9][0-9]{0,3}|[a-z]|[א-ת]{1,2}['׳]?)[.):])"
    r"|(?P<bare>[1-9][0-9]{0,2})(?=\s)"
)

CERTAIN_FORMS = frozenset({"bracket", "raised", "sign"})
"""The forms of marks that list items and verses hardly have."""


@dataclass(frozen=True, slots=True)
class BodyMark:
    """A mark at the start of a line, where it is and where the text of the body begins."""

    mark: NoteMark
    form: str
    start: int
    end: int
    after: int


def find_body_mark(text: str) -> BodyMark | None:
    """Return the mark that the body of a note may begin with, or None."""
    match = _BODY.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    body = rest.lstrip()
    if not body or (match.lastgroup == "dot" and rest[:1].isdigit()):
        return None
    after = len(text) - len(body)
    return BodyMark(
        read_mark(match.group()), str(match.lastgroup), match.start(), match.end(), after
    )


# --- calls

_CLOSING = r".,;:!?…”’\"'״׳)\]"
_CALL = re.compile(
    rf"(?P<bracket>\s?\[\s*{_WORDS}{_INSIDE}\s*\](?!\())"
    rf"|(?P<raised>[{_RAISED}]{{1,4}}|(?<=\S)[{_CIRCLED}]|(?<=\S)[{_RAISED_LETTERS}]+(?!\w))"
    rf"|(?P<round>(?<=\S)\((?:[0-9]{{1,3}}|[a-z]|[א-ת]{{1,2}})\)|\{{[0-9]{{1,3}}\}}"
    r"|(?<=[^\s\d])\^[0-9]{1,3}(?!\d))"
    r"|(?P<spaced>(?<=[^\s:,;]) \((?:[0-9]{1,3}|[a-z]|[א-ת]{1,2})\)(?=[.,;:!?]|\s*+$)"
    r"|(?<=[.!?\"”’]) \((?:[0-9]{1,3}|[a-z]|[א-ת]{1,2})\)(?=\s))"
    rf"|(?P<sign>(?<=[\w{_CLOSING}]){_SIGNS}(?![\w*]))"
    # Digits that stand right on a word or on its closing marks.
    rf"|(?:(?<=[^\W\d_]{{2}})|(?<=[\u0591-\u05c7])|(?<=[\u0591-\u05c7][א-ת])"
    rf"|(?<=[^\W\d_][-{_CLOSING}])"
    rf"|(?<=[^\d\s][{_CLOSING}][{_CLOSING}]))"
    r"(?P<glued>[1-9][0-9]{0,3})(?!\d|[.,:]\d|[-–]\d|%|\.[^\W\d_])"
    # The same after a number, a reference, a dash or a word of one letter.
    rf"|(?:(?<=\d[{_CLOSING}])|(?<=\d[{_CLOSING}][{_CLOSING}])|(?<=[—–])|(?<=\w[\"״'׳][א-ת])"
    r"|(?<=(?<!\w)[^\W\d_]))"
    r"(?P<loose>[1-9][0-9]{0,2})(?!\d|[.,:]\d|[-–]\d|%|\w|\.[^\W\d_])"
    r"|(?P<second>(?<=\d)(?P<between>,\s?)(?P<next>[1-9][0-9]{0,2}))(?!\d|[.,:]\d|[-–]\d|%|\w)"
)
_ANY = re.compile(rf"[0-9\[({{*†‡§¶{_RAISED}{_CIRCLED}{_RAISED_LETTERS}]")
_WORD = re.compile(r"[^\W\d_]")
_MAIL_OR_FILE = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.]+|\b\w+\.(?:[a-z]\w{1,4})\b")


@dataclass(frozen=True, slots=True)
class CallMark:
    """Characters of a text that may call a note, and the form in which they do."""

    mark: NoteMark
    form: str
    start: int
    end: int


def find_call_marks(text: str) -> Iterator[CallMark]:
    """Yield the marks in a text that may call notes, none of them in an address or a file name."""
    if not _ANY.search(text):
        return
    addresses = _find_addresses(text)
    for match in _CALL.finditer(text):
        form = str(match.lastgroup) if match.lastgroup != "next" else "second"
        start, end = match.span("next" if match["second"] else form)
        while addresses and addresses[-1][1] <= start:
            addresses.pop()
        if addresses and addresses[-1][0] < end:
            continue
        if form == "glued" and not _may_be_glued(text, start, end):
            continue
        yield CallMark(read_mark(text[start:end]), form, start, end)


def _find_addresses(text: str) -> list[tuple[int, int]]:
    """Return the spans of addresses and file names, the last first and without overlaps."""
    if "." not in text:
        return []
    spans = sorted(
        match.span() for pattern in (ADDRESS, _MAIL_OR_FILE) for match in pattern.finditer(text)
    )
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged[::-1]


def _may_be_glued(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1], text[end : end + 1]
    if before in "\"'" and text[start - 2 : start - 1].isspace():
        return False  # a quotation that opens with a number
    if before == "-" and after in ('"', "״", "”"):
        return False  # a measure: six inches
    # After a word no letters may follow; after a closing mark a space may be missing.
    return not ((before.isalpha() or before == "-") and _WORD.match(after))
