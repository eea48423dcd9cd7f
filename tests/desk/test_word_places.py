"""A click on a word of a page leads to the word in its text, and back."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from publish.config import find_workspace, open_book
from publish.config.options import Edition
from publish.config.pdf_profiles import MARK_LENGTH
from publish.desk.words.drawn_letters import DrawnPages
from publish.desk.words.letters import base_letters
from publish.desk.words.page_text import PageWord
from publish.desk.words.placed_text import PagePlace
from publish.desk.words.word_places import WordPlaces
from publish.desk.words.word_spans import word_at
from publish.preflight.glyph_counts import open_pdf
from publish.preflight.page_boxes import Box
from publish.text.lengths import MM
from publish.text.source import Source, Span
from tests.conftest import ROOT
from tests.support.note_books import ENGLISH, HEBREW

from .pdf_views import PdfView, view_pdf

PAGE = """The Ink of the Scribe

In the beginning God created the heaven and the earth.[1]

בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ.

And the word kavanah כַּוָּנָה (intention) stands with 12 others in a line of both scripts.

And the earth was without form, and void.

וְהָאָרֶץ הָיְתָה תֹהוּ וָבֹהוּ, וְחֹשֶׁךְ עַל פְּנֵי תְהוֹם.

[1] The note says that חז״ל asked why.
"""

SETTINGS = """# "The Ink" is no value.
title = { en = "The Ink of the Scribe", he = "דיו הסופר" }
creators = [
    { name = "Rivka Cohen" },
]
date = 2026-06-01
rights = 'All Rights Reserved'
theme = "classic"
"""

CORPUS = ROOT.parent / "shared" / "corpus"

BOOKS = [
    *((ROOT, name, None) for name in ("the-first-page", "from-paste-to-press")),
    (ROOT, "how-a-hebrew-page-is-made", None),
    (ROOT, "melekhet-hasefer", None),
    (ROOT, "the-first-page", Edition.FACING),
    (ROOT, "the-first-page", Edition.SPREADS),
    *((CORPUS, path.name, None) for path in sorted(CORPUS.glob("*.txt"))),
]
"""Books by their workspaces and names, each with an edition."""

GENERATED = ("notes and glosses", "facing", "spreads", "interlinear", "Hebrew")
"""Books whose texts are made here, of each kind that lays words out in its own way."""

WORDS = 200
"""The random words of each book."""


def words(source: Source) -> list[Span]:
    """Return the spans of all words of a text."""
    starts = (match.start() for match in re.finditer(r"\w+", source.text))
    return sorted({word_at(source.text, source.file, start) for start in starts}, key=start_of)


def start_of(span: Span) -> int:
    return span.start


def text_of(view: PdfView, span: Span) -> str:
    if not span.file:
        return ""
    sources = {source.file: source for source in view.settings.toml} | dict(view.sources)
    return sources[span.file].text[span.start : span.end]


def letters(text: str) -> list[str]:
    """Return the letters of a text in alphabetical order: PDFium has an order of its own."""
    return sorted("".join(map(base_letters, text)))


class PdfiumPages:
    """The characters of pages with the middles of their boxes, as PDFium reads them."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cache  # noqa: B019  # lives as long as a test
    def _characters(self, number: int) -> list[tuple[str, float, float]]:
        with open_pdf(self._data) as pdf:
            page = pdf[number - 1]
            text = page.get_textpage()
            height = page.get_height()
            characters = []
            for index in range(text.count_chars()):
                left, low, right, high = text.get_charbox(index, loose=True)
                middle = (left + right) / 2, height - (low + high) / 2
                characters.append((text.get_text_range(index, 1), *middle))
            return characters

    def read(self, place: PagePlace) -> str:
        """Return the characters in the boxes of a word."""
        return "".join(
            character
            for character, x, y in self._characters(place.page)
            if any(box[0] < x < box[2] and box[1] < y < box[3] for box in place.boxes)
        )


def follow(places: WordPlaces, word: Span) -> Span | None:
    """Return the word to which a click leads on the first place of a word; None if none is."""
    printed = places.find(word.file, word.start)
    if printed is None or not printed.is_word:
        return None
    page, boxes = printed.places[0]
    left, upper, right, lower = boxes[0]
    located = places.locate(page, (left + right) / 2, (upper + lower) / 2)
    return located.span if located and located.is_word else Span("", 0, 0)


def is_right(
    view: PdfView, places: WordPlaces, word: Span, target: Span, pages: PdfiumPages
) -> bool:
    """Return whether a click leads to a word, and PDFium sees its letters where it is drawn.

    The word of a title has several places, and leads to settings that have the title too.  Another
    word has two where it runs over the end of a page.
    """
    printed = places.find(word.file, word.start)
    assert printed is not None
    text = letters(text_of(view, word))
    seen = list(map(pages.read, printed.places))
    is_drawn = letters("".join(seen)) == text or all(letters(each) == text for each in seen)
    is_equal = target.file not in view.sources and letters(text_of(view, target)) == text
    return is_drawn and (word == target or is_equal)


@pytest.mark.parametrize(
    ("text", "offset", "word"),
    [
        ("one two", 5, "two"),
        ("one two", 3, "one"),
        ("one  two", 4, ""),
        ("the scribe's pen", 6, "scribe's"),
        ("אמרו חז״ל על כך", 6, "חז״ל"),
        ("בְּרֵאשִׁית בָּרָא", 3, "בְּרֵאשִׁית"),
        ("", 0, ""),
    ],
)
def test_a_word_has_its_marks_and_inner_signs(text: str, offset: int, word: str):
    span = word_at(text, "a.txt", offset)
    assert text[span.start : span.end] == word


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> PdfView:
    folder = tmp_path_factory.mktemp("page")
    (folder / "page.txt").write_text(PAGE, "utf-8")
    (folder / "page.toml").write_text(SETTINGS, "utf-8")
    return view_pdf(open_book(folder / "page.txt", find_workspace(folder)))


def test_every_printed_word_is_found_and_leads_back(view: PdfView):
    places = WordPlaces(*view)
    (source,) = view.sources.values()
    title = source.text.index("In the beginning")
    for word in words(source):
        target = follow(places, word)
        if word.start < title:  # the settings have the same title, which counts
            assert target is not None
            assert (target.file, text_of(view, target)) == ("page.toml", text_of(view, word))
        else:
            assert target == word or (target is None and text_of(view, word) == "1")


def test_words_are_found_on_a_sheet_with_marks(view: PdfView, tmp_path: Path):
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    (tmp_path / "page.toml").write_text(SETTINGS, "utf-8")
    sheets = view_pdf(open_book(tmp_path / "page.txt", find_workspace(tmp_path)), None, "offset")
    (source,) = sheets.sources.values()
    word = source.text.index("without form")
    page, (left, upper, *_) = first_box(view, word)
    number, (x, y, *_) = first_box(sheets, word)
    room = (3 + MARK_LENGTH + 1) * MM
    assert (number, x, y) == pytest.approx((page, left + room, upper + room), abs=0.01)
    located = WordPlaces(*sheets).locate(number, x + 1, y + 4)
    assert located is not None
    assert text_of(sheets, located.span) == "without"


def first_box(view: PdfView, place: int) -> tuple[int, Box]:
    """Return the page and the box of the word at a place of the only source."""
    (file,) = view.sources
    printed = WordPlaces(*view).find(file, place)
    assert printed is not None
    page, boxes = printed.places[0]
    return page, boxes[0]


def test_a_place_between_words_leads_to_the_nearest(view: PdfView):
    places = WordPlaces(*view)
    (source,) = view.sources.values()
    blank = source.text.index("\n\nבְּרֵאשִׁית") + 1
    printed = places.find(source.file, blank)
    assert printed is not None
    assert not printed.is_word
    page, ((_, upper, right, lower), *_) = printed.places[0]
    beside = places.locate(page, right + 20, (upper + lower) / 2)
    assert beside is not None
    assert not beside.is_word
    assert text_of(view, beside.span) in PAGE.split("\n\n")
    assert places.locate(99, 1, 1) is None


def locate_text(view: PdfView, places: WordPlaces, page: int, letters: str) -> tuple[str, str]:
    """Return the file and the words to which a click on the leftmost letter of a piece leads."""
    pieces = (*DrawnPages(view.document).read([page]), *DrawnPages(view.document).read_heads(page))
    box = next(each.boxes[0] for each in pieces if letters in (each.letters, each.letters[::-1]))
    located = places.locate(page, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    assert located is not None
    return located.span.file, text_of(view, located.span)


@pytest.mark.parametrize(
    ("page", "letters", "words"),
    [
        (1, "theink", "The"),
        (1, "דיוהסופר", "הסופר"),
        (1, "rivkacohen", "Rivka"),
        (1, "1june2026", "2026-06-01"),
        (2, "allrightsreserved", "All"),
    ],
)
def test_words_of_title_pages_lead_to_their_settings(
    view: PdfView, page: int, letters: str, words: str
):
    places = WordPlaces(*view)
    file, text = locate_text(view, places, page, letters)
    assert (file, text.split()[0]) == ("page.toml", words)


@pytest.mark.parametrize(
    ("text", "pages", "is_word"),
    [
        ("Scribe", [1, 2, 3], True),
        ("הסופר", [1, 3], True),
        ("creators", [], False),
        ("name", [1], False),
        ("Cohen", [1], True),
        ("date", [1, 2], False),
        ("theme", [], False),
        ("# ", [], False),
    ],
)
def test_a_place_of_settings_is_found_on_title_pages(
    view: PdfView, text: str, pages: list[int], is_word: bool
):
    printed = WordPlaces(*view).find("page.toml", SETTINGS.index(text))
    numbers = [place.page for place in printed.places] if printed else []
    assert (numbers, bool(printed and printed.is_word)) == (pages, is_word)


def test_no_word_is_claimed_in_a_text_that_is_another(view: PdfView):
    """The control: without the letters of the text no place is told, rather than a wrong one."""
    (source,) = view.sources.values()
    changed = replace(source, text=source.text.replace("a", "e").replace("ר", "ד"))
    places, honest = WordPlaces(view.document, {source.file: changed}), WordPlaces(*view)
    word = words(source)[source.text[:60].count(" ") + 3]
    printed = honest.find(word.file, word.start)
    assert printed is not None
    page, ((left, upper, right, lower), *_) = printed.places[0]
    located = places.locate(page, (left + right) / 2, (upper + lower) / 2)
    assert located is None or not located.is_word


@pytest.mark.thorough
def test_title_page_contents_and_indexes_lead_to_their_sources():
    book = open_book("from-paste-to-press", find_workspace(ROOT))
    view = view_pdf(book)
    places = WordPlaces(*view)
    texts = {source.file: source.text for source in (*view.settings.toml, *view.sources.values())}
    pages = DrawnPages(view.document)

    def locate(page: int, piece: str) -> tuple[str, str, bool]:
        """Return the file and the words to which a click on a piece of a page leads."""
        box = next(each.boxes[0] for each in pages.read([page]) if each.letters == piece)
        located = places.locate(page, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        assert located is not None
        span = located.span
        return Path(span.file).name[:4], texts[span.file][span.start : span.end], located.is_word

    assert locate(1, "topress") == ("book", "to", True)
    assert locate(2, "thebookmakershouse") == ("book", "The", True)
    assert locate(2, "howhebrewbooksaremade3") == ("book", "How", True)
    assert locate(3, "company") == ("02-l", "Company", True)
    assert locate_text(view, places, 6, "frompastetopress")[1] == "From"
    assert locate_text(view, places, 7, "whatapastecarries")[1] == "What"
    assert locate(20, "bavlieruvin") == ("04-r", "Eruvin 13a", False)
    toml = view.settings.toml[-1]
    printed = places.find(toml.file, toml.text.index("Paste"))
    assert printed is not None
    assert printed.is_word
    assert [place.page for place in printed.places] == [1, 2]


def judge(view: PdfView, name: str, figures: Callable[[str], None]) -> None:
    """Fail unless random words of a book are found both ways, and nearly all words are printed."""
    places = WordPlaces(*view)
    chance = random.Random(17)
    own = [word for source in view.sources.values() for word in words(source)]
    targets = [(word, follow(places, word)) for word in chance.sample(own, len(own))]
    printed = [(word, target) for word, target in targets if target is not None][:WORDS]
    pages = PdfiumPages(view.document.data)
    right = sum(is_right(view, places, word, target, pages) for word, target in printed)
    figures(f"desk: {name}: {right} of {len(printed)} words lead there and back")
    assert len(printed) == WORDS
    assert right >= 0.99 * WORDS
    missing = [word for word, target in targets if target is None]
    assert len(missing) < 0.06 * len(own)
    shown = [
        (page, word)
        for page in range(1, view.document.sections[-1].pages[-1] + 1)
        for block in places.read_page(page)
        for run in block.runs
        for word in run.words
        if word.place and not run.is_call
    ]
    ends = Counter(lead(view, places, *each) for each in chance.sample(shown, WORDS))
    of_book = WORDS - ends["added"]
    figures(f"desk: {name}: {ends['exact']} of {of_book} words of pages lead to the text and back")
    assert ends["exact"] >= 0.99 * of_book
    assert of_book > 0.9 * WORDS
    assert not ends["nowhere"]


def lead(view: PdfView, places: WordPlaces, page: int, word: PageWord) -> str:
    """Return where a click on a word of a page leads: ``exact``, ``block`` or ``nowhere``.

    A word that the program has added to the book is ``added``: a page number, a date.
    """
    assert word.place is not None
    x, y = word.place
    located = places.locate(page, x, y)
    if located is None:
        return "nowhere"
    text, own = text_of(view, located.span), bare_letters(word.text)
    if not located.is_word:
        # Numbers of pages and of excerpts, and forms of dates, are the program's own.
        is_own = own.isdigit() or own not in map(bare_letters, text.split())
        return "added" if is_own else "block"
    printed = places.find(located.span.file, located.span.start)
    # A word of contents or of an index is found where it stands first.
    is_back = printed is not None and printed.is_word
    letters_there = bare_letters(text)
    return "exact" if is_back and (letters_there in own or own in letters_there) else "block"


def bare_letters(text: str) -> str:
    return "".join(map(base_letters, text))


@pytest.mark.thorough
@pytest.mark.parametrize(("root", "name", "edition"), BOOKS)
def test_random_words_of_books_are_found_both_ways(
    root: Path,
    name: str,
    edition: Edition | None,
    figures: Callable[[str], None],
    tmp_path: Path,
):
    workspace = find_workspace(root if root is ROOT else tmp_path)
    view = view_pdf(open_book(name if root is ROOT else root / name, workspace), edition)
    judge(view, f"{name} {edition or ''}", figures)


def make_text(kind: str, seed: int) -> str:
    """Return a random text of a kind; each word stands in it many times."""
    chance = random.Random(seed)

    def phrase(words: list[str], least: int, most: int) -> str:
        return " ".join(chance.choices(words, k=chance.randint(least, most)))

    lines = ["The Made Book", ""]
    notes: list[str] = []
    for chapter in range(1, 5):
        lines += [f"Chapter {chapter}", ""]
        for number in range(20):
            if kind == "Hebrew":
                lines += [
                    f"{phrase(HEBREW, 20, 90)} {phrase(ENGLISH, 1, 3)} {phrase(HEBREW, 5, 9)}."
                ]
            elif kind == "notes and glosses":
                notes.append(f"[{len(notes) + 1}] {phrase(ENGLISH, 5, 40)} {phrase(HEBREW, 1, 4)}.")
                gloss = f"kavanah {chance.choice(HEBREW)} (intention)"
                call = f"{phrase(ENGLISH, 5, 60)}.[{len(notes)}]"
                lines += [f"{phrase(ENGLISH, 5, 60)} {gloss} {call} See Genesis {number + 1}:2."]
            else:
                lines += [f"{phrase(HEBREW, 4, 30)}.", "", f"{phrase(ENGLISH, 4, 40)}."]
            lines += [""]
    return "\n".join([*lines, *(f"{note}\n" for note in notes)])


@pytest.mark.long
@pytest.mark.parametrize("kind", GENERATED)
def test_random_words_of_made_books_are_found_both_ways(
    kind: str, figures: Callable[[str], None], tmp_path: Path
):
    path = tmp_path / "made.txt"
    path.write_text(make_text(kind, 3), "utf-8")
    indexes = 'indexes = ["glossary", "references"]\n' if kind == "notes and glosses" else ""
    (tmp_path / "made.toml").write_text(f'title = "The Made Book"\n{indexes}', "utf-8")
    edition = {"facing": Edition.FACING, "spreads": Edition.SPREADS}.get(kind)
    view = view_pdf(open_book(path, find_workspace(tmp_path)), edition)
    judge(view, f"made, {kind}", figures)
