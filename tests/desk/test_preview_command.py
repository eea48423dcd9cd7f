"""The commands around the desk: its port, its signals, another desk, and how to begin."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from publish.cli import main, preview
from publish.desk import server
from publish.desk.desk import Desk
from publish.desk.desk_records import DeskRecord, list_records, remove_record, write_record
from publish.desk.server import OpenDesk, open_desk
from tests.support.processes import group_is_alive, wait_until

from .running_desk import make_workspace


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the records of desks."""
    monkeypatch.setenv("PUBLISH_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path / "config" / "desks"


@pytest.fixture
def other_port() -> Iterator[int]:
    """A port on which another program listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def publish(folder: Path, *words: str) -> Result:
    before = Path.cwd()
    os.chdir(folder)
    try:
        return CliRunner().invoke(main, list(words))
    finally:
        os.chdir(before)


@contextmanager
def open_socket(folder: Path, port: int | None = None) -> Iterator[OpenDesk]:
    """Open a desk that is not served."""
    opened = open_desk(Desk(folder), port)
    with opened.listener:
        yield opened


def test_a_port_of_another_program_is_refused(
    workspace: Path, other_port: int, records: Path
) -> None:
    result = publish(workspace, "preview", "--port", str(other_port))
    assert result.exit_code == 2
    assert f"port {other_port} is used by another program" in result.stderr
    assert not records.exists()


def test_without_a_port_the_next_free_one_is_used(
    workspace: Path, other_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "PORT", other_port)
    with open_socket(workspace) as opened:
        assert other_port < opened.port <= other_port + 20
    monkeypatch.setattr(server, "_TRIES", 1)
    with open_socket(workspace) as opened:
        assert opened.port != other_port


@pytest.mark.usefixtures("records")
def test_a_second_desk_on_a_port_names_the_first_and_how_to_see_it(workspace: Path) -> None:
    with open_socket(workspace, 0) as opened:
        write_record(DeskRecord(opened.port, str(workspace), opened.address, os.getpid()))
        result = publish(workspace, "preview", "--port", str(opened.port))
        assert result.exit_code == 2
        assert f"the desk of {workspace}" in result.stderr
        assert opened.address in result.stderr
        assert f"its desk is open: {opened.address}" in publish(workspace).stdout


@pytest.mark.usefixtures("records")
def test_a_second_desk_of_a_workspace_says_that_there_is_a_first(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "_serve", lambda opened: opened.listener.close())
    first = DeskRecord(1, str(workspace), "http://the.first/", os.getpid())
    write_record(first)
    result = publish(workspace, "preview", "--no-open", "--port", "0")
    assert result.exit_code == 0
    assert "has an open desk already: http://the.first/" in result.stderr


def test_records_are_for_the_user_alone_and_end_with_their_process(records: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    write_record(DeskRecord(1, "a", "http://a", ended.pid))
    write_record(DeskRecord(2, "b", "http://b", os.getpid()))
    (records / "3.json").write_text("[")
    (records / "4.json").write_text('{"folder": "a"}')
    (records / "name.json").write_text("{}")
    assert [record.folder for record in list_records()] == ["b"]
    assert records.stat().st_mode & 0o77 == 0
    remove_record(2)
    remove_record(2)
    assert list(list_records()) == []


@pytest.mark.parametrize("port", ["-1", "65536", "x"])
def test_a_number_that_is_no_port_is_wrong_usage(workspace: Path, port: str) -> None:
    assert publish(workspace, "preview", "--port", port).exit_code == 2


def test_an_address_of_another_computer_is_refused(workspace: Path) -> None:
    result = publish(workspace, "preview", "--host", "192.0.2.1", "--port", "0")
    assert result.exit_code == 2
    assert "192.0.2.1 cannot be used" in result.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_an_address_that_no_browser_can_name_is_refused(workspace: Path, host: str) -> None:
    result = publish(workspace, "preview", "--host", host)
    assert result.exit_code == 2
    assert "192.168.1.5" in result.stderr


def test_a_folder_that_is_no_workspace_has_no_desk(tmp_path: Path) -> None:
    result = publish(tmp_path, "preview")
    assert result.exit_code == 1
    assert "publish new" in result.stderr
    assert publish(tmp_path, "preview", "lesson").exit_code == 1


def test_publish_alone_says_how_to_open_the_desk_or_how_to_begin(
    workspace: Path, tmp_path: Path
) -> None:
    inside = publish(workspace / "sources")
    assert inside.exit_code == 0
    assert "workspace is a workspace with 1 book: small" in inside.stdout
    assert "  publish preview " in inside.stdout
    outside = publish(tmp_path)
    assert outside.exit_code == 0
    assert "publish new my-books --open" in outside.stdout
    (workspace / "publish.toml").write_text("[")
    assert "publish preview" in publish(workspace).stdout


def test_a_new_workspace_can_be_opened_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []
    monkeypatch.setattr(preview, "run_desk", folders.append)
    result = publish(tmp_path, "new", "books", "--open")
    assert result.exit_code == 0
    assert folders == [tmp_path / "books"]
    assert (tmp_path / "books" / "publish.toml").is_file()
    assert "Next:" not in result.stdout
    assert publish(tmp_path, "new", "books", "--open").exit_code == 2
    assert len(folders) == 1


ENDS = {signal.SIGINT: 0, signal.SIGTERM: 143, signal.SIGHUP: 129}


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize(("number", "code"), ENDS.items(), ids=[each.name for each in ENDS])
def test_a_signal_ends_the_desk_and_leaves_nothing(
    tmp_path: Path, records: Path, number: signal.Signals, code: int
) -> None:
    long_text = "A Title\n\n" + "The river carries the leaf to the sea.\n\n" * 20_000
    workspace = make_workspace(tmp_path / "workspace", long_text)
    with start("preview", "--no-open", "--port", "0", folder=workspace) as process:
        assert process.stdout is not None
        address = urlsplit(process.stdout.readline().strip())
        connection = HTTPConnection(address.netloc, timeout=60)
        ask = cookie_client(connection, f"/?{address.query}")
        book = ask("GET", "/api/desk")["books"][0]["id"]
        ask("POST", f"/api/books/{book}/make", b'{"kind": "pdf"}')
        assert len(list(records.iterdir())) == 1
        with closing(connection):
            process.send_signal(number)
            _, messages = process.communicate(timeout=60)
    assert process.returncode == code
    assert "Traceback" not in messages
    assert "for another browser: http://127.0.0.1:" in messages
    wait_until(lambda: not group_is_alive(process.pid))
    assert list(records.iterdir()) == []
    assert not (workspace / "output" / "small").exists()


@contextmanager
def start(*words: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Start publish in a process group of its own, which ends with the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "publish", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def cookie_client(connection: HTTPConnection, address: str) -> Callable[..., dict[str, Any]]:
    """Return a function that returns the JSON of answers, with the cookie of an address."""
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    cookie = (answer.getheader("set-cookie") or "").partition(";")[0]

    def ask(method: str, path: str, body: bytes | None = None) -> dict[str, Any]:
        headers = {"Cookie": cookie, "Content-Type": "application/json"}
        connection.request(method, path, body, headers)
        value: dict[str, Any] = json.loads(connection.getresponse().read())
        return value

    return ask
