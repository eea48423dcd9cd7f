"""``publish booklet --people``: the covers of a list, their words, order and objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from publish.artifacts.people import cover_sheets
from publish.cli import main
from publish.diagnostics.rules import people as rules
from publish.diagnostics.rules.pdf import MISSING_CHARACTER
from publish.text.languages import isolate
from publish.writers.pdf.content import added_pages

Run = Callable[..., Result]

LIST = (
    "name,table,seat,language\n"
    "Zoë Quixfj,10,1,en\n"
    "צבי גלעץ,2,1,he\n"
    "Жанна Щукю,2,2,ru\n"
    "Kuzv נחף Gwz,2,3,en\n"
)
COVERS = Path("output/lesson/lesson.booklet-a4.covers.pdf")
AGAIN = COVERS.with_suffix(".again.pdf")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A book with a cover, a list of four, and the command."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("convention"))
        Path("sources").mkdir()
        Path("publish.toml").write_text("")
        Path("sources/lesson.txt").write_text("The letters stood in lines.\n")
        Path("sources/lesson.toml").write_text(
            'title = { en = "The Page", he = "הדף" }\ncover = true\n'
            'page = { width = "105mm", height = "148mm" }\n',
            encoding="utf-8",
        )
        Path("guests.csv").write_text(LIST, "utf-8")
        yield lambda *words: CliRunner().invoke(main, ["booklet", "lesson", *words])


@pytest.fixture(scope="module")
def whole(run: Run) -> tuple[bytes, str]:
    """The covers of the whole list, and the words of the command."""
    result = run("--people", "guests.csv")
    assert result.exit_code == 0, result.output
    return COVERS.read_bytes(), result.stdout


def letters_of(pdf: bytes, side: int) -> dict[str, float]:
    """Return the left edge of each letter on a side of a sheet; of equal ones the last."""
    with pdfium.PdfDocument(pdf) as document:
        text = document[side].get_textpage()
        return {
            text.get_text_range(index, 1): text.get_charbox(index)[0]
            for index in range(text.count_chars())
        }


def outside_of(pdf: bytes, number: int) -> list[bytes]:
    """Return the contents of the outside of a sheet and of its pages."""
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[2 * number]
        forms = page.Resources.XObject.values()
        return [page.Contents.read_bytes(), *(form.read_bytes() for form in forms)]


def test_sheets_lie_in_the_order_of_tables_and_seats(whole: tuple[bytes, str]) -> None:
    pdf, words = whole
    with pdfium.PdfDocument(pdf) as document:
        assert len(document) == 8
    firsts = [letters_of(pdf, 2 * number).keys() for number in range(4)]
    for letters, letter in zip(firsts, "צЖKZ", strict=True):
        assert letter in letters
    assert "print these 4 cover sheets once, on both sides" in words
    assert "the first is row 3 (“" in words


def test_names_run_in_the_direction_of_their_letters(whole: tuple[bytes, str]) -> None:
    hebrew, russian, mixed, english = (letters_of(whole[0], 2 * number) for number in range(4))
    assert hebrew["צ"] > hebrew["ב"] > hebrew["ג"] > hebrew["ץ"]
    assert russian["Ж"] < russian["Щ"] < russian["ю"]
    assert english["Z"] < english["Q"] < english["j"]
    assert mixed["K"] < mixed["ף"] < mixed["נ"] < mixed["w"]


def test_one_printed_again_is_the_same_to_the_byte(run: Run, whole: tuple[bytes, str]) -> None:
    run("--people", "guests.csv")
    result = run("--people", "guests.csv", "--only", "5")
    assert result.exit_code == 0, result.output
    again = AGAIN.read_bytes()
    assert COVERS.read_bytes() == whole[0]
    assert outside_of(again, 0) == outside_of(whole[0], 2)
    assert outside_of(again, 0) != outside_of(whole[0], 1)


def draw(pdf: bytes, side: int) -> Image.Image:
    with pdfium.PdfDocument(pdf) as document:
        return document[side].render().to_pil()


def halves(side: Image.Image) -> tuple[bytes, bytes]:
    middle = side.width // 2
    left = side.crop((0, 0, middle, side.height))
    right = side.crop((middle, 0, side.width, side.height))
    return left.tobytes(), right.tobytes()


def test_all_other_pages_are_those_of_the_booklet(run: Run) -> None:
    run("--people", "guests.csv")
    covers = COVERS.read_bytes()
    booklet = Path("output/lesson/lesson.booklet-a4.pdf").read_bytes()
    back, front = halves(draw(booklet, 0))
    inside = draw(booklet, 1).tobytes()
    for number in range(4):
        own_back, own_front = halves(draw(covers, 2 * number))
        assert own_back == back
        assert own_front != front
        assert draw(covers, 2 * number + 1).tobytes() == inside


def test_title_pages_are_rectos_wherever_they_stand(run: Run) -> None:
    settings = Path("sources/lesson.toml")
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("cover = true", "front = { title_page = true }"), "utf-8")
    assert run("--people", "guests.csv").exit_code == 0
    whole = COVERS.read_bytes()
    assert run("--people", "guests.csv", "--only", "4").exit_code == 0
    settings.write_text(before, "utf-8")
    titles = {letters_of(whole, 2 * number)["P"] for number in range(4)}
    assert len(titles) == 1
    assert outside_of(AGAIN.read_bytes(), 0) == outside_of(whole, 1)


def test_all_covers_share_their_picture(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(added_pages, "PEOPLE_OF_A_PART", 1)
    Image.new("RGB", (200, 200), "red").save("sources/logo.png")
    settings = Path("sources/lesson.toml")
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("cover = true", 'cover = { image = "logo.png" }'), "utf-8")
    result = run("--people", "guests.csv")
    settings.write_text(before, "utf-8")
    assert result.exit_code == 0, result.output
    with pikepdf.open(COVERS) as document:
        streams = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
    assert [each.get("/Subtype") for each in streams].count("/Image") == 1


def test_sheets_with_two_copies_have_two_people(run: Run) -> None:
    result = run("--people", "guests.csv", "--layout", "cut-two", "--only", "2-4")
    assert result.exit_code == 0, result.output
    assert "print these 2 cover sheets once" in result.stdout
    sheets = Path("output/lesson/lesson.booklet-a4-cut-two.covers.again.pdf").read_bytes()
    first, second = (letters_of(sheets, 2 * number).keys() for number in range(2))
    assert first >= {"צ", "Z"}
    assert "Ж" in second
    assert not second & {"צ", "Z"}


def test_an_unchanged_list_is_not_made_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("--people", "guests.csv", "--list-order")
    before = COVERS.read_bytes()
    monkeypatch.setattr(cover_sheets, "_make", None)
    result = run("--people", "guests.csv", "--list-order")
    assert f"fresh  {COVERS}" in result.stdout
    assert "print these 4 cover sheets" in result.stdout  # K40
    assert COVERS.read_bytes() == before
    assert run("--people", "guests.csv").exit_code == 1


def test_limits_hold_for_covers(run: Run) -> None:
    Path("few.csv").write_text("name\nAnna\n")
    result = run("--people", "few.csv", "--limit-time", "60s")
    assert result.exit_code == 0, result.output
    assert f"made   {COVERS}" in result.stdout


@pytest.mark.thorough
def test_a_name_too_long_is_told_and_printed_whole(run: Run) -> None:
    name = "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh " * 3
    Path("long.csv").write_text(f"name\nAnna\n{name}\n")
    result = run("--people", "long.csv")
    assert result.exit_code == 0, result.output
    assert f"warning[{rules.VALUE_TOO_LONG.code}]: row 3, column “name”" in result.stderr
    Path("longer.csv").write_text("name\nAnna\n" + "Anna Maria " * 90 + "\n")
    result = run("--people", "longer.csv")
    assert result.exit_code == 1
    assert f"error[{rules.NAME_NOT_DRAWN.code}]: row 3 of longer.csv" in result.stderr


def test_a_letter_without_a_font_stops_the_covers(run: Run) -> None:
    Path("thai.csv").write_text("name\nAnna\nสมชาย\n", "utf-8")
    result = run("--people", "thai.csv")
    assert result.exit_code == 1
    assert f"error[{MISSING_CHARACTER.code}]: row 3 of thai.csv: no font" in result.stderr


def test_markup_is_literal(run: Run) -> None:
    Path("markup.csv").write_text("name,table\n<b>&amp;</b> {{ x }},=1+1\n")
    assert run("--people", "markup.csv").exit_code == 0
    with pdfium.PdfDocument(COVERS.read_bytes()) as document:
        text = document[0].get_textpage().get_text_range()
    assert "<b>&amp;</b> {{ x }}" in text
    assert "=1+1" in text


def test_a_book_without_a_title_page_has_no_room(run: Run) -> None:
    settings = Path("sources/lesson.toml")
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("cover = true", 'front = "compact"'), "utf-8")
    result = run("--people", "guests.csv")
    settings.write_text(before, "utf-8")
    assert result.exit_code == 1
    assert f"error[{rules.NO_COVER.code}]" in result.stderr


def test_inserts_are_pages_of_the_book(run: Run) -> None:
    result = run("--people", "guests.csv", "--inserts")
    assert result.exit_code == 0, result.output
    with pdfium.PdfDocument("output/lesson/lesson.booklet-a4.inserts.pdf") as document:
        assert len(document) == 4
        assert document[0].get_width() < document[0].get_height()


def test_the_list_and_its_lines_can_stand_in_the_settings(run: Run) -> None:
    settings = Path("sources/lesson.toml")
    before = settings.read_text("utf-8")
    Path("sources/guests.csv").write_text("name,group\nAnna,7\n")
    lines = '[booklet]\npeople = "guests.csv"\npeople_lines = ["Group {group}"]\n'
    settings.write_text(before + lines, "utf-8")
    result = run()
    other = run("--people", "guests.csv", "--line", "{name}", "--only", "2")
    Path("sources/guests.csv").unlink()
    missing = run()
    settings.write_text(before, "utf-8")
    assert result.exit_code == 0, result.output
    assert {"G", "7"} <= letters_of(COVERS.read_bytes(), 0).keys()
    assert other.exit_code == 0, other.output
    assert f"the first is row 2 (“{isolate('Zoë Quixfj')}”)" in other.stdout
    assert missing.exit_code == 1
    assert "made   output/lesson/lesson.booklet-a4.pdf" in missing.stdout
    assert "guests.csv" in missing.stderr


def test_a_list_of_another_place_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "guests.csv").write_text("name\nAnna\n")
    settings = Path("sources/lesson.toml")
    before = settings.read_text("utf-8")
    settings.write_text(f'{before}[booklet]\npeople = "{tmp_path}/guests.csv"\n', "utf-8")
    result = run()
    settings.write_text(before, "utf-8")
    assert result.exit_code == 1
    assert "the list " in result.stderr


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("--only", "2"), "--only needs --people"),
        (("--people", "guests.csv", "--only", "1"), "names no rows"),
    ],
)
def test_wrong_usage_is_told(run: Run, words: tuple[str, ...], fault: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert fault in result.stderr
