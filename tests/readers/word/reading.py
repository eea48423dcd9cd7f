"""Word files read for tests: their sources, drafts and Works."""

from __future__ import annotations

from pathlib import Path

from publish.config import Book, Settings, Workspace
from publish.diagnostics import Outcome
from publish.document.draft import Chunk, Draft
from publish.document.model import Work
from publish.pipeline.stages import read_work
from publish.readers import read
from publish.readers.detection import decode_file
from publish.text.source import Source


def decode(data: bytes, name: str = "a.docx") -> Source:
    return decode_file(data, name).value


def read_draft(data: bytes, settings: Settings | None = None) -> Outcome[Draft]:
    outcome = read(decode(data), settings)
    assert isinstance(outcome.value, Draft)
    return Outcome(outcome.value, outcome.diagnostics)


def chunks(data: bytes, settings: Settings | None = None) -> tuple[Chunk, ...]:
    return read_draft(data, settings).value.chunks


def lines(data: bytes) -> list[str]:
    return [chunk.text.text for chunk in chunks(data)]


def messages(data: bytes, code: str) -> list[str]:
    return [each.message for each in read_draft(data).diagnostics if each.code == code]


def works(source: Source, settings: Settings | None = None) -> Outcome[Work]:
    """Return the Work of one source."""
    folder = Path("/nowhere")
    workspace = Workspace(folder, folder, folder / "output", folder)
    return read_work([source], Book("book", settings or Settings(), (), workspace))
