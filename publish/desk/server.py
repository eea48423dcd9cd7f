"""The server of the desk: a socket on the loopback address, and uvicorn behind the guard."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from publish.desk.desk import Desk
from publish.desk.guard import TOKEN, Guard
from publish.desk.routes import make_application
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    import uvicorn

LOOPBACK = "127.0.0.1"
_TRIES = 20
"""Ports that are tried one after the other where the first is taken."""


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A desk with its socket, ready to be served; ``address`` has the token."""

    desk: Desk
    listener: socket.socket
    guard: Guard
    address: str

    @property
    def port(self) -> int:
        """The port of the desk."""
        port: int = self.listener.getsockname()[1]
        return port


def open_desk(desk: Desk, port: int, host: str = LOOPBACK) -> OpenDesk:
    """Return a desk on ``port`` or on the next one that is free; any free one for 0.

    Raises OSError where no port can be used.
    """
    listener = _listen(host, port)
    port = listener.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    names = {LOOPBACK, "localhost"} if host == LOOPBACK else {shown}
    guard = Guard(make_application(desk), {f"{name}:{port}" for name in names}, port)
    return OpenDesk(desk, listener, guard, f"http://{shown}:{port}/?{TOKEN}={guard.token}")


def serve(opened: OpenDesk) -> None:
    """Serve a desk until Ctrl-C; afterwards nothing of it is left."""
    with starting(opened) as server:
        server.run(sockets=[opened.listener])


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
        timeout_graceful_shutdown=1,
    )
    opened.desk.start()
    try:
        yield Server(config)
    finally:
        opened.desk.close()
        opened.listener.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last = port + _TRIES if port else 0
    while True:
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE or port >= last:
                raise
            port += 1
        else:
            return listener
