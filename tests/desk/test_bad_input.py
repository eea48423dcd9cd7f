"""Bad input at an open desk: texts, folders and disks that break, and what is said about them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.support.processes import wait_until
from tests.support.small_disk import SmallDisk, mount_small_disk

from .running_desk import TEXT, Client, make_workspace, serve

pytestmark = [pytest.mark.slow, pytest.mark.thorough]


def codes(view: dict[str, Any]) -> set[str]:
    return {each["code"] for each in view["diagnostics"]}


def images(view: dict[str, Any]) -> list[str]:
    return [page["image"] for page in view["pages"]]


def wait_for_view(client: Client, address: str, state: str) -> dict[str, Any]:
    """Return the view of a book as soon as it has a state."""
    view: dict[str, Any] = {}

    def has_state() -> bool:
        view.update(client.get(address))
        return bool(view["state"] == state and view["status"] != "building")

    wait_until(has_state)
    return view


def test_a_text_that_is_renamed_is_another_book_and_its_pages_stay(
    client: Client, workspace: Path
) -> None:
    address = client.book("small")
    good = client.view(address)
    text = workspace / "sources" / "small.txt"
    text.rename(text.with_name("other.txt"))
    stale = wait_for_view(client, address, "stale")
    assert (codes(stale), images(stale)) == ({"F01"}, images(good))
    assert client.view(client.book("other"))["state"] == "good"
    assert client.get("/api/desk")["books"][0]["name"] == "other"


def replace_by_folder(path: Path) -> None:
    path.mkdir()


def replace_by_loop(path: Path) -> None:
    path.symlink_to(path)


def replace_by_dangling_link(path: Path) -> None:
    path.symlink_to(path.with_name("nothing"))


def replace_by_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def replace_by_pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    "put",
    [
        replace_by_folder,
        replace_by_loop,
        replace_by_dangling_link,
        replace_by_device,
        replace_by_pipe,
    ],
)
def test_a_text_that_becomes_something_else_keeps_its_pages(
    client: Client, workspace: Path, put: Any
) -> None:
    address = client.book("small")
    good = client.view(address)
    text = workspace / "sources" / "small.txt"
    text.unlink()
    put(text)
    stale = wait_for_view(client, address, "stale")
    assert images(stale) == images(good)
    assert all(each["message"] and each["reason"] for each in stale["diagnostics"])
    assert client.fetch("/api/desk")[0] == 200
    (text.rmdir if text.is_dir() and not text.is_symlink() else text.unlink)()
    text.write_text(TEXT)
    assert images(wait_for_view(client, address, "good")) == images(good)


def test_a_folder_that_is_moved_away_and_back_is_followed_again(
    client: Client, workspace: Path, tmp_path: Path
) -> None:
    address = client.book("small")
    good = client.view(address)
    workspace.rename(tmp_path / "elsewhere")
    stale = wait_for_view(client, address, "stale")
    assert images(stale) == images(good)
    assert stale["diagnostics"][0]["message"]
    # A build that was under way may have made the folder of its cache anew.
    (workspace / "output").mkdir(parents=True, exist_ok=True)
    assert client.post("/api/new", {"name": "a", "text": TEXT})[0] == 409
    assert not (workspace / "sources").exists()
    wait_until(lambda: shutil.rmtree(workspace, ignore_errors=True) or not workspace.exists())
    (tmp_path / "elsewhere").rename(workspace)
    assert images(wait_for_view(client, address, "good")) == images(good)
    (workspace / "sources" / "small.txt").write_text(f"{TEXT}\nMore words than before.\n")
    wait_until(lambda: images(client.get(address)) != images(good))


def test_a_folder_that_is_removed_leaves_the_last_pages(client: Client, workspace: Path) -> None:
    address = client.book("small")
    good = client.view(address)
    # A build that is under way may write to its cache meanwhile.
    shutil.rmtree(workspace / "sources")
    shutil.rmtree(workspace, ignore_errors=True)
    stale = wait_for_view(client, address, "stale")
    assert images(stale) == images(good)
    assert client.fetch(images(good)[0])[0] == 200
    assert client.post(f"{address}/make", {"kind": "pdf"})[0] in (200, 409)
    assert not (workspace / "sources").exists()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("theme.toml", 'base = "classic"\nunknown = 1\n'),
        ("theme.toml", "base = "),
        ("templates/print/title.html.j2", "{% for a in b %}"),
        ("templates/print/title.html.j2", "{{ 1 / 0 }}"),
    ],
)
def test_a_theme_with_a_fault_is_named_with_its_file(
    workspace: Path, file: str, content: str
) -> None:
    theme = workspace / "styles" / "mine"
    (theme / "templates" / "print").mkdir(parents=True)
    (theme / "theme.toml").write_text('base = "classic"\n')
    (workspace / "publish.toml").write_text('theme = "mine"\n')
    with serve(workspace) as opened, closing(Client(opened)) as client:
        address = client.book("small")
        good = client.view(address)
        assert good["state"] == "good"
        (theme / file).write_text(content)
        stale = wait_for_view(client, address, "stale")
    assert images(stale) == images(good)
    (fault, *_) = (each for each in stale["diagnostics"] if each["severity"] == "error")
    assert file.removeprefix("templates/") in f"{fault['file']} {fault['message']}"


def test_an_enormous_text_is_refused_and_the_last_pages_stay(
    client: Client, workspace: Path
) -> None:
    address = client.book("small")
    good = client.view(address)
    (workspace / "sources" / "small.txt").write_bytes(b"a\n" * 1_000_001)
    stale = wait_for_view(client, address, "stale")
    assert (codes(stale), images(stale)) == ({"F31"}, images(good))


def test_a_workspace_without_books_takes_the_first_one(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").touch()
    with serve(tmp_path) as opened, closing(Client(opened)) as client:
        assert client.get("/api/desk")["books"] == []
        status, answer = client.post("/api/new", {"name": "first", "text": TEXT})
        assert status == 200
        assert client.view(f"/api/books/{answer['id']}")["state"] == "good"


def test_a_name_that_is_no_text_does_not_hide_the_other_books(
    client: Client, workspace: Path
) -> None:
    odd = os.fsencode(workspace / "sources") + b"/\xff\xfe.txt"
    with open(odd, "wb") as stream:  # noqa: PTH123  # a path of bytes
        stream.write(TEXT.encode())
    books = client.get("/api/desk")["books"]
    assert len(books) == 2
    for book in books:
        assert client.view(f"/api/books/{book['id']}")["name"].isprintable()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with mount_small_disk(tmp_path / "disk") as disk:
        make_workspace(disk.folder / "workspace")
        yield disk


def save_everything(client: Client, address: str) -> list[str]:
    """Try to save in each way; return the messages of the refusals."""
    (file, *_) = client.get(address)["files"]
    path = f"{address}/files/{file['id']}"
    text = client.get(path)
    form = client.get(f"{address}/settings")
    tries = [
        client.post(path, {"text": "New. " * 2000, "digest": text["digest"]}, method="PUT"),
        client.post("/api/new", {"name": "new", "text": TEXT * 100}),
        client.post(
            f"{address}/settings",
            {"key": "title", "value": "New", "digest": form["digest"]},
            method="PUT",
        ),
        client.post(f"{address}/mark", {"file": file["id"], "line": 3, "role": "text"}),
    ]
    assert all(400 <= status < 500 for status, _ in tries), tries
    job = client.post(f"{address}/make", {"kind": "pdf"})[1]["job"]
    done = client.event(job=job, done=1)
    assert done["status"] == "failed"
    return [answer["error"]["message"] for _, answer in tries] + [done["message"]]


def test_a_read_only_disk_shows_pages_and_says_that_nothing_is_saved(disk: SmallDisk) -> None:
    workspace = disk.folder / "workspace"
    disk.make_read_only()
    with serve(workspace) as opened, closing(Client(opened)) as client:
        address = client.book("small")
        view = client.view(address)
        assert (view["state"], "F32" in codes(view)) == ("good", True)
        assert all("read-only" in each for each in save_everything(client, address))
        disk.make_read_only(is_read_only=False)
        opened.desk.session.notice_save()
        wait_until(lambda: "F32" not in codes(client.get(address)))


def test_a_disk_that_fills_up_loses_no_text(disk: SmallDisk) -> None:
    workspace = disk.folder / "workspace"
    with serve(workspace) as opened, closing(Client(opened)) as client:
        address = client.book("small")
        assert client.view(address)["state"] == "good"
        before = {path: path.read_bytes() for path in (workspace / "sources").iterdir()}
        disk.fill()
        assert all("no space left" in each for each in save_everything(client, address))
        after = {path: path.read_bytes() for path in (workspace / "sources").iterdir()}
        assert after == before
        opened.desk.session.notice_save()
        wait_until(lambda: "F32" in codes(client.get(address)))
        assert client.get(address)["state"] == "good"
        disk.empty()
        (file, *_) = client.get(address)["files"]
        path = f"{address}/files/{file['id']}"
        value = {"text": f"{TEXT}More.\n", "digest": client.get(path)["digest"]}
        assert client.post(path, value, method="PUT")[0] == 200
