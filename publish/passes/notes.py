"""Note calls in the text, also those glued to a word, and the bodies of the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Fix, Outcome
from publish.diagnostics.rules import notes as rules
from publish.document.draft import HEADINGS, Call, Chunk, Draft, MilestoneMark, Part
from publish.passes.note_marks import NoteMark, Series, find_call_marks, read_mark
from publish.text.dataclass import dataclass

_WORD = re.compile(r"[^\W\d_]")
_WITHOUT_CALLS = frozenset({Part.NOTE, Part.SOURCE_LINE, Part.EVENT, Part.DATE, Part.SEPARATOR})
_OPENS_PART = HEADINGS | {Part.SOURCE_LINE, Part.SEPARATOR}
_NEAR = 9
_GAP = 3


@dataclass(frozen=True, slots=True)
class _CallCandidate:
    """Characters of a chunk that may call a note; ``part`` is the place of its part of the text."""

    chunk: int
    start: int
    end: int
    mark: NoteMark
    form: str
    part: int

    @property
    def value(self) -> int:
        """The value of the numeral, 0 for a letter or a sign."""
        return self.mark.number or 0

    @property
    def is_marked(self) -> bool:
        """Whether it is raised or in square brackets, and so almost certainly a call."""
        return self.form in ("bracket", "raised")

    @property
    def is_loose(self) -> bool:
        """Whether it is a call only where a body has its mark."""
        return self.form in ("loose", "second", "round", "spaced")


@dataclass(frozen=True, slots=True)
class _Body:
    mark: NoteMark
    chunks: tuple[Chunk, ...]


def notes(draft: Draft) -> Outcome[Draft]:
    """Return the draft with the calls of each chunk and the bodies of their notes.

    Numerals are calls while they rise; a letter or a sign is a call where a body has it.  A body
    that nothing calls stays in its place.
    """
    diagnostics: list[Diagnostic] = []
    bodies = list(_each_body(draft.chunks))
    candidates = _candidates(draft.chunks)
    runs = _runs([b for b in bodies if b.mark.series is Series.NUMBERS], diagnostics)
    pairs = _pair_numbers(draft.chunks, candidates, runs, diagnostics)
    others = [body for body in bodies if body.mark.series is not Series.NUMBERS]
    pairs += _pair_marks(candidates, others)
    used = {id(body) for _, body in pairs if body is not None}
    series = {candidate.mark.series for candidate, _ in pairs}
    calls: dict[int, list[Call]] = {}
    for candidate, body in sorted(pairs, key=lambda pair: (pair[0].chunk, pair[0].start)):
        call = _call(draft.chunks[candidate.chunk], candidate, body)
        call = replace(call, series=str(candidate.mark.series) if len(series) > 1 else "")
        if call.lost_space:
            diagnostics.append(_report_space(draft.chunks[candidate.chunk], candidate))
        calls.setdefault(candidate.chunk, []).append(call)
    without_body = [candidate for candidate, body in pairs if body is None]
    diagnostics += _report_without_body(draft.chunks, without_body)
    uncalled = [body for body in bodies if id(body) not in used]
    diagnostics += [
        rules.NO_CALL.at(body.chunks[0].span, f"nothing in the text calls note {body.mark.text}")
        for body in uncalled
    ]
    remaining = {id(chunk) for body in uncalled for chunk in body.chunks}
    chunks = tuple(
        replace(chunk, calls=(*chunk.calls, *calls[index])) if index in calls else chunk
        for index, chunk in enumerate(draft.chunks)
        if chunk.part is not Part.NOTE or id(chunk) in remaining
    )
    return Outcome(replace(draft, chunks=chunks), tuple(diagnostics))


# --- bodies


def _each_body(chunks: Sequence[Chunk]) -> Iterator[_Body]:
    mark: NoteMark | None = None
    parts: list[Chunk] = []
    for chunk in chunks:
        if chunk.part is not Part.NOTE:
            continue
        begins = chunk.label is not None or chunk.number is not None
        if begins and parts:
            yield _Body(mark or read_mark(""), tuple(parts))
            parts = []
        if begins:
            mark = read_mark(chunk.label.text if chunk.label else str(chunk.number))
        parts.append(chunk)
    if parts:
        yield _Body(mark or read_mark(""), tuple(parts))


def _runs(bodies: Sequence[_Body], diagnostics: list[Diagnostic]) -> list[dict[int, _Body]]:
    """Return the bodies as runs of rising numbers; of two with one number the first counts."""
    runs: list[dict[int, _Body]] = []
    last = 0
    for body in bodies:
        number = body.mark.number or 0
        if not runs or number < last:
            runs.append({})
        last = number
        if number in runs[-1]:
            first = runs[-1][number].chunks[0].span
            message = f"there are two notes {number}"
            diagnostics.append(rules.DOUBLED.at(body.chunks[0].span, message, also=[first]))
        else:
            runs[-1][number] = body
    return runs


# --- calls


def _candidates(chunks: Sequence[Chunk]) -> list[_CallCandidate]:
    candidates: list[_CallCandidate] = []
    part = 0
    for index, chunk in enumerate(chunks):
        part += chunk.part in _OPENS_PART
        if chunk.part in _WITHOUT_CALLS:
            continue
        for each in find_call_marks(chunk.text.text):
            others: tuple[Call | MilestoneMark, ...] = (*chunk.calls, *chunk.milestones)
            if any(mark.start < each.end and each.start < mark.end for mark in others):
                continue  # markup says which note it calls, or it counts a verse
            candidates.append(
                _CallCandidate(index, each.start, each.end, each.mark, each.form, part)
            )
    return candidates


_Pair = tuple[_CallCandidate, _Body | None]


def _pair_numbers(
    chunks: Sequence[Chunk],
    candidates: Sequence[_CallCandidate],
    runs: Sequence[dict[int, _Body]],
    diagnostics: list[Diagnostic],
) -> list[_Pair]:
    """Return the calls by numerals, each with its body: the runs of both go together in order."""
    numbers = {number for run in runs for number in run}
    own = [each for each in candidates if each.mark.series is Series.NUMBERS]
    accepted = _accept(own, numbers)
    if len(accepted) == 1 and not numbers and not accepted[0].is_marked:
        # A single number on a word, without a body, is hardly a call.
        diagnostics.append(_report_single(chunks, accepted[0]))
        return []
    pairs: list[_Pair] = []
    for place, epoch in enumerate(_epochs(accepted)):
        bodies = runs[place] if place < len(runs) else {}
        last = 0
        for call in epoch:
            if call.value > last + 1:
                diagnostics.append(_report_gap(chunks, call, last))
            last = call.value
            pairs.append((call, bodies.get(call.value)))
    return pairs


def _accept(candidates: list[_CallCandidate], numbers: set[int]) -> list[_CallCandidate]:
    """Return the candidates in sequence, which restarts at 1 only in a new part.

    ``numbers`` are those of the note bodies.  A number may be missing where the next call is
    certain: marked, with a body, or followed by the call after it.
    """
    accepted: list[_CallCandidate] = []
    last, part = 0, -1
    for index, call in enumerate(candidates):
        if call.is_loose and call.value not in numbers:
            continue
        if call.form == "second" and not (accepted and _touches(accepted[-1], call)):
            continue
        starts = call.value == 1 and call.part != part
        follows = call.value == last + 1
        jumps = (
            (last > 0 or call.value in numbers)
            and last + 1 < call.value <= last + _GAP
            and (call.is_marked or call.value in numbers or _continues(candidates, index, 1))
        )
        awaited = jumps and any(
            later.value == last + 1 and later.part == call.part
            for later in candidates[index + 1 : index + _NEAR]
        )
        if follows or starts or (jumps and not awaited):
            accepted.append(call)
            last, part = call.value, call.part
    return accepted


def _touches(before: _CallCandidate, call: _CallCandidate) -> bool:
    """Return whether a call stands right after another, with a comma between: “stone2, 3”."""
    return before.chunk == call.chunk and 0 < call.start - before.end <= 2


def _continues(candidates: Sequence[_CallCandidate], index: int, step: int) -> bool:
    wanted = candidates[index].value + step
    return any(later.value == wanted for later in candidates[index + 1 : index + _NEAR])


def _epochs(calls: list[_CallCandidate]) -> list[list[_CallCandidate]]:
    epochs: list[list[_CallCandidate]] = []
    for call in calls:
        if not epochs or call.value <= epochs[-1][-1].value:
            epochs.append([])
        epochs[-1].append(call)
    return epochs


def _pair_marks(candidates: Sequence[_CallCandidate], bodies: Sequence[_Body]) -> list[_Pair]:
    """Return the calls by letters and signs, each with the next body that has its mark."""
    waiting: dict[NoteMark, list[_Body]] = {}
    for body in bodies:
        waiting.setdefault(body.mark, []).append(body)
    return [(call, waiting[call.mark].pop(0)) for call in candidates if waiting.get(call.mark)]


def _call(chunk: Chunk, call: _CallCandidate, body: _Body | None) -> Call:
    glued_after = bool(_WORD.match(chunk.text.text[call.end : call.end + 1]))
    start = call.start
    if call.form == "second":
        start = chunk.text.text.rfind(",", 0, start)
    chunks = body.chunks if body else ()
    return Call(start, call.end, call.mark.text, chunks, lost_space=glued_after)


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


def _report_single(chunks: Sequence[Chunk], call: _CallCandidate) -> Diagnostic:
    return rules.NO_BODIES.at(
        chunks[call.chunk].text.span(call.start, call.end),
        f"“{call.mark.text}” is printed as a number: the text has no note for it, and no other "
        "calls",
        "write [1] in the text where it is the call of a note",
    )


def _report_without_body(chunks: Sequence[Chunk], calls: list[_CallCandidate]) -> list[Diagnostic]:
    if not calls:
        return []
    spans = [chunks[call.chunk].text.span(call.start, call.end) for call in calls]
    numbers = ", ".join(str(call.value) for call in calls)
    count = f"{len(calls)} notes are" if len(calls) > 1 else "a note is"
    return [
        rules.NO_BODIES.at(
            spans[0],
            f"{count} called, but missing from the text: {numbers}",
            "paste the notes at the end of the text, under a line that says FOOTNOTES",
            also=spans[1:],
        )
    ]
