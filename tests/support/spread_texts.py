"""Random texts of two languages in segments, as the markup of facing pages, and edits of them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.support.note_books import ENGLISH, HEBREW

LANGUAGES = (("he", "rtl", "Hebr", HEBREW), ("en", "ltr", "Latn", ENGLISH))


@dataclass
class Side:
    """The words of a segment in one language, and what belongs to them on their page."""

    words: list[str]
    note: list[str] = field(default_factory=list)
    commentary: list[str] = field(default_factory=list)
    heading: bool = False


class SpreadText:
    """Segments with a Hebrew and an English side, ``mean`` of the logarithm of their words.

    With ``extras`` some have a long note or commentary on one side.
    """

    def __init__(self, seed: int, segments: int, mean: float, *, extras: bool = True) -> None:
        self.chance = random.Random(seed)
        self._mean = mean
        self._extras = extras
        self._count = 0
        self.segments = [self._segment() for _ in range(segments)]

    @property
    def names(self) -> list[str]:
        """The values of ``data-segment``."""
        return [name for name, _ in self.segments]

    def markups(self) -> tuple[str, str]:
        """Return the body of the Hebrew document, and that of the English one."""
        hebrew, english = (self._markup(place) for place in (0, 1))
        return hebrew, english

    def edit(self) -> str:
        """Apply a random edit to one side of a segment and return its name."""
        place = self.chance.randrange(len(self.segments))
        language = self.chance.randrange(2)
        side = self.segments[place][1][language]
        edit = self.chance.choice(
            ["word", "word", "words", "insert", "delete", "note", "heading", "commentary"]
        )
        match edit:
            case "word":
                side.words[self.chance.randrange(len(side.words))] = self.chance.choice(ENGLISH)
            case "words":
                side.words += self._words(language, self.chance.randrange(1, 30))
            case "insert":
                self.segments.insert(place, self._segment())
            case "delete":
                del self.segments[place]
            case "note":
                side.note = [] if side.note else self._words(language, 60)
            case "heading":
                side.heading = not side.heading
            case "commentary":
                side.commentary = [] if side.commentary else self._words(language, 80)
        return f"{edit} {place} {language}"

    def _segment(self) -> tuple[str, tuple[Side, Side]]:
        self._count += 1
        count = max(3, int(self.chance.lognormvariate(self._mean, 0.7)))
        longer = int(count * self.chance.uniform(1.2, 1.9))
        return str(self._count), (self._side(0, count), self._side(1, longer))

    def _side(self, language: int, count: int) -> Side:
        side = Side(self._words(language, count), heading=self.chance.random() < 0.05)
        if self.chance.random() < 0.15:
            most = 150 if self._extras else 30
            side.note = self._words(language, self.chance.randrange(4, most))
        if self._extras and self.chance.random() < 0.05:
            side.commentary = self._words(language, self.chance.randrange(5, 200))
        return side

    def _words(self, language: int, count: int) -> list[str]:
        return self.chance.choices(LANGUAGES[language][3], k=count)

    def _markup(self, language: int) -> str:
        lang, direction, script, _ = LANGUAGES[language]
        own = f'lang="{lang}" dir="{direction}" data-script="{script}"'
        blocks = []
        for name, sides in self.segments:
            side = sides[language]
            if side.heading:
                blocks.append(f"<h2 {own}>{lang} {name}</h2>")
            note = commentary = ""
            if side.note:
                place = f'id="{lang}-note-{name}" data-call="{name}"'
                note = f'<span class="note figures" {place}>{" ".join(side.note)}</span>'
            if side.commentary:
                words = " ".join(side.commentary)
                commentary = f'<div class="commentary"><p>{words}</p></div>'
            pair = f'<div class="original" {own}><p>{" ".join(side.words)}{note}</p></div>'
            blocks.append(
                f'<div class="segment" data-segment="{name}">'
                f'<div class="pair">{pair}</div>{commentary}</div>'
            )
        head = '<div class="heads"><div data-head="H" data-book="B"></div></div>'
        text = "\n".join(blocks)
        return (
            f'<div class="text">{head}<section class="chapter" {own}>'
            f"<h1>{lang}</h1>\n{text}</section></div>"
        )
