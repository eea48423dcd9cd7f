"""Random books in Hebrew and English, with notes in both, for columns and spreads.

Equal arguments give equal books.  No two segments are equal, so that nothing is laid out once for
several of them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from publish.document.lazy_book import LazyBook, lazy_chapter
from publish.document.model import (
    STACKED,
    Arrangement,
    Dir,
    Foreign,
    Meta,
    Note,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Text,
    TextLayout,
    Words,
    Work,
)
from publish.document.sides import split_sides
from publish.pipeline.segment_numbers import number_segments
from publish.storage.digests import digest
from tests.support.note_books import ENGLISH, HEBREW


@dataclass(frozen=True, slots=True)
class BookKind:
    """The words of a Hebrew segment, and the segments of a chapter of some 20 A5 pages a language.

    A share of the segments has ``most`` words instead.
    """

    words: int
    segments: int
    most: int = 0


KINDS = {
    "phrases": BookKind(9, 160),
    "paragraphs": BookKind(27, 85),
    "long segments": BookKind(70, 34, most=700),
}
"""Texts of phrases, of paragraphs, and of long segments, some of them longer than a page."""

CHAPTERS = 10
"""The chapters of a book of some 200 pages in each language."""

SPREADS = TextLayout(Arrangement.SPREADS, languages=("he", "en"))
FACING = TextLayout(Arrangement.FACING, languages=("he", "en"))


def make_book(kind: str, chapters: int = CHAPTERS, layout: TextLayout = SPREADS) -> Work:
    """Return a book of a kind in that layout."""
    chance = random.Random(kind)
    body = tuple(_make_chapter(chance, KINDS[kind], number) for number in range(1, chapters + 1))
    meta = Meta(Words((("he", "הספר"), ("en", "The Book"))))
    return Work(meta, "he", Dir.RTL, tuple(map(number_segments, body)), layout=layout)


def _make_chapter(chance: random.Random, kind: BookKind, number: int) -> Section:
    segments = []
    calls = {"he": 0, "en": 0}

    def passage(lang: str, count: int) -> Passage:
        words = chance.choices(HEBREW if lang == "he" else ENGLISH, k=count)
        length = chance.randint(7, 12)
        sentences = [" ".join(words[start : start + length]) for start in range(0, count, length)]
        inlines: list[Text | Note] = [Text(f"{'. '.join(sentences).capitalize()}.")]
        if chance.random() < (0.1 if lang == "he" else 0.2):
            calls[lang] += 1
            body = " ".join(chance.choices(HEBREW if lang == "he" else ENGLISH, k=18))
            note = Passage(lang, direction(lang), (Paragraph((Text(body),)),))
            inlines.append(Note(str(calls[lang]), (note,)))
        return Passage(lang, direction(lang), (Paragraph(tuple(inlines)),))

    for _ in range(kind.segments):
        count = max(3, min(3 * kind.words, int(chance.lognormvariate(0, 0.5) * kind.words)))
        if kind.most and chance.random() < 0.04:
            count = kind.most
        original = passage("he", count)
        translation = passage("en", int(count * chance.uniform(1.2, 1.9)))
        segments.append(Segment(original, translations=(translation,)))
    title = (Text(f"Chapter {number}: "), Foreign("he", Dir.RTL, (Text(f"פרק {number}"),)))
    return Section(Role.CHAPTER, title, tuple(segments))


def direction(lang: str) -> Dir:
    """Return the direction of one of the two languages."""
    return Dir.RTL if lang == "he" else Dir.LTR


def keep_side(book: Work, side: int) -> Work:
    """Return a book with one side of each chapter, of originals (0) or of translations (1)."""
    body = tuple(split_sides(section, book.lang)[side] for section in book.body)
    return replace(book, body=body, layout=STACKED)


def change_word(book: Work, number: int) -> Work:
    """Return a book with another word in the middle of its middle chapter."""
    middle = len(book.body) // 2
    chapter = book.body[middle]
    place = len(chapter.children) // 2
    segment = chapter.children[place]
    assert isinstance(segment, Segment)
    (translation,) = segment.translations
    (paragraph,) = translation.blocks
    assert isinstance(paragraph, Paragraph)
    first, *rest = paragraph.inlines
    assert isinstance(first, Text)
    words = first.text.split(" ")
    words[len(words) // 2] = ENGLISH[number % len(ENGLISH)] + ENGLISH[number // len(ENGLISH)]
    changed = replace(paragraph, inlines=(Text(" ".join(words)), *rest))
    segment = replace(segment, translations=(replace(translation, blocks=(changed,)),))
    children = (*chapter.children[:place], segment, *chapter.children[place + 1 :])
    body = (*book.body[:middle], replace(chapter, children=children), *book.body[middle + 1 :])
    return replace(book, body=body)


def name_chapters(book: Work) -> LazyBook:
    """Return a book whose chapters have names, so that their layouts are stored."""
    body = tuple(
        lazy_chapter(digest(repr(section)), lambda section=section: section)  # type: ignore[misc]
        for section in book.body
    )
    return LazyBook(replace(book, body=()), body)
