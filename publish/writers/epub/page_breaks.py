"""Page breaks: the pages of a printed book marked in the documents of its EPUB.

A break stands before the first word of its page.  A word that two pages share belongs to the later
one, which readers turn to; the parts of a compound on both sides of a hyphen or a maqaf are words
of their own.  A page that begins with a heading has its break before the heading, and a page that
begins with a block has it before all that leads the block, such as its number.  A page without
text, such as one of notes alone, has its break after the text before it.

The breaks are added to finished markup, so that a document is rendered once whatever page it is on.
They are empty and state no direction, so that no line around them changes
(https://www.w3.org/TR/epub-33/#sec-nav-pagelist, https://www.w3.org/TR/dpub-aria-1.1/#doc-pagebreak).
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from markupsafe import Markup

from publish.document.printed_pages import PICTURE, PageText, PrintedPage, units
from publish.text.dataclass import dataclass
from publish.text.hebrew import MAQAF
from publish.writers.html.flow import is_beside_flow

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^<>]*>"
    r"|<(?P<end>/?)(?P<name>[\w:-]+)(?P<rest>(?:[\s/][^<>]*?)??)(?P<empty>/?)>|(?P<text>[^<]+)",
    re.DOTALL,
)
_CLASS = re.compile(r'\bclass="([^"]*)"')
_CHARACTER = re.compile(r"&[^&;\s]+;|.", re.DOTALL)
_HEADING = re.compile(r"h[1-6]")

_INLINES = frozenset("a abbr b bdi bdo cite code dfn em i q s small span strong sub sup u".split())
_ENDS_WORD = re.compile(rf"[\s\u200b/{MAQAF}\u2010-\u2015-]")


@dataclass(frozen=True, slots=True)
class FlowPiece:
    """A text of the flow, or a picture: its range in the markup and its units.

    ``block`` is the offset before which a break stands for a page that begins with the first units
    of a block; None where units of the block stand before this piece.
    """

    start: int
    end: int
    units: str
    block: int | None


class FlowText:
    """The flow of the documents of a chapter in reading order, in which units have places."""

    def __init__(self, documents: Sequence[str]) -> None:
        self._documents = documents
        self._pieces = [list(find_pieces(markup)) for markup in documents]
        sizes = [[len(piece.units) for piece in pieces] for pieces in self._pieces]
        self._piece_starts = [list(accumulate(each, initial=0)) for each in sizes]
        self._starts = list(accumulate(map(sum, sizes), initial=0))

    @property
    def units(self) -> str:
        """The units of all documents."""
        return "".join(piece.units for pieces in self._pieces for piece in pieces)

    def place(self, number: int, *, after: bool) -> tuple[int, int]:
        """Return the document and the offset of a break before unit ``number``.

        With ``after`` that of a break after the word of the unit before it.
        """
        unit = number - after
        document = bisect_right(self._starts, unit) - 1
        unit -= self._starts[document]
        index = bisect_right(self._piece_starts[document], unit) - 1
        unit -= self._piece_starts[document][index]
        finder = _PlaceFinder(self._documents[document], self._pieces[document])
        return document, finder.after(index, unit) if after else finder.before(index, unit)


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """A document with page breaks, and the numbers of the pages that begin in it."""

    markup: str
    folios: tuple[str, ...]


def break_id(folio: str) -> str:
    """Return the id of the break of a page."""
    return f"page-{folio}"


def mark_pages(
    documents: Sequence[str], pages: Sequence[PrintedPage]
) -> tuple[MarkedDocument, ...] | None:
    """Return the documents of a chapter with the breaks of its pages.

    None where a page has another text than the documents have there: its place is not known.
    """
    flow = FlowText(documents)
    text = flow.units
    starts = list(accumulate((page.text.size for page in pages), initial=0))
    slices = (text[start:end] for start, end in pairwise(starts))
    if starts[-1] != len(text) or any(
        PageText.of((each,)) != page.text for each, page in zip(slices, pages, strict=True)
    ):
        return None
    breaks: list[list[tuple[int, str]]] = [[] for _ in documents]
    for page, start in zip(pages, starts if text else (), strict=False):
        document, offset = flow.place(start, after=not page.text.size and start > 0)
        breaks[document].append((offset, page.folio))
    return tuple(
        MarkedDocument(_insert(markup, own), tuple(folio for _, folio in own))
        for markup, own in zip(documents, breaks, strict=True)
    )


_BREAK = Markup('<span epub:type="pagebreak" role="doc-pagebreak" id="{}" aria-label="{}"></span>')


def _insert(markup: str, breaks: Iterable[tuple[int, str]]) -> str:
    parts: list[str] = []
    done = 0
    for offset, folio in breaks:
        parts += (markup[done:offset], _BREAK.format(break_id(folio), folio))
        done = offset
    return "".join((*parts, markup[done:]))


def find_pieces(markup: str) -> Iterator[FlowPiece]:
    """Yield the pieces of the flow in a document, whose text is in a section of its body."""
    open_elements: list[tuple[bool, bool]] = []  # whether each is in the flow, and is a block
    block: int | None = None
    is_beginning = True  # of the document, before which no heading may stand that it adds
    for token in _TOKEN.finditer(markup):
        in_flow = bool(open_elements) and open_elements[-1][0]
        name, text = token["name"], token["text"]
        if text is not None or name == "img":
            if in_flow:
                own = PICTURE if text is None else units(html.unescape(text))
                yield FlowPiece(token.start(), token.end(), own, block)
                if own:
                    block, is_beginning = None, False
        elif token["end"]:
            _, is_block = open_elements.pop()
            if is_block and not is_beginning:
                block = token.end()
        elif name is not None:
            is_block = _is_block(name, token["rest"])
            if is_block and (not is_beginning or (name == "section" and block is None)):
                block = token.start() if _HEADING.fullmatch(name) else token.end()
            if not token["empty"]:
                classes = _CLASS.search(token["rest"])
                is_beside = is_beside_flow(classes[1] if classes else None)
                open_elements.append(((in_flow or name == "body") and not is_beside, is_block))


def _is_block(name: str, attributes: str) -> bool:
    """Return whether an element begins and ends a block; a line of verse and a break do so."""
    return name not in _INLINES or (name == "span" and attributes in {"", ' class="last"'})


class _PlaceFinder:
    """Finds the beginnings and the ends of words in the markup of a document."""

    def __init__(self, markup: str, pieces: Sequence[FlowPiece]) -> None:
        self._markup = markup
        self._pieces = pieces

    def before(self, index: int, unit: int) -> int:
        """Return the offset before the word of a unit of a piece, or before its block."""
        piece = self._pieces[index]
        if piece.units == PICTURE:
            return piece.start if piece.block is None else piece.block
        characters = self._characters(piece)
        place = _character_of(unit, characters)
        while True:
            while place and not _ENDS_WORD.fullmatch(characters[place - 1][1]):
                place -= 1
            is_first = not any(units(character) for _, character in characters[:place])
            if piece.block is not None and is_first:
                return piece.block
            # A word may begin in the element before.
            previous = self._pieces[index - 1] if index else piece
            before = self._characters(previous)
            if place or not before or _ENDS_WORD.fullmatch(before[-1][1]):
                return characters[place][0] if characters else piece.start
            index, piece, characters, place = index - 1, previous, before, len(before)

    def after(self, index: int, unit: int) -> int:
        """Return the offset after the word of a unit of a piece."""
        piece = self._pieces[index]
        characters = self._characters(piece)
        for offset, character in characters[_character_of(unit, characters) :]:
            if character.isspace():
                return offset
        return piece.end

    def _characters(self, piece: FlowPiece) -> list[tuple[int, str]]:
        """Return the characters of a piece with their offsets; a picture has none."""
        if piece.units == PICTURE:
            return []
        matches = _CHARACTER.finditer(self._markup, piece.start, piece.end)
        return [(match.start(), html.unescape(match.group())) for match in matches]


def _character_of(unit: int, characters: Sequence[tuple[int, str]]) -> int:
    """Return the index of the character that has a unit; a character can have several."""
    ends = list(accumulate(len(units(character)) for _, character in characters))
    return bisect_right(ends, unit)
