"""The two sides of a chapter of spreads: originals on one, translations on the other.

A chapter is divided before it is laid out, and every letter stands on exactly one side; numbers and
labels of segments stand on both.  Child k of a section on one side belongs to child k on the other,
so that anchors that count children are the same: a block on one side alone has an empty passage as
its partner, and a segment an empty segment.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any, NamedTuple

from publish.document.model import (
    Block,
    Blockquote,
    Blocks,
    Cell,
    Excerpt,
    Image,
    Index,
    List,
    Note,
    Paragraph,
    Passage,
    Role,
    Rubric,
    Section,
    Segment,
    Separator,
    Speech,
    Table,
    Text,
    Verse,
    direction,
)
from publish.document.title_sides import divide_title
from publish.document.walk import descend, rewrite, texts_by_language
from publish.text.dataclass import dataclass
from publish.text.languages import HEBREW, in_hebrew_letters

Child = Section | Excerpt | Block


class Sides(NamedTuple):
    """A section on two sides: the one of the originals, and the one of the translations."""

    original: Section
    translation: Section


def has_sides(section: Section) -> bool:
    """Return whether a segment of the section has both an original and a translation."""
    return any(_is_paired(node) for node in descend(section) if isinstance(node, Segment))


def _is_paired(segment: Segment) -> bool:
    return bool(segment.original.blocks and any(each.blocks for each in segment.translations))


def split_sides(section: Section, lang: str) -> Sides:
    """Return the two sides of a section of a book in ``lang``.

    Originals and their transliterations are on the first side, translations on the second; a
    segment without a translation, and any other block, is on the side of its language.  Blocks that
    hold segments, or blocks in both languages, are on both sides with what belongs there.
    """
    originals: Counter[str] = Counter()
    translations: Counter[str] = Counter()
    for node in descend(section):
        if isinstance(node, Segment) and _is_paired(node):
            originals[node.original.lang] += 1
            translations[node.translations[0].lang] += 1
    languages = tuple(
        max(count, key=lambda each: (count[each], each)) if count else lang
        for count in (originals, translations)
    )
    return _Divider(languages[0], languages[1]).divide_section(section, lang)


BlockPair = tuple[Blocks, Blocks]
"""The blocks of each side, either of which may be empty."""


@dataclass(frozen=True, slots=True)
class _Divider:
    """Divides nodes between the side of the language ``original`` and that of ``translation``."""

    original: str
    translation: str

    def divide_section(self, section: Section, lang: str) -> Sides:
        pairs = [self._divide_child(child, lang) for child in section.children]
        titles = divide_title(
            section.title,
            lambda inlines: self.is_original(inlines, lang),
            default=lang == self.original,
        )
        first, second = (
            replace(section, title=title, children=children)
            for title, children in zip(
                titles, zip(*pairs, strict=True) if pairs else ((), ()), strict=True
            )
        )
        return Sides(first, second)

    def _divide_child(self, child: Child, lang: str) -> tuple[Child, Child]:
        match child:
            case Section():
                return self.divide_section(child, lang)
            case Excerpt(blocks=blocks, heading=heading) if _holds_segments(blocks):
                first, second = self._divide_blocks(blocks, lang)
                rest = second if self._is_original_or_in(heading, lang) else first
                frame = Section(Role.SECTION, (), rest, span=child.span)
                if rest is second:
                    return replace(child, blocks=first), frame
                return frame, replace(child, blocks=second)
            case Excerpt(blocks=blocks):
                return self._place_whole(child, self._is_original_or_in(blocks, lang), lang)
            case _:
                block, other = self._divide_block(child, lang)
                return block or _nothing(lang), other or _nothing(lang)

    def _place_whole(self, child: Child, on_first: bool, lang: str) -> tuple[Child, Child]:
        return (child, _nothing(lang)) if on_first else (_nothing(lang), child)

    def _divide_blocks(self, blocks: Blocks, lang: str) -> BlockPair:
        pairs = [self._divide_block(block, lang) for block in blocks]
        first, second = (
            tuple(block for block in side if block is not None)
            for side in (zip(*pairs, strict=True) if pairs else ((), ()))
        )
        return first, second

    def _divide_block(  # a return for each kind of block
        self, block: Block, lang: str
    ) -> tuple[Block | None, Block | None]:
        """Return the block of each side; None stands for nothing on that side."""
        match block:
            case Segment():
                return self._divide_segment(block, lang)
            case Separator():
                return block, block
            case Passage(lang=own, blocks=blocks):
                return self._divide_container(block, blocks, own)
            case Blockquote(blocks=blocks) | Rubric(blocks=blocks) | Speech(blocks=blocks):
                return self._divide_container(block, blocks, lang)
            case List(items=items) if _holds_segments(items):
                pairs = [self._divide_blocks(item, lang) for item in items]
                first, second = zip(*pairs, strict=True)
                return replace(block, items=first), replace(block, items=second)
            case Table() if _holds_segments(block):
                return self._divide_table(block, lang)
            case Image(alt=alt, caption=caption):
                return self._whole(block, caption or (Text(alt),), lang)
            case Paragraph() | Verse() | List() | Table() | Index():
                return self._whole(block, block, lang)

    def _whole(self, block: Block, words: Any, lang: str) -> tuple[Block | None, Block | None]:
        return (block, None) if self._is_original_or_in(words, lang) else (None, block)

    def _divide_container(
        self, block: Passage | Blockquote | Rubric | Speech, blocks: Blocks, lang: str
    ) -> tuple[Block | None, Block | None]:
        """Return a block with the blocks of each side; words beside them have a side as well."""
        first, second = self._divide_blocks(blocks, lang)
        match block:
            case Blockquote(attribution=words):
                name = "attribution"
            case Speech(speaker=words):
                name = "speaker"
            case _:
                name, words = "", ()
        if not (first and second):
            on_first = bool(first) if first or second else self._is_original_or_in(words, lang)
            return (block, None) if on_first else (None, block)
        original, translation = replace(block, blocks=first), replace(block, blocks=second)
        if not name:
            return original, translation
        bare: dict[str, Any] = {name: ()}
        if self._is_original_or_in(words, lang):
            return original, replace(translation, **bare)
        return replace(original, **bare), translation

    def _divide_table(self, table: Table, lang: str) -> tuple[Table, Table]:
        on_first = self._is_original_or_in(table.caption, lang)

        def side(number: int) -> Table:
            def cell(node: Cell) -> Cell:
                return replace(node, blocks=self._divide_blocks(node.blocks, lang)[number])

            rows = tuple(replace(row, cells=tuple(map(cell, row.cells))) for row in table.rows)
            caption = table.caption if on_first is (number == 0) else ()
            return replace(table, rows=rows, caption=caption)

        return side(0), side(1)

    def _divide_segment(self, segment: Segment, lang: str) -> tuple[Segment, Segment]:
        first, second = self._divide_blocks(segment.commentary, lang)
        original = segment.original
        bare = replace(
            segment,
            original=replace(original, blocks=()),
            transliteration=None,
            translations=(),
            commentary=second,
            anchor="",
        )
        if segment.translations or self.is_original(original, original.lang) is not False:
            whole = replace(segment, translations=(), commentary=first)
            return whole, replace(bare, translations=segment.translations)
        whole = replace(segment, commentary=second)
        return replace(bare, commentary=first), whole

    def is_original(self, value: Any, lang: str) -> bool | None:
        """Return whether most letters of ``value``, in ``lang``, are in the original's language.

        Those of notes count only where there are no others; None where there are none at all.
        """
        for words in (rewrite(value, _drop_note), value):
            own, other = self._count_letters(words, lang)
            if own or other:
                return own > other
        return None

    def _is_original_or_in(self, value: Any, lang: str) -> bool:
        """Return ``is_original``, or for a value without letters whether ``lang`` is that one."""
        by_letters = self.is_original(value, lang)
        return lang == self.original if by_letters is None else by_letters

    def _count_letters(self, value: Any, lang: str) -> tuple[int, int]:
        own = other = 0
        by_letters = in_hebrew_letters(self.original) is not in_hebrew_letters(self.translation)
        for text, text_lang in texts_by_language(value, lang):
            letters = sum(map(str.isalpha, text.text))
            if by_letters:
                hebrew = len(HEBREW.findall(text.text))
                count = hebrew if in_hebrew_letters(self.original) else letters - hebrew
            else:
                count = letters if text_lang == self.original else 0
            own += count
            other += letters - count
        return own, other


def _drop_note(node: Any) -> Any:
    return () if isinstance(node, Note) else node


def _holds_segments(value: Any) -> bool:
    return any(isinstance(node, Segment) for node in descend(value))


def _nothing(lang: str) -> Passage:
    """Return the partner of a block that is on the other side alone."""
    return Passage(lang, direction(lang), ())
