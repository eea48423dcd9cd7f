"""Lines of the web page from which a text was pasted, such as navigation links.

A paste has them above the head of the text, below its last line, and in clusters.  A line
anywhere else is kept, because authors use the same notation, and a warning names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import pasting
from publish.diagnostics.rules import text as rules
from publish.document.draft import Chunk, Draft
from publish.document.marks import mark_hint
from publish.passes.clean.line_removal import remove_lines
from publish.passes.clean.repeated_heads import find_repeats
from publish.passes.clean.site_line_kinds import Certainty, SiteLineKind, find_site_line_kind

_CLUSTER = 2
"""The number of lines that are dropped in the midst of a text where they stand together."""


class _Decision(Enum):
    DROP = auto()
    LEAVE_OUT = auto()
    """The line is dropped, with a warning."""
    KEEP = auto()
    """The line is kept, with a warning."""


_Decisions = Mapping[int, tuple[_Decision, str]]
"""The decision about some lines, by their index, with the reason."""


def drop_web_page_lines(draft: Draft) -> Outcome[Draft]:
    """Return the draft without the lines of the web page, with a diagnostic for each."""
    chunks = draft.chunks
    diagnostics: list[Diagnostic] = []
    decisions = _decide(chunks, under_site_lines=False)
    under_site_lines = False
    while any(decision is not _Decision.KEEP for decision, _ in decisions.values()):
        for index, (decision, reason) in decisions.items():
            if decision is not _Decision.KEEP:
                diagnostics.append(_diagnose(chunks[index], decision, reason))
        under_site_lines = under_site_lines or _Decision.DROP is decisions.get(0, (None,))[0]
        dropped = {i for i, (decision, _) in decisions.items() if decision is not _Decision.KEEP}
        chunks = remove_lines(chunks, dropped)
        decisions = _decide(chunks, under_site_lines=under_site_lines)
    diagnostics += [_diagnose(chunks[i], *decision) for i, decision in decisions.items()]
    diagnostics.sort(key=lambda diagnostic: diagnostic.span.start)
    return Outcome(replace(draft, chunks=chunks), tuple(diagnostics))


def _decide(chunks: Sequence[Chunk], *, under_site_lines: bool) -> _Decisions:
    kinds = {
        index: kind
        for index, chunk in enumerate(chunks)
        if chunk.part is None and (kind := find_site_line_kind(chunk.text.text))
    }
    if len(kinds) == len(chunks):
        return {i: (_Decision.KEEP, kind.name) for i, kind in kinds.items()}
    decisions: dict[int, tuple[_Decision, str]] = {}
    for run in _find_runs(kinds):
        certain = _find_certain(chunks, kinds, run)
        for index in run:
            if run[0] == 0:
                decision = _decide_above_head(kinds, run, index in certain, index)
            elif run[-1] == len(chunks) - 1:
                decision = _Decision.DROP if index in certain else _Decision.KEEP
            else:
                is_cluster = index in certain and len(certain) >= _CLUSTER
                decision = _Decision.LEAVE_OUT if is_cluster else _Decision.KEEP
            decisions[index] = decision, kinds[index].name
    is_certain = under_site_lines
    for index, reason in find_repeats(chunks, under_site_lines=under_site_lines).items():
        is_certain = is_certain or " / " in chunks[index].text.text
        decision = _Decision.DROP if is_certain else _Decision.LEAVE_OUT
        decisions.setdefault(index, (decision, reason))
    return decisions


def _find_runs(kinds: Mapping[int, SiteLineKind]) -> Iterator[list[int]]:
    """Yield the indices of consecutive lines of the web page."""
    run: list[int] = []
    for index in kinds:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _find_certain(
    chunks: Sequence[Chunk], kinds: Mapping[int, SiteLineKind], run: Sequence[int]
) -> set[int]:
    """Return the lines of a run that are certain, or stand with a certain one in one block."""
    blocks: list[list[int]] = []
    for index in run:
        if chunks[index].blanks or not blocks:
            blocks.append([])
        blocks[-1].append(index)
    return {
        index
        for block in blocks
        if any(kinds[each].certainty is Certainty.CERTAIN for each in block)
        for index in block
    }


def _decide_above_head(
    kinds: Mapping[int, SiteLineKind], run: Sequence[int], is_certain: bool, index: int
) -> _Decision:
    if is_certain:
        return _Decision.DROP
    # A single word directly above the text can be its title: “Home”.
    is_title = kinds[index].certainty is Certainty.WORD and index == run[-1]
    return _Decision.KEEP if is_title else _Decision.LEAVE_OUT


def _diagnose(chunk: Chunk, decision: _Decision, reason: str) -> Diagnostic:
    line = chunk.text.text
    match decision:
        case _Decision.DROP:
            return rules.DROPPED_LINE.at(chunk.span, f"not printed: {reason}")
        case _Decision.LEAVE_OUT:
            return pasting.LINE_LEFT_OUT.at(
                chunk.span, f"not printed: {reason}: “{line}”", mark_hint(line, "text")
            )
        case _Decision.KEEP:
            return pasting.SITE_LINE_KEPT.at(
                chunk.span, f"printed, but looks like {reason}: “{line}”", mark_hint(line, "drop")
            )
