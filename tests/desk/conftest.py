"""Books on the disk whose lines the desk shows and changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from publish.config import Book, find_workspace, open_book

from .running_desk import Client, make_workspace, serve

MakeBook = Callable[..., Book]


@pytest.fixture
def make_book(tmp_path: Path) -> MakeBook:
    """A function that writes a book of one or more texts and opens it."""

    def make(settings: str | None = None, **texts: str) -> Book:
        (tmp_path / "publish.toml").touch()
        sources = tmp_path / "sources"
        folder = sources / "book" if len(texts) > 1 else sources
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name.replace("_", ".")).write_bytes(text.encode())
        if settings is not None:
            name = "book.toml" if len(texts) > 1 else f"{next(iter(texts)).split('_')[0]}.toml"
            (folder / name).write_bytes(settings.encode())
        name = "book" if len(texts) > 1 else next(iter(texts)).split("_")[0]
        return open_book(name, find_workspace(tmp_path))

    return make


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "workspace")


@pytest.fixture
def client(workspace: Path) -> Iterator[Client]:
    with serve(workspace) as opened, closing(Client(opened)) as client:
        yield client
