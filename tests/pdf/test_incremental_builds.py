"""Tests that a build after an edit gives the bytes of a build without a cache."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publish.config.pdf_profiles import PRESETS, GutterStep
from publish.document.model import Emphasis, Note, Paragraph, Role, Section, Text, Words, Work
from publish.passes.indexes import indexes
from publish.storage.store import Store
from publish.themes import theme as themes
from publish.themes.theme import Theme
from publish.writers import pdf

from .conftest import POINTED, PdfView, book, chapter, hebrew, para, running, segment
from .test_indexes import FOLIO, ISAIAH, PSALMS

EDITS = 200
"""The number of edits, over all four seeds."""

SEEDS = (0, *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2, 3)))


class Editor:
    """A book that is changed at random, reproducibly for each seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.sections = [
            chapter("Ink and Skin", para(running(30)), para("See ", ISAIAH, " and ", FOLIO)),
            chapter("", *(segment(text, para(running(1, n))) for n, text in enumerate(POINTED))),
            chapter("Lead", para(running(12, 70), Note("1", (para("A note."),))), para(PSALMS)),
            Section(
                Role.CHAPTER,
                (Text("Thread"),),
                (para(running(5)), Section(Role.CHAPTER, (Text("Bone"),), (para(running(4)),))),
            ),
        ]
        self.title = "The Proof"

    def work(self) -> Work:
        work = book(*self.sections, title=Words((("en", self.title), ("he", "ההגהה"))))
        return indexes(work, ["glossary", "references"]).value

    def random_paragraph(self) -> Paragraph:
        """Return a paragraph that may end with a reference, Hebrew, a note or emphasis."""
        words = running(self.chance.randrange(1, 20), self.chance.randrange(500))
        endings = [
            (),
            (ISAIAH,),
            (PSALMS, " "),
            (FOLIO,),
            (hebrew(self.chance.choice(POINTED)),),
            (Note(str(self.chance.randrange(9)), (para(running(self.chance.choice([1, 1, 3]))),)),),
            (Emphasis((Text("stressed"),)),),
        ]
        return para(words, *self.chance.choice(endings))

    def edit(self) -> str:
        """Apply a random edit to a random section and return a description of both."""
        edits = {
            self.change_words: 8,
            self.insert_paragraph: 4,
            self.delete_child: 4,
            self.change_title: 2,
            self.insert_section: 1,
            self.delete_section: 1,
            self.rename_book: 1,
        }
        edit = self.chance.choices([*edits], [*edits.values()])[0]
        place = self.chance.randrange(len(self.sections))
        edit(place)
        return f"{edit.__name__} {place}"

    def change_words(self, place: int) -> None:
        section = self.sections[place]
        children = list(section.children)
        index = self.chance.randrange(len(children))
        if isinstance(children[index], Paragraph):
            _, *rest = children[index].inlines
            text = Text(f"Word {self.chance.randrange(1000)} " + running(1))
            children[index] = para(text, *rest)
        self.sections[place] = replace(section, children=tuple(children))

    def insert_paragraph(self, place: int) -> None:
        section = self.sections[place]
        children = list(section.children)
        children.insert(self.chance.randrange(len(children) + 1), self.random_paragraph())
        self.sections[place] = replace(section, children=tuple(children))

    def delete_child(self, place: int) -> None:
        section = self.sections[place]
        if len(section.children) > 1:
            children = list(section.children)
            del children[self.chance.randrange(len(children))]
            self.sections[place] = replace(section, children=tuple(children))

    def change_title(self, place: int) -> None:
        title = self.chance.choice(["", "Ink", "A Longer Title than Most Others Are", "Of Glue"])
        self.sections[place] = replace(self.sections[place], title=(Text(title),) if title else ())

    def insert_section(self, place: int) -> None:
        self.sections.insert(
            place, chapter(f"New {place}", self.random_paragraph(), self.random_paragraph())
        )

    def delete_section(self, place: int) -> None:
        if len(self.sections) > 2:
            del self.sections[place]

    def rename_book(self, place: int) -> None:
        self.title = f"The Proof, Printing {place}"


@pytest.fixture
def make_theme(classic: Theme, tmp_path: Path) -> Callable[[int], Theme]:
    """Return a function that makes a copy of the classic theme with wider letter spacing."""

    def make(hundredths: int) -> Theme:
        folder = tmp_path / "themes" / "mine"
        shutil.copytree(classic.folder, folder, dirs_exist_ok=True)
        sheet = folder / "print.css"
        sheet.write_text(
            sheet.read_text("utf-8") + f"\np {{ letter-spacing: 0.0{hundredths}em }}\n", "utf-8"
        )
        return themes.load("mine", [folder.parent])

    return make


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_a_build_after_any_edit_gives_the_bytes_of_a_fresh_build(
    seed: int, classic: Theme, make_theme: Callable[[int], Theme], tmp_path: Path
):
    editor = Editor(seed)
    theme, page = classic, "a5"
    store = Store(tmp_path / "pages")
    edits = []
    for turn in range(EDITS // len(SEEDS)):
        if turn % 20 == 19:
            theme, page = (classic, "a4") if turn % 40 == 19 else (make_theme(turn % 7), "a5")
            edits.append("change the theme or the page")
        work = editor.work()
        incremental = pdf.write(work, theme, pdf.PdfOptions(page=page), store=store)
        fresh = pdf.write(work, theme, pdf.PdfOptions(page=page))
        assert incremental == fresh, edits
        edits.append(editor.edit())


@pytest.mark.long
def test_a_gutter_after_any_edit_is_that_of_a_fresh_build(classic: Theme, tmp_path: Path):
    editor = Editor(0)
    pages = len(PdfView(pdf.write(editor.work(), classic).value))
    steps = tuple(GutterStep(pages + more, 20 + more) for more in range(-8, 20, 2))
    options = pdf.PdfOptions(profile=replace(PRESETS["press"], gutter=steps))
    store = Store(tmp_path / "pages")
    gutters = set()
    for turn in range(8):
        work = editor.work()
        incremental = pdf.write(work, classic, options, store=store)
        assert incremental == pdf.write(work, classic, options)
        gutters |= {each.message for each in incremental.diagnostics if each.code == "P50"}
        editor.edit()
        (editor.insert_section if turn < 4 else editor.delete_section)(0)
    assert len(gutters) > 1, "the edits change the number of pages"


@pytest.mark.slow
def test_an_edit_of_a_word_changes_the_bytes(classic: Theme, tmp_path: Path):
    store = Store(tmp_path)
    editor = Editor(0)
    first = pdf.write(editor.work(), classic, store=store).value
    editor.change_words(0)
    assert pdf.write(editor.work(), classic, store=store).value != first
