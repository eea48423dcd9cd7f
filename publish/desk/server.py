"""The server of the desk: a socket on the loopback address, and uvicorn behind the guard."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from publish.desk.desk import Desk
from publish.desk.desk_records import DeskRecord, remove_record, write_record
from publish.desk.guard import TOKEN, Guard
from publish.desk.routes import make_application
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    import uvicorn

LOOPBACK = "127.0.0.1"
PORT = 8760
"""The port of a desk, unless another one is asked for or this one is used."""

_MOST_CONNECTIONS = 200
"""Connections after which others are refused, so that files can still be opened."""

_TRIES = 20
"""Ports that are tried one after the other."""


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A desk with its socket, ready to be served at an ``origin``: scheme, host and port."""

    desk: Desk
    listener: socket.socket
    guard: Guard
    origin: str

    @property
    def address(self) -> str:
        """The address that opens the desk in one browser; afterwards there is another one."""
        return f"{self.origin}/?{TOKEN}={self.guard.token}"

    @property
    def port(self) -> int:
        """The port of the desk."""
        port: int = self.listener.getsockname()[1]
        return port


def open_desk(desk: Desk, port: int | None = None, host: str = LOOPBACK) -> OpenDesk:
    """Return a desk on ``port``, on any free one for 0; by default on one near ``PORT``.

    Raises OSError where the port cannot be used.
    """
    listener = _find_port(host) if port is None else _listen(host, port)
    port = listener.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    names = {LOOPBACK, "localhost"} if host == LOOPBACK else {shown}
    guard = Guard(make_application(desk), {f"{name}:{port}" for name in names}, port)
    return OpenDesk(desk, listener, guard, f"http://{shown}:{port}")


def serve(opened: OpenDesk, show_address: Callable[[str], object]) -> None:
    """Serve a desk until a signal ends it; afterwards nothing of it is left.

    ``show_address`` gets the new address after each time that a browser has used the one before.
    """
    folder = str(opened.desk.workspace().root)

    def record() -> None:
        write_record(DeskRecord(opened.port, folder, opened.address, os.getpid()))

    def renew() -> None:
        record()
        show_address(opened.address)

    port = opened.port
    opened.guard.on_open = renew
    record()
    try:
        with starting(opened) as server:
            server.run(sockets=[opened.listener])
    finally:
        remove_record(port)


@contextmanager
def starting(opened: OpenDesk) -> Iterator[uvicorn.Server]:
    """Provide the server of a desk whose threads run; they end with the block."""
    import uvicorn

    class Server(uvicorn.Server):
        """A server that ends the streams of events first, for which it would wait."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            opened.desk.close()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        opened.guard,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_graceful_shutdown=1,
    )
    opened.desk.start()
    try:
        yield Server(config)
    finally:
        opened.desk.close()
        opened.listener.close()


def _find_port(host: str) -> socket.socket:
    """Return a socket on the first free port from ``PORT`` on, on any free one if many are used."""
    for port in (*range(PORT, PORT + _TRIES), 0):
        try:
            return _listen(host, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or not port:
                raise
    raise AssertionError("the last port raises its error")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere, two programs could then have one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
