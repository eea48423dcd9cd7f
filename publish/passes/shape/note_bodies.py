"""Note bodies: the numbered lines under a heading such as FOOTNOTES, Notes or הערות."""

from __future__ import annotations

import re
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import notes as rules
from publish.document.draft import Chunk, Draft, Part
from publish.passes.headings import NUMBERED, is_heading, is_labelled_heading

_HEADING = re.compile(
    r"(?:foot|end)?notes?(?: and (?:sources|references))?|references|הערות(?: שוליים)?|מקורות",
    re.IGNORECASE,
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BODY = re.compile(
    r"(?:\[(?P<a>[1-9][0-9]{0,3})\]|(?P<b>[1-9][0-9]{0,3})[.):]?|(?P<c>[⁰¹²³⁴-⁹]{1,4}))\s*(?=\S)"
)


def mark_note_bodies(draft: Draft) -> Outcome[Draft]:
    """Return the draft with note bodies marked and numbered, without the headings of the notes."""
    chunks: list[Chunk] = []
    diagnostics: list[Diagnostic] = []
    last = 0  # number of the last body; 0 before the first
    inside = False
    for index, chunk in enumerate(draft.chunks):
        text = chunk.text.text
        if chunk.mark and chunk.mark is not Part.NOTE:
            inside = False
            chunks.append(chunk)
            continue
        if chunk.mark:
            chunks.append(_read_body(chunk, _number(draft.chunks, index)))
            continue
        if _HEADING.fullmatch(text.strip(" :*-–—_")) and _number(draft.chunks, index + 1) == 1:
            inside, last = True, 0
            message = f"“{text}” is not printed: the notes stand where they are called"
            diagnostics.append(rules.NOTES_HEADING.at(chunk.span, message))
            continue
        if inside:
            number = _number(draft.chunks, index)
            if number is not None and (number == 1 or last <= number <= last + 3):
                last = number
                chunks.append(_read_body(chunk, number))
                continue
            if number is None and not _ends_notes(draft.chunks, index):
                chunks.append(_read_body(chunk, None))
                continue
            inside = False
        chunks.append(chunk)
    return Outcome(replace(draft, chunks=tuple(chunks)), tuple(diagnostics))


def _read_body(chunk: Chunk, number: int | None) -> Chunk:
    """Return a chunk as the body of a note, or as a later paragraph of one without a number."""
    body = chunk.cut(_match(chunk.text.text).end()) if number is not None else chunk
    return replace(body, part=Part.NOTE, number=number)


def _match(text: str) -> re.Match[str]:
    match = _BODY.match(text)
    assert match is not None
    return match


def _number(chunks: tuple[Chunk, ...], index: int) -> int | None:
    if index >= len(chunks) or not (match := _BODY.match(chunks[index].text.text)):
        return None
    digits = match["a"] or match["b"] or match["c"]
    return int(digits.translate(_SUPERSCRIPTS))


def _ends_notes(chunks: tuple[Chunk, ...], index: int) -> bool:
    """Return whether a heading with text after it ends the notes at ``index``."""
    text = chunks[index].text.text
    if is_labelled_heading(text):
        return True
    after = chunks[index + 1].text.text if index + 1 < len(chunks) else ""
    return bool(chunks[index].blanks and is_heading(text) and after and not NUMBERED.match(after))
