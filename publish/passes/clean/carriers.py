"""Traces of the mail that carried a text: quote marks, headers and signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import pasting
from publish.document.draft import Chunk, Draft
from publish.document.marks import mark_hint
from publish.passes.clean.line_removal import remove_lines
from publish.passes.clean.mail_lines import MailLine, find_endings, find_headers, find_subject
from publish.text.source import Span

_QUOTE_MARKS = re.compile(r"(?:>\s?)+")

_MOST_LINES = 0.6
"""The share of lines with quote marks from which on a text without headers is a quoted mail."""


def drop_mail(draft: Draft) -> Outcome[Draft]:
    """Return the draft without the lines and marks of a mail, with a diagnostic for each kind."""
    chunks = draft.chunks
    lengths = [len(match[0]) if (match := _match_marks(chunk)) else 0 for chunk in chunks]
    quoted = [length > 0 for length in lengths]
    diagnostics: list[Diagnostic] = []
    if sum(quoted) > 1 and (find_headers(chunks) or sum(quoted) >= _MOST_LINES * len(chunks)):
        spans = [chunk.span for chunk, is_quoted in zip(chunks, quoted, strict=True) if is_quoted]
        message = f"the quote marks of {len(spans)} lines of a mail are not printed"
        diagnostics.append(pasting.QUOTE_MARKS.at(spans[0], message, also=spans[1:]))
        chunks = _cut_marks(chunks, lengths)
        quoted = [each for each, chunk in zip(quoted, chunks, strict=True) if chunk.text]
        chunks = remove_lines(chunks, {i for i, chunk in enumerate(chunks) if not chunk.text})
    headers = find_headers(chunks)
    endings = find_endings(chunks, headers, quoted)
    lines = {i: kind for i, kind in (headers | endings).items() if not chunks[i].mark}
    if len(lines) == len(chunks):
        return Outcome(draft)
    for kind in MailLine:
        dropped = [chunks[index] for index in sorted(lines) if lines[index] is kind]
        diagnostics += _report_lines(dropped, kind)
    changed = replace(draft, chunks=remove_lines(chunks, lines.keys())) if diagnostics else draft
    return Outcome(changed, tuple(diagnostics))


def _match_marks(chunk: Chunk) -> re.Match[str] | None:
    return _QUOTE_MARKS.match(chunk.text.text) if chunk.part is None else None


def _cut_marks(chunks: Sequence[Chunk], lengths: Sequence[int]) -> tuple[Chunk, ...]:
    """Return the lines without quote marks; where their depth changes a paragraph begins."""
    result: list[Chunk] = []
    depth = 0
    for chunk, length in zip(chunks, lengths, strict=True):
        own = chunk.text.text[:length].count(">")
        line = chunk.cut(length).strip() if length else chunk
        is_parted = own != depth and result and not chunk.blanks
        result.append(replace(line, blanks=1) if is_parted else line)
        depth = own
    return tuple(result)


def _report_lines(chunks: Sequence[Chunk], kind: MailLine) -> Iterator[Diagnostic]:
    if not chunks:
        return
    hints = [mark_hint(chunks[0].text.text, "text")] if kind is MailLine.NOTE else []
    subject = find_subject(chunks).replace('"', "'")
    if subject:
        hints.append(f'to take the subject as the title, set title = "{subject}"')
    yield _report([chunk.span for chunk in chunks], kind.value, *hints)


def _report(spans: Sequence[Span], kind: tuple[str, str], *hints: str) -> Diagnostic:
    message = f"not printed: {len(spans)} {kind[len(spans) > 1]}"
    return pasting.CARRIER.at(spans[0], message, *hints, also=spans[1:])
