"""The server of the desk at a socket: what reaches it before any answer of the desk."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from publish.desk import events, guard
from publish.desk.desk import Desk
from publish.desk.server import OpenDesk, open_desk
from tests.support.processes import wait_until

from .running_desk import PATIENCE, serve

CHUNK = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
GIGABYTE = 10**9


@pytest.fixture
def server(workspace: Path) -> Iterator[OpenDesk]:
    with serve(workspace) as server:
        yield server


def find_cookie(server: OpenDesk, host: str = "127.0.0.1") -> str:
    """Return the cookie that the address of a desk gives."""
    with closing(HTTPConnection(host, server.port, timeout=PATIENCE)) as connection:
        connection.request("GET", f"/?{urlsplit(server.address).query}")
        cookie = connection.getresponse().getheader("set-cookie")
        assert cookie
        return cookie.partition(";")[0]


def exchange(server: OpenDesk, data: bytes, *, is_whole: bool = True) -> bytes:
    """Return what the server sends for some bytes, until it closes the connection."""
    answer = b""
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
        with suppress(OSError):  # the server has seen enough
            connection.sendall(data)
            if not is_whole:
                connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError):
            while part := connection.recv(65536):
                answer += part
    return answer


def request(server: OpenDesk, target: str, *lines: str, host: str = "127.0.0.1") -> bytes:
    host_line = f"Host: {host}:{server.port}"
    head = "\r\n".join((f"{target} HTTP/1.1", host_line, "Connection: close", *lines))
    return f"{head}\r\n\r\n".encode()


def status(answer: bytes) -> int:
    assert answer.startswith(b"HTTP/1.1 "), answer[:50]
    return int(answer.split(b" ", 2)[1])


def upload(server: OpenDesk, *lines: str) -> int:
    """Send up to a gigabyte; return the number of bytes after which the connection is closed."""
    sent = 0
    with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
        head = request(server, "POST /api/new?file=a.txt", "Transfer-Encoding: chunked", *lines)
        with suppress(OSError):
            connection.sendall(head)
            while sent < GIGABYTE:
                connection.sendall(CHUNK)
                sent += len(CHUNK)
    return sent


@pytest.mark.slow
def test_an_upload_of_a_gigabyte_is_cut_and_the_desk_goes_on(
    server: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MOST_BYTES", 4_000_000)
    cookie = find_cookie(server)
    assert (
        upload(server, f"Cookie: {cookie}") < 40_000_000
    )  # what the system holds for both ends, too
    answer = exchange(server, request(server, "GET /api/desk", f"Cookie: {cookie}"))
    assert status(answer) == 200


@pytest.mark.slow
def test_an_upload_of_a_stranger_is_not_read(server: OpenDesk) -> None:
    assert upload(server) < 40_000_000


def test_a_gigabyte_that_is_announced_is_refused_at_once(server: OpenDesk) -> None:
    cookie = find_cookie(server)
    lines = (f"Cookie: {cookie}", f"Content-Length: {GIGABYTE}")
    answer = exchange(server, request(server, "POST /api/new?file=a.txt", *lines))
    assert status(answer) == 413
    assert b"64 MB" in answer


MALFORMED = {
    "a header of 200 kB": "GET / HTTP/1.1\r\nA: " + "a" * 200_000 + "\r\n\r\n",
    "5000 headers": "GET / HTTP/1.1\r\n" + "A: a\r\n" * 50_000 + "\r\n",
    "an address of 200 kB": "GET /" + "a" * 200_000 + " HTTP/1.1\r\n\r\n",
    "no host": "GET / HTTP/1.1\r\n\r\n",
    "an old protocol": "GET /\r\n\r\n",
    "HTTP/2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": "\x16\x03\x01\x02\x00\x01\x00\x01",
    "two lengths": "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
    "a folded header": "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
    "a null in a header": "GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n",
    "nothing": "",
}


@pytest.fixture(scope="module")
def module_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """A desk for requests that never reach it."""
    with serve(tmp_path_factory.mktemp("empty")) as server:
        yield server


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED)
def test_a_request_of_no_form_is_refused(module_desk: OpenDesk, data: str) -> None:
    answer = exchange(module_desk, data.encode("latin-1"), is_whole=False)
    assert answer == b"" or status(answer) in (400, 421, 431)
    assert b"Traceback" not in answer


def test_a_whole_address_as_target_leads_nowhere(module_desk: OpenDesk) -> None:
    cookie = f"Cookie: {find_cookie(module_desk)}"
    for target in ("http://evil.example/", "//evil.example/api/desk", "*", "/../api/desk"):
        assert status(exchange(module_desk, request(module_desk, f"GET {target}", cookie))) == 404


def test_more_streams_than_browsers_are_refused(
    server: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST_STREAMS", 3)
    headers = {"Cookie": find_cookie(server)}
    with ExitStack() as ends:

        def stream() -> int:
            connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
            ends.callback(connection.close)
            connection.request("GET", "/api/events", headers=headers)
            answer = connection.getresponse()
            if answer.status == 200:
                assert answer.readline()
            return answer.status

        assert [stream() for _ in range(5)] == [200, 200, 200, 503, 503]
        answer = exchange(server, request(server, "GET /api/desk", f"Cookie: {headers['Cookie']}"))
        assert status(answer) == 200


def test_a_browser_that_goes_away_gives_its_stream_back(
    server: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST_STREAMS", 1)
    headers = {"Cookie": find_cookie(server)}
    for _ in range(3):
        connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        connection.request("GET", "/api/events", headers=headers)
        with connection.getresponse() as answer:
            assert answer.readline() == b"retry: 1000\n"
        connection.close()
        wait_until(lambda: not server.desk.session.events.is_full)


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as listener:
            listener.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="this computer has no loopback address of IPv6")
def test_the_loopback_address_of_ipv6_is_a_desk_of_its_own_name(workspace: Path) -> None:
    with serve(workspace, host="::1") as server:
        assert server.address.startswith(f"http://[::1]:{server.port}/")
        with closing(HTTPConnection("::1", server.port, timeout=PATIENCE)) as connection:
            cookie = {"Cookie": find_cookie(server, "::1")}
            connection.request("GET", "/api/desk", headers=cookie)
            answer = connection.getresponse()
            assert (answer.status, bool(answer.read())) == (200, True)
            stranger = cookie | {"Host": f"127.0.0.1:{server.port}"}
            connection.request("GET", "/api/desk", headers=stranger)
            assert connection.getresponse().status == 421


def test_the_desk_listens_on_the_loopback_address_alone(workspace: Path) -> None:
    server = open_desk(Desk(workspace), 0)
    with server.listener:
        assert server.listener.getsockname()[0] == "127.0.0.1"
