"""Events of the desk: what has changed, for every page that is open in a browser."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from publish.desk.json_answers import as_json

PAUSE = 15.0
"""Seconds after which a silent stream sends a comment, so that lost clients are noticed."""

_MOST_WAITING = 500
"""Events that wait for a client; one that reads none of them has to ask for everything again."""


MOST_STREAMS = 60
"""Streams that may be open; a browser opens one for all of its tabs."""


class EventHub:
    """The place where threads announce events, and streams pass them on to clients.

    A stream that is closed, or that has too many events waiting, ends; the client opens another one
    and asks for everything again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._streams: dict[asyncio.Queue[str | None], asyncio.AbstractEventLoop] = {}
        self._is_closed = False

    @property
    def is_full(self) -> bool:
        """Whether no other stream may be opened."""
        with self._lock:
            return len(self._streams) >= MOST_STREAMS

    def announce(self, event: dict[str, Any]) -> None:
        """Send an event to every stream; any thread may call this."""
        text = f"data: {as_json(event)}\n\n"
        self._send(text)

    def close(self) -> None:
        """End every stream, and those opened later."""
        self._is_closed = True
        self._send(None)

    async def stream(self) -> AsyncIterator[str]:
        """Yield the events from now on, in the form of server-sent events.

        https://html.spec.whatwg.org/multipage/server-sent-events.html
        """
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        with self._lock:
            self._streams[queue] = asyncio.get_running_loop()
        try:
            yield "retry: 1000\n\n"
            while not self._is_closed and queue.qsize() < _MOST_WAITING:
                try:
                    text = await asyncio.wait_for(queue.get(), PAUSE)
                except TimeoutError:
                    text = ": still here\n\n"
                if text is None:
                    return
                yield text
        finally:
            with self._lock:
                del self._streams[queue]

    def _send(self, text: str | None) -> None:
        with self._lock:
            streams = list(self._streams.items())
        for queue, loop in streams:
            with suppress(RuntimeError):  # the server has ended
                loop.call_soon_threadsafe(queue.put_nowait, text)
