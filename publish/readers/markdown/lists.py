"""Lists of Markdown as lists of the document model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.document.model import Blocks, List, Numbering, Paragraph, Strong
from publish.readers.markdown.block_tree import Element

if TYPE_CHECKING:
    from publish.readers.markdown.blocks import BlockReader

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
LIST_KEYS = ("start", "numbering")
"""The attributes of the div of a list."""


def read_bullets(reader: BlockReader, element: Element) -> Blocks:
    """Return a list with bullets."""
    return (List(_items(reader, element), span=element.span),)


def read_numbers(reader: BlockReader, element: Element) -> Blocks:
    """Return a list with numbers; items with numbers that are not the next ones are reported."""
    first = element.children[0].name
    numbering = _find_numbering(first)
    values = [_value(item.name, numbering) for item in element.children]
    start = values[0]
    if first.isupper():
        message = f"the list begins with {first}, and a book prints {first.lower()}"
        reader.context.report_not_kept(element.children[0].span, message)
    if len(set(values)) > 1:
        for place, (item, value) in enumerate(zip(element.children, values, strict=True)):
            if value != start + place:
                message = f"the item {item.name} is number {place + 1} of a list from {first} on"
                hint = "an empty line and `<!-- -->` between two items begin a new list"
                reader.context.report_misplaced(item.span, message, hint)
    return (List(_items(reader, element), start, numbering, span=element.span),)


def read_terms(reader: BlockReader, element: Element) -> Blocks:
    """Return a list of terms and definitions as a list whose items begin with bold terms."""
    message = "a list of terms and definitions is a list whose items begin with the term"
    reader.context.report_not_kept(element.span, message)
    items: list[Blocks] = []
    for term in element.children:
        inlines = reader.inlines(term.text)
        words = Paragraph((Strong(inlines, span=term.text.span()),), span=term.text.span())
        blocks = tuple(b for each in term.children for b in reader.read(each.children))
        items.append((words, *blocks))
    return (List(tuple(items), span=element.span),)


def read_list(reader: BlockReader, element: Element) -> Blocks:
    """Return a list with the numbering and the start that the attributes of a div name."""
    context, attributes, span = reader.context, element.attributes, element.span
    blocks = reader.read(element.children) or (List((), span=span),)
    first = blocks[0]
    name = attributes.get("numbering")
    if name not in (*Numbering, "none", ""):
        names = ", ".join((*Numbering, "none"))
        context.report_unknown(span, f"“{name}” is no numbering", f"numberings: {names}")
    stated = context.number(attributes, "start", span)
    if len(blocks) > 1 or not isinstance(first, List):
        context.report_misplaced(span, "`.list` contains one list and nothing else")
        return blocks
    start = first.start if stated is None else stated
    numbering = first.numbering
    if name in tuple(Numbering):
        numbering = Numbering(name)
    elif name == "none":
        numbering, start = None, stated
    return (List(first.items, start, numbering, span=span),)


def _items(reader: BlockReader, element: Element) -> tuple[Blocks, ...]:
    return tuple(reader.read(item.children) for item in element.children)


def _find_numbering(number: str) -> Numbering:
    """Return the numerals of a first number; of single letters only i is Roman."""
    if number.isdecimal():
        return Numbering.DECIMAL
    is_letter = len(number) == 1 and number not in "iI"
    return Numbering.ALPHA if is_letter else Numbering.ROMAN


def _value(number: str, numbering: Numbering) -> int:
    """Return the value of a number as written: ``12``, ``c``, ``xiv``."""
    if number.isdecimal():
        return int(number)
    letters = number.lower()
    if numbering is Numbering.ALPHA and len(letters) == 1:
        return ord(letters) - ord("a") + 1
    # A smaller sign before a larger one is subtracted.
    values = [_VALUES.get(letter, 0) for letter in letters]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))
