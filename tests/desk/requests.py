"""Requests to an ASGI application without a network, and the answers to them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message, Scope

from tests.support.coroutines import run

HOST = "127.0.0.1:8760"


@dataclass(frozen=True)
class Answer:
    """An answer: its status, its headers by small names, and its body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def value(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def message(self) -> str:
        """The message of a refusal, with its hint."""
        error = self.value["error"]
        return f"{error['message']} {error['hint']}"


def http_scope(
    target: str, *headers: tuple[str, str], method: str = "GET", kind: str = "http"
) -> Scope:
    """Return the scope of a request as a server passes it to an application."""
    path, _, query = target.partition("?")
    return {
        "type": kind,
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8760),
    }


def ask(
    application: ASGIApp,
    target: str = "/",
    *headers: tuple[str, str],
    method: str = "GET",
    body: Sequence[bytes] = (b"",),
    kind: str = "http",
) -> Answer:
    """Return the answer to a request; its Host is the desk's unless the headers have one."""
    if not any(name.lower() == "host" for name, _ in headers):
        headers = (("Host", HOST), *headers)
    scope = http_scope(target, *headers, method=method, kind=kind)
    chunks = list(body)
    messages: list[Message] = []

    async def receive() -> Message:
        if not chunks:
            await asyncio.Event().wait()  # the connection stays open
        chunk = chunks.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": bool(chunks)}

    async def send(message: Message) -> None:
        messages.append(message)

    run(application(scope, receive, send))  # type: ignore[arg-type]  # a coroutine
    first = messages[0]
    sent = {name.decode(): value.decode() for name, value in first.get("headers", ())}
    return Answer(
        first.get("status", 0), sent, b"".join(message.get("body", b"") for message in messages)
    )
