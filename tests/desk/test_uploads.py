"""Files of strangers that are dropped on the desk, and files that change before they are taken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from publish.desk.desk import Desk
from publish.desk.guard import Guard
from publish.desk.jobs import Job, JobStatus
from publish.desk.routes import make_application
from tests.readers.test_hostile_files import CASES, Place

from .requests import HOST, Answer, ask
from .running_desk import make_workspace

_SECONDS = ("a million", "very many", "500 MB")
"""The beginnings and ends of the names of files that take seconds to make."""

CHEAP = [name for name in CASES if not any(each in name for each in _SECONDS)]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "workspace")


@pytest.fixture
def desk(workspace: Path) -> Iterator[Desk]:
    """A desk whose threads do not run."""
    desk = Desk(workspace)
    yield desk
    desk.close()


class Tab:
    """A browser that the desk knows."""

    def __init__(self, desk: Desk) -> None:
        self._guard = Guard(make_application(desk), {HOST}, 8760)
        cookie = ask(self._guard, f"/?token={self._guard.token}").headers["set-cookie"]
        self._cookie = ("Cookie", cookie.partition(";")[0])

    def get(self, address: str) -> Answer:
        return ask(self._guard, address, self._cookie)

    def drop(self, name: str, data: bytes) -> Answer:
        body = [data[start : start + 65536] for start in range(0, len(data), 65536)]
        address = f"/api/new?file={quote(name)}"
        return ask(self._guard, address, self._cookie, method="POST", body=body or (b"",))


def epub_of(**parts: bytes) -> bytes:
    """Return an EPUB whose package is one of the parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        container = (
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="package.opf"/></rootfiles></container>'
        )
        archive.writestr("META-INF/container.xml", container)
        for name, data in parts.items():
            archive.writestr(name.replace("__", "."), data)
    return stream.getvalue()


ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><package>&b;</package>'
EBOOKS = {
    "a part that unpacks very large": epub_of(package__opf=b"<package/>", a__xhtml=bytes(10**8)),
    "entities": epub_of(package__opf=ENTITIES),
    "no package": epub_of(),
    "an archive in an archive": epub_of(package__opf=epub_of()),
}


@pytest.mark.parametrize("data", EBOOKS.values(), ids=EBOOKS)
def test_a_hostile_ebook_is_refused_and_not_written(
    desk: Desk, workspace: Path, data: bytes
) -> None:
    before = sorted((workspace / "sources").iterdir())
    answer = Tab(desk).drop("a.epub", data)
    assert answer.status == 422
    assert answer.message.strip()
    assert "internal error" not in answer.message
    assert sorted((workspace / "sources").iterdir()) == before


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("name", CHEAP)
def test_a_hostile_file_is_refused_or_kept_as_it_is(
    desk: Desk, workspace: Path, tmp_path: Path, name: str
) -> None:
    case = CASES[name]
    data = case.write(Place("http://127.0.0.1:9", tmp_path / "secret.png"))
    answer = Tab(desk).drop(case.name, data)
    new = {path for path in (workspace / "sources").iterdir() if path.stem != "small"}
    assert answer.status in (200, 422)
    if answer.status == 200:
        (text,) = new
        assert (text.name, text.read_bytes()) == (case.name, data)
    else:
        assert case.is_refused
        assert answer.message.strip()
        assert not new
    assert not list(tmp_path.rglob("evil*"))


def test_a_file_that_became_a_link_is_not_taken_away(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret")
    path = tmp_path / "small.pdf"
    desk.session.jobs["a"] = Job("a", "small", "pdf", status=JobStatus.DONE, path=path)
    path.write_bytes(b"a PDF")
    tab = Tab(desk)
    assert tab.get("/downloads/a").status == 200
    path.unlink()
    assert tab.get("/downloads/a").status == 404
    path.symlink_to(tmp_path / "secret.txt")
    assert tab.get("/downloads/a").status == 404
