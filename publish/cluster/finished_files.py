"""Finished files with the records of their making: taken from a workspace, put into another."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import field, replace
from pathlib import Path

from publish.artifacts import destinations, freshness, print_pages
from publish.artifacts.diagnostic_lines import Lines
from publish.artifacts.inputs import find_inputs
from publish.artifacts.plan import Artifact
from publish.config.options import Format
from publish.config.pictures import PictureState
from publish.document.printed_pages import PrintedSection
from publish.document.understanding import Understanding
from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.writers.pdf.layout.page_faces import PageFace


@serializable
@dataclass(frozen=True, slots=True)
class FinishedFile:
    """The content of an artifact, and what its stamp and the store of pages have of it.

    ``beside`` are the files that are made with it, by the endings of their names.
    """

    name: str
    content: bytes
    lines: Lines
    understanding: Understanding | None
    pictures: tuple[PictureState, ...] = ()
    sections: tuple[PrintedSection, ...] = ()
    faces: tuple[PageFace, ...] = ()
    beside: dict[str, bytes] = field(default_factory=dict)


def take(artifact: Artifact) -> FinishedFile | None:
    """Return the file of an artifact with its record; None where it is not fresh."""
    record = freshness.read_stamp(artifact, find_inputs(artifact))
    if record is None:
        return None
    content = artifact.path.read_bytes()
    is_pdf = artifact.format is Format.PDF
    sections = print_pages.find_sections(artifact) if is_pdf else ()
    if sections is None:
        return None
    return FinishedFile(
        artifact.path.name,
        content,
        record.lines,
        record.understanding,
        record.pictures,
        sections,
        print_pages.find_faces(artifact, content) if is_pdf else (),
        {
            _ending(path, artifact): path.read_bytes()
            for path in freshness.list_files_beside(artifact)
        },
    )


def put(artifact: Artifact, file: FinishedFile, *, is_current: bool = True) -> None:
    """Write a file into the place of an artifact, and its stamp if its inputs are still current.

    Raises PublishError where it may not be written.
    """
    if artifact.format is Format.PDF:
        print_pages.store_pages(artifact, file.content, file.sections, file.faces)
    destination = destinations.destination_of(artifact)
    contents = {destination: file.content}
    for ending, content in file.beside.items():
        path = artifact.path.with_name(artifact.path.stem + ending)
        contents[replace(destination, path=path, is_named=False)] = content
    for each in contents:
        destinations.check(each)
    for each, content in contents.items():
        destinations.write(each, content)
    if is_current:
        record = freshness.Record(file.lines, file.understanding, file.pictures)
        inputs = find_inputs(artifact)
        freshness.write_stamp(artifact, inputs, file.content, record)


def endings_beside(artifact: Artifact) -> Set[str]:
    """Return the endings of the names of the files that are made with an artifact."""
    return {_ending(path, artifact) for path in freshness.list_files_beside(artifact)}


def _ending(path: Path, artifact: Artifact) -> str:
    return path.name[len(artifact.path.stem) :]
