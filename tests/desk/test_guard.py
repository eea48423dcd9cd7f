"""The guard of the desk: attacks that the stock middleware lets through."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from publish.desk import guard as guards
from publish.desk.guard import MOST_BYTES, Guard, refusal
from publish.desk.refusals import Refusal

from .requests import HOST, Answer, ask

SECRET = "the text of a book"


async def _tell(request: Request) -> Response:
    try:
        body = await request.body()
    except Refusal as error:
        return refusal(error.status, error.message, error.hint)
    return PlainTextResponse(f"{SECRET} {len(body)}")


def application() -> Starlette:
    """An application that tells a secret to whoever asks."""
    return Starlette(routes=[Route("/{path:path}", _tell, methods=["GET", "POST", "PUT"])])


@pytest.fixture
def guard() -> Guard:
    return Guard(application(), {HOST, "localhost:8760"}, 8760)


@pytest.fixture
def stock() -> ASGIApp:
    """The same application behind Starlette's own middleware."""
    return TrustedHostMiddleware(application(), allowed_hosts=["127.0.0.1", "localhost"])


def open_desk(guard: Guard) -> tuple[str, str]:
    """Return the cookie that the address with the token gives."""
    answer = ask(guard, f"/?token={guard.token}")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    return "Cookie", answer.headers["set-cookie"].partition(";")[0]


def is_secret(answer: Answer) -> bool:
    return SECRET.encode() in answer.body


ATTACKS = {
    "another port of this computer as host": (("Host", "127.0.0.1:1"),),
    "a host without the port": (("Host", "127.0.0.1"),),
    "a page of another site": (("Origin", "https://evil.example"),),
    "a page of another port": (("Origin", "http://127.0.0.1:3000"),),
    "a page without an origin of its own": (("Origin", "null"),),
    "the desk's own name by another scheme": (("Origin", f"https://{HOST}"),),
    "a picture in a page of another site": (("Sec-Fetch-Site", "cross-site"),),
    "a picture in a page of another port": (("Sec-Fetch-Site", "same-site"),),
    "two hosts": (("Host", HOST), ("Host", "evil.example")),
}


@pytest.mark.parametrize("headers", ATTACKS.values(), ids=ATTACKS)
def test_a_request_of_another_page_is_refused_even_with_the_cookie(
    guard: Guard, headers: tuple[tuple[str, str], ...]
):
    answer = ask(guard, "/", open_desk(guard), *headers)
    assert answer.status in (403, 421)
    assert not is_secret(answer)
    assert "publish preview" in answer.message


@pytest.mark.parametrize("headers", ATTACKS.values(), ids=ATTACKS)
def test_the_stock_middleware_answers_the_same_request(
    stock: ASGIApp, headers: tuple[tuple[str, str], ...]
):
    assert is_secret(ask(stock, "/", *headers))


def test_a_name_that_a_stranger_leads_here_is_refused(guard: Guard):
    answer = ask(guard, "/", open_desk(guard), ("Host", "evil.example:8760"))
    assert (answer.status, is_secret(answer)) == (421, False)


@pytest.mark.parametrize(
    "target",
    ["/", "/api/desk", "/?token=", "/?token=wrong", "/?token=a&token=b", "/api/desk?token={token}"],
)
def test_nothing_is_told_without_the_cookie(guard: Guard, stock: ASGIApp, target: str):
    answer = ask(guard, target.format(token=guard.token))
    assert (answer.status, is_secret(answer)) == (403, False)
    assert is_secret(ask(stock, target))


@pytest.mark.parametrize("cookie", ["publish-desk-8760=guess", "publish-desk-8760", "=;;,", "a=b"])
def test_a_wrong_cookie_is_none(guard: Guard, cookie: str):
    assert ask(guard, "/", ("Cookie", cookie)).status == 403


def test_the_cookie_of_the_desk_is_for_this_browser_and_this_page_alone(guard: Guard):
    cookie = ask(guard, f"/?token={guard.token}").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_the_cookie_of_another_desk_opens_nothing(guard: Guard):
    other = Guard(application(), {HOST}, 8760)
    assert ask(guard, "/", open_desk(other)).status == 403


def test_the_browser_that_was_opened_gets_its_answers(guard: Guard):
    cookie = open_desk(guard)
    own = ("Origin", f"http://{HOST}")
    assert is_secret(ask(guard, "/", cookie))
    assert is_secret(ask(guard, "/", cookie, own, ("Sec-Fetch-Site", "same-origin"), method="PUT"))
    by_name = (("Host", "localhost:8760"), ("Origin", "http://localhost:8760"))
    assert is_secret(ask(guard, "/", cookie, *by_name))


def test_every_answer_keeps_the_browser_from_loading_anything_else(guard: Guard):
    for answer in (ask(guard, "/", open_desk(guard)), ask(guard, "/"), ask(guard, "/wrong")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"


def test_a_token_opens_the_desk_once_and_another_one_follows(guard: Guard):
    openings: list[str] = []
    guard.on_open = lambda: openings.append(guard.token)
    first = guard.token
    cookie = open_desk(guard)
    assert ask(guard, f"/?token={first}").status == 403
    assert openings == [guard.token]
    again = ask(guard, f"/?token={first}", cookie)
    assert (again.status, again.headers["location"]) == (303, "/")
    assert "set-cookie" not in again.headers
    assert is_secret(ask(guard, "/", open_desk(guard)))


def test_a_browser_that_the_desk_does_not_know_gets_a_page_that_says_what_to_do(guard: Guard):
    answer = ask(guard, "/", ("Accept", "text/html,*/*"))
    assert (answer.status, is_secret(answer)) == (403, False)
    assert answer.headers["content-type"].startswith("text/html")
    assert "publish preview" in answer.body.decode()
    assert 'dir="rtl"' in answer.body.decode()


def test_a_body_that_says_it_is_enormous_is_not_read(guard: Guard, stock: ASGIApp):
    size = ("Content-Length", str(10**9))
    answer = ask(guard, "/", open_desk(guard), size, method="POST")
    assert (answer.status, is_secret(answer)) == (413, False)
    assert f"{MOST_BYTES // 1_000_000} MB" in answer.message
    assert is_secret(ask(stock, "/", size, method="POST"))


def test_a_body_that_does_not_end_is_cut(
    guard: Guard, stock: ASGIApp, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(guards, "MOST_BYTES", 1000)
    chunks = [b"x" * 100] * 30
    assert ask(guard, "/", open_desk(guard), method="POST", body=chunks).status == 413
    assert is_secret(ask(stock, "/", method="POST", body=chunks))


def test_a_websocket_is_closed(guard: Guard):
    assert ask(guard, "/", kind="websocket").status == 0
