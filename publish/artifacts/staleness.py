"""Reasons why a file of a book is not up to date."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from publish.artifacts.freshness import (
    Stamp,
    are_unchanged,
    find_stamp,
    is_as_made,
    list_files_beside,
)
from publish.artifacts.inputs import find_inputs
from publish.artifacts.plan import Artifact
from publish.artifacts.print_pages import has_pages
from publish.artifacts.related_files import origin_of
from publish.config.options import Format


class Reason(StrEnum):
    """The thing that changed since a file was made, or that is missing."""

    NEVER_BUILT = "never built"
    MISSING = "missing"
    EDITED = "edited by others"
    TEXT = "text"
    PICTURES = "pictures"
    SETTINGS = "settings"
    THEME = "theme"
    PAGES = "printed pages"
    ORIGIN = "the file it is made from"
    PROGRAM = "program"
    RECORD = "no record of its making"


_OF_INPUTS = {
    "text": Reason.TEXT,
    "settings": Reason.SETTINGS,
    "theme": Reason.THEME,
    "pages": Reason.PAGES,
    "program": Reason.PROGRAM,
}
"""The reasons by the names of the fields of ``Inputs``."""


def find_reasons(artifact: Artifact) -> tuple[Reason, ...]:
    """Return the reasons why a file is not up to date; none where it is.

    Raises PublishError where a file from which it is made cannot be read.
    """
    stamp = find_stamp(artifact.path, artifact.book.workspace.output)
    if stamp is None:
        return (Reason.RECORD if artifact.path.is_file() else Reason.NEVER_BUILT,)
    return tuple(dict.fromkeys(_list_reasons(artifact, stamp)))


def _list_reasons(artifact: Artifact, stamp: Stamp) -> Iterator[Reason]:
    if not artifact.path.is_file() or not all(
        path.is_file() for path in list_files_beside(artifact)
    ):
        yield Reason.MISSING
    elif not is_as_made(artifact.path, stamp):
        yield Reason.EDITED
    elif artifact.format is Format.PDF and not has_pages(artifact):
        yield Reason.RECORD
    origin = origin_of(artifact)
    if origin and find_reasons(origin):
        yield Reason.ORIGIN
        return  # it may not be there to be read
    inputs = find_inputs(artifact)
    for name, reason in _OF_INPUTS.items():
        if getattr(inputs, name) != getattr(stamp.inputs, name):
            yield Reason.ORIGIN if origin and reason is Reason.TEXT else reason
    if not are_unchanged(artifact.book, stamp.record.pictures):
        yield Reason.PICTURES
