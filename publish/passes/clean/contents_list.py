"""Tables of contents that a paste carries, with the page numbers of another edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import pasting
from publish.document.contents_heading import is_contents_heading
from publish.document.draft import Chunk, Draft
from publish.passes.clean.line_removal import remove_lines
from publish.text.patterns import late_pattern

_FEWEST = 3
"""The number of entries from which on lines are a table of contents."""

_PAGE = r"(?P<page>\d{1,4}|[ivxlc]{1,6})"
_WITH_LEADERS = late_pattern(
    rf"(?P<title>.*?\S)\s*(?:\.{{4,}}|(?:\s\.){{3,}}\s|…{{2,}}|_{{4,}}|·{{4,}})\s*{_PAGE}"
)
_WITH_SPACE = late_pattern(rf"(?P<title>.*\S)\s+{_PAGE}")
_LONGEST = 300
"""The characters of the longest entry; the patterns of entries are slow on longer lines."""


def drop_contents(draft: Draft) -> Outcome[Draft]:
    """Return the draft without tables of contents, with one warning for all of them."""
    chunks = draft.chunks
    lists = [entries for entries in _find_lists(chunks) if _is_contents(chunks, entries)]
    if not lists:
        return Outcome(draft)
    dropped = [index for entries in lists for index in (*_find_heading(chunks, entries), *entries)]
    rest = remove_lines(chunks, set(dropped))
    if not rest:
        return Outcome(draft)
    return Outcome(replace(draft, chunks=rest), (_report([chunks[i] for i in dropped]),))


def _find_lists(chunks: Sequence[Chunk]) -> Iterator[range]:
    """Yield the indices of consecutive entries whose pages do not fall."""
    start, page = 0, -1
    for index, chunk in enumerate(chunks):
        entry = _find_entry(chunk)
        number = entry and entry["page"]
        value = int(number) if number and number.isdigit() else page
        if not entry or value < page:
            if index > start:
                yield range(start, index)
            start, page = (index, value) if entry else (index + 1, -1)
        else:
            page = value
    if len(chunks) > start:
        yield range(start, len(chunks))


def _find_entry(chunk: Chunk) -> re.Match[str] | None:
    text = chunk.text.text
    if chunk.part is not None or len(text) > _LONGEST or not text[-1:].isalnum():
        return None
    return _WITH_LEADERS.fullmatch(text) or _WITH_SPACE.fullmatch(text)


def _is_contents(chunks: Sequence[Chunk], entries: range) -> bool:
    """Return whether entries are a table of contents, and no other lines with numbers.

    Entries without leaders have to stand under a heading, or have titles that the text repeats.
    """
    if len(entries) < _FEWEST:
        return False
    leaders = sum(_WITH_LEADERS.fullmatch(chunks[i].text.text) is not None for i in entries)
    if leaders >= _FEWEST or _find_heading(chunks, entries):
        return True
    lines = {_fold(chunk.text.text) for chunk in chunks[entries.stop :]}
    matches = filter(None, (_find_entry(chunks[index]) for index in entries))
    return sum(_fold(match["title"]) in lines for match in matches) * 2 >= len(entries)


def _find_heading(chunks: Sequence[Chunk], entries: range) -> list[int]:
    """Return the index of the heading over entries, in a list that is empty without one."""
    before = entries.start - 1
    is_heading = before >= 0 and is_contents_heading(chunks[before].text.text)
    return [before] if is_heading else []


def _fold(line: str) -> str:
    return " ".join(line.casefold().split())


def _report(chunks: Sequence[Chunk]) -> Diagnostic:
    first, *others = (chunk.span for chunk in chunks)
    return pasting.CARRIED_CONTENTS.at(
        first, f"not printed: {len(chunks)} lines of a table of contents", also=others
    )
