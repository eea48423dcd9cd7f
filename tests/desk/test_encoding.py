"""A text in a guessed encoding is shown as it was read, and saved as UTF-8."""

from __future__ import annotations

from pathlib import Path

import pytest

from .running_desk import Client

HEBREW = (
    "שיעור ראשון\r\n\r\nבראשית ברא אלהים את השמים ואת הארץ.\r\n"
    "והארץ היתה תהו ובהו וחשך על פני תהום.\r\nEnd."
)


@pytest.mark.thorough
def test_a_text_in_a_guessed_encoding_is_saved_as_utf_8_and_back(client: Client, workspace: Path):
    path = workspace / "sources" / "small.txt"
    before = HEBREW.encode("cp1255")
    path.write_bytes(before)
    address = client.book("small")
    file = next(each["id"] for each in client.view(address)["files"] if each["kind"] == "text")
    opened = client.get(f"{address}/files/{file}")
    assert (opened["guessed"], opened["encoding"]) == (True, "Windows-1255")

    preview = client.get(f"{address}/files/{file}/utf8")
    assert (preview["count"], preview["lines"][0]) == (3, {"number": 1, "text": "שיעור ראשון"})
    assert path.read_bytes() == before

    stale = {"digest": "another"}
    assert client.post(f"{address}/files/{file}/utf8", stale)[0] == 409
    wanted = {"digest": opened["digest"]}
    status, answer = client.post(f"{address}/files/{file}/utf8", wanted)
    assert (status, path.read_bytes()) == (200, HEBREW.encode())
    assert client.get(f"{address}/files/{file}")["guessed"] is False
    assert client.post("/api/undo", {"undo": answer["undo"]})[0] == 200
    assert path.read_bytes() == before


@pytest.mark.thorough
def test_settings_have_no_encoding_to_change(client: Client):
    address = client.book("small")
    file = next(each["id"] for each in client.view(address)["files"] if each["kind"] == "settings")
    assert client.post(f"{address}/files/{file}/utf8", {"digest": ""})[0] == 422
