"""Small books for the tests of the PDF writer, and a view of the pages of a PDF."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from publish.config.front_matter import FULL_FRONT, FrontMatter
from publish.document.lazy_book import split_chapters
from publish.document.model import (
    Block,
    Creator,
    Date,
    Dir,
    Emphasis,
    Excerpt,
    Foreign,
    Inline,
    List,
    Meta,
    Note,
    Paragraph,
    Passage,
    Quote,
    Role,
    Section,
    Segment,
    SourceCitation,
    Text,
    Words,
    Work,
)
from publish.themes import theme as themes
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.content.added_pages import AddedPages
from publish.writers.pdf.content.attendee_pages import NO_ATTENDEE_PAGES, AttendeePages
from publish.writers.pdf.content.book_parts import build_parts
from publish.writers.pdf.content.parts import PrintPart
from publish.writers.pdf.content.sections import list_sections

SENTENCES = (
    "The sheet is folded once, and then once more, before anyone may read it.",
    "A compositor sets what he sees, and the corrector reads what was meant.",
    "Paper remembers the damp of the day on which it was printed.",
    "No margin is empty; it is where the thumb of the reader will lie.",
    "What the press has pressed, the binder beats flat again with patience.",
)
POINTED = (
    "הַסּוֹפֵר כּוֹתֵב אֶת הָאוֹתִיּוֹת בִּדְיוֹ עַל הַקְּלָף,",
    "וְאַחַר־כָּךְ בָּא הַנַּקְדָּן וּמוֹסִיף אֶת הַנִּקּוּד",
    "וְהַמַּדְפִּיס מְסַדֵּר שׁוּרָה אַחַר שׁוּרָה.",
)


def para(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in inlines))


def hebrew(text: str) -> Foreign:
    return Foreign("he", Dir.RTL, (Text(text),))


def running(count: int, start: int = 0) -> str:
    """Return ``count`` different sentences, each with its own number."""
    return " ".join(
        f"[{n}] {SENTENCES[n % len(SENTENCES)]}" for n in range(start + 1, start + count + 1)
    )


def book(*sections: Section, lang: str = "en", dir: Dir = Dir.LTR, **meta: Any) -> Work:
    title = Words((("en", "The Proof"), ("he", "ההגהה")))
    return Work(Meta(**{"title": title, **meta}), lang, dir, sections)


def chapter(title: str, *children: Any) -> Section:
    return Section(Role.CHAPTER, (Text(title),) if title else (), children)


def parts(
    work: Work,
    theme: Theme,
    attendee_pages: AttendeePages = NO_ATTENDEE_PAGES,
    front: FrontMatter = FULL_FRONT,
) -> tuple[PrintPart, ...]:
    """Return the parts of a work, without a cache."""
    whole = split_chapters(work)
    added = AddedPages(attendee_pages, front)
    return build_parts(whole, list_sections(whole), theme, theme.page("a5"), added)


def text_markup(work: Work, theme: Theme) -> list[str]:
    """Return the markup of the text parts of a work."""
    return [part.markup for part in parts(work, theme) if part.name == "text"]


def segment(original: str, translation: Paragraph, *commentary: Block) -> Segment:
    return Segment(
        Passage("he", Dir.RTL, (para(original),)),
        translations=(Passage("en", Dir.LTR, (translation,)),),
        commentary=commentary,
    )


@pytest.fixture(scope="session")
def lesson() -> Work:
    """An interlinear lesson of 24 segments, a note in every third, commentary in every fourth."""
    segments = []
    for n in range(1, 25):
        words: list[Inline | str] = [f"Segment {n} says what the Hebrew above it says"]
        if n % 3 == 0:
            words.append(
                Note(str(n // 3), (para(f"Note body {n // 3}; see ", hebrew("מסכת סופרים"), "."),))
            )
        if n == 5:
            words.append(Note("*"))
        words.append(", and no more.")
        comment = (para(running(3, n)),) if n % 4 == 0 else ()
        segments.append(
            segment(
                " ".join(itertools.islice(itertools.cycle(POINTED), 1 + n % 3)),
                para(*words),
                *comment,
            )
        )
    return book(chapter("", para("Before the lesson."), *segments))


@pytest.fixture(scope="session")
def handout() -> Work:
    """A handout of six excerpts, made for an event."""
    excerpts = tuple(
        Excerpt(
            n,
            SourceCitation("M. Sofer", kind="Letter", number=n, year=1900 + n, title=f"On Ink {n}"),
            (
                Text(f"M. Sofer, Letter No. {n} ({1900 + n}), "),
                Quote("“", "”", (Text(f"On Ink {n}"),)),
            ),
            tuple(para(running(6, n * 10)) for _ in range(n % 3 + 1)),
        )
        for n in range(1, 7)
    )
    return book(
        chapter("", *excerpts),
        event=Words((("en", "Days of Type"),)),
        event_theme=Words((("en", "“From the Scribe to the Screen”"),)),
        date=Date("2025-05", "May 2025"),
        subtitle=Words((("en", "Selected excerpts"),)),
    )


@pytest.fixture(scope="session")
def prose() -> Work:
    """A prose book of three chapters with sections, notes, a list and a quotation in it."""
    return book(
        chapter(
            "Ink and Skin",
            para(running(30), Note("1", (para("The first of all notes."),))),
            para("From G-d’s own letters ", Emphasis((Text("and no other"),)), "."),
            Section(Role.CHAPTER, (Text("The Bone"),), (para(running(40, 30)),)),
        ),
        chapter(
            "Lead",
            para(running(20, 70), Note("2", (para("The second."), para("With two paragraphs.")))),
            List(((para("gall"),), (para("gum"),))),
            Passage("he", Dir.RTL, (para(POINTED[0]),)),
            para(running(30, 90)),
        ),
        chapter("Thread", para(running(12, 120))),
        creators=(Creator(Words((("en", "Miriam Sofer"),))),),
        publisher="The Proof Press",
        rights="CC BY-SA 4.0",
    )


@pytest.fixture(scope="session")
def hebrew_book() -> Work:
    """A book bound on the right: Hebrew throughout, in two chapters."""
    text = "הספר נדפס בירושלים בידי מדפיס אחד ובידי בנו אחריו. "
    return book(
        chapter("פרק הדיו", para(text * 40, Note("1", (para("בשנת תרצ״ו."),)))),
        chapter("פרק הקלף", para(text * 40)),
        lang="he",
        dir=Dir.RTL,
        title=Words((("he", "מעשה ספר"),)),
    )


@pytest.fixture(scope="session")
def classic() -> Theme:
    return themes.load("classic")


@dataclass(frozen=True)
class TextLine:
    """A line of text on a page: its text and position."""

    text: str
    x: float
    right: float
    y: float
    size: float


class PdfView:
    """The pages, texts and outline of a PDF."""

    def __init__(self, data: bytes) -> None:
        import pikepdf
        import pymupdf

        self.data = data
        self.file = pikepdf.open(io.BytesIO(data))
        self._pages = pymupdf.open(stream=data)

    def __len__(self) -> int:
        return len(self._pages)

    def text(self, page: int) -> str:
        """The words of a page (from 1), runs of white space as one space."""
        return re.sub(r"\s+", " ", self._pages[page - 1].get_text())

    def texts(self) -> Iterator[tuple[int, str]]:
        return ((n, self.text(n)) for n in range(1, len(self) + 1))

    def page_of(self, words: str) -> int:
        """Return the number of the only page with these words."""
        (page,) = (n for n, text in self.texts() if words in text)
        return page

    def lines(self, page: int) -> list[TextLine]:
        """The lines of a page from top to bottom."""
        rows = []
        for block in self._pages[page - 1].get_text("dict")["blocks"]:
            for line in block.get("lines", ()):
                text = "".join(span["text"] for span in line["spans"])
                if text.strip():
                    x, _, right, _ = line["bbox"]
                    size = line["spans"][0]["size"]
                    rows.append(TextLine(text, x, right, line["spans"][0]["origin"][1], size))
        return sorted(rows, key=lambda line: line.y)

    def body(self, page: int) -> list[TextLine]:
        """The lines of a page of A5 between its running head and its folio."""
        return [line for line in self.lines(page) if 48 < line.y < 543]

    def characters(self, page: int) -> list[tuple[str, float, float]]:
        """Each glyph of a page: its character, and the x and y of its origin."""
        return [
            (char["c"], *char["origin"])
            for block in self._pages[page - 1].get_text("rawdict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
            for char in span["chars"]
        ]

    @property
    def width(self) -> float:
        return float(self._pages[0].rect.width)

    def outline(self) -> list[tuple[int, str, int]]:
        return [(level, title, page) for level, title, page in self._pages.get_toc()]


MakePdf = Callable[..., PdfView]


@pytest.fixture(scope="session")
def make_pdf(classic: Theme) -> MakePdf:
    """Return a function that makes the PDF of a work, once for each work and page."""
    documents: dict[tuple[int, str], tuple[Work, PdfView]] = {}

    def make(work: Work, page: str = "a5") -> PdfView:
        if (id(work), page) not in documents:
            documents[id(work), page] = (
                work,
                PdfView(pdf.write(work, classic, pdf.PdfOptions(page=page)).value),
            )
        return documents[id(work), page][1]

    return make
