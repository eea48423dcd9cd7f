"""Passes of other packages: loading, and the promises that each of them keeps when it runs.

A fault of such a pass is a message that names its package.  A pass that takes letters away without
a message of its own stops the book: nothing of a text is lost in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from functools import partial
from typing import Any

from publish import plugins
from publish.config import Settings
from publish.diagnostics import Diagnostic, Outcome, PublishError
from publish.diagnostics.rules import plugins as rules
from publish.document.draft import Draft
from publish.document.model import Work
from publish.document.model_types import find_wrong_diagnostics, find_wrong_type
from publish.passes import Collector, Pass, Scope
from publish.pipeline.letter_losses import find_losses
from publish.storage.serialize import serialize
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Span

_NAME = re.compile(r"\w[\w-]*")


@dataclass(frozen=True, slots=True)
class PluginPass:
    """A pass of another package, guarded, with the entry point that offers it."""

    value: Pass
    entry: plugins.EntryPoint

    @property
    def subject(self) -> str:
        """The pass and its package as messages name them."""
        return f"the pass “{self.value.name}” of {self.entry.package}"

    def clash(self, reason: str) -> Diagnostic:
        """Return the diagnostic (X02) of a pass that has no place in the table."""
        hint = f"correct the package, {plugins.uninstall_hint(self.entry.package)}"
        return rules.CLASH.anywhere(f"{self.subject} {reason}", hint)


def load_pass(entry: plugins.EntryPoint) -> PluginPass:
    """Return the pass at an entry point; raise PublishError where it has none, or a faulty one."""
    value = plugins.load(entry, Pass)
    declared = PluginPass(value, entry)
    mistake = _find_mistake(value)
    if mistake:
        raise PublishError(declared.clash(mistake))
    return PluginPass(_guard(value, declared.subject), entry)


def _find_mistake(declared: Any) -> str:
    """Return the mistake in the declaration of a pass, empty where there is none."""
    if not isinstance(declared.name, str) or not _NAME.fullmatch(declared.name):
        return "has a name that is not of letters, digits and hyphens"
    if not isinstance(declared.scope, Scope):
        return f"has a scope that is none: {declared.scope!r}; scopes: {', '.join(Scope)}"
    if not callable(declared.run):
        return "has a `run` that is no function"
    if not isinstance(declared.collector, Collector | None):
        return "has a `collector` that is no `Collector`"
    if declared.collector and declared.scope not in {Scope.CHAPTER, Scope.SECTION}:
        return f"has a collector, which a pass with the scope “{declared.scope}” cannot have"
    if not isinstance(declared.reads, tuple):
        return "has `reads` that is no tuple of names"
    settings = {each.name for each in fields(Settings)}
    unknown = {*declared.reads, *filter(None, [declared.needs])} - settings
    if unknown:
        return "reads settings that do not exist: " + ", ".join(sorted(map(str, unknown)))
    return ""


def _guard(declared: Pass, subject: str) -> Pass:
    """Return a pass whose faults are PublishErrors that name its package."""
    collector = declared.collector and _guard_collector(declared.collector, subject)
    return replace(declared, run=partial(_run, declared.run, subject), collector=collector)


def _run(run: Callable[..., Any], subject: str, value: Any, **options: Any) -> Outcome[Any]:
    """Return the outcome of a pass; raise PublishError where it breaks a promise."""
    place = _find_place(value)
    with plugins.failures(subject, place):
        outcome = run(value, **options)
    if not isinstance(outcome, Outcome):
        mistake = f"returned no Outcome but a `{type(outcome).__name__}`"
        raise PublishError(rules.FAILED.at(place, f"{subject} {mistake}"))
    mistake = find_wrong_type(outcome.value, type(value))
    mistake = mistake or find_wrong_diagnostics(outcome.diagnostics)
    if mistake:
        message = f"{subject} returned no Outcome[{type(value).__name__}]: {mistake}"
        raise PublishError(rules.FAILED.at(place, message))
    losses = find_losses(value, outcome.value, outcome.diagnostics)
    if losses:
        raise PublishError(
            *(rules.LOST_TEXT.at(each.span, f"{subject} loses {each}", _REPORT) for each in losses)
        )
    return outcome


def _find_place(value: Draft | Work) -> Span:
    """Return the beginning of the file of a value, nowhere for a Work of several files."""
    if isinstance(value, Draft):
        return Span(value.file, 0, 0)
    files = {section.span.file for section in value.sections}
    return Span(files.pop(), 0, 0) if len(files) == 1 else NOWHERE


_REPORT = "a pass that drops or replaces words returns a diagnostic about the file that says so"


def _guard_collector(collector: Collector, subject: str) -> Collector:
    answer = collector.answer
    return replace(
        collector,
        gather=_guard_data(collector.gather, subject),
        merge=_guard_data(collector.merge, subject),
        diagnostics=partial(_diagnose, collector.diagnostics, subject),
        answer=answer and _guard_data(answer, subject),
    )


def _guard_data(function: Callable[..., Any], subject: str) -> Callable[..., Any]:
    """Return a function of a collector that returns plain data, which the store can keep."""

    def call(*values: Any) -> Any:
        with plugins.failures(subject):
            data = function(*values)
            serialize(data)  # raises TypeError
            return data

    return call


def _diagnose(
    function: Callable[[Any], Iterable[Diagnostic]], subject: str, merged: Any
) -> tuple[Diagnostic, ...]:
    with plugins.failures(subject):
        diagnostics = tuple(function(merged))
    mistake = find_wrong_diagnostics(diagnostics)
    if mistake:
        raise PublishError(rules.FAILED.anywhere(f"the collector of {subject}: {mistake}"))
    return diagnostics
