"""The desk shows the books of a workspace that has binds."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tests.binds.shelf import write_bind, write_shelf
from tests.desk.running_desk import Client, serve


def test_the_desk_shows_the_books_of_a_workspace_with_binds(tmp_path: Path) -> None:
    root = write_shelf(tmp_path, write_bind("programme", 'books = ["schedule", "songs"]'))
    with serve(root) as opened, closing(Client(opened)) as client:
        books = client.get("/api/desk")["books"]
    assert [book["name"] for book in books] == ["lessons", "schedule", "songs"]
