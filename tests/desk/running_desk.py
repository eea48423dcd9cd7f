"""A running desk, and a client of it with its cookie and its stream of events."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from publish.desk.desk import Desk
from publish.desk.server import LOOPBACK, OpenDesk, open_desk, starting

PATIENCE = 60.0
"""Seconds after which a test gives up waiting for an event."""

TEXT = """A Small Book

1. The first line of the book.

שורה ראשונה של הספר.
"""
SETTINGS = """title = "A Small Book"
languages = ["en", "he"]
"""


@contextmanager
def serve(folder: Path, *books: str, host: str = LOOPBACK) -> Iterator[OpenDesk]:
    """Serve the desk of a workspace at a free port by a thread, until the block ends."""
    with serve_open_desk(open_desk(Desk(folder, books), 0, host)) as opened:
        yield opened


@contextmanager
def serve_open_desk(opened: OpenDesk) -> Iterator[OpenDesk]:
    """Serve a desk by a thread until the block ends."""
    with starting(opened) as server:
        thread = threading.Thread(target=server.run, args=([opened.listener],))
        thread.start()
        try:
            yield opened
        finally:
            server.should_exit = True
            thread.join()


class Client:
    """A browser of a desk: its requests have the cookie, and its stream the events."""

    def __init__(self, opened: OpenDesk) -> None:
        self.opened = opened
        self._headers: dict[str, str] = {}
        _, headers, _ = self._ask("GET", f"/?{urlsplit(opened.address).query}")
        self._headers["Cookie"] = headers["set-cookie"].partition(";")[0]
        self._connection = HTTPConnection("127.0.0.1", opened.port, timeout=PATIENCE)
        self._connection.request("GET", "/api/events", headers=self._headers)
        self._stream = self._connection.getresponse()
        assert self._stream.readline() == b"retry: 1000\n"

    def close(self) -> None:
        """Close the stream of events."""
        self._stream.close()
        self._connection.close()

    def get(self, path: str) -> Any:
        """Return the JSON of an answer without a fault."""
        status, body = self.fetch(path)
        assert status == 200, body
        return json.loads(body)

    def fetch(self, path: str) -> tuple[int, bytes]:
        """Return the status and the body of an answer."""
        status, _, body = self._ask("GET", path)
        return status, body

    def headers_of(self, path: str) -> dict[str, str]:
        """Return the headers of an answer, by small names."""
        return self._ask("GET", path)[1]

    def post(self, path: str, value: object, *, method: str = "POST") -> tuple[int, Any]:
        """Return the status and the JSON of the answer to a value."""
        body = json.dumps(value).encode()
        status, _, answer = self._ask(method, path, body, "application/json")
        return status, json.loads(answer)

    def upload(self, path: str, data: bytes) -> tuple[int, Any]:
        """Return the status and the JSON of the answer to a file."""
        status, _, answer = self._ask("POST", path, data, "application/octet-stream")
        return status, json.loads(answer)

    def event(self, **wanted: object) -> dict[str, Any]:
        """Return the next event that has the wanted values."""
        end = time.monotonic() + PATIENCE
        while True:
            line = self._stream.readline()
            assert line, "the stream of events has ended"
            assert time.monotonic() < end, f"no event with {wanted}"
            event: dict[str, Any] = json.loads(line[5:]) if line.startswith(b"data:") else {}
            if event and wanted.items() <= event.items():
                return event

    def book(self, name: str) -> str:
        """Return the address of a book."""
        books = self.get("/api/desk")["books"]
        (identifier,) = (book["id"] for book in books if book["name"] == name)
        return f"/api/books/{identifier}"

    def view_after(self, address: str, revision: int) -> dict[str, Any]:
        """Return the first view of a book that is newer than a revision."""
        while (view := self.view(address))["revision"] <= revision:
            self.event(book=view["name"])
        return view

    def view(self, address: str) -> dict[str, Any]:
        """Return the view of a book as soon as its newest state is made."""
        view: dict[str, Any]
        while (view := self.get(address))["status"] == "building":
            self.event(book=view["name"])
        return view

    def _ask(
        self, method: str, path: str, body: bytes | None = None, media_type: str = ""
    ) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection("127.0.0.1", self.opened.port, timeout=PATIENCE)
        with closing(connection):
            headers = {"Content-Type": media_type} if media_type else {}
            connection.request(method, path, body, self._headers | headers)
            answer = connection.getresponse()
            sent = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, sent, answer.read()


def make_workspace(folder: Path, text: str = TEXT) -> Path:
    """Return a new workspace with a book “small”."""
    (folder / "sources").mkdir(parents=True)
    (folder / "publish.toml").write_text("")
    (folder / "sources" / "small.txt").write_text(text, "utf-8")
    (folder / "sources" / "small.toml").write_text(SETTINGS, "utf-8")
    return folder
