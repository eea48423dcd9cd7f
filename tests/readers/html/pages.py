"""Pages in tests: an article around a piece of HTML, and the chunks or the Work of it."""

from __future__ import annotations

from functools import cache

from publish.config import Book, Settings, find_workspace
from publish.config.workspace import Workspace
from publish.diagnostics import Diagnostics, Outcome
from publish.document.draft import Chunk, Draft
from publish.document.model import Work
from publish.pipeline.stages import read_work
from publish.readers.detection import decode_file
from publish.readers.html.page import read_page
from publish.text.source import Source
from tests.conftest import ROOT


def page(body: str, style: str = "") -> str:
    """A page with an article and navigation."""
    return (
        f"<!DOCTYPE html><html><head><title>A page</title><style>{style}</style></head><body>"
        f"<nav><a href='/'>Home</a></nav><main>{body}</main></body></html>"
    )


def draft(html: str) -> Outcome[Draft]:
    """The draft of a page."""
    outcome = read_page(Source("a.html", html))
    assert isinstance(outcome.value, Draft)
    return Outcome(outcome.value, outcome.diagnostics)


def chunks(body: str, style: str = "") -> tuple[Chunk, ...]:
    """The chunks of an article."""
    return draft(page(body, style)).value.chunks


def texts(body: str, style: str = "") -> list[str]:
    """The texts of the chunks of an article."""
    return [each.text.text for each in chunks(body, style)]


def codes(diagnostics: Diagnostics) -> list[str]:
    """The codes of diagnostics in order."""
    return [each.code for each in diagnostics]


@cache
def _workspace() -> Workspace:
    return find_workspace(ROOT)


def work(data: bytes, name: str = "a.html") -> Outcome[Work]:
    """The Work of a file, after all passes."""
    book = Book("a", Settings(), (), _workspace())
    return read_work([decode_file(data, name).value], book)
