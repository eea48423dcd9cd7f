"""Lines directly above the head of a text that repeat the head, as on a web page."""

from __future__ import annotations

from collections.abc import Sequence

from publish.document.draft import Chunk
from publish.passes.headings import is_heading

_LINES = 6
"""The number of lines among which the head is looked for."""


def find_repeats(chunks: Sequence[Chunk], *, under_site_lines: bool) -> dict[int, str]:
    """Return the lines at the start of a text that its head repeats, with the reason for each.

    The last such line stays: on a web page the heading of the text stands next to the text.  Where
    no line of the site stands above, only a heading that is given twice is a repeat, so that the
    refrain of a song stays.
    """
    head = _find_head(chunks)
    lines = [_fold(chunk.text.text) for chunk in head]
    repeats: dict[int, str] = {}
    for index, line in enumerate(lines):
        rest = lines[index + 1 :]
        if " / " in line and any(line.endswith(later) for later in rest if later):
            repeats[index] = "a breadcrumb that ends in the heading below"
        elif line in rest and (under_site_lines or repeats or _is_doubled(chunks, index)):
            repeats[index] = "the heading is repeated below"
        else:
            break
    return repeats


def _find_head(chunks: Sequence[Chunk]) -> list[Chunk]:
    head: list[Chunk] = []
    for chunk in chunks[:_LINES]:
        if chunk.part is not None or not is_heading(chunk.text.text):
            break
        head.append(chunk)
    return head


def _is_doubled(chunks: Sequence[Chunk], index: int) -> bool:
    """Return whether the first line of a text is its second paragraph, too, and no later one."""
    if index or not chunks[1].blanks:
        return False
    first, second, *later = (_fold(chunk.text.text) for chunk in chunks)
    return first == second and bool(later) and first not in later


def _fold(line: str) -> str:
    return " ".join(line.casefold().split())
