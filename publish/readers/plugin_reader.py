"""Readers of other packages, guarded: each fault is a message that names the package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from publish import plugins
from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules import plugins as rules
from publish.document.draft import Draft
from publish.document.model import Work
from publish.document.model_types import find_wrong_diagnostics, find_wrong_type
from publish.readers.skipped_lines import find_skipped_lines
from publish.text.source import Source, Span

if TYPE_CHECKING:
    from publish.readers import Reader


def guard_reader(reader: Reader, package: str) -> Reader:
    """Return a reader whose functions raise PublishErrors that name its package.

    Raises PublishError (X01) where the declaration has a mistake.
    """
    subject = f"the reader “{reader.name}” of {package}"
    mistake = _find_mistake(reader)
    if mistake:
        raise PublishError(rules.NOT_LOADED.anywhere(f"{subject} {mistake}"))
    decode, matches, name_text = reader.decode, reader.matches, reader.name_text

    def read(source: Source, **options: Any) -> Outcome[Draft | Work]:
        with plugins.failures(subject, _start(source.file)):
            value = reader.read(source, **options)
        outcome = value if isinstance(value, Outcome) else Outcome(value)
        _check(outcome, (Draft, Work), "no Draft and no Work", subject, source.file)
        skipped = find_skipped_lines(source, outcome.value, outcome.diagnostics)
        if not skipped:
            return outcome
        first, *others = skipped
        count = f"{len(skipped)} line{'s' if others else ''}"
        message = f"{subject} leaves {count} of the file out"
        notice = rules.LEFT_OUT.at(first, message, also=others)
        return Outcome(outcome.value, (*outcome.diagnostics, notice))

    def decode_file(data: bytes, file: str) -> Outcome[Source]:
        assert decode is not None  # else it is no function of the reader
        with plugins.failures(subject, _start(file)):
            outcome = decode(data, file)
        _check(outcome, (Source,), "no Outcome with a Source", subject, file)
        return outcome

    return replace(
        reader,
        read=read,
        decode=decode and decode_file,
        matches=matches and _guard_question(matches, bool, subject),
        name_text=name_text and _guard_question(name_text, str, subject),
    )


def _find_mistake(reader: Any) -> str:
    """Return the mistake in the declaration of a reader, empty where there is none."""
    if not isinstance(reader.name, str):
        return "has a name that is no text"
    if not callable(reader.read):
        return "has a `read` that is no function"
    for name in ("matches", "decode", "name_text"):
        function = getattr(reader, name)
        if function is not None and not callable(function):
            return f"has a `{name}` that is no function"
    if not isinstance(reader.reads, tuple):
        return "has `reads` that is no tuple of names"
    return ""


def _guard_question(
    function: Callable[[Source], Any], kind: type, subject: str
) -> Callable[[Source], Any]:
    def ask(source: Source) -> Any:
        with plugins.failures(subject, _start(source.file)):
            return kind(function(source))

    return ask


def _check(outcome: Any, kinds: tuple[type, ...], expected: str, subject: str, file: str) -> None:
    """Raise PublishError (X03) where a function returned something else than it declares."""
    value = getattr(outcome, "value", None)
    if not isinstance(outcome, Outcome) or type(value) not in kinds:
        message = f"{subject} returned {expected}"
        raise PublishError(rules.FAILED.at(_start(file), message))
    # A container has parts of its own, which only its reader knows.
    mistake = "" if isinstance(value, Source) else find_wrong_type(value, type(value))
    mistake = mistake or find_wrong_diagnostics(outcome.diagnostics)
    if mistake:
        message = f"{subject} returned a wrong value: {mistake}"
        raise PublishError(rules.FAILED.at(_start(file), message))


def _start(file: str) -> Span:
    return Span(file, 0, 0)
