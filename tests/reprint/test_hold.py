"""``hold = true`` keeps page breaks where they were printed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from publish.artifacts.plan import Request, plan_file
from publish.artifacts.release_date import last_change
from publish.artifacts.render import Release, Resources, render_pdf
from publish.artifacts.reprint.print_record import write_record
from publish.config import Book, find_workspace, open_book
from publish.config.booklet_options import Binding
from publish.diagnostics import Outcome
from publish.pipeline.incremental import read_by_chapters
from publish.storage.cache_paths import book_store
from publish.storage.store import Store
from publish.themes.theme import load_for
from publish.writers.booklet.geometry import arrange_sheets
from publish.writers.pdf.document import PdfDocument
from publish.writers.pdf.engine.held_breaks import find_opening
from publish.writers.pdf.layout.page_faces import PageFace, list_faces
from tests.reprint.random_edits import change_letter

WORDS = {
    "en": "the a letter page printer reader ink of paper sheet folds and turns slowly under "
    "compositor margin between neighbouring lines which nobody noticed before".split(),
    "he": "אות דף מדפיס קורא דיו נייר גיליון מקופל ומתהפך לאט תחת סדר שוליים בין שורות סמוכות "
    "שאיש לא הבחין בהן קודם".split(),
}


def write_prose(lang: str, seed: str, paragraphs: int = 40) -> str:
    """A text of long paragraphs, so that pages begin within them."""
    chance = random.Random(seed)
    return "\n\n".join(
        " ".join(chance.choices(WORDS[lang], k=chance.randrange(40, 110))).capitalize() + "."
        for _ in range(paragraphs)
    )


class HeldBook:
    """A book of one text that is laid out as it is now, with its caches or from nothing."""

    def __init__(self, root: Path, text: str, lang: str) -> None:
        self.root, self.path = root, root / "sources" / "tale.txt"
        self.path.parent.mkdir(parents=True)
        (root / "publish.toml").touch()
        self.path.write_text(text, "utf-8")
        settings = (
            f'title = "Tale"\nlanguages = ["{lang}"]\nhold = true\n'
            'page = { width = "105mm", height = "148mm" }\n'
        )
        self.path.with_suffix(".toml").write_text(settings, "utf-8")

    @property
    def book(self) -> Book:
        return open_book("tale", find_workspace(self.root))

    def lay_out(self, *, is_fresh: bool = False) -> Outcome[PdfDocument]:
        book = self.book
        store = Store() if is_fresh else book_store(book.workspace.output)
        reading = read_by_chapters(book, store)
        theme = load_for(book.settings, book.themes)
        release = Release(partial(last_change, ()))
        resources = Resources(theme, release, None if is_fresh else store)
        pdf = plan_file(book, Request(("pdf",)))
        *_, outcome = render_pdf(reading.value.book, pdf, resources)
        return outcome

    def print(self) -> tuple[PageFace, ...]:
        """Record the pages as they are now, and return them."""
        document = self.lay_out().value
        faces = list_faces(document.laid_out_book, document.layout)
        write_record(plan_file(self.book, Request(("pdf",))), document.data, faces)
        return faces

    def faces(self) -> tuple[PageFace, ...]:
        document = self.lay_out().value
        return list_faces(document.laid_out_book, document.layout)


def count_sheets(before: Sequence[PageFace], now: Sequence[PageFace]) -> int:
    """The number of sheets that differ; all of them where the number of pages does."""
    sheets = arrange_sheets(len(now), Binding.LEFT)
    if len(before) != len(now):
        return len(sheets)
    differing = {
        new.number for old, new in zip(before, now, strict=True) if old.digest != new.digest
    }
    pages = (
        {sheet.outside.left, sheet.outside.right, sheet.inside.left, sheet.inside.right}
        for sheet in sheets
    )
    return sum(bool(differing & own) for own in pages)


Make = Callable[[str], HeldBook]


@pytest.fixture
def make_book(tmp_path: Path) -> Make:
    return lambda lang: HeldBook(tmp_path / lang, write_prose(lang, lang), lang)


def lengthen(text: str, words: str, part: int = 3) -> str:
    """The text with words put in after a part of it: a third, a quarter."""
    place = text.find(" ", len(text) // part)
    return text[:place] + " " + words + text[place:]


@pytest.mark.thorough
@pytest.mark.parametrize("lang", ["en", "he"])
def test_a_longer_text_keeps_its_pages(lang: str, make_book: Make) -> None:
    book = make_book(lang)
    before = book.print()
    assert [page.digest for page in book.faces()] == [page.digest for page in before]
    text = book.path.read_text("utf-8")
    edits = [lengthen(text, " ".join(WORDS[lang][:8]), part) for part in (2, 3, 4, 6)]

    def count() -> list[int]:
        counts = []
        for edit in edits:
            book.path.write_text(edit, "utf-8")
            counts.append(count_sheets(before, book.faces()))
        return counts

    held = count()
    assert book.lay_out(is_fresh=True).value.data == book.lay_out().value.data
    # The control: without the setting the text flows over the pages after it.
    settings = book.path.with_suffix(".toml")
    settings.write_text(settings.read_text("utf-8").replace("hold = true\n", ""), "utf-8")
    flowing = count()
    assert sum(held) < sum(flowing), (held, flowing)
    assert held.count(1) > flowing.count(1)


@pytest.mark.thorough
def test_a_text_that_no_longer_fits_flows_with_a_warning(make_book: Make) -> None:
    book = make_book("en")
    book.print()
    text = book.path.read_text("utf-8")
    book.path.write_text(lengthen(text, " ".join(WORDS["en"] * 6)), "utf-8")
    outcome = book.lay_out()
    (warning,) = [each for each in outcome.diagnostics if each.code == "P42"]
    assert "pages begin elsewhere than in print" in warning.message
    assert book.lay_out(is_fresh=True).value.data == outcome.value.data


@pytest.mark.long
@pytest.mark.parametrize("lang", ["en", "he"])
def test_a_letter_changes_one_sheet(lang: str, make_book: Make) -> None:
    book = make_book(lang)
    before = book.print()
    text = book.path.read_text("utf-8")
    chance = random.Random(lang)
    counts = []
    for _ in range(100):
        book.path.write_text(change_letter(text, chance), "utf-8")
        counts.append(count_sheets(before, book.faces()))
    assert counts.count(1) >= 95, counts


class TestPlaces:
    def test_a_page_is_found_near_its_place(self) -> None:
        flow = "x" * 300 + "thisisthebeginningofapageofabook" + "y" * 300
        opening = flow[300:332]
        assert find_opening(flow, opening, 290) == 300
        assert find_opening(flow, opening, 1000) is None

    def test_a_corrected_beginning_is_recognised_by_its_rest(self) -> None:
        flow = "x" * 300 + "thizisthebeginningofapageofabook" + "y" * 300
        assert find_opening(flow, "thisisthebeginningofapageofabook", 290) == 300

    def test_a_beginning_that_is_gone_is_not_found(self) -> None:
        assert find_opening("x" * 900, "thisisthebeginningofapageofabook", 290) is None
        assert find_opening("x" * 900, "short", 290) is None
