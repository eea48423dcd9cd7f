"""Edits at the desk: texts saved, messages mended, lines marked, settings changed, and undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .running_desk import TEXT, Client

pytestmark = pytest.mark.thorough

ODD = f"{TEXT}\nA word\u00a0 and odd spaces.\n"


def open_text(client: Client, address: str) -> tuple[str, dict[str, Any]]:
    """Return the address of the text of a book, and the text as the editor has it."""
    view = client.view(address)
    (file,) = (each["id"] for each in view["files"] if each["kind"] == "text")
    return f"{address}/files/{file}", client.get(f"{address}/files/{file}")


def test_a_text_is_saved_in_its_own_form_and_the_pages_follow(client: Client, workspace: Path):
    path = workspace / "sources" / "small.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    address = client.book("small")
    file, opened = open_text(client, address)
    assert opened["text"] == TEXT
    text = TEXT.replace("first line", "opening line")
    status, answer = client.post(file, {"text": text, "digest": opened["digest"]}, method="PUT")
    assert status == 200
    assert path.read_bytes() == text.replace("\n", "\r\n").encode()
    client.event(book="small", status="good")
    assert client.get(file)["digest"] == answer["digest"]


def test_a_text_that_another_program_changed_is_not_overwritten(client: Client, workspace: Path):
    path = workspace / "sources" / "small.txt"
    file, opened = open_text(client, client.book("small"))
    path.write_text("Another text.", "utf-8")
    value = {"text": "mine", "digest": opened["digest"]}
    status, answer = client.post(file, value, method="PUT")
    assert (status, answer["text"]) == (409, "Another text.")
    assert path.read_text("utf-8") == "Another text."
    value["digest"] = answer["digest"]
    assert client.post(file, value, method="PUT")[0] == 200


def test_each_line_has_the_role_that_it_was_read_as(client: Client):
    _, opened = open_text(client, client.book("small"))
    lines = {each["number"]: each["role"] for each in opened["lines"]}
    assert lines[2] == ""
    assert lines[1] == "title"
    assert {"role": "translation", "label": {"en": "Translation", "he": "תרגום"}} in opened["roles"]


def test_a_message_is_mended_and_the_undo_gives_back_the_same_bytes(
    client: Client, workspace: Path
):
    path = workspace / "sources" / "small.txt"
    path.write_text(ODD, "utf-8")
    address = client.book("small")
    client.opened.desk.session.notice_save()
    view = client.view(address)
    (message,) = (each["id"] for each in view["diagnostics"] if each["fix"])
    status, answer = client.post(f"{address}/mend", {"diagnostic": message})
    assert status == 200
    assert "+A word  and odd spaces." in answer["diff"]
    client.event(book="small")
    assert not any(each["fix"] for each in client.view(address)["diagnostics"])
    assert client.post(f"{address}/mend", {"diagnostic": message})[0] == 404
    status, undone = client.post("/api/undo", {"undo": answer["undo"]})
    assert (status, path.read_text("utf-8")) == (200, ODD)
    assert "-A word  and odd spaces." in undone["diff"]
    assert client.post("/api/undo", {"undo": answer["undo"]})[0] == 404


def test_a_line_is_marked_and_the_undo_gives_back_the_same_bytes(client: Client, workspace: Path):
    settings = workspace / "sources" / "small.toml"
    before = settings.read_bytes()
    address = client.book("small")
    _, opened = open_text(client, address)
    file = client.view(address)["files"][0]["id"]
    wanted = {"file": file, "line": 3, "role": "section"}
    status, answer = client.post(f"{address}/mark", wanted)
    assert status == 200
    assert 'as = "section"' in settings.read_text("utf-8")
    _, marked = open_text(client, address)
    assert [each["role"] for each in marked["lines"]][2] == "section"
    assert [each["role"] for each in opened["lines"]][2] != "section"
    assert client.post("/api/undo", {"undo": answer["undo"]})[0] == 200
    assert settings.read_bytes() == before
    assert client.post(f"{address}/mark", {**wanted, "role": "king"})[0] == 422
    assert client.post(f"{address}/mark", {**wanted, "line": 900})[0] == 422


def test_an_undo_does_not_overwrite_a_later_change(client: Client, workspace: Path):
    settings = workspace / "sources" / "small.toml"
    address = client.book("small")
    file = client.view(address)["files"][0]["id"]
    _, answer = client.post(f"{address}/mark", {"file": file, "line": 3, "role": "section"})
    settings.write_text('title = "Other"\n')
    assert client.post("/api/undo", {"undo": answer["undo"]})[0] == 409
    assert settings.read_text() == 'title = "Other"\n'


def test_a_setting_is_changed_in_its_line_and_the_rest_stays(client: Client, workspace: Path):
    settings = workspace / "sources" / "small.toml"
    settings.write_text('# ours\ntitle = "A Small Book"\nlanguages = ["en"]\n')
    form = f"{client.book('small')}/settings"
    opened = client.get(form)
    keys = {each["name"]: each for each in opened["keys"]}
    assert keys["title"]["value"] == {"en": "A Small Book"}
    assert "siddur" in keys["theme"]["choices"]
    assert keys["theme"]["value"] is None
    wanted = {"key": "theme", "value": "siddur", "digest": opened["digest"]}
    status, answer = client.post(form, wanted, method="PUT")
    assert status == 200
    text = '# ours\ntitle = "A Small Book"\nlanguages = ["en"]\ntheme = "siddur"\n'
    assert settings.read_text() == text
    assert client.post(form, wanted, method="PUT")[0] == 409
    wanted = {"key": "theme", "value": None, "digest": answer["digest"]}
    assert client.post(form, wanted, method="PUT")[0] == 200
    assert settings.read_text() == '# ours\ntitle = "A Small Book"\nlanguages = ["en"]\n'


@pytest.mark.parametrize(
    ("key", "value"), [("languages", [7]), ("binding", "top"), ("colour", "red"), ("date", "soon")]
)
def test_a_value_that_a_setting_does_not_have_is_refused(
    client: Client, workspace: Path, key: str, value: object
):
    settings = workspace / "sources" / "small.toml"
    before = settings.read_bytes()
    form = f"{client.book('small')}/settings"
    wanted = {"key": key, "value": value, "digest": client.get(form)["digest"]}
    status, answer = client.post(form, wanted, method="PUT")
    assert (status, settings.read_bytes()) == (422, before)
    assert answer["error"]["message"]


def test_a_book_without_settings_gets_a_file_of_them(client: Client, workspace: Path):
    settings = workspace / "sources" / "small.toml"
    settings.unlink()
    form = f"{client.book('small')}/settings"
    opened = client.get(form)
    wanted = {"key": "booklet.sheet", "value": "a3", "digest": opened["digest"]}
    status, answer = client.post(form, wanted, method="PUT")
    assert (status, settings.read_text()) == (200, '[booklet]\nsheet = "a3"\n')
    assert client.post("/api/undo", {"undo": answer["undo"]})[0] == 200
    assert not settings.exists()


def test_a_word_on_a_page_leads_to_its_place_and_back(client: Client):
    address = client.book("small")
    view = client.view(address)
    file = next(each["id"] for each in view["files"] if each["kind"] == "text")
    line = TEXT.splitlines().index("שורה ראשונה של הספר.") + 1
    place = client.get(f"{address}/find?file={file}&line={line}&column=6")
    assert place["exact"]
    ((left, upper, width, height),) = place["rects"]
    point = f"page={place['page']}&x={left + width / 2}&y={upper + height / 2}"
    word = client.get(f"{address}/locate?{point}")
    assert (word["file"], word["line"], word["column"], word["end_column"]) == (file, line, 6, 12)
    assert client.fetch(f"{address}/locate?page=1&x=nan&y=0")[0] == 422
    assert client.fetch(f"{address}/locate?page=99&x=1&y=0")[0] == 404


def test_messages_learn_their_places_on_the_pages(client: Client, workspace: Path):
    (workspace / "sources" / "small.txt").write_text(ODD, "utf-8")
    client.opened.desk.session.notice_save()
    address = client.book("small")
    while (spaces := message_of(client, address, "T09"))["page"] is None:
        client.event(book="small")
    assert spaces["rects"]
    whole = message_of(client, address, "T05")
    assert (whole["page"], whole["rects"]) == (spaces["page"], [])


def message_of(client: Client, address: str, code: str) -> dict[str, Any]:
    """Return the message of a rule."""
    message: dict[str, Any]
    (message,) = (each for each in client.view(address)["diagnostics"] if each["code"] == code)
    return message
