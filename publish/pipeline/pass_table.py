"""The table of passes, in their order: those of this package, and those of other packages.

Stages, the whole pipeline, reading by chapters and cache keys derive from this table.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from publish import plugins
from publish.diagnostics import Diagnostic, Diagnostics, PublishError
from publish.passes import Pass, Scope
from publish.passes.citations import citations
from publish.passes.clean import clean
from publish.passes.directions import directions
from publish.passes.glosses import NAMES, glosses
from publish.passes.hebrew import POINTINGS, hebrew
from publish.passes.indexes import indexes
from publish.passes.languages import languages
from publish.passes.languages.chunk_languages import detect_languages
from publish.passes.marks import apply_marks
from publish.passes.notes import notes
from publish.passes.quotes import quotes
from publish.passes.references import references
from publish.passes.shape import shape
from publish.passes.verses import verses
from publish.pipeline.plugin_passes import PluginPass, load_pass
from publish.text.dataclass import dataclass

BUILT_IN = (
    Pass("marks", apply_marks, Scope.DRAFT, reads=("marks",)),
    Pass("clean", clean, Scope.DRAFT, reads=("order", "lines", "markup")),
    Pass("shape", shape, Scope.DRAFT, reads=("shape", "translation", "title", "subtitle")),
    Pass("notes", notes, Scope.DRAFT),
    Pass("detection", detect_languages, Scope.DRAFT, reads=("languages",)),
    Pass("citations", citations),
    Pass("quotes", quotes, reads=("typography",)),
    Pass("hebrew", hebrew, collector=POINTINGS),
    Pass("references", references, Scope.SECTION),
    Pass("glosses", glosses, Scope.SECTION, collector=NAMES),
    Pass("verses", verses, Scope.SECTION, reads=("fills_notes", "points_verses", "indexes_verses")),
    Pass("indexes", indexes, Scope.BOOK, reads=("indexes",), needs="indexes"),
    Pass("languages", languages, Scope.SECTION, reads=("languages",)),
    Pass("directions", directions, Scope.SECTION, reads=("languages",)),
)
"""The passes of this package."""

READ, ASSEMBLE = "read", "assemble"
"""The stages that are no passes: the reader, and the assembly of drafts into a Work."""


@cache
def passes() -> tuple[Pass, ...]:
    """Return all passes in order; raise PublishError where one of another package has no place.

    Without that pass a book would be another than its editor expects.
    """
    table = arrange_passes()
    if table.faults:
        raise PublishError(
            *dict.fromkeys(d for _, diagnostics in table.faults for d in diagnostics)
        )
    return table.passes


def draft_passes() -> tuple[Pass, ...]:
    """Return the passes that a draft goes through before assembly."""
    return tuple(each for each in passes() if each.scope is Scope.DRAFT)


def work_passes() -> tuple[Pass, ...]:
    """Return the passes that a Work goes through."""
    return tuple(each for each in passes() if each.scope is not Scope.DRAFT)


@cache
def stages() -> tuple[str, ...]:
    """Return the names of all stages in order."""
    drafts, works = ([each.name for each in group] for group in (draft_passes(), work_passes()))
    return (READ, *drafts, ASSEMBLE, *works)


def find_pass(name: str) -> Pass:
    """Return the pass of that name; raise KeyError where there is none."""
    return {each.name: each for each in passes()}[name]


def is_done(name: str, after: str) -> bool:
    """Return whether the stage ``name`` is done when the pipeline stops after ``after``."""
    return stages().index(name) <= stages().index(after)


# --- passes of other packages


@dataclass(frozen=True, slots=True)
class PassTable:
    """All passes in order, and the entry points whose pass has no place in it, with the reasons."""

    passes: tuple[Pass, ...]
    faults: tuple[tuple[plugins.EntryPoint, Diagnostics], ...] = ()


@cache
def arrange_passes() -> PassTable:
    """Return the passes of this package and of others, each in its place."""
    table = list(BUILT_IN)
    waiting: list[PluginPass] = []
    faults: list[tuple[plugins.EntryPoint, Diagnostics]] = []
    for entry in plugins.entry_points(plugins.PASSES):
        try:
            waiting.append(load_pass(entry))
        except PublishError as error:
            faults.append((entry, error.diagnostics))
    waiting, clashes = _split_clashes(waiting)
    faults += clashes
    while ready := [each for each in waiting if _has_place(each.value, table)]:
        for each in reversed(ready):
            table.insert(_place(each.value, table), each.value)
            waiting.remove(each)
    faults += ((each.entry, (_explain_place(each),)) for each in waiting)
    return PassTable(tuple(table), tuple(faults))


def _split_clashes(
    candidates: Iterable[PluginPass],
) -> tuple[list[PluginPass], list[tuple[plugins.EntryPoint, Diagnostics]]]:
    """Return the passes of which each has a name of its own, by name, and faults of the others."""
    by_name: dict[str, list[PluginPass]] = {}
    for each in sorted(candidates, key=lambda each: each.value.name):
        by_name.setdefault(each.value.name, []).append(each)
    own = {READ, ASSEMBLE, *(each.name for each in BUILT_IN)}
    alone: list[PluginPass] = []
    faults: list[tuple[plugins.EntryPoint, Diagnostics]] = []
    for name, group in by_name.items():
        others = [each.entry.package for each in group]
        if name in own:
            reason = "has the name of another stage, which is one of publish"
            faults += ((each.entry, (each.clash(reason),)) for each in group)
        elif len(group) > 1:
            clash = group[0].clash(
                f"and that of {' and '.join(others[1:])} have one name: neither counts"
            )
            faults += ((each.entry, (clash,)) for each in group)
        else:
            alone += group
    return alone, faults


def _has_place(each: Pass, table: list[Pass]) -> bool:
    before = READ if each.scope is Scope.DRAFT else ASSEMBLE
    is_draft = each.scope is Scope.DRAFT
    return each.after == before or any(
        other.name == each.after and (other.scope is Scope.DRAFT) is is_draft for other in table
    )


def _place(each: Pass, table: list[Pass]) -> int:
    if each.after == READ:
        return 0
    if each.after == ASSEMBLE:
        return sum(other.scope is Scope.DRAFT for other in table)
    return [other.name for other in table].index(each.after) + 1


def _explain_place(each: PluginPass) -> Diagnostic:
    kind = "a draft" if each.value.scope is Scope.DRAFT else "a Work"
    return each.clash(
        f"comes after “{each.value.after}”, and no stage that gives {kind} has that name"
    )
