"""The JSON of ``publish show``: walking its nodes and printing its inlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.understanding.normal_forms import words

Json = dict[str, Any]
Address = tuple[str | int, ...]
"""The fields and indices that lead from the Work to a node."""

BLOCKS = frozenset("Paragraph Verse Table Blockquote Excerpt Image Separator".split())
META_ROLES = {
    "title": "title",
    "subtitle": "subtitle",
    "event": "event",
    "event_theme": "event",
    "date": "date",
    "location": "date",
    "dedication": "dedication",
    "creators": "author",
    "contributors": "author",
}
"""The role of a line that stands in a field of ``Work.meta``."""

_NOT_WALKED = frozenset("span meta citation target places resources type".split())
_PRINTED_FIELDS = ("inlines", "title", "heading", "speaker", "attribution", "caption")
_NOT_PRINTED = frozenset(("iso", "role", "type"))


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: a node, and the field and indices that the path takes."""

    node: Json
    address: Address
    field: str
    index: tuple[int, ...] = ()

    @property
    def kind(self) -> str:
        """The class of the node, empty for a plain object."""
        return str(self.node.get("type", ""))


Path = tuple[Step, ...]


def walk(value: object, path: Path = ()) -> Iterator[tuple[Path, Json]]:
    """Yield each node with the path to it, parents first, in the order of the fields."""
    if isinstance(value, dict):
        if "type" in value:
            yield path, value
        place = address(path)
        for field, child in value.items():
            if field not in _NOT_WALKED:
                yield from walk(child, (*path, Step(value, place, field)))
    elif isinstance(value, list) and path:
        *outer, last = path
        for number, child in enumerate(value):
            step = Step(last.node, last.address, last.field, (*last.index, number))
            yield from walk(child, (*outer, step))


def address(path: Path) -> Address:
    """Return the address of the node at the end of a path."""
    return (*path[-1].address, path[-1].field, *path[-1].index) if path else ()


def print_inlines(value: object) -> str:
    """Return inlines as they are printed, a note as its call in ⟦⟧."""
    match value:
        case list():
            return "".join(map(print_inlines, value))
        case {"call": call, "type": "Note"}:
            return f"⟦{call}⟧"
        case {"type": "LineBreak"}:
            return " "
        case dict():
            inner = (print_inlines(child) for key, child in value.items() if key not in _NOT_WALKED)
            text = value.get("text", "") + "".join(inner)
            return f"{value.get('open', '')}{text}{value.get('close', '')}"
        case _:
            return ""


def meta_strings(value: object) -> list[str]:
    """Return every text of a field of ``Work.meta``."""
    match value:
        case str():
            return [value]
        case list():
            return [text for item in value for text in meta_strings(item)]
        case dict():
            return meta_strings([item for key, item in value.items() if key not in _NOT_PRINTED])
        case _:
            return []


def book_words(work: Json) -> str:
    """Return the words of the title page and of all blocks, without typography."""
    parts = [text for field in META_ROLES for text in meta_strings(work["meta"].get(field))]
    for _, node in walk(work):
        if node["type"] in BLOCKS | {"Section", "Speech"}:
            fields = (node.get(field) for field in _PRINTED_FIELDS)
            parts += [print_inlines(value) for value in fields if isinstance(value, list)]
            parts += map(print_inlines, node.get("lines", ()))
    return words("\n".join(parts))
