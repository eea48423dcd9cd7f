"""Characters of the paragraphs of an OpenDocument text, with the looks of the spans around them."""

from __future__ import annotations

import re

from publish.document.draft import MarkupKind
from publish.readers.office.reports import report_hidden, report_struck, report_symbol
from publish.readers.office.symbols import find_character, is_symbol_font
from publish.readers.office.text_builder import OBJECT, Kinds
from publish.readers.opendocument.context import OpenDocumentContext
from publish.readers.opendocument.scripts import split_by_script
from publish.readers.opendocument.styles import Properties
from publish.readers.opendocument.words import text_of
from publish.readers.xml_parts import Element
from publish.text.dataclass import dataclass

_WHITE = re.compile(r"[ \t\r\n]+")
_SYMBOL = re.compile("[\uf000-\uf0ff]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The properties that the spans around characters give them, and the address of the link."""

    properties: Properties
    target: str = ""


class CharacterWriter:
    """The writer of the characters of paragraphs; deleted and hidden ones are only reported."""

    def __init__(self, context: OpenDocumentContext) -> None:
        self._builder = context.builder
        self._changes = context.changes
        self._styles = context.styles
        self._style = ""
        self._follows_space = True
        self._script: int | None = None
        self._hidden: list[str] = []

    def begin(self, style: str) -> None:
        """Begin a paragraph of a style, without characters before it."""
        self._style = style
        self._script = None
        self._follows_space = True

    def surroundings(self) -> Surroundings:
        """Return the surroundings of characters that stand in no span."""
        return Surroundings(self._styles.properties(self._style))

    def add_content(self, text: str | None, around: Surroundings) -> None:
        """Add the characters of an element; a sequence of white space is a space, at first nothing.

        OpenDocument 1.3, Part 3, 6.1.2.
        """
        if not text:
            return
        if not text.isprintable() or "  " in text:
            text = _WHITE.sub(" ", text)
        if self._follows_space and text[0] == " ":
            text = text[1:]
        if text:
            self.add(text, around)
            self._follows_space = text[-1] == " "

    def add(self, text: str, around: Surroundings) -> None:
        """Add characters as they are."""
        self._follows_space = False
        if self._changes.in_deletion:
            self._changes.delete(text)
            return
        look = self._styles.look(self._style, around.properties)
        if look.is_hidden:
            self.hide(text)
            return
        self.report_hidden()
        text = text.replace(OBJECT, "")
        if _SYMBOL.search(text):
            text = self._replace_symbols(text, look.font)
        start = self._builder.length
        if look.kinds[0] == look.kinds[1] == look.kinds[2]:
            self._builder.add(text, _with_link(look.kinds[0], around))
        else:
            for stretch, script in split_by_script(text, self._script):
                self._builder.add(stretch, _with_link(look.kinds[script], around))
                self._script = script
        if look.is_struck and self._builder.length > start:
            report_struck(self._builder, start, self._builder.length)

    def _replace_symbols(self, text: str, font: str) -> str:
        def replace_symbol(match: re.Match[str]) -> str:
            code = f"{ord(match[0]):04X}"
            character = find_character(font, code)
            if not character and is_symbol_font(font):
                report_symbol(self._builder, code, font)
                return ""
            return character or match[0]

        return _SYMBOL.sub(replace_symbol, text)

    def hide(self, text: str) -> None:
        """Add characters that are not printed to those of the same kind before them."""
        self._hidden.append(text)

    def report_hidden(self) -> None:
        """Report the hidden characters so far."""
        if self._hidden:
            text = " ".join("".join(self._hidden).split())
            self._hidden.clear()
            report_hidden(self._builder, text)

    def begin_object(self) -> None:
        """Begin something between the characters that is no character, as a note call."""
        self.report_hidden()
        self._follows_space = False

    def skip(self, element: Element, around: Surroundings) -> bool:
        """Return whether an element stands in deleted or hidden text, which has its words then."""
        if self._changes.in_deletion:
            self._changes.delete(f" {text_of([element])} ")
        elif self._styles.look(self._style, around.properties).is_hidden:
            self.hide(f" {text_of([element])} ")
        else:
            return False
        self._changes.pass_over(element)
        return True


def _with_link(kinds: Kinds, around: Surroundings) -> Kinds:
    return (*kinds, (MarkupKind.LINK, around.target)) if around.target else kinds
