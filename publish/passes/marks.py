"""The marks pass: gives single lines the part that the settings say, before all other passes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import marks as rules
from publish.document.draft import Chunk, Draft, MilestoneMark, Part
from publish.document.mark_parts import PARTS
from publish.document.marks import LineIndex, Mark, MarkRole, normalize
from publish.document.roles import MilestoneKind
from publish.text.patterns import late_pattern
from publish.text.source import NOWHERE

_CONTINUED = frozenset({Part.VERSE, Part.NOTE, Part.QUOTATION})
"""The parts of which later lines of one mark go on in the block of the first."""

_NOTE_LABEL = late_pattern(r"[\[(]?(?:\d{1,4}|\w)[.)\]]|[*†‡§¶⁰¹²³⁴-⁹]")
_LABEL = late_pattern(r"[\[({<⟨]*\s*(?:(?:p|pp|page|pag|עמ|עמוד|דף)\b[.'׳]*\s*)?(.*?)\s*[\])}>⟩]*")
_LONGEST_LABEL = 200
_VERSE = late_pattern(r"\d+:\d+|[א-ת]{1,3}|\d+")


def apply_marks(draft: Draft, marks: Sequence[Mark] = ()) -> Outcome[Draft]:
    """Return the draft with the part that each mark gives to its lines.

    A dropped line leaves the draft, and a milestone goes into the line after it, else before it.
    A mark without a ``place`` holds for the line that it alone describes; errors about marks come
    from ``pipeline.mark_places``.
    """
    own = [mark for mark in marks if mark.place is NOWHERE or mark.place.file == draft.file]
    if not own:
        return Outcome(draft)
    roles: dict[int, tuple[MarkRole, bool, str]] = {}
    is_search = any(mark.place is NOWHERE for mark in own)
    lines = LineIndex([normalize(c.text.text) for c in draft.chunks] if is_search else [])
    for mark in own:
        for place, index in enumerate(_find_chunks(draft.chunks, lines, mark)):
            roles[index] = mark.role, place > 0, mark.lang
    diagnostics: list[Diagnostic] = []
    chunks: list[Chunk] = []
    blanks = 0
    waiting: list[Chunk] = []
    for index, original in enumerate(draft.chunks):
        chunk = replace(original, blanks=max(original.blanks, blanks)) if blanks else original
        blanks = 0
        role, continues, lang = roles.get(index, (None, False, ""))
        if role is MarkRole.DROP:
            diagnostics.append(rules.DROPPED.at(original.span, "not printed: the settings drop it"))
            blanks = chunk.blanks
        elif role is MarkRole.MILESTONE:
            waiting.append(chunk)
            blanks = chunk.blanks
        else:
            if role is not None:
                part = PARTS[role]
                joins = continues and part in _CONTINUED and _goes_on(chunk, part)
                chunk = replace(chunk, part=part, mark=part, joins=joins, lang=lang)
            if waiting:
                chunk = _add_milestones(waiting, chunk)
            waiting = []
            chunks.append(chunk)
    if chunks and waiting:
        chunks[-1] = _append_milestones(chunks[-1], waiting)
    else:
        chunks += waiting
    return Outcome(replace(draft, chunks=tuple(chunks)), tuple(diagnostics))


def _goes_on(chunk: Chunk, part: Part) -> bool:
    """Return whether a later line of a mark goes on in the block of the line before.

    A blank line ends a stanza and a note, and a label begins a note; a quotation is one block.
    """
    if part is Part.NOTE and _NOTE_LABEL.match(chunk.text.text):
        return False
    return part is Part.QUOTATION or not chunk.blanks


def _find_chunks(chunks: Sequence[Chunk], lines: LineIndex, mark: Mark) -> list[int]:
    """Return the indices of the chunks that a mark describes, none where it is not clear."""
    if mark.place is not NOWHERE:
        start, end = mark.place.start, mark.place.end
        return [
            i for i, each in enumerate(chunks) if each.span.start < end and each.span.end > start
        ]
    indices = lines.find(mark.line) if mark.line else ()
    return list(indices) if len(indices) == 1 else []


def _add_milestones(milestones: Sequence[Chunk], chunk: Chunk) -> Chunk:
    """Return ``chunk`` with the milestones in front of its text."""
    first, *others = map(_as_milestone, milestones)
    joined = first.append(*others, chunk)
    return replace(
        chunk,
        text=joined.text,
        script=joined.script,
        milestones=joined.milestones,
        markup=joined.markup,
    )


def _append_milestones(chunk: Chunk, milestones: Sequence[Chunk]) -> Chunk:
    return chunk.append(*map(_as_milestone, milestones))


def _as_milestone(chunk: Chunk) -> Chunk:
    """Return a line with nothing in it but the milestone that it is."""
    return replace(chunk, milestones=(_milestone(chunk.text.text, 0),), calls=(), markup=())


def _milestone(text: str, start: int) -> MilestoneMark:
    """Return the milestone that a whole line is: of a verse or of a page."""
    match = _LABEL.fullmatch(text.strip()) if len(text) <= _LONGEST_LABEL else None
    label = match[1] if match else text.strip()
    is_page = bool(match and match.start(1) and re.search(r"p|עמ|דף", text[: match.start(1)]))
    is_verse = not is_page and _VERSE.fullmatch(label)
    kind = MilestoneKind.VERSE if is_verse else MilestoneKind.PAGE
    return MilestoneMark(start, start + len(text), kind, label)
