"""Tagged PDFs of binds: read in order in the language of each book, and valid PDF/UA."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publish.artifacts.make import make
from publish.artifacts.plan import Request, plan
from publish.artifacts.result import Result, Status
from publish.config import find_workspace, open_book
from publish.writers.pdf.objects.structure_tree import StructureTree
from tests.binds.shelf import write_bind, write_shelf
from tests.support.verapdf import find_validator

BOOKS = 'books = ["lessons", "schedule", "songs"]'
NOTES = "{}\n\nA gate.1 A well.2\n\nFOOTNOTES\n\n1. It is open.\n\n2. It is deep.\n"

MakeTagged = Callable[[str], Result]


@pytest.fixture
def make_tagged(tmp_path: Path) -> MakeTagged:
    """A function that makes the accessible PDF of a bind, of whose books two have notes."""
    tables = write_bind("one", BOOKS) + write_bind("two", BOOKS, 'fronts = ["he", "en"]')
    root = write_shelf(tmp_path, tables)
    for name, title in (("schedule", "The Schedule"), ("lessons/1", "The First Lesson")):
        (root / "sources" / f"{name}.txt").write_text(NOTES.format(title), "utf-8")

    def make_one(name: str) -> Result:
        book = open_book(name, find_workspace(root))
        (artifact,) = plan(book, Request(("pdf",), profile="accessible"))
        return make(artifact)

    return make_one


@pytest.mark.thorough
def test_binds_conform_to_pdf_ua(make_tagged: MakeTagged, tmp_path: Path) -> None:
    results = {name: make_tagged(name) for name in ("one", "two")}
    assert {each.status for each in results.values()} == {Status.MADE}
    files = {name: each.path.read_bytes() for name, each in results.items()}
    assert find_validator().faults(files, tmp_path) == {"one": [], "two": []}


@pytest.mark.slow
def test_a_book_without_its_language_would_be_misread(
    make_tagged: MakeTagged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StructureTree, "begin_book", lambda _tree, _lang: None)
    result = make_tagged("one")
    assert result.status is Status.FAILED
    assert "P11" in {each.code for each in result.diagnostics}
