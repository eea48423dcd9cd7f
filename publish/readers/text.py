"""Plain text as editors paste it: each line that is not blank is a chunk."""

from __future__ import annotations

from publish.document.draft import Chunk, Draft, chunk
from publish.text.source import Source


def read_text(source: Source) -> Draft:
    """Return a draft with one chunk for each line that is not blank, as it stands."""
    chunks: list[Chunk] = []
    blanks = 0
    for line in source.lines():
        if line.text.strip():
            chunks.append(chunk(line, blanks))
            blanks = 0
        else:
            blanks += 1
    return Draft(source.file, tuple(chunks))
