"""The EPUB of a view: its documents are those of the file, under a policy of their own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from .running_desk import Client

pytestmark = pytest.mark.thorough


def test_the_documents_are_those_of_the_file_that_the_command_writes(client: Client) -> None:
    address = client.book("small")
    client.view(address)
    epub = client.get(f"{address}/epub")
    for kind in ("pdf", "epub"):
        _, answer = client.post(f"{address}/make", {"kind": kind})
        client.event(job=answer["job"], done=1)
    data = client.fetch(f"/downloads/{answer['job']}")[1]

    assert len(epub["documents"]) > 2
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for document in epub["documents"]:
            name = document["address"].split("/", 3)[3]
            assert client.fetch(document["address"]) == (200, archive.read(name))
    start = epub["documents"][epub["start"]]
    assert b"The first line of the book" in client.fetch(start["address"])[1]


def test_a_document_may_load_the_files_of_its_own_epub_alone(client: Client) -> None:
    address = client.book("small")
    client.view(address)
    document = client.get(f"{address}/epub")["documents"][0]["address"]

    headers = client.headers_of(document)

    epub = document.split("/")[2]
    own = f"http://127.0.0.1:{client.opened.port}/epubs/{epub}/"
    policy = dict(
        each.strip().split(" ", 1) for each in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("style-src", "font-src", "img-src")} == {own}
    assert policy["sandbox"] == "allow-same-origin"
    assert headers["content-type"].startswith("application/xhtml+xml")
    assert "default-src 'self'" in client.headers_of("/")["content-security-policy"]


@pytest.mark.parametrize(
    "name",
    [
        *("mimetype", "META-INF/container.xml", "EPUB/content.opf", "EPUB/none.xhtml", ""),
        *("..%2f..%2f..%2fetc%2fpasswd", "%2Fetc%2Fpasswd", "EPUB/../../publish.toml"),
    ],
)
def test_a_name_that_the_package_does_not_list_opens_nothing(client: Client, name: str) -> None:
    address = client.book("small")
    client.view(address)
    epub = client.get(f"{address}/epub")["name"]

    assert client.fetch(f"/epubs/{epub}/{name}")[0] == 404
    assert client.fetch(f"/epubs/0123456789abcdef/{name}")[0] == 404


def test_an_edition_without_an_epub_says_so(client: Client) -> None:
    address = f"{client.book('small')}?edition=large-print"
    client.view(address)

    status, body = client.fetch(f"{client.book('small')}/epub?edition=large-print")

    assert status == 422
    assert b"large-print" in body


def test_an_edit_makes_the_epub_anew(client: Client, workspace: Path) -> None:
    address = client.book("small")
    first = client.view(address)
    before = client.get(f"{address}/epub")
    assert client.get(f"{address}/epub") == before
    text = workspace / "sources" / "small.txt"
    text.write_text(text.read_text("utf-8").replace("first line", "opening line"), "utf-8")
    client.view_after(address, first["revision"])
    client.view(address)

    after = client.get(f"{address}/epub")

    assert after["name"] != before["name"]
    start = after["documents"][after["start"]]["address"]
    assert b"opening line" in client.fetch(start)[1]
