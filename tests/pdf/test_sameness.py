"""The book that an edit gives is the book that a fresh build gives, byte for byte."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publish.document.model import Emphasis, Note, Paragraph, Role, Section, Text, Words, Work
from publish.passes.indexes import indexes
from publish.storage.store import Store
from publish.themes import theme as themes
from publish.themes.theme import Theme
from publish.writers import pdf

from .conftest import POINTED, book, chapter, hebrew, para, running, segment
from .test_indexes import FOLIO, ISAIAH, PSALMS

EDITS = 200

Edit = Callable[["Editor", Section], Section]


class Editor:
    """Somebody who works on a book and never does the same thing twice."""

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
        made = book(*self.sections, title=Words((("en", self.title), ("he", "ההגהה"))))
        return indexes(made, ["glossary", "references"]).value

    def paragraph(self) -> Paragraph:
        words = running(self.chance.randrange(1, 20), self.chance.randrange(500))
        more = [
            (),
            (ISAIAH,),
            (PSALMS, " "),
            (FOLIO,),
            (hebrew(self.chance.choice(POINTED)),),
            (Note(str(self.chance.randrange(9)), (para(running(self.chance.choice([1, 1, 3]))),)),),
            (Emphasis((Text("stressed"),)),),
        ]
        return para(words, *self.chance.choice(more))

    def edit(self) -> str:
        """Change something, and say what."""
        edits = [self.words, self.more, self.less, self.heading, self.into, self.out, self.rename]
        do = self.chance.choices(edits, [8, 4, 4, 2, 1, 1, 1])[0]
        place = self.chance.randrange(len(self.sections))
        do(place)
        return f"{do.__name__} {place}"

    def words(self, place: int) -> None:
        section = self.sections[place]
        children = list(section.children)
        where = self.chance.randrange(len(children))
        if isinstance(children[where], Paragraph):
            *most, last = children[where].inlines
            most.append(last)
            most[0] = Text(f"Word {self.chance.randrange(1000)} " + running(1))
            children[where] = para(*most)
        self.sections[place] = replace(section, children=tuple(children))

    def more(self, place: int) -> None:
        section = self.sections[place]
        children = list(section.children)
        children.insert(self.chance.randrange(len(children) + 1), self.paragraph())
        self.sections[place] = replace(section, children=tuple(children))

    def less(self, place: int) -> None:
        section = self.sections[place]
        if len(section.children) > 1:
            gone = self.chance.randrange(len(section.children))
            kept = (*section.children[:gone], *section.children[gone + 1 :])
            self.sections[place] = replace(section, children=kept)

    def heading(self, place: int) -> None:
        title = self.chance.choice(["", "Ink", "A Longer Title than Most Others Are", "Of Glue"])
        self.sections[place] = replace(self.sections[place], title=(Text(title),) if title else ())

    def into(self, place: int) -> None:
        self.sections.insert(place, chapter(f"New {place}", self.paragraph(), self.paragraph()))

    def out(self, place: int) -> None:
        if len(self.sections) > 2:
            del self.sections[place]

    def rename(self, place: int) -> None:
        self.title = f"The Proof, Printing {place}"


@pytest.fixture
def dressed(classic: Theme, tmp_path: Path) -> Callable[[int], Theme]:
    """A theme that is the classic one with its lines a little looser, by that much."""

    def dress(looser: int) -> Theme:
        folder = tmp_path / "themes" / "mine"
        shutil.copytree(classic.folder, folder, dirs_exist_ok=True)
        sheet = folder / "print.css"
        sheet.write_text(
            sheet.read_text("utf-8") + f"\np {{ letter-spacing: 0.0{looser}em }}\n", "utf-8"
        )
        return themes.load("mine", [folder.parent])

    return dress


@pytest.mark.slow
@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2, 3))]
)
def test_any_edit_gives_the_bytes_of_a_fresh_build(
    seed: int, classic: Theme, dressed: Callable[[int], Theme], tmp_path: Path
):
    editor = Editor(seed)
    theme, page = classic, "a5"
    store = Store(tmp_path / "pages")
    done = ["opened"]
    for turn in range(EDITS // 4):
        if turn % 20 == 19:
            theme, page = (classic, "a4") if turn % 40 == 19 else (dressed(turn % 7), "a5")
            done.append("dressed")
        work = editor.work()
        kept = pdf.write(work, theme, pdf.PdfOptions(page=page), store=store)
        fresh = pdf.write(work, theme, pdf.PdfOptions(page=page))
        assert kept == fresh, done
        done.append(editor.edit())


@pytest.mark.slow
def test_two_editions_of_a_word_are_not_the_same_bytes(classic: Theme, tmp_path: Path):
    store = Store(tmp_path)
    editor = Editor(0)
    first = pdf.write(editor.work(), classic, store=store).value
    editor.words(0)
    assert pdf.write(editor.work(), classic, store=store).value != first
