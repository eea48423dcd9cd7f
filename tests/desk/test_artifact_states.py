"""The files of a book at the desk: their states, what is taken away, and what was printed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from .running_desk import TEXT, Client

pytestmark = pytest.mark.thorough


def states(client: Client, choices: str = "", of: str = "offered") -> dict[str, str]:
    artifacts = client.get(f"{client.book('small')}/artifacts{choices}")[of]
    return {each["name"]: each["state"] for each in artifacts}


def make(client: Client, kind: str, **choices: str) -> dict[str, Any]:
    _, answer = client.post(f"{client.book('small')}/make", {"kind": kind, **choices})
    return client.event(job=answer["job"], done=1)


def test_a_file_is_missing_then_fresh_then_older_than_the_text(
    client: Client, workspace: Path
) -> None:
    assert states(client) == {
        **dict.fromkeys(("small.pdf", "small.epub", "small.booklet-a4.pdf"), "missing")
    }

    make(client, "pdf")

    assert states(client)["small.pdf"] == "fresh"
    address = f"{client.book('small')}/artifacts"
    (pdf,) = (each for each in client.get(address)["offered"] if each["kind"] == "pdf")
    data = (workspace / "output" / "small" / "small.pdf").read_bytes()
    assert (pdf["size"], client.fetch(f"{address}/{pdf['id']}")) == (len(data), (200, data))

    (workspace / "sources" / "small.txt").write_text(f"{TEXT}\nMore.\n", "utf-8")

    assert states(client)["small.pdf"] == "old"
    assert client.fetch(f"{address}/{pdf['id']}")[0] == 404
    assert client.fetch(f"{address}/..%2fsmall.pdf")[0] == 404


def test_files_are_those_of_the_view_and_of_the_settings(client: Client, workspace: Path) -> None:
    settings = workspace / "sources" / "small.toml"
    settings.write_text(settings.read_text() + 'formats = ["epub", "kepub", "sample", "cover"]\n')

    offered = states(client, "?edition=facing&profile=accessible&languages=he,en")

    assert set(offered) == {
        "small.facing.he-en.accessible.pdf",
        "small.facing.he-en.cover.pdf",
        "small.facing.he-en.booklet-a4.pdf",
        "small.facing.he-en.epub",
        "small.facing.he-en.kepub.epub",
    }
    assert "small.sample.epub" in states(client)
    assert set(states(client, "?edition=large-print")) == {
        *("small.large-print.pdf", "small.large-print.booklet-a4.pdf"),
        "small.large-print.cover.pdf",
    }
    assert set(states(client, of="planned")) == {
        *("small.epub", "small.kepub.epub", "small.sample.epub", "small.cover.pdf")
    }
    assert make(client, "pdf", languages="en")["file"] == "small.en.pdf"
    _, refused = client.post(f"{client.book('small')}/make", {"kind": "pdf", "languages": "../x"})
    assert "languages" in refused["error"]["message"]


def test_the_library_is_an_archive_of_everything_that_is_made(client: Client) -> None:
    _, answer = client.post("/api/library", {})
    empty = client.event(job=answer["job"], done=1)
    assert (empty["status"], bool(empty["message"])) == ("failed", True)
    make(client, "pdf")

    _, answer = client.post("/api/library", {})

    assert client.event(job=answer["job"], done=1)["status"] == "done"
    status, data = client.fetch(f"/downloads/{answer['job']}")
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert status == 200
    assert "library/index.html" in names
    assert any(name.endswith(".pdf") for name in names)


def test_pages_that_differ_from_the_printed_ones_are_marked(
    client: Client, workspace: Path
) -> None:
    address = client.book("small")
    before = client.view(address)
    assert {page["changed_since_print"] for page in before["pages"]} == {None}
    assert client.get(f"{address}/artifacts")["printed"] is None

    status, answer = client.post(f"{address}/printed", {})

    assert (status, answer["printed"][:2]) == (200, "20")
    assert {page["changed_since_print"] for page in client.view(address)["pages"]} == {False}
    text = workspace / "sources" / "small.txt"
    text.write_text(TEXT.replace("first line", "opening line"), "utf-8")
    after = client.view_after(address, before["revision"])
    changed = [page["number"] for page in after["pages"] if page["changed_since_print"]]
    assert 0 < len(changed) < len(after["pages"])
    other = client.view(f"{address}?theme=siddur")
    assert {page["changed_since_print"] for page in other["pages"]} == {None}
    assert client.post(f"{address}/printed?theme=siddur", {})[0] == 409
