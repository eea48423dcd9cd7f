"""Labels at the start of lines: numbers, letters and words such as “Source 2:”."""

from __future__ import annotations

import re
from dataclasses import replace

from publish.document.draft import Chunk
from publish.document.numbering import Ordinal, read_label
from publish.text.dataclass import dataclass

_SOURCE_WORDS = (
    "source|text|excerpt|passage|quote|מקור|קטע|ציטוט|источник|отрывок|текст"
    "|fuente|texto|quelle|texte|fonte|testo"
)
_LABEL = re.compile(
    rf"(?P<word>(?:{_SOURCE_WORDS})\s+(?:(?:no|nr|№|מס['׳])\.?\s*|#\s*)?)?"
    r"(?P<open>[(\[]?)(?P<label>[0-9]{1,3}|[ivxlcIVXLC]{1,6}|[a-zA-Z]|[א-ת]{1,2}[\"״]?[א-ת]?)['׳]?"
    r"(?P<close>[.):\]]{1,2}|\s*[–—](?=\s))\s*(?=\S)",
    re.IGNORECASE,
)
_DECIMAL_SECTION = re.compile(r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a line: its word, the marks around it, its readings, and where the text begins.

    ``style`` is equal for labels of one list.
    """

    text: str
    start: int
    end: int
    after: int
    word: str
    style: tuple[str, str]
    readings: tuple[Ordinal, ...]

    def number_in(self, numbering: object) -> int | None:
        """Return the number of the label in a numbering, or None where it has none."""
        return next((r.number for r in self.readings if r.numbering is numbering), None)


def find_label(text: str) -> Label | None:
    """Return the label with which a line begins, or None."""
    match = _LABEL.match(text)
    if match is None:
        return None
    opening, closing, word = match["open"], match["close"].strip(), match["word"] or ""
    if opening and closing not in (")", "]", ").", "]."):
        return None
    if not word and closing in (":", "–", "—"):
        return None  # “A: …” is a speaker, “I – …” a sentence
    readings = read_label(match["label"].replace('"', "").replace("״", ""))
    if not readings:
        return None
    # “12.5 metres” is no item, and “1.Text” is one.
    if match["label"].isdigit() and text[match.end() : match.end() + 1].isdigit() and not word:
        return None
    start, end = match.span("label")
    return Label(
        match["label"], start, end, match.end(), word.strip(), (opening, closing), readings
    )


def find_section_number(text: str) -> re.Match[str] | None:
    """Return the match of a number such as “2.1” before the title of a section."""
    return _DECIMAL_SECTION.match(text)


def remove_label(chunk: Chunk, label: Label) -> Chunk:
    """Return a chunk without its label, which it has as its ``label``."""
    own = chunk.text.cut(label.start, label.end)
    return replace(chunk.cut(label.after), label=own)
