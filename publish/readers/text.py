"""Reader of plain text as editors paste it."""

from __future__ import annotations

from publish.document.draft import Chunk, Draft
from publish.readers import Reader
from publish.text.languages import script
from publish.text.source import Source


def read_text(source: Source) -> Draft:
    """Return a draft with one chunk, unchanged, for each line that is not blank."""
    chunks: list[Chunk] = []
    blanks = 0
    for line in source.lines():
        text = line.text
        if text.strip():
            space = text[: len(text) - len(text.lstrip())]
            indent = len(space.expandtabs(4))
            chunks.append(Chunk(line, script(text), blanks, indent=indent))
            blanks = 0
        else:
            blanks += 1
    return Draft(source.file, tuple(chunks))


READER = Reader("text", read_text)
