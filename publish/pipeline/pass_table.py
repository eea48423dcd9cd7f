"""The table of passes, in their order: those of this package, and those of other packages.

Stages, the whole pipeline, reading by chapters and cache keys derive from this table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from typing import Any

from publish import plugins
from publish.config import Settings
from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules import plugins as rules
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
    Pass("verses", verses, Scope.SECTION, reads=("fills_notes",)),
    Pass("indexes", indexes, Scope.BOOK, reads=("indexes",), needs="indexes"),
    Pass("languages", languages, Scope.SECTION, reads=("languages",)),
    Pass("directions", directions, Scope.SECTION, reads=("languages",)),
)
"""The passes of this package."""

READ, ASSEMBLE = "read", "assemble"
"""The stages that are no passes: the reader, and the assembly of drafts into a Work."""

_GROUP = "publish.passes"


@cache
def passes() -> tuple[Pass, ...]:
    """Return all passes in order; raise PublishError where one of another package has no place."""
    table = list(BUILT_IN)
    waiting = sorted(
        (_load(entry) for entry in plugins.entry_points(_GROUP)), key=lambda each: each[0].name
    )
    names = {READ, ASSEMBLE, *(each.name for each in table)}
    for each, package in waiting:
        if each.name in names:
            raise _clash(f"the pass “{each.name}” of {package} has the name of another stage")
        names.add(each.name)
    while waiting:
        ready = [pair for pair in waiting if _has_place(pair[0], table)]
        if not ready:
            raise _no_place(*waiting[0])
        for pair in reversed(ready):
            table.insert(_place(pair[0], table), pair[0])
            waiting.remove(pair)
    return tuple(table)


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


def _load(entry: plugins.EntryPoint) -> tuple[Pass, str]:
    value = plugins.load(entry)
    if not isinstance(value, Pass):
        message = f"“{entry.value}” of {entry.package} is no `Pass` but a `{type(value).__name__}`"
        raise PublishError(rules.NOT_LOADED.anywhere(message))
    unknown = {*value.reads, *filter(None, [value.needs])} - {f.name for f in fields(Settings)}
    if unknown:
        raise _clash(
            f"the pass “{value.name}” of {entry.package} reads settings that do not exist: "
            + ", ".join(sorted(unknown))
        )
    return replace(value, run=_guard(value, entry.package)), entry.package


def _guard(declared: Pass, package: str) -> Callable[..., Outcome[Any]]:
    """Return ``run`` of a pass, with its exceptions as a PublishError that names the package."""

    def run(value: Any, **options: Any) -> Outcome[Any]:
        try:
            outcome: Any = declared.run(value, **options)
        except PublishError:
            raise
        except Exception as error:
            message = f"the pass “{declared.name}” of {package} failed: "
            raise PublishError(
                rules.FAILED.anywhere(
                    f"{message}{type(error).__name__}: {error}",
                    "`publish --debug` before the command shows where",
                )
            ) from error
        if not isinstance(outcome, Outcome) or type(outcome.value) is not type(value):
            raise PublishError(
                rules.FAILED.anywhere(
                    f"the pass “{declared.name}” of {package} returned no "
                    f"Outcome[{type(value).__name__}]"
                )
            )
        return outcome

    return run


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


def _no_place(each: Pass, package: str) -> PublishError:
    kind = "a draft" if each.scope is Scope.DRAFT else "a Work"
    return _clash(
        f"the pass “{each.name}” of {package} comes after “{each.after}”, and no stage that gives "
        f"{kind} has that name"
    )


def _clash(message: str) -> PublishError:
    return PublishError(
        rules.CLASH.anywhere(message, "correct the package, or uninstall it with pip")
    )
