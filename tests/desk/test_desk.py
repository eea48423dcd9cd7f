"""The desk: views that follow saves, the last good pages after a fault, and files to take away."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from .running_desk import TEXT, Client

pytestmark = pytest.mark.thorough

LONG_TEXT = "\n\n".join(
    [
        "A Small Book",
        *(
            f"Chapter {chapter}\n\n" + " ".join(f"word{chapter}x{each}" for each in range(700))
            for chapter in range(1, 4)
        ),
    ]
)


def images(view: dict[str, Any]) -> list[str]:
    return [page["image"] for page in view["pages"]]


def codes(view: dict[str, Any]) -> set[str]:
    return {each["code"] for each in view["diagnostics"]}


def test_an_edit_on_disk_changes_the_addresses_of_changed_pages_alone(
    client: Client, workspace: Path
):
    text = workspace / "sources" / "small.txt"
    address = client.book("small")
    first = client.view(address)
    text.write_text(LONG_TEXT, "utf-8")
    before = client.view_after(address, first["revision"])
    assert (before["state"], before["binding"]) == ("good", "left")
    assert len(images(before)) > 8
    text.write_text(LONG_TEXT.replace("word2x10 ", "other "), "utf-8")
    after = client.view_after(address, before["revision"])
    changed = [page["number"] for page in after["pages"] if page["changed"]]
    assert after["revision"] > before["revision"]
    assert 0 < len(changed) < 4
    different = [a != b for a, b in zip(images(before), images(after), strict=True)]
    assert [number for number, each in enumerate(different, 1) if each] == changed


def test_a_page_is_drawn_at_its_size_and_its_address_never_changes(client: Client):
    page = client.view(client.book("small"))["pages"][0]
    status, picture = client.fetch(f"{page['image']}?scale=2")
    assert status == 200
    width, height = struct.unpack(">II", picture[16:24])
    assert abs(width - 2 * page["width"]) <= 1
    assert abs(height - 2 * page["height"]) <= 1
    assert client.fetch(f"{page['image']}?scale=7")[0] == 422
    assert client.fetch("/pages/0123456789abcdef")[0] == 404


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [
        ("sources/small.txt", b"\0\1\2", "F04"),
        ("sources/small.txt", b"", "F02"),
        ("sources/small.txt", None, "F01"),
        ("sources/small.toml", b"title = ", "S01"),
        ("sources/small.toml", b"titel = 'a'", "S02"),
        ("sources/small.toml", b"theme = 'mine'", "S02"),
        ("publish.toml", b"[", "S01"),
    ],
)
def test_after_a_fault_the_last_good_pages_stay_and_the_messages_say_why(
    client: Client, workspace: Path, file: str, content: bytes | None, code: str
):
    styles = workspace / "styles" / "mine"
    styles.mkdir(parents=True)
    (styles / "theme.toml").write_text('base = "classic"\nunknown = 1\n')
    address = client.book("small")
    good = client.view(address)
    assert good["state"] == "good"
    path = workspace / file
    before = path.read_bytes()
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    client.event(book="small", status="stale")
    broken = client.view(address)
    assert (broken["state"], images(broken)) == ("stale", images(good))
    assert code in codes(broken)
    assert all(each["message"] and each["reason"] for each in broken["diagnostics"])
    path.write_bytes(before)
    client.event(book="small", status="good")
    assert images(client.view(address)) == images(good)


def test_a_message_names_its_place_its_reason_and_what_would_mend_it(
    client: Client, workspace: Path
):
    (workspace / "sources" / "small.txt").write_text(f"{TEXT}\nA word\u00a0 and odd spaces.\n")
    client.opened.desk.session.notice_save()
    view = client.view(client.book("small"))
    fixable = [each for each in view["diagnostics"] if each["fix"]]
    assert [(each["file"], each["line"]) for each in fixable] == [("sources/small.txt", 7)]
    assert fixable[0]["reason"]
    assert view["understood"]["title"] == "A Small Book"
    assert [each["name"] for each in view["files"]] == [
        *("sources/small.txt", "publish.toml", "sources/small.toml")
    ]


def test_a_choice_shows_another_edition_and_a_wrong_one_is_refused(client: Client):
    address = client.book("small")
    usual = client.view(address)
    large = client.view(f"{address}?edition=large-print&theme=siddur")
    assert set(images(usual)).isdisjoint(images(large))
    assert client.fetch(f"{address}?edition=none")[0] == 422
    assert client.fetch(f"{address}?theme=../../tmp")[0] == 422
    assert client.fetch(f"{address}?languages=he,../en")[0] == 422


def test_a_view_that_is_shown_again_after_many_others_has_its_pages(client: Client):
    address = client.book("small")
    own = client.view(address)
    for theme in ("siddur", "classroom"):
        for edition in ("interlinear", "large-print", "spreads"):
            client.view(f"{address}?edition={edition}&theme={theme}")
    again = client.view(address)
    assert images(again) == images(own)
    assert [client.fetch(image)[0] for image in images(again)] == [200] * len(images(own))


def test_a_view_tells_what_the_settings_choose_and_the_languages_of_the_text(
    client: Client, workspace: Path
):
    pairs = "A Small Book\n\nA leaf.\n\nעלה.\n\nA river.\n\nנהר.\n"
    (workspace / "sources" / "small.txt").write_text(pairs, "utf-8")
    client.opened.desk.session.notice_save()
    view = client.view(client.book("small"))
    assert view["choices"] == {
        "edition": "interlinear",
        "editions": ["interlinear"],
        "theme": "classic",
        "profile": "screen",
        "languages": ["he", "en"],
    }
    hebrew = client.view(f"{client.book('small')}?edition=translation&languages=he,en")
    assert images(hebrew) != images(view)


@pytest.mark.parametrize(
    "path",
    [
        *("/assets/../server.py", "/assets/%2e%2e%2fserver.py", "/assets/..%5cserver.py"),
        *("/api/books/small", "/api/books/..%2f..%2fetc", "/downloads/..%2f..%2fetc%2fpasswd"),
        *("/pages/..%2f..%2fetc%2fpasswd", "/etc/passwd", "//etc/passwd", "/assets/", "/api/"),
        *("/assets/index.html", "/api/books/{book}/files/..%2f..%2fpublish.toml"),
        "/api/books/{book}/files/%2Fetc%2Fpasswd",
    ],
)
def test_no_path_of_a_client_opens_a_file(client: Client, path: str):
    book = client.book("small").rpartition("/")[2]
    status, body = client.fetch(path.format(book=book))
    assert status == 404
    assert b'"error"' in body


def test_a_file_is_the_one_that_the_command_makes(client: Client, workspace: Path):
    address = client.book("small")
    for kind in ("pdf", "booklet", "epub"):
        status, answer = client.post(f"{address}/make", {"kind": kind})
        assert status == 200
        done = client.event(job=answer["job"], done=1)
        assert (done["status"], done["message"]) == ("done", "")
        status, data = client.fetch(f"/downloads/{answer['job']}")
        file = workspace / "output" / "small" / done["file"]
        assert (status, data) == (200, file.read_bytes())
        file.unlink()  # that alone: an EPUB cites the pages of the PDF beside it
        program = (sys.executable, "-m", "publish", kind, "small")
        subprocess.run(program, cwd=workspace, check=True, capture_output=True)
        assert file.read_bytes() == data


def test_a_job_that_fails_says_why(client: Client, workspace: Path):
    address = client.book("small")
    (workspace / "sources" / "small.toml").write_text("title = ")
    _, answer = client.post(f"{address}/make", {"kind": "pdf"})
    done = client.event(job=answer["job"], done=1)
    assert done["status"] == "failed"
    assert done["message"]
    assert client.fetch(f"/downloads/{answer['job']}")[0] == 404
    assert client.post(f"{address}/make", {"kind": "exe"})[0] == 422
    assert client.post(f"{address}/make", {})[0] == 422


def test_a_pasted_text_is_a_new_book(client: Client, workspace: Path):
    status, answer = client.post("/api/new", {"name": "שיעור 5", "text": TEXT})
    assert (status, answer["name"]) == (200, "שיעור 5")
    assert (workspace / "sources" / "שיעור 5.txt").read_text("utf-8") == TEXT
    view = client.view(f"/api/books/{answer['id']}")
    assert view["state"] == "good"
    assert client.post("/api/new", {"name": "שיעור 5", "text": "other"})[0] == 409
    assert (workspace / "sources" / "שיעור 5.txt").read_text("utf-8") == TEXT


def test_a_dropped_file_of_a_readable_format_is_a_new_book(client: Client, workspace: Path):
    page = f"<html><body><h1>A title</h1><p>{'Words. ' * 30}</p></body></html>".encode()
    status, answer = client.upload("/api/new?file=..%2F..%2Fa%20page.html", page)
    assert (status, answer["name"]) == (200, "a page")
    assert (workspace / "sources" / "a page.html").read_bytes() == page


def bomb() -> bytes:
    """A Word file of a few kilobytes with a part of 400 MB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(400):
                part.write(b" " * 2**20)
    return stream.getvalue()


NO_TEXTS = {
    "a program": ("a.exe", b"MZ"),
    "no name": ("", b"text"),
    "dots alone": ("...", b"text"),
    "an ending alone": (".txt", b"text"),
    "nothing": ("a.txt", b""),
    "bytes": ("a.txt", b"\0\0\0"),
    "no archive": ("a.docx", b"no archive"),
    "a PDF": ("a.pdf", b"%PDF-1.7"),
    "a picture under another name": ("a.txt", b"\x89PNG\r\n\x1a\n\0\0"),
}


def refuses(client: Client, workspace: Path, name: str, data: bytes) -> bool:
    """Return whether a file is refused with a reason, and nothing is written."""
    before = sorted((workspace / "sources").iterdir())
    status, answer = client.upload(f"/api/new?file={name}", data)
    assert sorted((workspace / "sources").iterdir()) == before
    return status == 422 and bool(answer["error"]["message"])


def test_a_file_that_is_no_text_is_refused_and_not_written(client: Client, workspace: Path):
    for name, data in NO_TEXTS.values():
        assert refuses(client, workspace, name, data)


def test_a_small_archive_of_enormous_parts_is_refused(client: Client, workspace: Path):
    assert refuses(client, workspace, "a.docx", bomb())


def test_a_body_that_is_no_json_is_refused(client: Client):
    assert client.upload("/api/new", b"{}")[0] == 415
    assert client.post("/api/new", [1])[0] == 422
