"""Titles that a text does not state, and lines over a text that the settings override."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import check, read
from publish.config import open_book
from publish.config.workspace import Workspace
from publish.diagnostics import Diagnostic, Severity
from publish.document.marks import Mark, MarkRole
from publish.document.metadata import Creator, Date, Words
from publish.document.titles import title_of_name, title_of_text
from publish.pipeline.incremental import read_by_chapters
from publish.pipeline.stages import read_book, read_work
from publish.pipeline.title_lines import Named, Opening, name_book
from publish.storage.store import Store
from publish.text.source import Source

from .test_nothing_lost import book

TEXT = "The light was good, and the day began.\n\nThe scribe took his pen in the morning.\n"


@pytest.mark.parametrize(
    "name",
    ["002 23b3a7e230a686c7", "scan0012", "IMG_2041", "20240512", "1", "550e8400-e29b-41d4-a716"],
)
def test_a_name_that_no_person_gives_a_book_is_no_title(name: str) -> None:
    assert title_of_name(name) == ""


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("the-first-page", "The first page"),
        ("psalm_119", "Psalm 119"),
        ("facade", "Facade"),
        ("שיעור 12", "שיעור 12"),
        ("lesson 2024", "Lesson 2024"),
    ],
)
def test_a_name_in_words_is_a_title(name: str, title: str) -> None:
    assert title_of_name(name) == title


def test_the_first_words_of_a_text_are_cut_at_a_word() -> None:
    text = "The scribe took his pen in the morning and wrote the letter of the day, and slept."
    assert title_of_text(text) == "The scribe took his pen in the morning and wrote the letter…"
    assert title_of_text("Write to a@example.org today.") == "Write to today"
    assert title_of_text("* * *") == ""


def diagnostics_of(name: str, text: str, tmp_path: Path) -> tuple[str, list[Diagnostic]]:
    path = tmp_path / f"{name}.txt"
    path.write_text(text, "utf-8")
    work = read(path).value
    messages = [d for d in check(path).diagnostics if d.code == "T04"]
    return work.meta.title.in_(work.lang), messages


def test_a_book_of_a_scan_is_named_after_its_first_words(tmp_path: Path) -> None:
    title, (diagnostic,) = diagnostics_of("scan0012", TEXT, tmp_path)
    assert title == "The light was good, and the day began"
    assert diagnostic.severity is Severity.WARNING
    assert diagnostic.hints[0] == 'title = "…"'
    assert diagnostic.hints[-1].endswith('as = "title"')


def test_a_book_without_words_is_untitled_in_its_language() -> None:
    for lang, title in (("he", "ללא כותרת"), ("en", "Untitled")):
        opened = book(languages=(lang,))
        work = read_work([Source("a.txt", "12\n")], opened).value
        assert work.meta.title.in_(lang) in {"A", title}


def test_a_hymn_without_a_title_is_an_info(tmp_path: Path) -> None:
    hymn = "אֵין כֵּאלֹהֵינוּ\nThere is none like our God\nאֵין כַּאדוֹנֵינוּ\nThere is none like our Lord\n"
    title, (diagnostic,) = diagnostics_of("ein-keloheinu", hymn * 2, tmp_path)
    assert (title, diagnostic.severity) == ("Ein keloheinu", Severity.INFO)
    title, (diagnostic,) = diagnostics_of("scan0012", hymn * 2, tmp_path)
    assert diagnostic.severity is Severity.WARNING
    assert "scan" not in title.casefold()


FOLDER_TITLES = (
    "הוקוס Pocus",
    "5 דברים על הספר",
    "What Is Above Reason in the Work?",
    "On the Long Road from the First Page of a Manuscript to the Last Page of a Bound Book, and On",
    "סיום וחתימה, ותודה לכל מי שעזר",
    "On Letters and Lines",
    "על הדרך הארוכה מן העמוד הראשון של כתב היד ועד העמוד האחרון של הספר הכרוך, ועל מה שנאבד בה",
)


def folder(tmp_path: Path, *texts: str) -> Workspace:
    place = tmp_path / "tales"
    place.mkdir()
    for number, text in enumerate(texts, 1):
        (place / f"{number}.txt").write_text(text, "utf-8")
    return Workspace(tmp_path, tmp_path, tmp_path / "output", tmp_path / "styles")


def test_the_first_line_of_a_file_is_the_title_of_its_chapter(tmp_path: Path) -> None:
    hebrew = "הסופר לקח את העט שלו בבוקר וכתב את האות הראשונה של היום, ואחר כך ישן.\n"
    for body in (TEXT, hebrew):
        place = tmp_path / body[:3]
        place.mkdir()
        workspace = folder(place, *(f"{title}\n\n{body}" for title in FOLDER_TITLES))
        reading = read_book(open_book(str(place / "tales"), workspace))
        assert [bool(s.title) for s in reading.value.value.body] == [True] * len(FOLDER_TITLES)
        assert [d for d in reading.diagnostics if d.code == "T26"] == []


def test_a_chapter_without_a_title_is_a_warning_with_its_mark(tmp_path: Path) -> None:
    workspace = folder(tmp_path, f"Tale One\n\n{TEXT}", TEXT)
    opened = open_book(str(tmp_path / "tales"), workspace)
    (diagnostic,) = [d for d in read_book(opened).diagnostics if d.code == "T26"]
    assert diagnostic.severity is Severity.WARNING
    assert "The light was good" in diagnostic.message
    assert 'file = "2.txt"' in diagnostic.hints[-1]
    assert diagnostic.hints[-1].endswith('as = "title"')
    lazy = read_by_chapters(opened, Store())
    assert lazy.diagnostics == read_book(opened).diagnostics


OVER_TEXT = f"The Page\nby Anna Levi\n12 May 2024\n\n{TEXT}"


def overridden(**settings: object) -> list[str]:
    """The lines over the text that the settings leave out with a warning."""
    outcome = read_work([Source("a.txt", OVER_TEXT)], book(**settings))
    spans = [d.span for d in outcome.diagnostics if d.code == "T27"]
    return [OVER_TEXT[span.start : span.end] for span in spans]


def test_a_line_that_the_settings_override_is_not_dropped_in_silence() -> None:
    assert overridden() == []
    levi = Creator(Words((("en", "Anna Levi"),)))
    other = Creator(Words((("en", "Dan Cohen"),)))
    assert overridden(creators=(levi,)) == []
    assert overridden(creators=(other,)) == ["by Anna Levi"]
    assert overridden(date=Date("2024-05-12", "12/5/2024")) == []
    assert overridden(date=Date("2025-05-12", "12 May 2025")) == ["12 May 2024"]
    title = Mark(MarkRole.TITLE, "The Page")
    assert overridden(title=Words((("en", "THE PAGE"),)), marks=(title,)) == []
    assert overridden(title=Words((("en", "The Book"),)), marks=(title,)) == ["The Page"]


def test_marked_dates_and_authors_are_on_the_title_page() -> None:
    marks = (Mark(MarkRole.AUTHOR, "The light"), Mark(MarkRole.DATE, "The scribe"))
    meta = read_work([Source("a.txt", f"The Page\n\n{TEXT}")], book(marks=marks)).value.meta
    assert [each.name.in_("en") for each in meta.creators] == [TEXT.partition("\n")[0]]
    assert meta.date == Date("", "The scribe took his pen in the morning.")


def test_each_message_about_a_title_line_ends_in_its_mark() -> None:
    outcome = read_work([Source("a.txt", OVER_TEXT)], book())
    guesses = [d for d in outcome.diagnostics if d.code == "T13"]
    assert [d.message.split()[3] for d in guesses] == ["title", "author", "date"]
    assert all(d.hints[-1].endswith('as = "text"') for d in guesses)


def test_a_title_from_the_name_of_a_file_has_the_language_of_its_letters() -> None:
    title, _ = name_book(Named("lesson-five", Opening("הספר הזה"), is_folder=False), "he")
    assert title.forms == (("en", "Lesson five"),)
    title, _ = name_book(Named("שיעור", Opening("הספר הזה"), is_folder=False), "he")
    assert title.forms == (("he", "שיעור"),)
