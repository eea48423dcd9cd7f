"""The reading of one Markdown text: its notes, its addresses, and the messages about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import field

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import markdown as rules
from publish.document.model import Blocks
from publish.readers.markdown.attributes import Attributes
from publish.readers.markdown.block_tree import Element
from publish.text.dataclass import dataclass
from publish.text.language_detection import detect
from publish.text.languages import TAG, Dir, direction
from publish.text.source import Span

_IGNORED_CLASSES = frozenset({"unnumbered", "unlisted", "smart"})
"""Classes of Pandoc that mean nothing in a book."""


@dataclass(frozen=True)
class Context:
    """The parts of a text that its blocks share.

    ``notes`` are the bodies of notes by their labels, ``read_body`` reads one; ``calls`` are the
    numbers of those that are called.  ``is_explicit`` is
    true of a text with classes or attributes, in which nothing is guessed.
    """

    notes: dict[str, Element]
    targets: dict[str, str]
    is_explicit: bool
    read_body: Callable[[Element], Blocks]
    calls: dict[str, int] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def report_misplaced(self, span: Span, message: str, *hints: str) -> None:
        """Report a block that stands where none such can stand."""
        self.diagnostics.append(rules.MISPLACED.at(span, message, *hints))

    def report_not_kept(self, span: Span, message: str) -> None:
        """Report something that a book has no counterpart of."""
        self.diagnostics.append(rules.NOT_KEPT.at(span, message))

    def report_unknown(self, span: Span, message: str, *hints: str) -> None:
        """Report a name that is not read."""
        self.diagnostics.append(rules.UNKNOWN_NAME.at(span, message, *hints))

    def check_attributes(
        self, attributes: Attributes, span: Span, keys: Collection[str], name: str
    ) -> None:
        """Report the classes but the first, and the keys that are none of ``keys``."""
        for each in attributes.classes[1:]:
            if each not in _IGNORED_CLASSES:
                self.report_unknown(span, f"the class `.{each}` is not read beside `.{name}`")
        for key, _ in attributes.values:
            if key not in keys:
                names = ", ".join(f"`{each}`" for each in sorted(keys)) or "none"
                self.report_unknown(
                    span,
                    f"the attribute `{key}` is not read here",
                    f"attributes of `.{name}`: {names}",
                )

    def language(self, attributes: Attributes, text: str, span: Span) -> tuple[str, Dir]:
        """Return the language and the direction that attributes name, else those of the text."""
        lang = attributes.get("lang")
        if not TAG.fullmatch(lang):
            if lang:
                self.report_unknown(
                    span, f"“{lang}” is no language tag", 'write `lang="he"`, as BCP 47'
                )
            lang = detect(text).lang
        name = attributes.get("dir")
        if name and name not in tuple(Dir):
            self.report_unknown(span, f"“{name}” is no direction", "write `dir=rtl` or `dir=ltr`")
        return lang, Dir(name) if name in tuple(Dir) else direction(lang)


_NUMBER = re.compile(r"-?\d{1,9}")


def read_number(attributes: Attributes, key: str) -> int | None:
    """Return the number that an attribute is, or None."""
    value = attributes.get(key)
    return int(value) if _NUMBER.fullmatch(value) else None
