"""A workspace with three short books, English and Hebrew, and binds of them."""

from __future__ import annotations

import re
from pathlib import Path

import pymupdf

from publish.artifacts.make import make
from publish.artifacts.plan import Request, plan
from publish.artifacts.result import Result
from publish.config import find_workspace, open_book

_LEADERS = re.compile(r"(?:\s\.)+\s")

TITLE = '{ en = "Programme", he = "תוכנייה" }'
TEXTS = {
    "lessons/1.txt": "The First Lesson\n\nOf the gate.\n",
    "lessons/2.txt": "The Second Lesson\n\nOf the well, as in Genesis 29:2.\n",
    "schedule.txt": "The Schedule\n\nOn Sunday morning.\n\nOn Sunday evening.\n",
    "songs.txt": "שירים\n\nשיר המעלות לדוד.\n\nהנה מה טוב ומה נעים.\n",
}
SETTINGS = {
    "lessons/book.toml": 'title = "Lessons"\nlanguages = ["en"]\nindexes = ["references"]\n',
    "schedule.toml": 'title = "The Schedule"\nlanguages = ["en"]\n',
    "songs.toml": 'title = "שירים"\nlanguages = ["he"]\n',
}


def write_shelf(root: Path, tables: str) -> Path:
    """Write the workspace, with the tables of its publish.toml."""
    for name, text in {**TEXTS, **SETTINGS}.items():
        path = root / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (root / "publish.toml").write_text(tables, "utf-8")
    return root


def write_bind(name: str, *lines: str) -> str:
    """Return a table [[bind]] with a title and these lines."""
    return "\n".join(["[[bind]]", f'name = "{name}"', f"title = {TITLE}", *lines, ""])


def make_pdf(root: Path, name: str, edition: str | None = None) -> Result:
    """Return the result of making the PDF of a book or a bind."""
    book = open_book(name, find_workspace(root))
    (artifact,) = plan(book, Request(("pdf",), edition))
    return make(artifact)


def read_pdf(root: Path, name: str) -> bytes:
    """Return the PDF of a book or a bind, which is made without errors."""
    result = make_pdf(root, name)
    assert result.status != "failed", result.diagnostics
    return result.path.read_bytes()


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page, with its words in single spaces and without leaders."""
    with pymupdf.open(stream=pdf) as document:
        return [" ".join(_LEADERS.sub(" ", page.get_text()).split()) for page in document]
