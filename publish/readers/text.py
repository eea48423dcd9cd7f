"""Reader of plain text as editors paste it."""

from __future__ import annotations

from dataclasses import replace

from publish.document.draft import Chunk, Draft, chunk
from publish.readers import Reader
from publish.text.source import Source


def read_text(source: Source) -> Draft:
    """Return a draft with one chunk, unchanged, for each line that is not blank."""
    chunks: list[Chunk] = []
    blanks = 0
    for line in source.lines():
        if line.text.strip():
            indent = len(line.text.expandtabs(4)) - len(line.text.expandtabs(4).lstrip())
            chunks.append(replace(chunk(line, blanks), indent=indent))
            blanks = 0
        else:
            blanks += 1
    return Draft(source.file, tuple(chunks))


READER = Reader("text", read_text)
