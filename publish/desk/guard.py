"""The guard of the desk: an ASGI layer that answers only the browser that the user opened.

Pages of strangers in the same browser can send requests to this computer.  A request is answered
only if its Host is that of the desk with its port (a stranger's name may lead here: DNS
rebinding), if its Origin, where it has one, is the desk itself, and if it has the cookie that the
address with the token gives.  https://www.starlette.io/middleware/#trustedhostmiddleware looks at
the name of the Host alone.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "token"  # the name of a parameter
MOST_BYTES = 64_000_000
"""Bytes of the largest body of a request; files that are dropped on the desk are the largest."""

NONCE = "desk_nonce"
"""The name under which a request has the nonce of its answer's policy."""

_NOT_OPENED = (
    "this page was not opened from the desk's address",
    "open the address that `publish preview` shows in its terminal",
)


class Guard:
    """An ASGI application in front of another one, for requests of one browser to one host.

    ``hosts`` are the names of the desk, each with its port.
    """

    def __init__(self, application: ASGIApp, hosts: Iterable[str], port: int) -> None:
        self._application = application
        self._hosts = frozenset(hosts)
        self._cookie = f"publish-desk-{port}"
        self._secret = secrets.token_urlsafe(32)
        self.token = secrets.token_urlsafe(16)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it; a websocket is closed."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(12)
        scope.setdefault("state", {})[NONCE] = nonce
        headers = _headers(scope)
        answer = self._refuse(headers)
        if answer is None:
            answer = self._open(scope)
        if answer is None and not self._is_known(headers):
            answer = refusal(403, *_NOT_OPENED)
        application = answer or self._application
        await application(scope, _limit(receive), _with_policy(send, nonce))

    def _refuse(self, headers: dict[str, list[str]]) -> Response | None:
        """Return the refusal of a request for another host, or from another page; else None."""
        host = headers.get("host", [])
        if len(host) != 1 or host[0].lower() not in self._hosts:
            return refusal(421, "this desk is for one computer alone", _NOT_OPENED[1])
        own = f"http://{host[0].lower()}"
        if any(origin.lower() != own for origin in headers.get("origin", [])):
            return refusal(403, "another page sent this request", _NOT_OPENED[1])
        # Browsers tell which page a request comes from: https://www.w3.org/TR/fetch-metadata/
        if any(each not in ("same-origin", "none") for each in headers.get("sec-fetch-site", [])):
            return refusal(403, "another page sent this request", _NOT_OPENED[1])
        lengths = headers.get("content-length", [])
        if any(not each.isdigit() or int(each) > MOST_BYTES for each in lengths):
            return too_large()
        return None

    def _open(self, scope: Scope) -> Response | None:
        """Return the answer to the address with the token: the cookie, and the address without."""
        if scope["path"] != "/" or scope["method"] != "GET":
            return None
        tokens = parse_qs(scope["query_string"].decode("latin-1")).get(TOKEN, [])
        if len(tokens) != 1 or not secrets.compare_digest(tokens[0].encode(), self.token.encode()):
            return None
        answer = Response(status_code=303, headers={"Location": "/"})
        answer.set_cookie(self._cookie, self._secret, httponly=True, samesite="strict", path="/")
        return answer

    def _is_known(self, headers: dict[str, list[str]]) -> bool:
        for line in headers.get("cookie", []):
            try:
                cookie = SimpleCookie(line).get(self._cookie)
            except CookieError:
                continue
            if cookie and secrets.compare_digest(cookie.value.encode(), self._secret.encode()):
                return True
        return False


class TooLarge(Exception):
    """A body that has more than ``MOST_BYTES``."""


def refusal(
    status: int, message: str, hint: str = "", facts: Mapping[str, object] | None = None
) -> Response:
    """Return the answer to a request that is not done, with ``facts`` to go on."""
    return JSONResponse({"error": {"message": message, "hint": hint}, **(facts or {})}, status)


def too_large() -> Response:
    """Return the refusal of a body that is too large."""
    return refusal(413, f"a file may have {MOST_BYTES // 1_000_000} MB", "make it smaller")


def _headers(scope: Scope) -> dict[str, list[str]]:
    headers: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return headers


def _limit(receive: Receive) -> Receive:
    """Return ``receive`` that raises TooLarge after ``MOST_BYTES`` of a body."""
    count = 0

    async def receive_limited() -> Message:
        nonlocal count
        message = await receive()
        count += len(message.get("body", b""))
        if count > MOST_BYTES:
            raise TooLarge
        return message

    return receive_limited


def _with_policy(send: Send, nonce: str) -> Send:
    """Return ``send`` that adds the headers by which a browser loads nothing from elsewhere.

    The nonce is for the style sheet that the editor makes: it measures lines by its rules.
    """
    policy = (
        f"default-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )

    async def send_with_policy(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = policy
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            headers["Cross-Origin-Resource-Policy"] = "same-origin"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return send_with_policy
