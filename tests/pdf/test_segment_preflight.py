"""Preflight of segments in two columns and on facing pages; each fault is planted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product
from typing import TypeVar

import pytest

from publish.diagnostics import Diagnostics
from publish.document.lazy_book import split_chapters
from publish.document.model import (
    Arrangement,
    Dir,
    Note,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Text,
    TextLayout,
    Work,
)
from publish.pipeline.editions import arrange
from publish.preflight.pdf import check_pdf
from publish.preflight.pdf_markup import check_markup
from publish.preflight.segment_pages import PrintedSide, check_rows, check_spreads
from publish.preflight.spread_text import check_sides
from publish.storage.store import Store
from publish.text.source import NOWHERE
from publish.themes.theme import Theme
from publish.writers.pdf.document import PdfDocument, write_document
from publish.writers.pdf.options import PdfOptions

from .conftest import book, para

T = TypeVar("T")

ORIGINALS = (
    "הסופר כותב את האותיות בדיו על הקלף",
    "ואחר כך בא הנקדן ומוסיף את הנקוד",
    "והמדפיס מסדר שורה אחר שורה",
    "והכורך תופר את הגליונות בחוט",
)
TRANSLATIONS = (
    "The scribe writes the letters with ink",
    "and after him the pointer adds the vowels",
    "and the printer arranges line after line",
    "and the binder sews the sheets with thread",
)
COMMENT = "Thread of flax is meant here."
FACING = TextLayout(Arrangement.FACING)


def chapter() -> Section:
    """Return a chapter with a Hebrew and an English heading, four segments and a comment."""
    segments = [
        Segment(
            Passage("he", Dir.RTL, (para(original),)),
            translations=(Passage("en", Dir.LTR, (para(translation),)),),
            locus=str(number),
            label=str(number),
        )
        for number, (original, translation) in enumerate(
            zip(ORIGINALS, TRANSLATIONS, strict=True), start=1
        )
    ]
    segments[-1] = replace(segments[-1], commentary=(para(COMMENT),))
    return Section(Role.CHAPTER, (Text("Ink דיו"),), tuple(segments))


def row(number: int | str, original: str, translation: str) -> str:
    label = f'<span class="segment-label">{number}</span>' if number else ""
    return (
        f'<table class="facing"><tr><td class="original">{label}<p>{original}</p></td>'
        f'<td class="translation"><p>{translation}</p></td></tr></table>'
    )


def rows(originals: Sequence[str], translations: Sequence[str]) -> str:
    """Return the markup of the chapter in two columns; segment 3 has two rows."""
    pairs = list(zip(range(1, 5), originals, translations, strict=True))
    segments = [row(*pair) for pair in pairs]
    number, original, translation = pairs[2]
    first, second = original.split(" ", 1), translation.split(" ", 2)
    segments[2] = row(number, first[0], " ".join(second[:2])) + row("", first[1], second[2])
    segments[3] += f'<div class="commentary"><p>{COMMENT}</p></div>'
    return "<h1>Ink דיו</h1>" + "".join(f'<div class="segment">{each}</div>' for each in segments)


def codes(diagnostics: Diagnostics) -> list[str]:
    return [each.code for each in diagnostics]


def exchange(texts: Sequence[T], first: int, second: int) -> list[T]:
    """Return the texts with two of them exchanged."""
    changed = list(texts)
    changed[first], changed[second] = changed[second], changed[first]
    return changed


def check_facing(markup: str) -> Diagnostics:
    return check_markup((markup,), (chapter(),), FACING)


def test_rows_have_the_text_of_the_chapter() -> None:
    assert check_facing(rows(ORIGINALS, TRANSLATIONS)) == ()


def test_rows_that_are_exchanged_are_an_error() -> None:
    markup = rows(exchange(ORIGINALS, 0, 1), exchange(TRANSLATIONS, 0, 1))
    assert set(codes(check_facing(markup))) == {"P09"}


def test_a_translation_beside_another_original_is_an_error() -> None:
    """Both columns are in order, and the translations begin a row later."""
    first, second, third, last = TRANSLATIONS
    segments = (
        row(number, original, translation)
        for number, original, translation in zip(
            range(1, 5), ORIGINALS, ("", first, second, f"{third} {last}"), strict=True
        )
    )
    blocks = "".join(f'<div class="segment">{each}</div>' for each in segments)
    (error,) = check_facing(f"<h1>Ink דיו</h1>{blocks}<p>{COMMENT}</p>")
    assert error.code == "P09"
    assert "beside another original" in error.message


@pytest.mark.parametrize(
    ("text", "changed"),
    [("דיו על", "דו על"), ("printer", "prnter"), (">2<", "><"), ("flax", "lax"), ("Ink", "Ik")],
)
def test_a_letter_lost_from_a_row_is_an_error(text: str, changed: str) -> None:
    markup = rows(ORIGINALS, TRANSLATIONS)
    assert codes(check_facing(markup.replace(text, changed, 1)))[:1] == ["P09"]


# --- the two sides of spreads


def block(locus: int | str, text: str) -> str:
    return f'<div class="segment" data-segment="{locus}"><p>{text}</p></div>'


def side(heading: str, texts: Sequence[str], end: str = "") -> str:
    blocks = "".join(block(number, text) for number, text in enumerate(texts, start=1))
    return f"<h1>{heading}</h1>{blocks}{end}"


def sides() -> tuple[str, str]:
    return side("דיו", ORIGINALS), side("Ink", TRANSLATIONS, f"<p>{COMMENT}</p>")


def test_two_sides_have_every_letter_of_the_chapter_once() -> None:
    assert check_sides(*sides(), chapter()) == ()


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("דיו<", "יו<"),
        ("Ink<", "<"),
        (COMMENT, ""),
        (ORIGINALS[1], ORIGINALS[2]),
        (TRANSLATIONS[2], TRANSLATIONS[2] + " twice"),
        (TRANSLATIONS[0], f"{TRANSLATIONS[0]} {COMMENT}"),
        (ORIGINALS[0], ORIGINALS[0] + TRANSLATIONS[0]),
    ],
)
def test_a_text_lost_added_or_moved_on_a_side_is_an_error(text: str, changed: str) -> None:
    first, second = (each.replace(text, changed) for each in sides())
    assert codes(check_sides(first, second, chapter())) == ["P09"]


def test_a_translation_on_the_side_of_originals_is_an_error() -> None:
    """Each letter is there once, on the wrong side."""
    first, second = sides()
    first = first.replace(ORIGINALS[3], f"{ORIGINALS[3]} {TRANSLATIONS[3]}")
    second = second.replace(TRANSLATIONS[3], "")
    assert codes(check_sides(first, second, chapter())) == ["P09"]
    assert codes(check_sides(second, first, chapter())) == ["P09"]


def test_a_lost_note_of_a_side_is_an_error() -> None:
    source = chapter()
    note = Note("1", (para("A note."),))
    passage = Passage("en", Dir.LTR, (Paragraph((Text(TRANSLATIONS[0]), note)),))
    segment = replace(source.children[0], translations=(passage,))
    source = replace(source, children=(segment, *source.children[1:]))
    first, second = sides()
    call = f'{TRANSLATIONS[0]}<span class="note" data-call="1"><p>A note.</p></span>'
    noted = second.replace(TRANSLATIONS[0], call)
    assert check_sides(first, noted, source) == ()
    assert codes(check_sides(first, noted.replace("A note", "A not"), source)) == ["P09"]


# --- pages

HEAD = "The Proof 12 "


def pages(texts: Sequence[str], *breaks: int) -> list[str]:
    """Return the texts on pages that end before the places ``breaks``, with a running head."""
    ends = [0, *breaks, len(texts)]
    return [HEAD + "\r\n".join(texts[start:end]) for start, end in pairwise(ends)]


def find_spread_faults(
    originals: Sequence[str], translations: Sequence[str], numbers: Sequence[int] = (8, 9)
) -> list[str]:
    first, second = sides()
    printed = [
        PrintedSide(markup, range(number, number + 2 * len(texts), 2), texts)
        for markup, number, texts in zip(
            (first, second), numbers, (originals, translations), strict=True
        )
    ]
    return codes(tuple(check_spreads(printed[0], printed[1], NOWHERE)))


HEBREW = ("דיו", *ORIGINALS)
ENGLISH = ("Ink", *TRANSLATIONS, COMMENT)


def test_spreads_without_a_fault_have_no_diagnostics() -> None:
    assert find_spread_faults(pages(HEBREW, 3), pages(ENGLISH, 3)) == []
    assert find_spread_faults(pages(HEBREW, 3), pages(ENGLISH, 3), (9, 8)) == []


def test_a_segment_that_begins_on_another_spread_is_found() -> None:
    assert find_spread_faults(pages(HEBREW, 3), pages(ENGLISH, 4)) == ["P35"]


def test_words_of_a_segment_in_an_earlier_note_are_no_fault() -> None:
    english = pages(ENGLISH, 3)
    english[0] += "\r\n1 See “" + TRANSLATIONS[2] + "” below."
    assert find_spread_faults(pages(HEBREW, 3), english) == []


def test_exchanged_sides_of_a_spread_are_found() -> None:
    assert "P37" in find_spread_faults(pages(ENGLISH), pages(HEBREW))


@pytest.mark.parametrize("numbers", [(9, 10), (8, 11), (9, 12)])
def test_pages_of_a_spread_that_do_not_face_each_other_are_found(numbers: tuple[int, int]) -> None:
    assert find_spread_faults(pages(HEBREW, 3), pages(ENGLISH, 3), numbers) == ["P38"]


def test_an_empty_page_between_pages_of_a_side_is_found() -> None:
    hebrew = [*pages(HEBREW, 3), pages(("", ""))[0]]
    english = [*pages(ENGLISH, 3, 5)]
    assert find_spread_faults(hebrew, english) == []
    assert find_spread_faults([hebrew[0], hebrew[2], hebrew[1]], english) == ["P35", "P21"][::-1]


def find_row_faults(*texts: str) -> list[str]:
    markup = rows(ORIGINALS, TRANSLATIONS)
    return codes(tuple(check_rows(PrintedSide(markup, range(5, 5 + len(texts)), texts), NOWHERE)))


def test_a_short_row_that_is_divided_or_whose_cells_are_apart_is_found() -> None:
    cells = [text for pair in zip(ORIGINALS, TRANSLATIONS, strict=True) for text in pair]
    long = " Paper remembers the damp of the day on which somebody printed it." * 9
    assert find_row_faults(" ".join(cells[:4]), " ".join(cells[4:]) + long) == []
    apart = find_row_faults(" ".join(cells[:3]) + long, " ".join(cells[3:]))
    assert apart == ["P35"]
    half = TRANSLATIONS[3].index(" with")
    divided = " ".join(cells[:7]) + TRANSLATIONS[3][:half] + long, TRANSLATIONS[3][half:]
    assert find_row_faults(*divided) == ["P36"]


# --- whole files


NAMES = tuple(map("".join, product("BDFGK", "aei", "lmn")))


def bilingual_work() -> Work:
    """Return a book of two chapters of forty segments, each of which has a word of its own."""
    words = list(map("".join, product("אבגד", "הוזחט", "לש")))
    segments = tuple(
        Segment(
            Passage("he", Dir.RTL, (para(f"{word} {ORIGINALS[place % 4]} {word[::-1]}ים"),)),
            translations=(
                Passage("en", Dir.LTR, (para(f"{NAMES[place]} says: {TRANSLATIONS[place % 4]}"),)),
            ),
        )
        for place, word in enumerate(words)
    )
    return book(*(Section(Role.CHAPTER, (Text(title),), segments) for title in ("Ink", "Lead")))


def write_edition(theme: Theme, edition: str) -> PdfDocument:
    arranged = arrange(split_chapters(bilingual_work()), edition).value
    return write_document(arranged, theme, PdfOptions()).value


def find_file_faults(document: PdfDocument, theme: Theme) -> list[str]:
    return codes(check_pdf(document, (), theme, Store()))


@pytest.mark.slow
def test_rows_of_a_file_have_no_fault(classic: Theme) -> None:
    assert find_file_faults(write_edition(classic, "facing"), classic) == []
