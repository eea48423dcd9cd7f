"""Conversion of a finished EPUB to the formats that are made from it."""

from __future__ import annotations

from collections.abc import Callable

from publish.artifacts.plan import Artifact
from publish.config.options import Format
from publish.diagnostics import Outcome


def convert(epub: bytes, artifact: Artifact) -> Outcome[bytes]:
    """Return the bytes of an artifact that is made from the EPUB of its book and edition."""
    return _CONVERTERS[artifact.format](epub, artifact)


def _to_kepub(epub: bytes, artifact: Artifact) -> Outcome[bytes]:  # noqa: ARG001  # as the others
    from publish.preflight.kepub import check_kepub
    from publish.writers.kepub import write_kepub

    kepub = write_kepub(epub)
    return Outcome(kepub, check_kepub(kepub, epub))


_CONVERTERS: dict[Format, Callable[[bytes, Artifact], Outcome[bytes]]] = {
    Format.KEPUB: _to_kepub,
}
