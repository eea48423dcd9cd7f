"""Reader of Markdown with the divs, spans, notes and attributes of Pandoc; see docs/markdown.md.

The blocks are parsed by markdown-it with rules of this package (``block_rules``), the text within
them by a scanner of its own (``inline_tree``), so that every node has its place in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.readers import Reader

if TYPE_CHECKING:
    from publish.diagnostics import Outcome
    from publish.document.draft import Draft
    from publish.document.model import Work
    from publish.text.source import Source


def read_markdown(source: Source, languages: tuple[str, ...] = ()) -> Outcome[Draft | Work]:
    """Return the Work that a Markdown text is, with messages about what cannot be read."""
    from publish.diagnostics import Outcome
    from publish.readers.markdown.work import read_work

    outcome = read_work(source, languages)
    return Outcome(outcome.value, outcome.diagnostics)


READER = Reader("markdown", read_markdown, reads=("languages",))
