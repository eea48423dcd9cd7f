"""The words of a spine and the size in which they fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.config.wrap_cover import SpineDirection, WrapCover
from publish.document.model import Work
from publish.text.dataclass import dataclass
from publish.text.languages import Dir, direction
from publish.writers.pdf.content.personal_words import NameMeasure
from publish.writers.wrap_cover.geometry import FOLD, Area

ENDS = 10.0
"""Millimetres between the words and the head and foot of the spine."""

_SMALLEST, _LARGEST = 1.9, 7.0
"""Sizes of type in millimetres: 5.4 and 20 points."""

_INK = 0.9
"""The estimated height of the ink of a line in its size, which is then measured."""

_ENOUGH = 0.72
"""The share of the size that the width of the spine allows, which words should have."""

_MOST_AUTHORS = 2
"""The authors that have room beside the title."""

_GAP = 2.0
"""The least space between two texts, in the size of the title."""

AUTHOR_SIZE, PUBLISHER_SIZE = 0.85, 0.72
"""Sizes in that of the title."""

_ROOM = 0.95
"""The share of the length that is filled: kerning is estimated."""


@dataclass(frozen=True, slots=True)
class SpineWords:
    """The words of a spine with their languages, and the size of the title in millimetres.

    ``author`` and ``publisher`` have ``side`` per cent of the length each, so that the title stands
    in the middle.
    """

    lang: str
    title: str
    author: tuple[str, str] = ("", "")
    publisher: str = ""
    size: float = 0.0
    side: float = 0.0

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts that stand on the spine."""
        return tuple(filter(None, (self.title, self.author[1], self.publisher)))


def is_clockwise(lang: str, chosen: SpineDirection) -> bool:
    """Return whether words in ``lang`` are turned to the right, letters with their heads there.

    English words that begin at the head of the spine are (ISO 6357), and can be read where the book
    lies with its front up.  A Hebrew book is the mirror image: words that begin at the head, of a
    book that lies with its front up and its spine on the right, are turned to the left.
    """
    return (chosen is SpineDirection.DOWN) is (direction(lang) is Dir.LTR)


def choose_words(
    work: Work, options: WrapCover, area: Area, measure: NameMeasure
) -> SpineWords | None:
    """Return the words of the spine in the largest size that fits; None where the title does not.

    The publisher is left out first, then the author.
    """
    by_width = min(_LARGEST, (area.width - 2 * FOLD) / _INK)
    length = (area.height - 2 * ENDS) * _ROOM
    fitting: SpineWords | None = None
    for words in _list_choices(work, options):
        title, side = measure.width(words.title), _side_ems(words, measure)
        ems = title + 2 * side
        size = min(by_width, length / ems)
        if size < _SMALLEST:
            continue
        sized = replace(words, size=size, side=round(100 * side / ems, 2))
        if size >= by_width * _ENOUGH:
            return sized
        if fitting is None or size > fitting.size:
            fitting = sized
    return fitting


def _list_choices(work: Work, options: WrapCover) -> Iterator[SpineWords]:
    meta = work.meta
    title = options.spine_text or meta.title
    forms = title.in_order(work.lang)
    if not forms:
        return
    lang, text = forms[0]
    people = [each.name for each in meta.creators if each.role == "aut" and each.name]
    names = [name.in_order(lang)[0] for name in people]
    author = ("", "")
    if 0 < len(names) <= _MOST_AUTHORS:
        author = (names[0][0], ", ".join(name for _, name in names))
    publisher = meta.publisher or ""
    if publisher in [form for name in people for _, form in name.forms]:
        publisher = ""
    words = SpineWords(lang, " ".join(text.split()), author, publisher)
    yield words
    yield SpineWords(lang, words.title, author)
    yield SpineWords(lang, words.title)


def _side_ems(words: SpineWords, measure: NameMeasure) -> float:
    """Return the width of the longer text beside the title, in its size, with the gap between."""
    widths = (
        measure.width(words.author[1]) * AUTHOR_SIZE,
        measure.width(words.publisher) * PUBLISHER_SIZE,
    )
    return max(widths) + _GAP if any(widths) else 0.0
