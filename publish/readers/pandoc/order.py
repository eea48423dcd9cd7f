"""The order of the blocks of a document as its file has it.

Pandoc 3.9 puts some lists of an RTF file before the text above them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from publish.readers.pandoc.letters import FileLine, squeeze

Node = Mapping[str, Any]


def restore_order(blocks: Sequence[Node], lines: Sequence[FileLine]) -> tuple[list[Node], int]:
    """Return blocks in the order of the lines of their file, and how many stood elsewhere."""
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        places.setdefault(squeeze(line.words), []).append(number)
    beginnings = [squeeze(_first_line(block)) for block in blocks]
    if _is_in_order(beginnings, places):
        return list(blocks), 0
    unused = {words: iter(numbers) for words, numbers in places.items()}
    keys: list[int] = []
    for words in beginnings:
        before = keys[-1] if keys else -1
        keys.append(next(unused.get(words, iter(())), before) if words else before)
    order = sorted(range(len(blocks)), key=lambda index: keys[index])
    return [blocks[index] for index in order], sum(a != b for a, b in enumerate(order))


def _is_in_order(beginnings: Sequence[str], places: Mapping[str, Sequence[int]]) -> bool:
    """Return whether each block that begins with a line stands after the blocks before it."""
    position = -1
    for words in beginnings:
        numbers = places.get(words, ()) if words else ()
        following = [number for number in numbers if number > position]
        if numbers and not following:
            return False
        position = following[0] if following else position
    return True


def _first_line(block: Node) -> str:
    """Return the words of a block up to the end of its first paragraph or line."""
    texts: list[str] = []
    stack: list[Any] = [block]
    while stack:
        node = stack.pop()
        if isinstance(node, Mapping):
            kind = node.get("t")
            if kind == "LineBreak" or (kind in ("Para", "Plain") and texts):
                break
            if kind == "Str":
                texts.append(str(node.get("c")))
            elif kind in ("Code", "Math"):
                texts.append(str(node["c"][-1]))
            elif kind != "Note":
                stack += [node["c"]] if "c" in node else []
        elif isinstance(node, Sequence) and not isinstance(node, str):
            stack += reversed(node)
    return "".join(texts)
