"""What the toolchain says about a text: a code, a reason, a place and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, TypeVar

from publish.storage.serialize import register_module
from publish.text.source import NOWHERE, Span

T = TypeVar("T")
U = TypeVar("U")


class Severity(StrEnum):
    """How bad: an error stops the book, a warning does not, an info is for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Fix:
    """A mending that is safe to make in the source: what to put at a place instead."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing worth saying; ``also`` names further places that belong to the same message.

    ``fixes`` mend all of its places; they are made only when an editor asks for it.
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
        """Every place it speaks of, the first one first."""
        return (self.span, *self.also)

    def mended_by(self, text: str) -> Diagnostic:
        """Return it with the fix that puts ``text`` at each of its places."""
        return replace(self, fixes=tuple(Fix(span, text) for span in self.places))


Diagnostics = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage gives: its value, and everything it has to say about it."""

    value: T
    diagnostics: Diagnostics = ()

    def then(self, stage: Callable[[T], Outcome[U]]) -> Outcome[U]:
        """Return the outcome of ``stage`` with what was said before it in front."""
        after = stage(self.value)
        return Outcome(after.value, self.diagnostics + after.diagnostics)


class Tells(StrEnum):
    """What a diagnostic tells: what was found, or what became of the text on its way."""

    FOUND = "found"
    DROPPED = "dropped"
    CHANGED = "changed"
    INFERRED = "inferred"


class Confidence(StrEnum):
    """How sure the toolchain is of what it did."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "a guess"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of diagnostic: its code, its usual severity, and why it exists."""

    code: str
    name: str
    severity: Severity
    why: str = field(repr=False)
    mend: str = field(repr=False)
    tells: Tells = Tells.FOUND
    confidence: Confidence = Confidence.CERTAIN

    def at(self, span: Span, message: str, *hints: str, also: Iterable[Span] = ()) -> Diagnostic:
        """Return a diagnostic of this kind at ``span``."""
        return Diagnostic(self.code, self.severity, message, span, hints, tuple(also))

    def anywhere(self, message: str, *hints: str) -> Diagnostic:
        """Return a diagnostic of this kind that has no place in a source."""
        return self.at(NOWHERE, message, *hints)


class PublishError(Exception):
    """Work that cannot go on; carries the diagnostics that say why, never shown as a traceback."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics: Diagnostics = diagnostics


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What an editor decided about codes: which to leave out, which to take more or less hard."""

    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()

    def on(self, diagnostics: Iterable[Diagnostic]) -> Diagnostics:
        """Return ``diagnostics`` as the editor wants them; an error stays an error.

        A code is one code, ``Q03``, or all of a family, ``Q``.
        """
        if not self.ignore and not self.severity:
            return tuple(diagnostics)
        severities = dict(self.severity)
        kept: list[Diagnostic] = []
        for one in diagnostics:
            names = (one.code, one.code[0])
            if one.severity is Severity.ERROR:
                kept.append(one)
            elif not any(name in self.ignore for name in names):
                wanted = next((severities[name] for name in names if name in severities), None)
                kept.append(replace(one, severity=wanted) if wanted else one)
        return tuple(kept)


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """Return the gravest severity among ``diagnostics``, or None where there are none."""
    order = list(Severity)
    return min((d.severity for d in diagnostics), key=order.index, default=None)


register_module(__name__)
