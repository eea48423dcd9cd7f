"""Pages kept and found again: never out of date, never damaged, never in the way."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from publish.document.model import Words, Work
from publish.storage.serialize import deserialize, serialize
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.engine import typesetter

from .conftest import Press, book, chapter, parts, running, said


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "pages")


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the engine was given, one document after another."""
    given: list[str] = []
    stock = typesetter.Press.pages

    def pages(press, markup, *more):
        given.append(markup)
        return stock(press, markup, *more)

    monkeypatch.setattr(typesetter.Press, "pages", pages)
    return given


@pytest.mark.slow
def test_a_book_that_is_not_changed_is_not_laid_out(
    printed: Press, prose: Work, classic: Theme, store: Store, layouts: list[str]
):
    fresh = printed(prose).data
    layouts.clear()
    pdf.write(prose, classic, store=store)
    assert layouts
    layouts.clear()
    assert pdf.write(prose, classic, store=store).value == fresh
    assert layouts == []


@pytest.mark.slow
def test_an_edit_lays_out_its_own_chapter_and_no_other(
    prose: Work, classic: Theme, store: Store, layouts: list[str]
):
    pdf.write(prose, classic, store=store)
    layouts.clear()
    *others, last = prose.body
    edited = replace(prose, body=(*others, replace(last, children=(said("Other words."),))))
    made = pdf.write(edited, classic, store=store).value
    assert len(layouts) == 1
    assert "Other words." in layouts[0]
    assert made == pdf.write(edited, classic).value


@pytest.mark.slow
def test_pages_of_other_programs_are_not_used(
    prose: Work, classic: Theme, store: Store, tmp_path: Path, layouts: list[str]
):
    pdf.write(prose, classic, store=store)
    first = list(layouts)
    layouts.clear()
    pdf.write(prose, classic, store=Store(tmp_path / "pages", "upgraded"))
    assert layouts == first


@pytest.mark.slow
def test_warnings_are_said_again_when_nothing_is_laid_out(
    classic: Theme, store: Store, layouts: list[str]
):
    from publish.document.model import Note

    work = book(chapter("", said("Text", Note("1", (said(running(130)),)))))
    said_first = pdf.write(work, classic, store=store).diagnostics
    layouts.clear()
    assert [one.code for one in said_first] == ["P04"]
    assert pdf.write(work, classic, store=store).diagnostics == said_first
    assert layouts == []


@pytest.mark.slow
def test_a_cache_damaged_at_random_never_harms_a_book(
    printed: Press, prose: Work, classic: Theme, store: Store, tmp_path: Path
):
    chance = random.Random(5)
    for turn in range(4):
        assert pdf.write(prose, classic, store=store).value == printed(prose).data, turn
        for path in sorted((tmp_path / "pages").iterdir()):
            match chance.randrange(4):
                case 0:
                    path.unlink()
                case 1:
                    path.write_bytes(path.read_bytes()[: chance.randrange(2000)])
                case _:
                    pass


@pytest.mark.slow
def test_pages_are_the_same_when_they_are_read_back(
    classic: Theme, prose: Work, monkeypatch: pytest.MonkeyPatch
):
    seen = []
    stock = typesetter.Press.pages
    monkeypatch.setattr(
        typesetter.Press, "pages", lambda *a, **k: seen.append(stock(*a, **k)) or seen[-1]
    )
    pdf.write(prose, classic)
    assert seen
    for laid, breaks in seen:
        assert asdict(deserialize(serialize(laid))) == asdict(laid)
        assert deserialize(serialize(breaks)) == breaks


@pytest.mark.slow
def test_a_book_found_whole_in_the_cache_needs_no_engine(tmp_path: Path):
    program = """
import sys
from pathlib import Path
from publish.themes import theme
from publish.document.model import *
from publish.writers import pdf
from publish.storage.store import Store
work = Work(
    Meta(Words((("en", "A"),))), "en", Dir.LTR,
    (Section(Role.CHAPTER, (), (Paragraph((Text("Words."),)),)),),
)
pdf.write(work, theme.load("classic"), store=Store(Path(sys.argv[1])))
print("weasyprint" in sys.modules)
"""
    said_ = [
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for _ in range(2)
    ]
    assert said_ == ["True", "False"]


@pytest.mark.slow
def test_fonts_are_written_right_where_every_page_was_found(tmp_path: Path):
    program = """
import sys
from pathlib import Path
from publish.themes import theme
from publish.document.model import *
from publish.writers import pdf
from publish.storage.store import Store

def book(first, second):
    chapters = zip(("One", "Two"), (first, second))
    return Work(Meta(Words((("en", "A"),))), "en", Dir.LTR, tuple(
        Section(Role.CHAPTER, (Text(title),), (
            Passage("he", Dir.RTL, (Paragraph((Text(words),)),)),
        )) for title, words in chapters
    ))

asked, folder, out = sys.argv[1:]
store = Store(Path(folder)) if folder else None
for words in asked.split("|"):
    made = pdf.write(book(*words.split("/")), theme.load("classic"), store=store)
Path(out).write_bytes(made.value)
"""
    # The last book has no page that was not laid out, and a font as none of them had.
    asked = ["בְּרֵאשִׁית/וְהָאוֹר|הַשָּׁמַיִם/טוֹב מְאֹד", "בְּרֵאשִׁית/טוֹב מְאֹד", "בְּרֵאשִׁית/טוֹב מְאֹד"]
    folders = [str(tmp_path / "pages"), str(tmp_path / "pages"), ""]
    for place, (books, folder) in enumerate(zip(asked, folders, strict=True)):
        subprocess.run(
            [sys.executable, "-c", program, books, folder, str(tmp_path / f"{place}.pdf")],
            check=True,
        )
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_titles_change_the_pages_that_show_them(classic: Theme, lesson: Work):

    other = replace(lesson, meta=replace(lesson.meta, title=Words((("en", "Other"),))))
    pairs = zip(parts(lesson, classic), parts(other, classic), strict=True)
    assert all(one.markup != two.markup for one, two in pairs)
