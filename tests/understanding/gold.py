"""The gold of a case: the reading of each line by a careful editor, and directives.

A file ``NAME.gold`` has a row ``LINE<tab>ROLE [LABEL] [+]`` for each line of ``NAME.txt`` that is
not blank.  ``|`` parts alternatives, ``&`` the parts of a line, and ``+`` marks a line that goes on
in the block of the line before.  Roles: drop, title, subtitle, author, date, event, dedication,
epigraph, part, chapter, section, source N, para, orig K, tran K, tran2 K, translit K, comm, verse,
quote, attribution, speech NAME, rubric, item DEPTH, table, note CALL, milestone, image, separator.
Then follow directives, in any order:

``calls: 1,2,*``
    the note calls in their order; without this directive, none
``milestones: 1,2``
    the labels of verse and page marks in their order
``lang LINE xx|yy``
    the language of most of the line
``warn CODE|ANY LINE``
    a warning at most two lines away (with LINE 0, anywhere)
``quiet``, ``never: CODE``
    no warning and no error; no message with the code
``atmost: N``
    the greatest number of messages
``pdf: ok``
    the PDF is made
``text: …``, ``not: …``
    a string that is, or is not, in the book
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DIRECTIVES = frozenset("calls milestones lang warn quiet never atmost pdf text not".split())


@dataclass(frozen=True, slots=True)
class Expectation:
    """The role of a line or of a part of it, with its label, depth or pair."""

    role: str
    label: str = ""
    continues: bool = False

    def __str__(self) -> str:
        return " ".join(filter(None, (self.role, self.label, "+" * self.continues)))


Alternative = tuple[Expectation, ...]
"""The parts of one line, in one reading."""


@dataclass(frozen=True, slots=True)
class Directive:
    """A requirement on the whole text: a name and its value."""

    name: str
    value: str = ""

    @property
    def words(self) -> list[str]:
        """The words of the value."""
        return self.value.split()


@dataclass(frozen=True, slots=True)
class Gold:
    """The alternatives of each line, by its number from 1, and the directives."""

    lines: Mapping[int, tuple[Alternative, ...]]
    directives: tuple[Directive, ...] = ()

    @property
    def calls(self) -> tuple[str, ...]:
        """The note calls in their order, as written."""
        values = [each.value for each in self.directives if each.name == "calls"]
        return tuple(call for call in values[-1].split(",") if call.strip()) if values else ()

    def has(self, name: str, value: str = "") -> bool:
        """Whether the gold has this directive."""
        return Directive(name, value) in self.directives


def parse_gold(text: str) -> Gold:
    """Return the gold that a file has as ``text``; raise ValueError at an unknown directive."""
    lines: dict[int, tuple[Alternative, ...]] = {}
    directives: list[Directive] = []
    for row in filter(str.strip, text.splitlines()):
        number, _, roles = row.partition("\t")
        if number.isdigit():
            lines[int(number)] = tuple(
                tuple(_expectation(part.split()) for part in alternative.split("&"))
                for alternative in roles.split("|")
            )
            continue
        name, _, value = row.partition(" ")
        directive = Directive(name.strip(":"), value.strip())
        if directive.name not in DIRECTIVES:
            raise ValueError(f"the gold has an unknown directive: {row}")
        directives.append(directive)
    return Gold(lines, tuple(directives))


def _expectation(words: list[str]) -> Expectation:
    continues = words[-1] == "+"
    role, *label = words[: len(words) - continues]
    return Expectation(role, " ".join(label), continues)
