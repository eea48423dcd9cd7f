"""Exporters of other packages, guarded: each fault is a message that names the package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from publish import plugins
from publish.config.options import Format
from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules import plugins as rules
from publish.document.model_types import find_wrong_diagnostics

if TYPE_CHECKING:
    from publish.writers.export import ExportedBook, Exporter

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_EXTENSION = re.compile(r"(?:\.[a-z0-9]+)+")


def guard_exporter(exporter: Exporter, entry: plugins.EntryPoint) -> Exporter:
    """Return an exporter whose functions raise PublishErrors that name its package.

    Raises PublishError (X01) where the declaration has a mistake.
    """
    subject = f"the writer “{entry.name}” of {entry.package}"
    mistake = _find_mistake(exporter, entry.name)
    if mistake:
        raise PublishError(rules.NOT_LOADED.anywhere(f"{subject} {mistake}"))

    def export(book: ExportedBook) -> Outcome[Iterable[bytes]]:
        with plugins.failures(subject):
            outcome = exporter.export(book)
        wrong = _find_odd_outcome(outcome)
        if wrong:
            raise PublishError(rules.FAILED.anywhere(f"{subject} {wrong}"))
        return Outcome(_take_pieces(outcome.value, subject), outcome.diagnostics)

    return replace(exporter, export=export)


def _find_mistake(exporter: Any, name: str) -> str:
    """Return the mistake in the declaration of an exporter, empty where there is none."""
    if not _NAME.fullmatch(name):
        return "has a name that is not of small letters, digits and hyphens"
    if name in tuple(Format):
        return "has the name of a format of publish"
    if exporter.name != name:
        return f"has the name “{exporter.name}” in its `Exporter`"
    extension = exporter.extension
    if not isinstance(extension, str) or not _EXTENSION.fullmatch(extension):
        return f"has the extension {extension!r}; one is a dot and letters: “.txt”"
    if extension in _TAKEN:
        return f"has the extension “{extension}” of a format of publish"
    if not callable(exporter.export):
        return "has an `export` that is no function"
    if not isinstance(exporter.mark, bytes) or not isinstance(exporter.description, str):
        return "has a `mark` that is no bytes, or a `description` that is no text"
    return ""


_TAKEN = frozenset(form.extension for form in Format)


def _find_odd_outcome(outcome: Any) -> str:
    """Return the reason why a result is no outcome of an exporter, empty where it is one."""
    if not isinstance(outcome, Outcome):
        return f"returned no Outcome but a `{type(outcome).__name__}`"
    value: Any = outcome.value
    if isinstance(value, bytes | str) or not isinstance(value, Iterable):
        return f"returned no pieces of bytes but a `{type(value).__name__}`"
    wrong = find_wrong_diagnostics(outcome.diagnostics)
    return wrong and f"returned a wrong value: {wrong}"


def _take_pieces(pieces: Iterable[Any], subject: str) -> Iterator[bytes]:
    """Yield the pieces of a file, each made by code of the package."""
    with plugins.failures(subject):
        iterator = iter(pieces)
    while True:
        # The pieces are taken by code of this program, which is not run as that of the package.
        with plugins.failures(subject):
            piece = next(iterator, None)
            if not isinstance(piece, bytes | None):
                raise TypeError(f"a piece is a `{type(piece).__name__}`, not bytes")
        if piece is None:
            return
        yield piece
