"""Attacks on the desk: names that lead elsewhere, methods, links, and bodies made to do harm.

A control beside each kind shows that the attack works where only Starlette's own parts stand.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message

from publish.desk import guard as guards
from publish.desk.desk import Desk
from publish.desk.guard import Guard
from publish.desk.routes import make_application
from publish.desk.views import name_of
from tests.support.coroutines import run

from .requests import HOST, Answer, ask, http_scope
from .running_desk import make_workspace

SECRET = "a secret outside of the workspace"

NAMES = {
    "dots": "../../secret.txt",
    "many dots": "../" * 20 + "{root}/secret.txt",
    "backslashes": "..\\..\\secret.txt",
    "an absolute path": "{root}/secret.txt",
    "two slashes": "/{root}/secret.txt",
    "escapes in escapes": "%2e%2e%2f%2e%2e%2fsecret.txt",
    "overlong dots": "..%c0%af..%c0%afsecret.txt",
    "a null": "small.txt\0.png",
    "a null alone": "\0",
    "a file address": "file://{root}/secret.txt",
    "a drive": "C:\\secret.txt",
    "a stream": "small.txt::$DATA",
    "a device": "/dev/stdin",
    "the home": "~/secret.txt",
    "a dot": ".",
    "two dots": "..",
    "a line": "small\r\nSet-Cookie: a=b",
    "a direction": "small\u202e.txt",
    "no text": "\udcff",
    "a long name": "a" * 20_000,
    "a template": "{{7*7}}${{7*7}}",
    "a number": "-1",
    "no number": "nan",
}

PARAMETERS = ("edition", "profile", "theme", "languages", "scale", "page", "x", "y", "file", "line")


WITHOUT_BODY = ("/printed", "/library")
"""The ends of the addresses that change something without a body; the guard alone protects them."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a secret, and with a workspace in it."""
    make_workspace(tmp_path / "workspace")
    (tmp_path / "secret.txt").write_text(SECRET)
    return tmp_path


@pytest.fixture
def desk(root: Path) -> Iterator[Desk]:
    """A desk whose threads do not run."""
    desk = Desk(root / "workspace")
    yield desk
    desk.close()


@pytest.fixture
def guard(desk: Desk) -> Guard:
    return Guard(make_application(desk), {HOST}, 8760)


@pytest.fixture
def cookie(guard: Guard) -> tuple[str, str]:
    answer = ask(guard, f"/?token={guard.token}")
    return "Cookie", answer.headers["set-cookie"].partition(";")[0]


def addresses(desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield the method and the address of each route; the name to try stands for a parameter."""
    book = name_of("book", "small")
    for route in make_application(desk).routes:
        assert isinstance(route, Route)
        names = route.param_convertors
        for method in sorted(route.methods or ()):
            for tried in names or ("",):
                values = {name: book if name == "book" else "1" for name in names}
                yield method, route.path_format.format(**values | {tried: "{}"})


def state(folder: Path) -> dict[str, bytes]:
    """Return the contents of all files that are no caches."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files if "output" not in path.parts}


def is_refused(answer: Answer) -> bool:
    """Return whether an answer is a refusal with a message, and tells nothing else."""
    assert 400 <= answer.status < 500, (answer.status, answer.body)
    assert SECRET.encode() not in answer.body
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    return bool(answer.value["error"]["message"])


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_name_in_an_address_leads_to_a_file(
    desk: Desk, guard: Guard, cookie: tuple[str, str], root: Path, name: str
) -> None:
    before = state(root)
    value = quote(name.replace("{root}", str(root)), safe="", errors="surrogateescape")
    tried = 0
    for method, address in addresses(desk):
        if "{}" in address and method != "HEAD":
            answer = ask(guard, address.format(value), cookie, method=method, body=(b"{}",))
            assert is_refused(answer), address
            tried += 1
    assert tried > 10
    assert state(root) == before


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_name_in_a_parameter_leads_to_a_file(
    guard: Guard, cookie: tuple[str, str], root: Path, name: str
) -> None:
    value = quote(name.replace("{root}", str(root)), safe="", errors="surrogateescape")
    book = f"/api/books/{name_of('book', 'small')}"
    others = {"page": "1", "x": "1", "y": "1", "line": "1", "column": "1"}
    for parameter in PARAMETERS:
        for address in (book, f"{book}/locate", f"{book}/find", "/pages/a"):
            query = "&".join(f"{key}={each}" for key, each in {**others, parameter: value}.items())
            answer = ask(guard, f"{address}?{query}", cookie)
            assert SECRET.encode() not in answer.body
            assert answer.status < 500, answer.body
            assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_no_name_in_a_body_leads_to_a_file(
    guard: Guard, cookie: tuple[str, str], root: Path, name: str
) -> None:
    before = state(root)
    value = name.replace("{root}", str(root))
    book = f"/api/books/{name_of('book', 'small')}"
    bodies = {
        f"{book}/make": {"kind": value},
        f"{book}/mend": {"diagnostic": value},
        f"{book}/mark": {"file": value, "line": 1, "role": "title"},
        f"{book}/settings": {"key": value, "value": "a", "digest": ""},
        f"{book}/files/{name_of('file', 'sources/small.txt')}": {"text": "a", "digest": value},
        "/api/undo": {"undo": value},
    }
    for address, body in bodies.items():
        method = "PUT" if "settings" in address or "files" in address else "POST"
        media_type = ("Content-Type", "application/json")
        data = (json.dumps(body).encode(),)
        answer = ask(guard, address, cookie, media_type, method=method, body=data)
        assert is_refused(answer), address
    assert state(root) == before


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_new_text_stays_in_the_folder_of_texts(
    guard: Guard, cookie: tuple[str, str], root: Path, name: str
) -> None:
    before = state(root)
    value = quote(name.replace("{root}", str(root)), safe="", errors="surrogateescape")
    answer = ask(guard, f"/api/new?file={value}", cookie, method="POST", body=(b"A text.",))
    assert answer.status in (200, 409, 422)
    new = state(root).keys() - before.keys()
    sources = root / "workspace" / "sources"
    assert {Path(path).parent for path in new} <= {sources}
    assert len(new) == (answer.status == 200)
    assert all(Path(path).name.isprintable() for path in new)
    assert before.items() <= state(root).items()


def test_the_stock_middleware_lets_names_lead_out(root: Path) -> None:
    async def read(request: Request) -> Response:
        path = root / "workspace" / "sources" / request.path_params["name"]
        return Response(path.read_bytes())

    stock = TrustedHostMiddleware(Starlette(routes=[Route("/{name:path}", read)]), ["127.0.0.1"])
    names = [NAMES["dots"], NAMES["an absolute path"].replace("{root}", str(root))]
    for name in names:
        assert SECRET.encode() in ask(stock, f"/{quote(name, safe='')}").body


METHODS = ("HEAD", "OPTIONS", "TRACE", "PATCH", "DELETE", "CONNECT", "PUT", "POST", "GETX", "get")


@pytest.mark.parametrize("method", METHODS)
def test_a_method_that_an_address_does_not_have_changes_nothing(
    desk: Desk, guard: Guard, cookie: tuple[str, str], root: Path, method: str
) -> None:
    before = state(root)
    own = {path for verb, path in addresses(desk) if verb == method}
    others = {path for _, path in addresses(desk)} - own
    override = ("X-HTTP-Method-Override", "PUT")
    for address in others:
        answer = ask(guard, address.format("a"), cookie, override, method=method)
        assert answer.status in (404, 405)
        assert not any(name.startswith("access-control") for name in answer.headers)
    assert state(root) == before


@pytest.mark.parametrize("place", ["sources/link.txt", "sources/link", "sources/small.toml"])
def test_a_link_out_of_the_workspace_is_not_followed(
    guard: Guard, cookie: tuple[str, str], root: Path, place: str
) -> None:
    link = root / "workspace" / place
    link.unlink(missing_ok=True)
    target = root / "secret.txt"
    if not link.suffix:
        target = root / "folder"
        target.mkdir()
        (target / "a.txt").write_text(SECRET)
    link.symlink_to(target)
    assert SECRET in (link if link.suffix else link / "a.txt").read_text()
    book = f"/api/books/{name_of('book', 'small' if link.suffix == '.toml' else 'link')}"
    files = [name_of("file", name) for name in (place, f"{place}/a.txt", "sources/small.txt")]
    media_type = ("Content-Type", "application/json")
    for file in files:
        for address in (f"{book}/files/{file}", f"{book}/settings"):
            assert is_refused(ask(guard, address, cookie))
            body = (b'{"text": "a", "toml": "a", "digest": ""}',)
            answer = ask(guard, address, cookie, media_type, method="PUT", body=body)
            assert is_refused(answer)
    assert target.is_dir() or target.read_text() == SECRET


def test_a_folder_of_texts_that_leads_out_of_the_workspace_gets_none(
    guard: Guard, cookie: tuple[str, str], root: Path
) -> None:
    workspace = root / "workspace"
    (workspace / "sources").rename(root / "elsewhere")
    (workspace / "sources").symlink_to(root / "elsewhere")
    answer = ask(guard, "/api/new?file=new.txt", cookie, method="POST", body=(b"A text.",))
    assert is_refused(answer)
    assert not (root / "elsewhere" / "new.txt").exists()


class TestBodies:
    """Bodies that are too slow, too large or of no form."""

    def test_a_body_that_stops_coming_is_not_waited_for(
        self, guard: Guard, cookie: tuple[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(guards, "PAUSE", 0.01)
        assert send_half(guard, cookie) == 408

    def test_the_stock_middleware_waits_for_ever(
        self, desk: Desk, cookie: tuple[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(guards, "PAUSE", 0.01)
        stock = TrustedHostMiddleware(make_application(desk), ["127.0.0.1"])
        with pytest.raises(TimeoutError):
            send_half(stock, cookie)

    @pytest.mark.parametrize("length", ["-1", "1e3", "²", "9" * 5000, "", "1, 1", "0x10", "+1"])
    def test_a_length_that_is_no_number_is_refused(
        self, guard: Guard, cookie: tuple[str, str], length: str
    ) -> None:
        answer = ask(guard, "/api/new", cookie, ("Content-Length", length), method="POST")
        assert is_refused(answer)

    @pytest.mark.parametrize(
        "body", [b"", b"{", b"[]", b"1", b"null", b'"a"', b"\xff", b"[" * 100_000, b"{}" * 9]
    )
    def test_a_body_that_is_no_object_is_refused(
        self, desk: Desk, guard: Guard, cookie: tuple[str, str], body: bytes
    ) -> None:
        media_type = ("Content-Type", "application/json")
        book = name_of("book", "small")
        for method, address in addresses(desk):
            if method in ("POST", "PUT") and not address.endswith(WITHOUT_BODY):
                target = address.format(book if address.startswith("/api/books/{}") else "a")
                answer = ask(guard, target, cookie, media_type, method=method, body=(body,))
                assert is_refused(answer), target

    @pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
    def test_a_form_of_another_page_is_no_object(
        self, desk: Desk, guard: Guard, cookie: tuple[str, str], media_type: str
    ) -> None:
        for method, address in addresses(desk):
            if method in ("POST", "PUT") and not address.endswith(WITHOUT_BODY):
                target = address.format(name_of("book", "small"))
                header = ("Content-Type", media_type)
                answer = ask(guard, target, cookie, header, method=method, body=(b"{}",))
                assert answer.status in (404, 415), target


def send_half(application: ASGIApp, cookie: tuple[str, str]) -> int:
    """Return the status of the answer to a body whose end does not come."""
    sent: list[Message] = []
    parts: list[Message] = [{"type": "http.request", "body": b"A", "more_body": True}]

    async def receive() -> Message:
        if not parts:
            await asyncio.Event().wait()
        return parts.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    async def ask_with_limit() -> None:
        scope = http_scope("/api/new?file=a.txt", ("Host", HOST), cookie, method="POST")
        await asyncio.wait_for(application(scope, receive, send), 0.5)

    run(ask_with_limit())
    return int(sent[0]["status"])
