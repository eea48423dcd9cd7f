"""Books on the disk whose lines the desk shows and changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from publish.config import Book, find_workspace, open_book
from publish.desk.desk import Desk
from publish.desk.server import open_desk, starting

from .running_desk import Client, make_workspace

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
    opened = open_desk(Desk(workspace), 0)
    with starting(opened) as server:
        thread = threading.Thread(target=server.run, args=([opened.listener],))
        thread.start()
        try:
            with closing(Client(opened)) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()
