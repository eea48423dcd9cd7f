"""Commands take a bind by its name, and say what is not for binds."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from publish.artifacts.bind_reading import read
from publish.artifacts.book_selection import select_books
from publish.artifacts.plan import Request, plan
from publish.artifacts.watch import find_watched_paths
from publish.cli import main
from publish.config import find_workspace, open_book
from publish.config.fit import Fit
from publish.storage.store import Store
from tests.binds.shelf import write_bind, write_shelf

BIND = write_bind("programme", 'books = ["schedule", "songs"]')


def run(*arguments: str) -> str:
    """Return what a command prints."""
    return CliRunner().invoke(main, arguments).output


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write_shelf(tmp_path, BIND)
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("epub", "programme"), "it is printed, and has no epub"),
        (("show", "programme"), "it has no text of its own"),
        (("preview", "programme"), "it has no text of its own"),
        (("import", "programme"), "it has no text of its own"),
        (("pdf", "programme", "--edition", "all"), "an edition of all of them is named"),
        (("pdf", "programme", "--fit", "8"), "each of them may fill its sheets"),
        (("pdf", "programme", "--profile", "press"), "it has no profile “press”"),
    ],
)
@pytest.mark.usefixtures("shelf")
def test_a_command_for_books_names_those_of_the_bind(
    arguments: tuple[str, ...], reason: str
) -> None:
    output = run(*arguments)
    assert "S37" in output
    assert f"“programme” is bound of several books: {reason}" in output
    assert "name one of its books: schedule, songs" in output
    assert "Traceback" not in output


@pytest.mark.thorough
@pytest.mark.usefixtures("shelf")
def test_a_build_makes_binds_after_their_books() -> None:
    output = run("build", "-j", "1")
    files = [line.split()[1] for line in output.splitlines() if line.startswith("made")]
    assert "output/programme/programme.pdf" in files
    assert "output/programme/programme.booklet-a4.pdf" in files
    assert files.index("output/songs/songs.pdf") < files.index("output/programme/programme.pdf")
    again = run("booklet", "programme")
    assert "fresh  output/programme/programme.pdf" in again
    assert "the fold is on the left" in again
    recorded = run("printed", "programme")
    assert "printed/programme.json" in recorded, recorded


@pytest.mark.parametrize(
    ("strict", "last"),
    [(False, ""), (True, "“programme” is not made: its book “songs” has warnings")],
)
def test_a_strict_command_names_the_book_with_warnings(
    shelf: Path, *, strict: bool, last: str
) -> None:
    settings = shelf / "sources" / "songs.toml"
    settings.write_text('[severity]\nT05 = "warning"\n', "utf-8")
    book = open_book("programme", find_workspace(shelf))
    messages = [each.message for each in read(book, Store(), strict=strict).diagnostics]
    assert [each for each in messages if "not made" in each] == [last] * bool(last)


@pytest.mark.slow
def test_a_check_of_a_bind_is_that_of_its_books(shelf: Path) -> None:
    (shelf / "sources" / "songs.txt").write_text("שירים\n\n\ufffdשיר.\n", "utf-8")
    output = run("check", "programme", "--format", "github")
    assert "sources/songs.txt" in output
    (shelf / "publish.toml").write_text(BIND + 'theme = "nowhere"\n', "utf-8")
    assert "nowhere" in run("check", "programme")


def test_a_check_after_a_build_has_no_errors_of_its_own(shelf: Path) -> None:
    (shelf / "output" / "programme").mkdir(parents=True)
    assert "error" not in run("check", "programme")


@pytest.mark.parametrize(
    ("books", "message"),
    [
        ('["schedule", "songs"]', ""),
        ('["schedule"]', "no book of “two” stands behind the front “he”"),
    ],
)
def test_a_check_finds_a_front_without_a_book(shelf: Path, books: str, message: str) -> None:
    table = write_bind("two", f"books = {books}", 'fronts = ["he", "en"]')
    (shelf / "publish.toml").write_text(table, "utf-8")
    output = run("check", "two")
    assert ("S35" in output) is bool(message)
    assert message in output


@pytest.mark.parametrize(
    ("table", "edition", "name"),
    [
        ("", None, "programme.pdf"),
        ("", "interlinear", "programme.pdf"),
        ("", "translation", "programme.translation.pdf"),
        ('edition = "translation"', None, "programme.pdf"),
        ('edition = "translation"', "interlinear", "programme.interlinear.pdf"),
    ],
)
def test_an_edition_that_is_not_that_of_the_books_has_a_file_of_its_own(
    shelf: Path, table: str, edition: str | None, name: str
) -> None:
    (shelf / "publish.toml").write_text(BIND + table, "utf-8")
    (pdf,) = plan(open_book("programme", find_workspace(shelf)), Request(("pdf",), edition))
    assert pdf.path.name == name


def test_one_edition_of_all_books_is_that_of_the_contents(shelf: Path) -> None:
    (shelf / "publish.toml").write_text(BIND + 'edition = "large-print"', "utf-8")
    (pdf,) = plan(open_book("programme", find_workspace(shelf)), Request(("pdf",)))
    assert pdf.edition == "large-print"


def test_a_book_keeps_its_languages_in_another_edition(shelf: Path) -> None:
    books = 'books = ["schedule", { book = "songs", languages = ["he"] }]'
    (shelf / "publish.toml").write_text(write_bind("programme", books), "utf-8")
    book = open_book("programme", find_workspace(shelf))
    (pdf,) = plan(book, Request(("pdf",), "large-print"))
    assert [each.options.languages for each in pdf.book.members] == [(), ("he",)]


def test_the_watch_sees_the_picture_of_a_bind(shelf: Path) -> None:
    Image.new("L", (4, 4)).save(shelf / "logo.png")
    (shelf / "publish.toml").write_text(BIND + 'cover = { image = "logo.png" }', "utf-8")
    assert shelf / "logo.png" in find_watched_paths((), shelf).files


def test_a_book_with_two_fronts_is_bound_on_both_sides(shelf: Path) -> None:
    table = write_bind("two", 'books = ["schedule", "songs"]', 'fronts = ["he", "en"]')
    (shelf / "publish.toml").write_text(table, "utf-8")
    assert "leave out --binding" in " ".join(run("booklet", "two", "--binding", "left").split())
    assert not (shelf / "output" / "two").exists()


@pytest.mark.usefixtures("shelf")
def test_publish_alone_names_the_binds() -> None:
    assert "3 books: lessons, schedule, songs; bound of them: programme" in run()


@pytest.mark.parametrize(
    ("request_", "is_made"),
    [
        (Request(("pdf",)), True),
        (Request(), True),
        (Request(("pdf",), "large-print"), True),
        (Request(("epub",)), False),
        (Request(("pdf",), profile="accessible"), True),
        (Request(("pdf",), profile="press"), False),
        (Request(("pdf",), fit=Fit(8)), False),
        (Request(("pdf",), "all"), False),
    ],
)
def test_commands_for_all_books_leave_out_binds_that_they_cannot_make(
    shelf: Path, request_: Request, is_made: bool
) -> None:
    selected = select_books((), find_workspace(shelf), request_).value
    assert selected == ("lessons", "schedule", "songs", *["programme"] * is_made)


def test_profiles_of_the_workspace_are_not_those_of_binds(shelf: Path) -> None:
    (shelf / "publish.toml").write_text(f'profiles = ["accessible"]\n{BIND}', "utf-8")
    book = open_book("programme", find_workspace(shelf))
    assert [each.profile for each in plan(book)] == ["screen", "screen"]
