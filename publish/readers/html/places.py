"""The places that elements give to the text in them: looks, parts, languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from publish.document.draft import Chunk, MarkupKind, Part
from publish.readers.html.context import Context, Group
from publish.readers.html.elements import HEADINGS
from publish.readers.html.gaps import Gaps
from publish.readers.html.lists import is_word_label, read_word_label, word_list_level
from publish.readers.html.notes import unwrap
from publish.readers.html.styles import Looks
from publish.readers.html.surroundings import Surroundings
from publish.readers.html.tree import Element, text_of
from publish.text.languages import TAG, home, parse_tag
from publish.text.source import Traced

_SHOWN_SCHEMES = frozenset({"http", "https", "mailto"})
_RAISED = re.compile(r"\s*(?:[\[(]?[0-9]{1,4}[\])]?|[*†‡§]{1,3})\s*")
_LONGEST_RAISED = 400
_LONGEST_HEADING = 300
_TITLES = {"title": Part.TITLE, "subtitle": Part.SUBTITLE}
_ROOT = Context()
_LABEL_DEPTH, _MOST_NEAR = 4, 50


class TextSource(Protocol):
    """The text of a page or of a book: which elements are of it, and their letters."""

    def letters(self, element: Element) -> int:
        """Return the number of letters and digits in an element."""

    def kind_of(self, element: Element) -> Surroundings | None:
        """Return the kind of an element that is not of the text; None for text."""

    def is_list_of_links(self, element: Element) -> bool:
        """Return whether most of the letters of an element stand in several links."""


class Places:
    """The places of text in the elements of one page."""

    def __init__(self, file: str, page: TextSource, gaps: Gaps, root: Context = _ROOT) -> None:
        self._file = file
        self.page = page
        self.gaps = gaps
        self.sheet = gaps.sheet
        self.root = root

    def inline(self, element: Element, context: Context, looks: Looks) -> Context:
        """Return the place of text in an inline element."""
        style, own = context.style, looks.kinds
        is_raised = (
            MarkupKind.SUPERSCRIPT in own
            and element.end - element.start <= _LONGEST_RAISED
            and _RAISED.fullmatch(text_of(element)) is not None
        )
        if is_raised:  # notes can be called by raised digits
            own -= {MarkupKind.SUPERSCRIPT}
        if context.part is Part.HEADING:
            own -= {MarkupKind.STRONG}  # a heading is bold
        kinds = (style.kinds - looks.cleared) | own
        target = _find_target(element) or style.target
        if kinds == style.kinds and target == style.target and is_raised == context.is_raised:
            return context
        style = replace(style, kinds=kinds, target=target)
        return replace(context, style=style, is_raised=is_raised or context.is_raised)

    def block(
        self, element: Element, context: Context, looks: Looks, before: Sequence[Chunk]
    ) -> Context:
        """Return the place of text in a block element after the chunks ``before``."""
        kinds = (context.style.kinds - looks.cleared) | looks.kinds
        own = replace(
            context,
            lang=read_lang(element) or context.lang,
            is_preformatted=context.is_preformatted or looks.is_preformatted,
            style=replace(context.style, kinds=kinds),
        )
        if level := self._heading_level(element):
            style = replace(own.style, kinds=kinds - {MarkupKind.STRONG})
            own = replace(own, style=style, keeps_breaks=True)
            if context.part:
                return own
            return replace(own, part=Part.HEADING, depth=level, group=Group())
        if context.part in (Part.ITEM, Part.NOTE):
            return own
        if level := word_list_level(looks.list_item):
            return self._word_item(element, own, level)
        if element.name == "blockquote" and context.part is None:
            return replace(own, part=Part.QUOTATION, group=Group(), keeps_breaks=True)
        if element.name == "pre" and context.part is None:
            own = replace(own, keeps_breaks=False)  # its lines are those of a text as pasted
        if element.name == "p" and context.part is None:
            own = replace(own, part=_title_part(element, before))
        return own

    def is_label(self, element: Element) -> bool:
        """Return whether an element holds the bullet or the number that Word gives an item."""
        return is_word_label(self.sheet.looks(element).list_item)

    def _heading_level(self, element: Element) -> int:
        level = HEADINGS.get(element.name, 0)
        if not level and element.attributes.get("role") == "heading":
            stated = element.attributes.get("aria-level", "")
            level = int(stated) if stated in ("1", "2", "3", "4", "5", "6") else 2
        return level if level and self.page.letters(element) <= _LONGEST_HEADING else 0

    def _word_item(self, element: Element, context: Context, level: int) -> Context:
        """Return the place of text in a paragraph that Word numbers or gives a bullet."""
        mark = next(filter(self.is_label, _find_near(element)), None)
        number, text = read_word_label(mark) if mark else (None, "")
        label = Traced(text, self._file, ((0, mark.start),)) if mark and text else None
        group = Group(number, label)
        return replace(context, part=Part.ITEM, depth=level, group=group, keeps_breaks=True)


def read_lang(element: Element) -> str:
    """Return the language that an element states, unless it is one that the letters tell.

    Templates of sites say ``en`` or ``he`` everywhere.
    """
    stated = element.attributes.get("lang") or element.attributes.get("xml:lang") or ""
    tag = stated.strip().lower()
    if not TAG.fullmatch(tag):
        return ""
    primary = parse_tag(tag).primary
    if primary in ("en", "he", "iw", "und", "zxx", "mul"):
        return ""
    return primary if home(primary) is home(tag) else tag


def _title_part(element: Element, before: Sequence[Chunk]) -> Part | None:
    """Return the part of a paragraph in the style Title or Subtitle at the head of a text."""
    if any(each.part not in (Part.TITLE, Part.SUBTITLE) for each in before):
        return None
    names = {each.lower().removeprefix("mso") for each in element.classes}
    return next((_TITLES[each] for each in sorted(names) if each in _TITLES), None)


def _find_target(element: Element) -> str:
    """Return the address outside the page to which a link leads; empty for others."""
    address = unwrap(element.attributes.get("href", "").strip()) if element.name == "a" else ""
    scheme, colon, _ = address.partition(":")
    return address if colon and scheme.lower() in _SHOWN_SCHEMES else ""


def _find_near(element: Element) -> Iterable[Element]:
    """Yield the first elements in an element, those in fewer others first."""
    level: list[Element] = [element]
    for _ in range(_LABEL_DEPTH):
        level = [child for each in level for child in each.elements][:_MOST_NEAR]
        yield from level
