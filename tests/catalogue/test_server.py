"""The server of a library: media types, and requests that name another host."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from publish.catalogue.server import LibraryServer, open_server
from tests.support.shelves import make_workspace

from .conftest import OTHER, PLAIN, Make


@pytest.fixture
def server(tmp_path: Path, make: Make) -> Iterator[LibraryServer]:
    """A server of a library of two books."""
    folder = make(make_workspace(tmp_path / "workspace", [PLAIN, OTHER])).path
    with open_server(folder, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def get(server: LibraryServer, path: str, host: str = "") -> tuple[int, str]:
    """Return the status of an answer and its media type."""
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    connection.request("GET", path, headers={"Host": host} if host else {})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, response.headers["Content-Type"]


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/books/the-light/the-light.epub", "application/epub+zip"),
        ("/books/the-light/the-light.pdf", "application/pdf"),
        ("/books/%D7%9E%D7%99%D7%9D/%D7%9E%D7%99%D7%9D.epub", "application/epub+zip"),
        ("/opds/root.xml", "application/atom+xml;profile=opds-catalog;kind=navigation"),
        ("/opds/all.xml", "application/atom+xml;profile=opds-catalog;kind=acquisition"),
        ("/opds/languages/en.xml", "application/atom+xml;profile=opds-catalog;kind=acquisition"),
        ("/opds/root.json", "application/opds+json"),
        ("/new.atom", "application/atom+xml; charset=utf-8"),
        ("/assets/library.css", "text/css; charset=utf-8"),
        ("/SHA256SUMS", "text/plain; charset=utf-8"),
    ],
)
def test_files_have_their_media_types(server: LibraryServer, path: str, media_type: str) -> None:
    assert get(server, path) == (200, media_type)


def test_a_request_for_another_host_is_refused(server: LibraryServer) -> None:
    port = server.server_port
    assert get(server, "/", "library.example")[0] == 421
    assert get(server, "/", f"localhost.example:{port}")[0] == 421
    assert get(server, "/", f"localhost:{port}")[0] == 200


def test_folders_are_not_listed_and_nothing_outside_is_sent(server: LibraryServer) -> None:
    assert get(server, "/assets/")[0] == 404
    assert get(server, "/../../publish.toml")[0] == 404
    assert get(server, "/%2e%2e/%2e%2e/publish.toml")[0] == 404


def test_the_server_listens_on_this_computer_alone(server: LibraryServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
