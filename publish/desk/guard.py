"""The guard of the desk: an ASGI layer that answers only the browser that the user opened.

Pages of strangers in the same browser can send requests to this computer.  A request is answered
only if its Host is that of the desk with its port (a stranger's name may lead here: DNS
rebinding), if its Origin, where it has one, is the desk itself, and if it has the cookie that the
address with the token gives.  https://www.starlette.io/middleware/#trustedhostmiddleware looks at
the name of the Host alone.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from publish.desk.json_answers import JSONResponse
from publish.desk.refusals import Refusal

_LENGTH = re.compile(r"[0-9]{1,15}")

TOKEN = "token"  # the name of a parameter
MOST_BYTES = 64_000_000
"""Bytes of the largest body of a request; files that are dropped on the desk are the largest."""

_NOT_OPENED = (
    "this page was not opened from the desk's address",
    "open the last address that `publish preview` shows in its terminal",
)
_UNKNOWN_BROWSER = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>publish</title>
<meta name="viewport" content="width=device-width">
<h1>This browser does not know the desk</h1>
<p>An address opens the desk in one browser, once. Open the last address that
<code>publish preview</code> shows in its terminal.</p>
<div lang="he" dir="rtl"><h1>הדפדפן הזה אינו מכיר את שולחן העבודה</h1>
<p>כל כתובת פותחת את שולחן העבודה בדפדפן אחד, פעם אחת. פתחו את הכתובת האחרונה ש-<code
dir="ltr">publish preview</code> מציג במסוף.</p></div>
</html>
"""


PAUSE = 60.0
"""Seconds without a byte after which the rest of a body is not waited for."""

_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""The sources from which the pages of the desk load anything: https://www.w3.org/TR/CSP3/"""

OWN_POLICY = "desk_policy"
"""The name under which the state of a request has the policy of its answer, where that is a
stricter one: that of a document which is no page of the desk."""


class Guard:
    """An ASGI application in front of another one, for requests of one browser to one host.

    ``hosts`` are the names of the desk, each with its port.  ``token`` opens the desk once, because
    other users of the computer can read the addresses with which programs are started; then there
    is a new one, and ``on_open`` is called.
    """

    def __init__(self, application: ASGIApp, hosts: Iterable[str], port: int) -> None:
        self._application = application
        self._hosts = frozenset(hosts)
        self._cookie = f"publish-desk-{port}"
        self._secret = secrets.token_urlsafe(32)
        self.token = secrets.token_urlsafe(16)
        self.on_open: Callable[[], object] = lambda: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it; a websocket is closed."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        headers = _headers(scope)
        application = self._refuse(headers) or self._open(scope, headers) or self._application
        await application(scope, _limit(receive), _with_policy(send, scope))

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
        if any(not _LENGTH.fullmatch(each) or int(each) > MOST_BYTES for each in lengths):
            return refusal(413, *_too_large())
        return None

    def _open(self, scope: Scope, headers: dict[str, list[str]]) -> Response | None:
        """Return the answer to the address with the token, or to an unknown browser; else None.

        The first answer to the token is the cookie, and the address without the token.
        """
        tokens: list[str] = []
        if scope["path"] == "/" and scope["method"] == "GET":
            tokens = parse_qs(scope["query_string"].decode("latin-1")).get(TOKEN, [])
        if self._is_known(headers):
            return Response(status_code=303, headers={"Location": "/"}) if tokens else None
        if len(tokens) != 1 or not secrets.compare_digest(tokens[0].encode(), self.token.encode()):
            return _ask_for_address(headers)
        self.token = secrets.token_urlsafe(16)
        self.on_open()
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


def refusal(
    status: int, message: str, hint: str = "", facts: Mapping[str, object] | None = None
) -> Response:
    """Return the answer to a request that is not done, with ``facts`` to go on."""
    return JSONResponse({"error": {"message": message, "hint": hint}, **(facts or {})}, status)


def _ask_for_address(headers: dict[str, list[str]]) -> Response:
    """Return the refusal of a browser that did not come by the address of the terminal."""
    if not any("text/html" in accepted for accepted in headers.get("accept", [])):
        return refusal(403, *_NOT_OPENED)
    return HTMLResponse(_UNKNOWN_BROWSER, 403)


def _too_large() -> tuple[str, str]:
    """Return the message and the hint about a body that is too large."""
    return f"a file may have {MOST_BYTES // 1_000_000} MB", "make it smaller"


def _headers(scope: Scope) -> dict[str, list[str]]:
    headers: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return headers


def _limit(receive: Receive) -> Receive:
    """Return ``receive`` that raises Refusal for a body that is too large, or that stops coming."""
    count = 0
    is_complete = False

    async def receive_limited() -> Message:
        nonlocal count, is_complete
        if is_complete:
            return await receive()  # waits for the end of the connection, without bound
        try:
            message = await asyncio.wait_for(receive(), PAUSE)
        except TimeoutError:
            hint = "check the connection, then send it again"
            raise Refusal(408, "the rest of the file did not come", hint) from None
        count += len(message.get("body", b""))
        is_complete = not message.get("more_body", False)
        if count > MOST_BYTES:
            raise Refusal(413, *_too_large())
        return message

    return receive_limited


def _with_policy(send: Send, scope: Scope) -> Send:
    """Return ``send`` that adds the headers by which a browser loads nothing from elsewhere."""
    state = scope.setdefault("state", {})

    async def send_with_policy(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = state.get(OWN_POLICY, _POLICY)
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            headers["Cross-Origin-Resource-Policy"] = "same-origin"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return send_with_policy
