"""Random Works with every node of the document model, and characters that markup is made of."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import strategies as st

from publish.document.metadata import Certification
from publish.document.model import (
    Block,
    Blockquote,
    Blocks,
    Cell,
    Citation,
    Creator,
    Date,
    Dir,
    Emphasis,
    Entry,
    Excerpt,
    Foreign,
    Gloss,
    Image,
    Index,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Meta,
    Milestone,
    MilestoneKind,
    Note,
    NoteKind,
    Numbering,
    Paragraph,
    Passage,
    Place,
    Quote,
    Reference,
    Role,
    Row,
    Rubric,
    Section,
    Segment,
    Separator,
    Series,
    SmallCaps,
    SourceCitation,
    Speech,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Underline,
    Verse,
    Words,
    Work,
)

WORDS = (
    "שלום", "אוֹר", "רב\"ש", "light", "of", "G-d", "1.", "12)", "a.", "(iv)", "-", "+", "*", "**",
    "_", "__", "snake_case", "#", "##", "\\", "\\\\", "[", "]", "](", "[^1]", "[^1]:", "{.x}", "}",
    ":::", ":", "::", "|", "||", "`", "```", "~", "~~", "^", "$", "<b>", "<!--", "-->", "<br>", "&",
    "&amp;", "&#32;", "!", "![", "=", "===", "---", "***", ">", "“", "”", "'", "...", "\u00a0",
    "\u2028", "\u200f", "\u202b", "\u2067", "\t", " ", "  ", "\n", "\r", "\x0b", "\u3000",
    "https://a.org/_b_", "@", ":smile:", "1st", "%", "\"",
)  # fmt: skip
"""Words and signs, with all that Markdown reads as markup, and white space of any kind."""

PLAIN_WORDS = (
    "שלום", "אוֹר", "רבש", "light", "of", "G-d", "1.", "12)", "a.", "(iv)", "*", "_", "#",
    "\\", ":::", "!", ":", "-", "--", "---", "![", "&amp;", "&#32;", "\u200f", "[", "]", "{", "}",
    "|", "`", "~", "^", "$", "<b>", "&", ">", "“", "”", "@",
)  # fmt: skip
"""Words and signs that Pandoc, too, keeps as they are."""

_NOT_IN_VALUES = frozenset({"\\", "&amp;", "&#32;"})
"""Words that Pandoc changes in the values of attributes."""


def works(words: tuple[str, ...] = WORDS) -> st.SearchStrategy[Work]:
    """Return a strategy of Works; the smaller ones have fewer nodes.

    The nodes are chosen by a generator of random numbers, because strategies within strategies
    take half a second for a Work.
    """
    return st.builds(
        lambda seed, size: Generator(Random(seed), words, size).work(),
        st.integers(0, 2**32),
        st.integers(0, 5),
    )


class Generator:
    """Makes random nodes; ``size`` is the nesting of blocks in blocks."""

    def __init__(self, random: Random, words: tuple[str, ...], size: int) -> None:
        self._random = random
        self._words = words
        self._size = size
        self._is_hostile = words is WORDS

    # --- values

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _many(self, make: Callable[[], Any], least: int, most: int) -> tuple[Any, ...]:
        return tuple(make() for _ in range(self._random.randint(least, most)))

    def text(self) -> str:
        separator = "" if self._is_hostile and self._chance(0.5) else " "
        return separator.join(self._random.choices(self._words, k=self._random.randint(1, 4)))

    def _value(self) -> str:
        if self._is_hostile:
            return self.text()
        words = [word for word in self._words if word not in _NOT_IN_VALUES]
        return " ".join(self._random.choices(words, k=self._random.randint(1, 4)))

    def _optional(self) -> str:
        return self._value() if self._chance(0.5) else ""

    def _or_none(self, make: Callable[[], Any]) -> Any:
        return make() if self._chance(0.5) else None

    def _number(self) -> int:
        return self._random.randint(-9, 9999)

    def _lang(self) -> tuple[str, Dir]:
        langs = [("he", Dir.RTL), ("en", Dir.LTR), ("yi", Dir.RTL), ("en", Dir.RTL)]
        return self._random.choice(langs)

    # --- inlines

    def inlines(self, depth: int = 2, *, breaks: bool = True) -> Inlines:
        result: list[Inline] = []
        for _ in range(self._random.randint(1, 4)):
            node = self._inline(depth, breaks=breaks)
            last = result[-1] if result else None
            if isinstance(node, Text) and isinstance(last, Text):
                result[-1] = Text(last.text + node.text)  # no reader makes two texts of one
            else:
                result.append(node)
        return tuple(result)

    def line(self) -> Inlines:
        return self.inlines(breaks=False)

    def maybe_line(self) -> Inlines:
        return self.line() if self._chance(0.5) else ()

    def _inline(self, depth: int, *, breaks: bool) -> Inline:
        random = self._random
        if not depth or self._chance(0.5):
            if breaks and self._chance(0.1):
                return LineBreak()
            return self._leaf() if self._chance(0.2) else Text(self.text())
        run = self.inlines(depth - 1, breaks=breaks)
        styles = (Emphasis, Strong, Underline, SmallCaps, Superscript, Subscript)
        makers: tuple[Callable[[], Inline], ...] = (
            *(lambda kind=kind: kind(run) for kind in styles),  # type: ignore[misc]
            lambda: Emphasis((Text("light"),)),
            lambda: Superscript((Text("st"),)),
            lambda: Foreign(*self._lang(), run),
            lambda: Quote(self._optional(), self._optional(), run),
            lambda: Quote("“", "”", run),
            lambda: Gloss(
                run, self._optional(), self.inlines(depth - 1, breaks=breaks),
                self._optional(), self._optional(),
            ),
            lambda: Citation(
                Reference(self._optional(), self._many(self._optional, 0, 3)), run, self._optional()
            ),
            lambda: Link(random.choice(["https://a.org/?b=c&d", self._value()]), run),
        )  # fmt: skip
        return random.choice(makers)()

    def _leaf(self) -> Inline:
        random = self._random
        if self._chance(0.5):
            return Milestone(random.choice(list(MilestoneKind)), self._optional())
        body: Blocks = ()
        if self._chance(0.6):
            body = (self._block(0),) if self._chance(0.5) else (Paragraph((Text(self.text()),)),)
        return Note(self._optional(), body, random.choice(list(NoteKind)), self._optional())

    # --- blocks

    def blocks(self, depth: int) -> Blocks:
        return self._many(lambda: self._block(depth), 0, 3)

    def _passage(self, depth: int) -> Passage:
        return Passage(*self._lang(), self.blocks(depth))

    def _block(self, depth: int) -> Block:
        return (
            self._container(depth - 1) if depth > 0 and self._chance(0.6) else self._plain_block()
        )

    def _plain_block(self) -> Block:
        random = self._random
        makers: tuple[Callable[[], Block], ...] = (
            lambda: Paragraph(self.inlines()),
            lambda: Paragraph(self.inlines()),
            lambda: Verse(self._many(self.line, 1, 3)),
            lambda: Verse(self._many(self.maybe_line if self._is_hostile else self.line, 0, 3)),
            lambda: Image(
                random.choice(["a.png", self.text() if self._is_hostile else "b/ג.png"]),
                self._optional(), self.maybe_line(), self._or_none(lambda: random.randint(1, 100)),
            ),
            lambda: Table(self._many(self._bar_row, 1, 3), random.randint(0, 1)),
            Separator,
            lambda: Index(self._many(lambda: self._entry(2), 0, 2)),
        )  # fmt: skip
        return random.choice(makers)()

    def _bar_row(self) -> Row:
        def cell() -> Cell:
            return Cell((Paragraph(self.line()),) if self._chance(0.8) else ())

        return Row((cell(), cell()))

    def _entry(self, depth: int) -> Entry:
        places = self._many(lambda: Place(self._optional(), self._optional()), 0, 2)
        under = self._many(lambda: self._entry(depth - 1), 0, 2) if depth else ()
        return Entry(self.line(), self.maybe_line(), places, under)

    def _container(self, depth: int) -> Block:
        random = self._random

        def cells() -> Row:
            return Row(self._many(lambda: Cell(self.blocks(depth), random.randint(1, 3)), 0, 2))

        makers: tuple[Callable[[], Block], ...] = (
            lambda: self._passage(depth),
            lambda: Segment(
                self._passage(depth), self._or_none(lambda: self._passage(depth)),
                self._many(lambda: self._passage(depth), 0, 2), self.blocks(depth),
                self._optional(), self._optional(),
            ),
            lambda: Blockquote(self.blocks(depth), self.maybe_line()),
            lambda: Speech(self.maybe_line(), self.blocks(depth)),
            lambda: Rubric(self.blocks(depth)),
            lambda: List(
                self._many(lambda: self.blocks(depth), 0, 3),
                self._or_none(lambda: random.randint(-2, 12)),
                random.choice([None, *Numbering]),
            ),
            lambda: Table(self._many(cells, 0, 2), random.randint(0, 2), self.maybe_line()),
        )  # fmt: skip
        return random.choice(makers)()

    # --- sections and the whole

    def _children(self, depth: int) -> tuple[Any, ...]:
        excerpts = self._many(self._excerpt, 0, 1)
        sections = self._many(lambda: self._section(depth - 1), 0, 2) if depth else ()
        after = self.blocks(self._size) if self._chance(0.2) else ()
        return (*self.blocks(self._size), *excerpts, *sections, *after)

    def _section(self, depth: int) -> Section:
        role = self._random.choice(list(Role))
        return Section(role, self.maybe_line(), self._children(depth))

    def _excerpt(self) -> Excerpt:
        citation = SourceCitation(
            *(self._or_none(self._value) for _ in range(3)),
            *(self._or_none(self._number) for _ in range(2)),
            self._or_none(self._value),
            self._chance(0.5),
        )
        number = self._random.randint(0, 99)
        heading, blocks = self.maybe_line(), self.blocks(self._size)
        return Excerpt(number, citation, heading, blocks, self._optional(), self._optional())

    def _sections(self, least: int) -> tuple[Section, ...]:
        return self._many(lambda: self._section(min(self._size, 2)), least, 2)

    def words(self, least: int = 0) -> Words:
        langs = self._random.sample(["en", "he", "yi"], self._random.randint(least, 2))
        return Words(tuple((lang, self.text()) for lang in langs))

    def meta(self) -> Meta:
        maybe = self._or_none
        return Meta(
            title=self.words(),
            subtitle=self.words(),
            creators=self._many(
                lambda: Creator(self.words(1), self._random.choice(["aut", "trl"]), self.words()),
                0,
                2,
            ),
            event=self.words(),
            event_theme=self.words(),
            date=maybe(lambda: Date(self._random.choice(["", "2025-05"]), self.text())),
            publisher=maybe(self.text),
            rights=maybe(self.text),
            identifier=maybe(self.text),
            series=maybe(lambda: Series(self.words(1), maybe(lambda: self._random.randint(0, 9)))),
            title_sort=self.words(),
            description=self.words(),
            subjects=self._many(lambda: self.words(1), 0, 2),
            source=maybe(self.text),
            certified=maybe(
                lambda: Certification(
                    self.text(), self._optional(), self._optional(), self._optional()
                )
            ),
            edition=self.words(),
        )

    def work(self) -> Work:
        meta = self.meta() if self._chance(0.3) else Meta()
        body, front, back = self._sections(1), self._sections(0), self._sections(0)
        return Work(meta, *self._lang(), body, front, back)
