"""The server of a library for one computer: its files on the loopback address alone."""

from __future__ import annotations

import socket
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any

from publish.catalogue.model import FileKind

_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".xml": "application/atom+xml;profile=opds-catalog; charset=utf-8",
    ".epub": "application/epub+zip",
    ".azw3": FileKind.AZW3.media_type,
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".woff2": "font/woff2",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
    "": "text/plain; charset=utf-8",
}
"""The media types of files by their endings, as docs/shelf.md gives them to web servers."""

_NAVIGATION = frozenset({"root", "languages", "series", "authors"})
"""The feeds that lead to other feeds."""


class LibraryServer(ThreadingHTTPServer):
    """A server of the files of a folder, for requests that name this computer as their host."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path) -> None:
        self.folder = folder
        super().__init__(address, _LibraryHandler)


def open_server(folder: Path, port: int) -> LibraryServer:
    """Return a server on the loopback address; any free port is taken for 0.

    Raises OSError where the port cannot be used.
    """
    return LibraryServer((socket.gethostbyname("localhost"), port), folder)


def media_type(path: str) -> str:
    """Return the media type of a file of a library by its path, feeds with their kind."""
    name = PurePosixPath(path)
    if name.suffix == ".json":
        return "application/opds+json" if "opds" in name.parts else "application/json"
    if name.suffix == ".xml" and name.parent.name == "opds" and name.stem in _NAVIGATION:
        return "application/atom+xml;profile=opds-catalog;kind=navigation"
    if name.suffix == ".xml":
        return "application/atom+xml;profile=opds-catalog;kind=acquisition"
    return _TYPES.get(name.suffix, "application/octet-stream")


class _LibraryHandler(SimpleHTTPRequestHandler):
    """Handler of requests: files are sent, folders are not listed."""

    server: LibraryServer

    def __init__(self, request: Any, address: Any, server: LibraryServer) -> None:
        super().__init__(request, address, server, directory=str(server.folder))

    def send_head(self) -> Any:
        """Send the head of an answer; a request for another host is refused.

        A page of a stranger could otherwise read the library by a name of its own that leads to
        this computer (DNS rebinding).
        """
        host = self.headers.get("Host", "").rsplit(":", 1)
        name = host[0] if len(host) == 2 and host[1].isdigit() else ":".join(host)
        if name not in _HOSTS:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "this server is for localhost alone")
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> Any:  # noqa: ARG002  # of the standard library
        """Refuse to list a folder without a page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def guess_type(self, path: Any) -> str:
        """Return the media type of a file."""
        root = str(self.server.folder)
        return media_type(str(path).removeprefix(root).lstrip("/"))

    def end_headers(self) -> None:
        """Send headers that keep pages current and harmless."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  # of the standard library
        """Print nothing: the terminal has the address alone."""
