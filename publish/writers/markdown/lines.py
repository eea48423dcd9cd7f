"""Lines of Markdown, of which blocks are made."""

from __future__ import annotations

from collections.abc import Iterable

Lines = list[str]


def join_blocks(parts: Iterable[Lines]) -> Lines:
    """Return the lines of several blocks, with an empty line between two of them."""
    result: Lines = []
    for lines in parts:
        if lines:
            result += ["", *lines] if result else lines
    return result
