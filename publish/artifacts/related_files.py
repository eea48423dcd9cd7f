"""The files of a book that belong together: those from which others are made, and covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publish.artifacts.plan import Artifact, file_name, profiles
from publish.config.options import Format


def origin_of(artifact: Artifact) -> Artifact | None:
    """Return the file from which an artifact is made, in the same folder; None for most."""
    if artifact.format.origin is None:
        return None
    origin = replace(artifact, format=artifact.format.origin, is_named=False)
    return replace(origin, path=artifact.path.with_name(file_name(origin)))


def list_with_origins(artifacts: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """Return the files from which artifacts are made, then the artifacts, each path once."""
    artifacts = tuple(artifacts)
    files = {origin.path: origin for origin in map(origin_of, artifacts) if origin}
    return tuple((files | {artifact.path: artifact for artifact in artifacts}).values())


def print_of(epub: Artifact) -> Artifact:
    """Return the PDF whose page numbers an EPUB has: that of its edition, in the first profile."""
    book = epub.book
    pdf = replace(epub, format=Format.PDF, profile=profiles(book)[0], is_named=False)
    return replace(pdf, path=book.output / file_name(pdf))


def cover_of(pdf: Artifact) -> Artifact:
    """Return the wrap cover of a PDF, in the same folder."""
    cover = replace(pdf, format=Format.COVER, is_named=False)
    return replace(cover, path=pdf.path.with_name(file_name(cover)))
