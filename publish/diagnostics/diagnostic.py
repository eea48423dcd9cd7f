"""Diagnostics, their rules, and the outcome of a stage: its value with its diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field, replace
from enum import StrEnum
from typing import Generic, TypeVar

from publish.storage.serialize import register_module
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Span

T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")

TRACKER = "the issue tracker of the repository that publish came from"
"""The place for reports of faults, in words that hold for every clone and every package."""


class Severity(StrEnum):
    """Severity of a diagnostic: only an error stops the book, and an info is for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Fix:
    """A safe replacement of a span of the source by ``text``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A message about a text, with its code, its place and hints on what to do next.

    ``also`` are further places of the same message.  ``fixes`` correct all of its places; they are
    made only by ``publish check --fix``.
    """

    code: str
    severity: Severity
    message: str
    span: Span = NOWHERE
    hints: tuple[str, ...] = ()
    also: tuple[Span, ...] = ()
    fixes: tuple[Fix, ...] = ()

    @property
    def places(self) -> tuple[Span, ...]:
        """All places of the message: ``span``, then ``also``."""
        return (self.span, *self.also)

    def with_fix(self, text: str) -> Diagnostic:
        """Return the diagnostic with a fix that puts ``text`` at each of its places."""
        return replace(self, fixes=tuple(Fix(span, text) for span in self.places))


Diagnostics = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """The value of a stage, with the diagnostics of the stage and of those before it."""

    value: T_co
    diagnostics: Diagnostics = ()

    def then(self, stage: Callable[[T_co], Outcome[U]]) -> Outcome[U]:
        """Return the outcome of ``stage`` on the value, with the earlier diagnostics in front."""
        after = stage(self.value)
        return Outcome(after.value, self.diagnostics + after.diagnostics)


class Effect(StrEnum):
    """Effect on the text that a diagnostic records; FOUND leaves the text as it is."""

    FOUND = "found"
    DROPPED = "dropped"
    CHANGED = "changed"
    INFERRED = "inferred"


class Confidence(StrEnum):
    """Confidence of the program in a decision about the text."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "a guess"


@dataclass(frozen=True, slots=True)
class Example:
    """A text that gets the diagnostic, and the same text corrected or as the book prints it.

    ``setting`` is a line of ``book.toml`` that decides about it.
    """

    before: str
    after: str = ""
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of diagnostic: code, name, usual severity, summary, reason, advice and example.

    ``summary`` is one sentence for lists; ``why`` goes on from it.
    ``many`` is the message for a flood of them in one file, with ``{count}`` for the number of
    places and ``{messages}`` for the messages; without it each stays a message of its own
    (``floods.sum_up``).
    """

    code: str
    name: str
    severity: Severity
    why: str = field(repr=False)
    advice: str = field(repr=False)
    summary: str = field(default="", repr=False)
    effect: Effect = Effect.FOUND
    confidence: Confidence = Confidence.CERTAIN
    example: Example | None = field(default=None, repr=False)
    many: str = field(default="", repr=False)

    def at(self, span: Span, message: str, *hints: str, also: Iterable[Span] = ()) -> Diagnostic:
        """Return a diagnostic of this rule at ``span``."""
        return Diagnostic(self.code, self.severity, message, span, hints, tuple(also))

    def anywhere(self, message: str, *hints: str) -> Diagnostic:
        """Return a diagnostic of this rule without a place in a source."""
        return self.at(NOWHERE, message, *hints)


class PublishError(Exception):
    """Error of a text, a setting or a file, with its diagnostics; shown without a traceback."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics: Diagnostics = diagnostics


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Codes that the settings of a book ignore, and severities that they change."""

    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()

    def on(self, diagnostics: Iterable[Diagnostic]) -> Diagnostics:
        """Return ``diagnostics`` without ignored ones, with changed severities; errors stay errors.

        A code stands for itself, ``Q03``, or for its whole family, ``Q``.
        """
        if not self.ignore and not self.severity:
            return tuple(diagnostics)
        severities = dict(self.severity)
        result: list[Diagnostic] = []
        for diagnostic in diagnostics:
            names = (diagnostic.code, diagnostic.code[0])
            if diagnostic.severity is Severity.ERROR:
                result.append(diagnostic)
            elif not any(name in self.ignore for name in names):
                severity = next((severities[name] for name in names if name in severities), None)
                result.append(replace(diagnostic, severity=severity) if severity else diagnostic)
        return tuple(result)


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """Return the gravest severity among ``diagnostics``; None where there are none."""
    order = list(Severity)
    return min((d.severity for d in diagnostics), key=order.index, default=None)


def stops(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Return whether ``diagnostics`` stop a book: an error does, with ``strict`` a warning too."""
    severity = worst(diagnostics)
    return severity is Severity.ERROR or (strict and severity is Severity.WARNING)


register_module(__name__)
