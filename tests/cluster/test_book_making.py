"""Books made from orders, in a folder of another place, against those of a local build."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publish.artifacts.make import find_fresh, make
from publish.artifacts.plan import Artifact, Request, plan
from publish.artifacts.result import Result, Status
from publish.cluster.book_contents import CannotTravel, state_pictures
from publish.cluster.book_making import BookMaker, blob_cache
from publish.cluster.made_books import put_book
from publish.cluster.messages import (
    Answer,
    BookOrder,
    Decline,
    Failure,
    MadeBook,
    Question,
    order_key,
    pack,
    unpack_answer,
)
from publish.cluster.order_writing import OrderOptions, read_shared, write_order
from publish.config import find_workspace, open_book
from tests.support.cluster_books import KINDS, make_books

OPTIONS = OrderOptions(Request())


class Worker:
    """A maker of books, and the client that answers its questions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._blobs = blob_cache(folder / "kept")
        self._maker = BookMaker(folder, self._blobs)
        self.questions = 0

    def ask(self, order: BookOrder) -> Answer:
        return unpack_answer(self._maker.answer(pack(order)))

    def make(self, artifacts: tuple[Artifact, ...]) -> tuple[BookOrder, Answer]:
        """Return the answer to the order of artifacts that is no question, and the last order."""
        book = artifacts[0].book
        order = write_order(artifacts, OPTIONS)
        while isinstance(answer := self.ask(order), Question):
            self.questions += 1
            for name, data in read_shared(book.workspace.root, order.shared, answer.blobs).items():
                self._blobs.put(name, data)
            if answer.pictures:
                order = write_order(artifacts, OPTIONS, state_pictures(book, answer.pictures))
        return order, answer

    def build(self, artifacts: tuple[Artifact, ...]) -> list[Result]:
        """Return the results of artifacts whose files are put into their places."""
        order, answer = self.make(artifacts)
        assert isinstance(answer, MadeBook), answer
        return list(put_book(artifacts, order, answer))

    @property
    def files(self) -> set[str]:
        """The files that are still in the folder, without those of the cache."""
        root = self.folder / "workspace"
        paths = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
        return {path for path in paths if ".publish-cache" not in path}


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Worker:
    return Worker(tmp_path_factory.mktemp("worker").resolve())


def plan_of(root: Path, name: str) -> tuple[Artifact, ...]:
    return plan(open_book(name, find_workspace(root)))


def contents(results: list[Result]) -> dict[str, bytes | None]:
    return {
        result.path.name: None if result.status is Status.FAILED else result.path.read_bytes()
        for result in results
    }


def lines(results: list[Result], root: Path) -> list[list[str]]:
    return [[line.replace(str(root), "ROOT") for line in result.lines] for result in results]


@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
def test_a_worker_makes_the_bytes_and_messages_of_a_local_build(tmp_path, worker, kind):
    here, there = make_books(tmp_path / "here", kind), tmp_path / "a" / "longer" / "path"
    shutil.copytree(here, there)  # with the times of the files, which are the dates of EPUBs
    local = [make(artifact, force=True) for artifact in plan_of(there, kind)]
    results = worker.build(plan_of(here, kind))
    assert contents(results) == contents(local)
    assert lines(results, here) == lines(local, there)
    assert [result.understanding for result in results] == [each.understanding for each in local]
    assert [result.status for result in results] == [result.status for result in local]
    assert [result.pages for result in results] == [result.pages for result in local]
    for artifact, result in zip(plan_of(here, kind), local, strict=True):
        fails = result.status is Status.FAILED
        assert (find_fresh(artifact) is None) == fails, artifact.path.name
    assert worker.files <= {"publish.toml", "styles/own/theme.toml", "styles/own/print.css"}


@pytest.mark.thorough
def test_a_worker_makes_the_bytes_of_a_bind(tmp_path, worker):
    here, there = make_books(tmp_path / "here", "plain", "theme"), tmp_path / "there"
    with (here / "publish.toml").open("a") as settings:
        settings.write('[[bind]]\nname = "both"\ntitle = "Both"\nbooks = ["plain", "theme"]\n')
    shutil.copytree(here, there)
    local = [make(artifact, force=True) for artifact in plan_of(there, "both")[:1]]
    results = worker.build(plan_of(here, "both")[:1])
    assert [result.status for result in results] == [Status.MADE]
    assert contents(results) == contents(local)


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_the_date_of_a_commit_travels_with_its_files(tmp_path, worker):
    _, epub = plan_of(make_books(tmp_path, "plain"), "plain")
    date = {"GIT_COMMITTER_DATE": "1500000000 +0000", "GIT_AUTHOR_DATE": "1500000000 +0000"}
    for words in (("init",), ("add", "."), ("commit", "-m", "texts")):
        git = ("git", "-c", "user.name=a", "-c", "user.email=a@b", *words)
        subprocess.run(
            git, cwd=tmp_path, env={**os.environ, **date}, check=True, capture_output=True
        )
    results = worker.build((epub,))
    assert _date(results[0].path.read_bytes()) == datetime.fromtimestamp(1500000000, UTC)


def test_the_date_of_the_client_counts_and_not_that_of_the_worker(tmp_path, worker, monkeypatch):
    _, epub = plan_of(make_books(tmp_path, "plain"), "plain")
    worker.make((epub,))  # it has what books share then
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1400000000")
    order = write_order((epub,), OPTIONS)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1300000000")
    answer = worker.ask(order)
    assert isinstance(answer, MadeBook)
    (file,) = answer.files
    assert _date(file.content) == datetime.fromtimestamp(1400000000, UTC)
    assert os.environ["SOURCE_DATE_EPOCH"] == "1300000000"


@pytest.mark.slow
def test_an_epub_made_alone_cites_the_pages_of_the_pdf_in_place(tmp_path, worker):
    pdf, epub = plan_of(make_books(tmp_path, "plain"), "plain")
    make(pdf)
    (result,) = worker.build((epub,))
    assert b"pagebreak" in _chapter(result.path)
    assert find_fresh(epub)


@pytest.mark.slow
def test_an_epub_with_other_content_gets_a_later_date_than_the_one_in_place(tmp_path, worker):
    _, epub = plan_of(make_books(tmp_path, "plain"), "plain")
    text = tmp_path / "sources/plain.txt"
    os.utime(text, (2e9, 2e9))
    first = worker.build((epub,))[0].path.read_bytes()
    assert worker.build((epub,))[0].path.read_bytes() == first  # the same content has its date
    text.write_text(text.read_text("utf-8").replace("good", "very good"), "utf-8")
    os.utime(text, (1e9, 1e9))
    second = worker.build((epub,))[0].path.read_bytes()
    assert _date(first) < _date(second)


@pytest.mark.slow
def test_a_fresh_pdf_travels_to_the_worker_that_makes_its_booklet(tmp_path, worker):
    root = make_books(tmp_path, "folder")
    pdf, _, booklet, _ = plan_of(root, "folder")
    make(pdf)
    order, answer = worker.make((booklet,))
    assert [file.name for file in order.fresh] == ["folder.pdf"]
    assert isinstance(answer, MadeBook)
    assert [file.name for file in answer.files] == [booklet.path.name]


def test_a_text_that_is_saved_meanwhile_leaves_its_files_stale(tmp_path, worker):
    (_, epub) = plan_of(make_books(tmp_path, "plain"), "plain")
    order, answer = worker.make((epub,))
    text = tmp_path / "sources/plain.txt"
    text.write_text(text.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert isinstance(answer, MadeBook)
    (result,) = put_book((epub,), order, answer)
    assert result.status is Status.MADE
    assert find_fresh(epub) is None


def test_a_file_of_somebody_else_stays(tmp_path, worker):
    (_, epub) = plan_of(make_books(tmp_path, "plain"), "plain")
    epub.path.parent.mkdir(parents=True)
    order, answer = worker.make((epub,))
    epub.path.write_text("a poem")
    assert isinstance(answer, MadeBook)
    (result,) = put_book((epub,), order, answer)
    assert result.status is Status.FAILED
    assert epub.path.read_text() == "a poem"


def test_what_books_share_is_asked_for_once(tmp_path, worker):
    root = make_books(tmp_path, "plain", copies=2)
    (tmp_path / "publish.toml").write_text('formats = ["epub"]\npublisher = "once"\n')
    before = worker.questions
    worker.build(plan_of(root, "plain"))
    assert worker.questions == before + 1
    worker.build(plan_of(root, "plain-2"))
    assert worker.questions == before + 1


def test_equal_books_have_one_key_wherever_they_lie(tmp_path):
    roots = make_books(tmp_path / "here", "plain"), tmp_path / "there"
    shutil.copytree(*roots)
    keys = {order_key(write_order(plan_of(root, "plain"), OPTIONS), "v1") for root in roots}
    assert len(keys) == 1
    order = write_order(plan_of(roots[0], "plain"), OPTIONS)
    assert order_key(order, "v2") not in keys
    (roots[0] / "sources/plain.toml").write_text('title = "Another"\n')
    other = write_order(plan_of(roots[0], "plain"), OPTIONS)
    assert order_key(other, "v1") not in keys


def test_books_of_workspaces_with_other_output_folders_follow_one_another(tmp_path, worker):
    first, second = make_books(tmp_path / "1", "plain"), make_books(tmp_path / "2", "plain")
    with (second / "publish.toml").open("a") as settings:
        settings.write('[folders]\noutput = "made"\n')
    for root in (first, second, first, second):
        shutil.rmtree(root / "output", ignore_errors=True)
        shutil.rmtree(root / "made", ignore_errors=True)
        (result,) = worker.build(plan_of(root, "plain")[1:])
        assert result.path.is_file()


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret", "sources/../../secret"])
def test_no_path_of_an_order_leads_out_of_its_folder(tmp_path, worker, path):
    order = write_order(plan_of(make_books(tmp_path, "plain"), "plain"), OPTIONS)
    order.files[path] = next(iter(order.blobs))
    assert isinstance(worker.ask(order), Failure)


def test_a_picture_outside_of_the_workspace_is_declined(tmp_path, worker):
    root = make_books(tmp_path / "books", "plain")
    (root / "sources/plain.txt").unlink()
    (root / "sources/plain.md").write_text("# A\n\n![b](blue.png)\n\n![c](../../c.png)\n")
    (root / "sources/blue.png").unlink()
    (tmp_path / "blue.png").write_bytes(b"")
    (root / "sources/blue.png").symlink_to(tmp_path / "blue.png")
    _, answer = worker.make(plan_of(root, "plain")[1:])
    assert isinstance(answer, Decline)


def test_a_folder_without_settings_of_a_workspace_stays_on_its_machine(tmp_path):
    path = tmp_path / "lesson.txt"
    path.write_text("A lesson\n\nText.\n")
    artifacts = plan(open_book(path, find_workspace(tmp_path)))
    with pytest.raises(CannotTravel, match=r"has no publish\.toml"):
        write_order(artifacts, OPTIONS)


def _chapter(path: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return b"".join(map(archive.read, names))


def _date(epub: bytes) -> object:
    from publish.writers.epub.release import read_release_identifier

    release = read_release_identifier(epub)
    assert release
    return release.modified
