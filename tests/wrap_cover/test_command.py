"""``publish cover``: files, stale covers, and settings or books of which no cover can be made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from publish.artifacts import render
from publish.artifacts.plan import Request, plan
from publish.cli import main
from publish.config import find_workspace, open_book
from publish.diagnostics import Outcome, PublishError, Severity
from publish.diagnostics.rules import wrap_covers as rules
from publish.text.lengths import MM
from tests.booklet.sample_pdfs import make_numbered_pdf
from tests.wrap_cover.sample_covers import make_cover

Run = Callable[..., Result]
COVER = Path("output/book/book.cover.pdf")
PAPER = "[wrap_cover]\npaper = { grams = 90, bulk = 1.5 }\n"


@pytest.fixture
def count() -> list[int]:
    """The number of pages of the book, which a test may change."""
    return [60]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: list[int]) -> Run:
    """The command in a workspace with a book, and a PDF writer that takes no time."""

    def write(*_: object) -> Outcome[render.Rendering]:
        return Outcome(render.Rendering(make_numbered_pdf(count[0])))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("publish.artifacts.process_pool.count_processors", lambda: 1)
    monkeypatch.setitem(render._RENDERERS, "pdf", write)
    Path("publish.toml").write_text("")
    Path("sources").mkdir()
    Path("sources/book.txt").write_text("The letters stood in lines.\n")
    Path("sources/book.toml").write_text(PAPER)
    return lambda *words: CliRunner().invoke(main, list(words))


@pytest.mark.slow
def test_the_pdf_is_made_first_and_both_are_fresh_afterwards(run: Run):
    result = run("cover", "book")
    assert result.exit_code == 0, result.output
    assert "made   output/book/book.cover.pdf" in result.stdout
    assert "60 pages of 148 × 210 mm make a spine of 4.05 mm" in result.stdout
    assert "too narrow for words" in result.stdout
    assert "no bar code" in result.stdout
    notes = (rules.COVER_SIZE, rules.SPINE_WITHOUT_TEXT, rules.NO_ISBN)
    assert all(rule.severity is Severity.INFO for rule in notes)
    assert Path("output/book/book.pdf").is_file()
    assert "fresh  output/book/book.cover.pdf" in run("cover", "book").stdout


@pytest.mark.slow
@pytest.mark.parametrize("command", ["pdf", "check", "booklet"])
def test_a_cover_of_other_pages_is_told_by_each_command(run: Run, count: list[int], command: str):
    run("cover", "book")
    before = COVER.read_bytes()
    assert "K61" not in run(command, "book").output
    count[0] = 80
    Path("sources/book.txt").write_text("The letters stood in more lines.\n")
    run("pdf", "book")
    answer = run(command, "book").output
    assert "book.cover.pdf is 300.05 × 210 mm; for the 80 pages" in answer
    assert COVER.read_bytes() == before
    again = run("cover", "book").output
    assert "spine of 5.40 mm" in again
    assert "K61" not in again
    assert "K61" not in run(command, "book").output


@pytest.mark.slow
@pytest.mark.parametrize(("width", "is_told"), [(306.05, False), (307.05, True)])
def test_a_cover_of_a_designer_may_have_its_bleed_in_its_size(
    run: Run, width: float, *, is_told: bool
):
    run("pdf", "book")
    COVER.write_bytes(make_numbered_pdf(1, (width * MM, 216 * MM)))
    assert ("K61" in run("pdf", "book").output) is is_told


@pytest.mark.slow
def test_another_text_on_as_many_pages_leaves_the_cover_as_it_is_told(run: Run):
    run("cover", "book")
    Path("sources/book.txt").write_text("Other letters stood in lines.\n")
    assert "K61" not in run("pdf", "book").output


def test_a_build_makes_covers_where_the_settings_ask_for_them(run: Run):
    Path("sources/book.toml").write_text(f'formats = ["pdf", "cover"]\n{PAPER}')
    assert "made   output/book/book.cover.pdf" in run("build", "book").stdout


def test_the_profile_is_in_the_name_and_gives_the_bleed(run: Run, count: list[int]):
    count[0] = 100
    answer = run("cover", "book", "--profile", "kdp").output
    assert "output/book/book.kdp.cover.pdf" in answer
    assert "with 3.175 mm of bleed" in answer


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("profile", ["archive", "accessible", "screen"])
def test_a_cover_that_is_for_no_press_has_no_profile_in_its_name(profile: str) -> None:
    Path("sources/book.toml").write_text(f'profiles = ["{profile}"]\n{PAPER}')
    book = open_book("book", find_workspace(Path.cwd()))
    (cover,) = plan(book, Request(("cover",)))
    assert cover.path.name == COVER.name


def test_a_book_of_few_pages_keeps_the_last_good_cover(run: Run, count: list[int]):
    run("cover", "book")
    before = COVER.read_bytes()
    count[0] = 8
    Path("sources/book.txt").write_text("Few lines.\n")
    refused = run("cover", "book")
    assert refused.exit_code == 1
    assert "error[K63]: book has 8 pages; with 90 g/m², bulk 1.5 a book has from 24" in (
        refused.output
    )
    assert COVER.read_bytes() == before
    assert "book.cover.pdf fits no more: book has 8 pages" in run("pdf", "book").output


def test_without_a_paper_the_spine_is_that_of_office_paper_with_a_warning(run: Run):
    Path("sources/book.toml").write_text("")
    answer = run("cover", "book")
    assert answer.exit_code == 0
    assert "warning[K62]" in answer.output
    assert "spine of 3.00 mm" in answer.output


def test_an_unknown_paper_is_refused_with_those_there_are(run: Run):
    Path("sources/book.toml").write_text('[wrap_cover]\npaper = "kdp-creme"\n')
    answer = run("cover", "book").output
    assert "kdp-white, kdp-cream, kdp-colour, lulu" in answer
    assert not COVER.exists()


def test_an_isbn_with_a_wrong_digit_is_refused(run: Run):
    Path("sources/book.toml").write_text('identifier = "978-0-306-40615-8"\n')
    assert "978-0-306-40615-7" in run("cover", "book").output


def refuse(folder: Path, settings: str, pages: int = 200) -> list[tuple[str, str]]:
    with pytest.raises(PublishError) as refused:
        make_cover(folder, settings, pages)
    return [(each.code, each.message) for each in refused.value.diagnostics]


def test_a_title_that_no_spine_holds_asks_for_a_shorter_one(tmp_path: Path):
    title = "A Very Long Title " * 16
    ((code, message),) = refuse(tmp_path, f'title = "{title}"\n{PAPER}')
    assert code == "K65"
    assert "no room for the title on the spine" in message
    make_cover(tmp_path, f'title = "{title}"\n{PAPER}spine = "Short"\n', 200)


@pytest.mark.slow
def test_a_text_of_the_back_is_set_smaller_until_it_fits_and_then_refused(tmp_path: Path):
    long = "Many words stand on the back of this book, and all of them are read. " * 26
    cover = make_cover(tmp_path, f'{PAPER}back = "{long}"\n')
    assert not [each for each in cover.diagnostics if each.severity.value == "error"]
    assert refuse(tmp_path, f'{PAPER}back = "{long * 3}"\n')[0][0] == "K65"


def test_a_note_on_a_back_is_left_out_with_a_warning(tmp_path: Path):
    back = 'back = """Words[^1] of it.\n\n[^1]: A note.\n"""\n'
    assert "K70" in {each.code for each in make_cover(tmp_path, PAPER + back).diagnostics}


@pytest.mark.parametrize(
    ("size", "codes"),
    [((500, 700), ["K66"]), ((1000, 1400), ["K67"]), ((1800, 2560), [])],
)
def test_a_picture_of_few_pixels_is_told_or_refused(
    tmp_path: Path, size: tuple[int, int], codes: list[str]
):
    (tmp_path / "sources").mkdir()
    Image.new("RGB", size, "red").save(tmp_path / "sources" / "front.png")
    settings = f'{PAPER}picture = "front.png"\n'
    if codes == ["K66"]:
        ((code, message),) = refuse(tmp_path, settings)
        assert code == "K66"
        assert "front.png has 500 × 700 pixels, 82 an inch" in message
        return
    cover = make_cover(tmp_path, settings)
    told_codes = [each.code for each in cover.diagnostics if each.code in ("K66", "K67")]
    assert told_codes == codes
    front = cover.draw(cover.geometry.front, 30)
    assert front.getcolors() == [(front.width * front.height, (255, 0, 0))]


def test_files_that_are_missing_are_errors_of_the_settings(run: Run):
    Path("sources/book.toml").write_text('[wrap_cover]\nback = "back.md"\npicture = "a.png"\n')
    answer = run("cover", "book").output
    assert "there is no picture a.png beside book.toml" in answer
    assert "there is no text back.md beside book.toml" in answer


def test_the_text_of_a_back_is_no_chapter_of_its_folder(tmp_path: Path):
    (tmp_path / "publish.toml").write_text("")
    folder = tmp_path / "sources" / "book"
    folder.mkdir(parents=True)
    (folder / "01.txt").write_text("A chapter.\n")
    (folder / "back.md").write_text("Words of the back.\n")
    (folder / "book.toml").write_text('[wrap_cover]\nback = "back.md"\n')
    book = open_book("book", find_workspace(tmp_path))
    assert [path.name for path in book.texts] == ["01.txt"]
    assert book.files[1].name == "back.md"
