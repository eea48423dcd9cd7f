"""Random Works of segments, in which each text has a word of its own, so that a loss is seen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Any

from publish.document.model import (
    Block,
    Blockquote,
    Dir,
    Emphasis,
    Excerpt,
    Foreign,
    Inline,
    Inlines,
    List,
    Meta,
    Note,
    Paragraph,
    Passage,
    Quote,
    Role,
    Rubric,
    Section,
    Segment,
    SourceCitation,
    Speech,
    Strong,
    Text,
    Verse,
    Words,
    Work,
    direction,
)

LETTERS = {"he": "גזטצקסע", "": "jqxzwkv"}
VOWELS = "\u05b8\u05b6\u05b4\u05bb\u05b7"
FILLING = {
    "he": "הסופר כותב את האותיות בדיו על הקלף והמדפיס מסדר שורה אחר שורה".split(),
    "en": "the scribe writes letters with ink and the printer sets line after line".split(),
    "fr": "le scribe trace les lettres et l’imprimeur compose ligne après ligne".split(),
}


class Kind(StrEnum):
    """The kind of the text that a word belongs to."""

    TITLE = "title"
    ORIGINAL = "original"
    TRANSLITERATION = "transliteration"
    TRANSLATION = "translation"
    COMMENTARY = "commentary"
    BLOCK = "block"


@dataclass(frozen=True)
class MarkedText:
    """A text with a word of its own: its kind, its language, and its segment.

    ``place`` is that of a translation among those of its segment, ``is_alone`` says of an original
    that it has no translation, and ``in_lesson`` of a block that it stands among segments.
    """

    word: str
    kind: Kind
    lang: str
    place: int = 0
    is_alone: bool = False
    in_lesson: bool = True


@dataclass(frozen=True)
class EditionWork:
    """A random Work and its texts."""

    work: Work
    texts: tuple[MarkedText, ...]


def random_work(seed: int) -> EditionWork:
    """Return the Work of a seed."""
    return _Generator(Random(seed)).work()


class _Generator:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._texts: list[MarkedText] = []
        self._notes = 0
        self._langs = random.choice([("en",), ("en",), ("en", "fr"), ("fr", "en"), ()])
        self._has_verses = random.random() < 0.3
        self._in_lesson = True
        self._lang = random.choice(["en", "en", "he"])

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    # --- words

    def _word(self, lang: str) -> str:
        """Return a new word of four consonants, which no line divides; Hebrew ones are pointed."""
        script = "he" if lang == "he" else ""
        number, letters = len(self._texts), ""
        for _ in range(4):
            number, digit = divmod(number, len(LETTERS[script]))
            letters += LETTERS[script][digit] + (self._random.choice(VOWELS) if script else "")
        return letters

    def _inlines(self, lang: str, kind: Kind, **about: Any) -> Inlines:
        word = self._word(lang)
        self._texts.append(MarkedText(word, kind, lang, in_lesson=self._in_lesson, **about))
        count = 3 if kind is Kind.TITLE else self._random.choice([1, 4, 9, 9, 30])
        words = self._random.choices(FILLING[lang], k=count)
        place = self._random.randint(0, count)
        text = " ".join((*words[:place], word, *words[place:])) + "."
        nodes: list[Inline] = [Text(text)]
        if self._chance(0.1):
            nodes = [self._random.choice([Emphasis, Strong])((Text(text),))]
        if kind is not Kind.TITLE and self._chance(0.1):
            nodes += [Text(" "), Quote("“", "”", (Text(" ".join(words)),))]
        if self._chance(0.15) and kind is not Kind.TITLE:
            nodes.append(self._note(lang, kind, about))
        return tuple(nodes)

    def _note(self, lang: str, kind: Kind, about: dict[str, Any]) -> Note:
        self._notes += 1
        call = str(self._notes)
        word = self._word(lang)
        self._texts.append(MarkedText(word, kind, lang, in_lesson=self._in_lesson, **about))
        return Note(call, (Paragraph((Text(f"{word} {' '.join(FILLING[lang])}."),)),))

    # --- blocks

    def _paragraph(self, lang: str, kind: Kind, **about: Any) -> Paragraph:
        return Paragraph(self._inlines(lang, kind, **about))

    def _passage(self, lang: str, kind: Kind, **about: Any) -> Passage:
        blocks: list[Block] = [self._paragraph(lang, kind, **about)]
        if self._chance(0.1):
            blocks.append(self._paragraph(lang, kind, **about))
        if self._chance(0.1):
            lines = (self._inlines(lang, kind, **about), self._inlines(lang, kind, **about))
            blocks.append(Verse(lines))
        if self._chance(0.03):
            blocks += [self._paragraph(lang, kind, **about) for _ in range(40)]
        return Passage(lang, direction(lang), tuple(blocks))

    def _segment(self, number: int) -> Segment:
        langs = [lang for lang in self._langs if self._chance(0.9)]
        original_lang = "he" if self._chance(0.95) or not langs else langs.pop()
        original = self._passage(original_lang, Kind.ORIGINAL, is_alone=not langs)
        transliteration = None
        if self._chance(0.1):
            transliteration = self._passage("en", Kind.TRANSLITERATION)
        translations = tuple(
            self._passage(lang, Kind.TRANSLATION, place=place) for place, lang in enumerate(langs)
        )
        commentary: tuple[Block, ...] = ()
        if self._chance(0.3):
            commentary = tuple(
                self._block(Kind.COMMENTARY) for _ in range(self._random.randint(1, 2))
            )
        verse = str(number) if self._has_verses and self._chance(0.98) else ""
        return Segment(original, transliteration, translations, commentary, verse)

    def _block(self, kind: Kind) -> Block:
        lang = self._random.choice(["he", "en"])
        paragraph = self._paragraph(lang, kind)
        blocks: tuple[Block, ...] = (paragraph,)
        choices: list[Any] = [
            lambda: paragraph,
            lambda: paragraph,
            lambda: Blockquote(blocks),
            lambda: Rubric(blocks),
            lambda: Speech((Text("—"),), blocks),
            lambda: List((blocks, (self._paragraph(lang, kind),)), 1),
        ]
        block: Block = self._random.choice(choices)()
        return block if lang == self._lang else Passage(lang, direction(lang), (block,))

    # --- sections

    def _title(self) -> Inlines:
        match self._random.randint(0, 3):
            case 0:
                return ()
            case 1:
                return self._words("en")
            case 2:
                return self._words("he")
            case _:
                return (*self._words("en"), Text(" · "), *self._words("he"))

    def _words(self, lang: str) -> Inlines:
        """Return words of a heading."""
        words = self._inlines(lang, Kind.TITLE)
        return words if lang == self._lang else (Foreign(lang, direction(lang), words),)

    def _chapter(self) -> Section:
        self._in_lesson = not self._chance(0.1)
        title = self._title()
        children: list[Any] = []
        for number in range(1, self._random.choice([0, 1, 5, 25, 25]) + 1):
            if self._in_lesson:
                children.append(self._segment(number))
            if self._chance(0.1) or not self._in_lesson:
                children.append(self._block(Kind.BLOCK))
        if self._chance(0.2):
            segments = tuple(self._segment(number) for number in range(1, 4))
            heading = self._words("en")
            children.append(Excerpt(1, SourceCitation(), heading, segments))
        if self._chance(0.2):
            inner = tuple(self._segment(number) for number in range(1, 4))
            children.append(Section(Role.SECTION, self._title(), inner))
        if not children:
            children.append(self._segment(1))
        return Section(Role.CHAPTER, title, tuple(children))

    def work(self) -> EditionWork:
        """Return a Work of one to three chapters, perhaps with a preface."""
        body = tuple(self._chapter() for _ in range(self._random.randint(1, 3)))
        front: tuple[Section, ...] = ()
        if self._chance(0.2):
            self._in_lesson = False
            front = (Section(Role.PREFACE, self._words("en"), (self._block(Kind.BLOCK),)),)
        meta = Meta(title=Words((("en", "The Lesson"), ("he", "השיעור"))))
        dir = self._random.choice([Dir.LTR, Dir.RTL])
        return EditionWork(Work(meta, self._lang, dir, body, front), tuple(self._texts))
