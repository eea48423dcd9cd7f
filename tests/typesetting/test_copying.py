"""What readers copy out of the PDF of real books, by three programs: every letter and mark once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pymupdf
import pytest

from publish.config import find_workspace, open_book
from publish.document.model import Dir, Meta, Paragraph, Passage, Role, Section, Text, Work
from publish.pipeline.stages import read_book
from publish.preflight.expected_text import collect_text
from publish.themes import theme as themes
from publish.themes.theme import Theme
from publish.themes.theme_file import Face
from publish.writers import pdf
from tests.conftest import CORPUS, ROOT
from tests.support import extract, glyphs

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
    found = collect_text((*work.front, *work.body, *work.back))
    pieces = [*found.running, *(piece for note in found.notes for piece in note)]
    return "\n".join(piece.text for piece in pieces)


def on_pages(data: bytes, theme: Theme) -> str:
    """Return what stands on the pages as the fonts have it, furniture too."""
    with pymupdf.open(stream=data) as document:
        return "".join(g.character for page in document for g in glyphs.page_glyphs(page, theme))


_WORD = re.compile(r"[^\s\u05be\u200b–—/-]+")


def words(text: str) -> Counter[str]:
    """Return how often each word stands in a text, whatever the order of its letters."""
    found = (
        "".join(sorted(c for c in glyphs.strip_marks(word) if c.isalpha()))
        for word in _WORD.findall(unicodedata.normalize("NFKC", text))
    )
    return Counter(word for word in found if word)


_POINTED = re.compile("[א-ת][א-ת\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]*")


def pointed(text: str) -> Counter[str]:
    """Return how often each word with marks stands in a text, letters and marks in their order."""
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", seen))
    return Counter(word for word in _POINTED.findall(plain) if glyphs.strip_marks(word) != word)


@dataclass(frozen=True, slots=True)
class Copied:
    """What is found of a program, in words, and which share of the words it parts or joins.

    ``astray`` is the share of the words with marks that are not copied as the source has them.
    """

    program: str
    line: str
    parted: float
    astray: float


def copied(work: Work, theme: Theme) -> Iterator[Copied]:
    """Yield what is found of each program; every letter and mark is there once."""
    data = pdf.write(work, theme).value
    wanted, wanted_words = letters(told(work)), words(told(work))
    wanted_pointed = pointed(told(work))
    # Of a glyph that a font puts together without a code of its own no font says the marks.
    there = letters(on_pages(data, theme)) | wanted
    for program, extracted in extract.PROGRAMS.items():
        text = extracted(data)
        got = letters(text)
        lost, invented = wanted - got, got - there
        parted = (wanted_words - words(text)).total()
        astray = (wanted_pointed - pointed(text)).total()
        yield Copied(
            program,
            f"{program}: {lost.total()} of {wanted.total()} letters and marks lost, "
            f"{invented.total()} invented; {parted} of {wanted_words.total()} words not whole, "
            f"{astray} of {wanted_pointed.total()} pointed words not as in the source",
            parted / wanted_words.total(),
            astray / max(wanted_pointed.total(), 1),
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
    found = list(copied(read(name, tmp_path), set_in(theme, face)))
    for each in found:
        figures(f"{theme.name}, {Path(face.file).stem}, {Path(name).stem}: {each.line}")
    # The rest are words that a hyphen parts at the end of a line, and what markup joins.
    assert sorted(each.parted for each in found)[1] <= 0.02
    # To PDFium each mark is of no direction, so that in a line with more English words than pointed
    # letters these stand as they are drawn, from the left (``CFX_BidiString``).
    assert [each.astray for each in found if each.program != "PDFium"] == [0, 0]


def verses(times: int = 1) -> Work:
    passage = Passage("he", Dir.RTL, tuple(Paragraph((Text(verse),)) for verse in VERSES * times))
    return Work(Meta(), "he", Dir.RTL, (Section(Role.CHAPTER, (), (passage,)),))


def test_every_accent_of_a_chapter_is_copied_once(figures: Figures) -> None:
    for each in copied(verses(4), themes.load("classic")):
        figures(f"classic, verses with accents: {each.line}")
        # A sof pasuq that PDFium puts on a line of its own parts its word.
        assert each.parted <= 0.01
        assert each.astray == 0


def test_words_whose_marks_come_before_their_letters_are_not_as_in_the_source() -> None:
    wanted = pointed(" ".join(VERSES))
    turned = re.sub("([א-ת])([\u0591-\u05bd\u05bf\u05c1\u05c2]+)", r"\2\1", " ".join(VERSES))
    assert letters(turned) == letters(" ".join(VERSES))
    assert not wanted & pointed(turned)
