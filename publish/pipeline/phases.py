"""The passes of a Work in groups, as reading by chapters goes through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from publish.config import Settings
from publish.diagnostics import Diagnostics
from publish.document.understanding import Counts
from publish.passes import Pass, Scope
from publish.pipeline.pass_table import work_passes
from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.text.source import Span


@dataclass(frozen=True, slots=True)
class Phase:
    """Passes that a chapter goes through without an answer of other chapters between them.

    ``next`` is the first pass of the next phase: its collector gathers at the end of this one.
    """

    passes: tuple[Pass, ...]
    next: Pass | None = None


@serializable
@dataclass(frozen=True, slots=True)
class PhaseFacts:
    """Facts of a chapter in a phase: diagnostics and gathered data, by the names of passes.

    ``span`` is the span of the section before the first pass.  ``counts`` are those of the chapter
    after the last phase.
    """

    span: Span
    diagnostics: Mapping[str, Diagnostics]
    gathered: Mapping[str, Any]
    counts: Counts


def split_phases(passes: Sequence[Pass], settings: Settings) -> tuple[Phase, ...]:
    """Return the phases of those of the passes that a book with these settings goes through."""
    groups: list[list[Pass]] = [[]]
    for each in passes:
        if each.is_wanted(settings):
            if each.collector and each.collector.answer:
                groups.append([])
            groups[-1].append(each)
    firsts = [*(group[0] for group in groups[1:]), None]
    return tuple(Phase(tuple(group), first) for group, first in zip(groups, firsts, strict=True))


def split_passes(settings: Settings) -> tuple[tuple[Pass, ...], tuple[Pass, ...]]:
    """Return the passes that a single file goes through whole, and those after them.

    The latter are the last ones that are all of scope ``SECTION``, of those that are wanted.
    """
    wanted = [each for each in work_passes() if each.is_wanted(settings)]
    count = len(wanted)
    while count and wanted[count - 1].scope is Scope.SECTION:
        count -= 1
    return tuple(wanted[:count]), tuple(wanted[count:])


def settings_read(passes: Sequence[Pass], settings: Settings) -> str:
    """Return the names of passes, with the settings that they read, as an input of a key."""
    return repr([(each.name, each.options(settings), each.is_wanted(settings)) for each in passes])
