"""Conversion of a finished file to the formats that are made from it."""

from __future__ import annotations

from collections.abc import Callable

from publish.artifacts.plan import Artifact
from publish.config.options import Format
from publish.diagnostics import Outcome


def convert(origin: bytes, artifact: Artifact) -> Outcome[bytes]:
    """Return the bytes of an artifact that is made from ``origin``, of its book and edition."""
    return _CONVERTERS[artifact.format](origin, artifact)


def _to_kepub(epub: bytes, artifact: Artifact) -> Outcome[bytes]:  # noqa: ARG001  # as the others
    from publish.preflight.kepub import check_kepub
    from publish.writers.kepub import write_kepub

    kepub = write_kepub(epub)
    return Outcome(kepub, check_kepub(kepub, epub))


def _to_azw3(epub: bytes, artifact: Artifact) -> Outcome[bytes]:
    from publish.preflight.azw3 import check_azw3
    from publish.storage.cache_paths import book_store
    from publish.writers.azw3 import write_azw3

    store = book_store(artifact.book.workspace.output)
    azw3 = write_azw3(epub, store)
    store.trim()
    return Outcome(azw3, check_azw3(azw3, epub))


def _to_cover(pdf: bytes, artifact: Artifact) -> Outcome[bytes]:
    from publish.artifacts.wrap_cover import make_wrap_cover

    return make_wrap_cover(pdf, artifact)


_CONVERTERS: dict[Format, Callable[[bytes, Artifact], Outcome[bytes]]] = {
    Format.KEPUB: _to_kepub,
    Format.AZW3: _to_azw3,
    Format.COVER: _to_cover,
}
