"""Note calls in the text, also those glued to a word, and the bodies of the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Fix, Outcome
from publish.diagnostics.rules import notes as rules
from publish.document.draft import Call, Chunk, Draft, Part
from publish.text.dataclass import dataclass

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

# Candidates for a call: [1], superscript digits, or digits glued to the end of a word or to its
# closing marks.  Glued digits are no call within a number (4:31, 1.2, 1,000), after a single
# letter (B12, H2O), or directly before letters (mp3player).
_CANDIDATE = re.compile(
    r"\s?\[(?P<bracketed>[1-9][0-9]{0,3})\]"
    r"|(?P<raised>[⁰¹²³⁴-⁹]{1,4})"
    r"|(?:(?<=[^\W\d_]{2})|(?<=[\u0591-\u05c7])|(?<=[^\W\d_][-.,;:!?…”’\"'״׳)\]])"
    r"|(?<=[^\d\s][.,;:!?…”’\"'״׳)\]][.,;:!?…”’\"'״׳)\]]))"
    r"(?P<glued>[1-9][0-9]{0,3})(?!\d|[.,:]\d|[-–]\d|%)"
)
_DIGIT = re.compile("[0-9⁰¹²³⁴-⁹]")
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _CallCandidate:
    chunk: int
    start: int
    end: int
    value: int
    numeral: str
    marked: bool  # in brackets or raised, so almost certainly a call
    part: int  # index of the part of the text; numbering may restart in each


@dataclass(frozen=True, slots=True)
class _Body:
    number: int
    chunks: tuple[Chunk, ...]


def notes(draft: Draft) -> Outcome[Draft]:
    """Return the draft with the calls of each chunk and the bodies of their notes."""
    diagnostics: list[Diagnostic] = []
    runs, loose = _bodies(draft.chunks, diagnostics)
    numbers = {body.number for run in runs for body in run.values()}
    accepted = _accept(_candidates(draft.chunks), numbers)
    epochs = _epochs(accepted)
    calls: dict[int, list[Call]] = {}
    without_body: list[_CallCandidate] = []
    used: set[int] = set()
    for place, epoch in enumerate(epochs):
        bodies = runs[place] if place < len(runs) else {}
        last = 0
        for call in epoch:
            if call.value > last + 1:
                diagnostics.append(_report_gap(draft.chunks, call, last))
            last = call.value
            body = bodies.get(call.value)
            if body is None:
                without_body.append(call)
            else:
                used.add(id(body))
            resolved = _call(draft.chunks[call.chunk], call, body.chunks if body else ())
            if resolved.lost_space:
                diagnostics.append(_report_space(draft.chunks[call.chunk], call))
            calls.setdefault(call.chunk, []).append(resolved)
    diagnostics += _report_without_body(draft.chunks, without_body)
    uncalled = [body for run in runs for body in run.values() if id(body) not in used] + loose
    diagnostics += [
        rules.NO_CALL.at(body.chunks[0].span, f"nothing in the text calls note {body.number}")
        for body in uncalled
    ]
    chunks = tuple(
        replace(chunk, calls=(*chunk.calls, *calls[index])) if index in calls else chunk
        for index, chunk in enumerate(draft.chunks)
        if chunk.part is not Part.NOTE
    )
    remaining = tuple(chunk for body in uncalled for chunk in body.chunks)
    return Outcome(replace(draft, chunks=chunks + remaining), tuple(diagnostics))


def _bodies(
    chunks: Sequence[Chunk], diagnostics: list[Diagnostic]
) -> tuple[list[dict[int, _Body]], list[_Body]]:
    """Return the bodies as runs of rising numbers, and the bodies with a repeated number."""
    runs: list[dict[int, _Body]] = []
    loose: list[_Body] = []
    last = 0
    for body in _each_body(chunks):
        if not runs or body.number < last:
            runs.append({})
        last = body.number
        if body.number in runs[-1]:
            first = runs[-1][body.number].chunks[0].span
            diagnostics.append(
                rules.DOUBLED.at(
                    body.chunks[0].span, f"there are two notes {body.number}", also=[first]
                )
            )
            loose.append(body)
        else:
            runs[-1][body.number] = body
    return runs, loose


def _each_body(chunks: Sequence[Chunk]) -> Iterator[_Body]:
    number, parts = 0, list[Chunk]()
    for chunk in chunks:
        if chunk.part is not Part.NOTE:
            continue
        if chunk.number is not None:
            if parts:
                yield _Body(number, tuple(parts))
            number, parts = chunk.number, []
        parts.append(chunk)
    if parts:
        yield _Body(number, tuple(parts))


def _candidates(chunks: Sequence[Chunk]) -> list[_CallCandidate]:
    candidates: list[_CallCandidate] = []
    part = 0
    for index, chunk in enumerate(chunks):
        if chunk.part in (Part.HEADING, Part.SOURCE_LINE, Part.SEPARATOR):
            part += 1
        if chunk.part in (Part.NOTE, Part.SOURCE_LINE, Part.EVENT):
            continue
        text = chunk.text.text
        for match in _CANDIDATE.finditer(text) if _DIGIT.search(text) else ():
            glued = match["glued"]
            digits = glued or match["bracketed"] or match["raised"]
            if glued and not _may_be_glued(text, match):
                continue
            value = int(digits.translate(_SUPERSCRIPTS))
            start, end = match.span("glued") if glued else match.span()
            if any(call.start < end and start < call.end for call in chunk.calls):
                continue  # markup says which note it calls
            candidates.append(_CallCandidate(index, start, end, value, str(value), not glued, part))
    return candidates


def _may_be_glued(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start("glued") - 1], text[match.end("glued") :][:1]
    if before in "\"'" and text[match.start("glued") - 2 : match.start("glued") - 1].isspace():
        return False  # a quotation that opens with a number
    # After a word no letters may follow; after a closing mark a space may be missing.
    return not ((before.isalpha() or before == "-") and _WORD.match(after))


def _accept(candidates: list[_CallCandidate], numbers: set[int]) -> list[_CallCandidate]:
    """Return the candidates in sequence, which restarts at 1 only in a new part.

    ``numbers`` are those of the note bodies.  A number may be missing where the next call is
    certain: marked, with a body, or followed by the call after it.
    """
    accepted: list[_CallCandidate] = []
    last, part = 0, -1
    for index, call in enumerate(candidates):
        starts = call.value == 1 and call.part != part
        follows = call.value == last + 1
        jumps = (
            (last > 0 or call.value in numbers)
            and last + 1 < call.value <= last + 3
            and (
                call.marked
                or call.value in numbers
                or any(later.value == call.value + 1 for later in candidates[index + 1 : index + 9])
            )
        )
        awaited = jumps and any(
            later.value == last + 1 and later.part == call.part
            for later in candidates[index + 1 : index + 9]
        )
        if follows or starts or (jumps and not awaited):
            accepted.append(call)
            last, part = call.value, call.part
    return accepted


def _epochs(calls: list[_CallCandidate]) -> list[list[_CallCandidate]]:
    epochs: list[list[_CallCandidate]] = []
    for call in calls:
        if not epochs or call.value <= epochs[-1][-1].value:
            epochs.append([])
        epochs[-1].append(call)
    return epochs


def _call(chunk: Chunk, call: _CallCandidate, body: tuple[Chunk, ...]) -> Call:
    glued_after = bool(_WORD.match(chunk.text.text[call.end : call.end + 1]))
    return Call(call.start, call.end, call.numeral, body, lost_space=glued_after)


def _report_space(chunk: Chunk, call: _CallCandidate) -> Diagnostic:
    word = re.match(r"\S*", chunk.text.text[call.end :])
    shown = word.group() if word else ""
    message = f"a space is printed between note {call.value} and “{shown}”"
    diagnostic = rules.SPACE_RESTORED.at(chunk.text.span(call.start, call.end), message)
    return replace(diagnostic, fixes=(Fix(chunk.text.span(call.end, call.end), " "),))


def _report_gap(chunks: Sequence[Chunk], call: _CallCandidate, last: int) -> Diagnostic:
    missing = range(last + 1, call.value)
    numbers = str(missing[0]) if len(missing) == 1 else f"{missing[0]} to {missing[-1]}"
    span = chunks[call.chunk].text.span(call.start, call.end)
    return rules.GAP.at(span, f"note {call.value} is called, but not {numbers}")


def _report_without_body(chunks: Sequence[Chunk], calls: list[_CallCandidate]) -> list[Diagnostic]:
    if not calls:
        return []
    spans = [chunks[call.chunk].text.span(call.start, call.end) for call in calls]
    numbers = ", ".join(str(call.value) for call in calls)
    count = f"{len(calls)} notes are" if len(calls) > 1 else "a note is"
    return [
        rules.NO_BODIES.at(
            spans[0],
            f"{count} called, but no body is given: {numbers}",
            "paste the notes at the end of the text, under a line that says FOOTNOTES",
            also=spans[1:],
        )
    ]
