"""What readers copy out of the PDF of real books, by three programs: every letter and mark once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from publish import theme as themes
from publish.config import find_workspace, open_book
from publish.model import Dir, Meta, Paragraph, Passage, Role, Section, Text, Work
from publish.pipeline import reading as read_book
from publish.preflight.text import reading
from publish.theme import Face, Theme
from publish.writers import pdf
from tests import extract, glyphs
from tests.conftest import CORPUS, ROOT

pytestmark = pytest.mark.slow

VERSES = (
    "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם וְאֵ֥ת הָאָֽרֶץ׃",
    "וְהָאָ֗רֶץ הָיְתָ֥ה תֹ֙הוּ֙ וָבֹ֔הוּ וְחֹ֖שֶׁךְ עַל־פְּנֵ֣י תְה֑וֹם וְר֣וּחַ אֱלֹהִ֔ים מְרַחֶ֖פֶת עַל־פְּנֵ֥י הַמָּֽיִם׃",
    "וַיֹּ֥אמֶר אֱלֹהִ֖ים יְהִ֣י א֑וֹר וַֽיְהִי־אֽוֹר׃",
    "וַיַּ֧רְא אֱלֹהִ֛ים אֶת־הָא֖וֹר כִּי־ט֑וֹב וַיַּבְדֵּ֣ל אֱלֹהִ֔ים בֵּ֥ין הָא֖וֹר וּבֵ֥ין הַחֹֽשֶׁךְ׃",
    "וַיִּקְרָ֨א אֱלֹהִ֤ים ׀ לָאוֹר֙ י֔וֹם וְלַחֹ֖שֶׁךְ קָ֣רָא לָ֑יְלָה וַֽיְהִי־עֶ֥רֶב וַֽיְהִי־בֹ֖קֶר י֥וֹם אֶחָֽד׃",
)


def hebrew_faces() -> Iterator[tuple[Theme, Face]]:
    """Every face of every theme that Hebrew may be set in."""
    for file in sorted(themes.own_styles().glob("*/theme.toml")):
        theme = themes.load(file.parent.name)
        for face in theme.faces:
            if face.script in {"hebrew", "cantillation"}:
                yield theme, face


def set_in(theme: Theme, face: Face) -> Theme:
    """The theme with all its Hebrew set in one face, whatever it is for."""
    others = tuple(other for other in theme.faces if other.script == "latin")
    alone = (replace(face, script=script, weight=400) for script in ("hebrew", "cantillation"))
    return replace(theme, faces=(*others, *alone))


def works() -> Iterator[str]:
    """Every book of the repository, and the pasted texts where they are."""
    yield from find_workspace(ROOT).book_names()
    yield from map(str, sorted(CORPUS.glob("*.txt")))


def read(name: str, folder: Path) -> Work:
    workspace = find_workspace(ROOT if not name.endswith(".txt") else folder)
    work = read_book(open_book(name, workspace)).value.value
    assert isinstance(work, Work)
    return work


def letters(text: str) -> Counter[str]:
    """Return how often each letter, vowel sign, accent and figure stands in a text."""
    plain = unicodedata.normalize("NFKD", text)
    return Counter(c for c in plain if unicodedata.category(c)[0] in "LMN")


def told(work: Work) -> str:
    found = reading((*work.front, *work.body, *work.back))
    pieces = [*found.running, *(piece for note in found.notes for piece in note)]
    return "\n".join(piece.text for piece in pieces)


def on_pages(data: bytes, theme: Theme) -> str:
    """Return what stands on the pages as the fonts have it, furniture too."""
    with pymupdf.open(stream=data) as document:
        return "".join(g.character for page in document for g in glyphs.on_page(page, theme))


_WORD = re.compile(r"[^\s\u05be\u200b–—/-]+")


def words(text: str) -> Counter[str]:
    """Return how often each word stands in a text, whatever the order of its letters."""
    found = (
        "".join(sorted(c for c in glyphs.bare(word) if c.isalpha()))
        for word in _WORD.findall(unicodedata.normalize("NFKC", text))
    )
    return Counter(word for word in found if word)


def copied(work: Work, theme: Theme) -> Iterator[tuple[str, float]]:
    """Yield what is found of each program, and which share of the words it parts or joins.

    Every letter and mark is there once.
    """
    data = pdf.write(work, theme).value
    wanted, wanted_words = letters(told(work)), words(told(work))
    there = letters(on_pages(data, theme))
    for program, extracted in extract.PROGRAMS.items():
        text = extracted(data)
        got = letters(text)
        lost, invented = wanted - got, got - there
        parted = (wanted_words - words(text)).total()
        yield (
            (
                f"{program}: {lost.total()} of {wanted.total()} letters and marks lost, "
                f"{invented.total()} invented; {parted} of {wanted_words.total()} words not whole"
            ),
            parted / wanted_words.total(),
        )
        assert (lost, invented) == (Counter(), Counter()), program


Figures = Callable[[str], None]


@pytest.mark.parametrize("name", [pytest.param(name, id=Path(name).stem) for name in works()])
@pytest.mark.parametrize(
    ("theme", "face"),
    [pytest.param(*one, id=Path(one[1].file).stem) for one in hebrew_faces()],
)
def test_every_letter_and_mark_is_copied_once(
    name: str, theme: Theme, face: Face, tmp_path: Path, figures: Figures
) -> None:
    parted = []
    for line, share in copied(read(name, tmp_path), set_in(theme, face)):
        figures(f"{theme.name}, {Path(face.file).stem}, {Path(name).stem}: {line}")
        parted.append(share)
    # The rest are words that a hyphen parts at the end of a line, and what markup joins.
    assert sorted(parted)[1] <= 0.02


def test_every_accent_of_a_chapter_is_copied_once(figures: Figures) -> None:
    passage = Passage("he", Dir.RTL, tuple(Paragraph((Text(verse),)) for verse in VERSES * 4))
    work = Work(Meta(), "he", Dir.RTL, (Section(Role.CHAPTER, (), (passage,)),))
    parted = []
    for line, share in copied(work, themes.load("classic")):
        figures(f"classic, verses with accents: {line}")
        parted.append(share)
    assert sorted(parted)[1] <= 0.02
