"""Source lines of excerpts, such as ``RABASH, Article No. 29 (1986), "Title"``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import text as rules
from publish.document.inline_ranges import part_of
from publish.document.model import (
    Block,
    Excerpt,
    Inline,
    Inlines,
    Node,
    Quote,
    SourceCitation,
    Text,
    Work,
)
from publish.document.walk import plain, rewrite
from publish.text.dataclass import dataclass

_KINDS = {
    "Article": "Article",
    "Essay": "Essay",
    "Letter": "Letter",
    "Chapter": "Chapter",
    "Item": "Item",
    "Lesson": "Lesson",
    "Section": "Section",
    "Note": "Note",
    "Record": "Record",
    "Discourse": "Discourse",
    "מאמר": "מאמר",
    "אגרת": "אגרת",
    "איגרת": "איגרת",
    "פרק": "פרק",
    "סעיף": "סעיף",
    "רשומה": "רשומה",
    "שיחה": "שיחה",
}
# Excerpts never stand inside blocks.
_BLOCKS = get_args(Block)
_PARTIAL = re.compile(r"(?:from|מתוך)\s*:\s*", re.IGNORECASE)
_BY = re.compile(r"מאת:?\s+")
_TITLE = re.compile(r"[\"“„״](?P<title>.+)[\"”“״]\s*$")
_YEAR = re.compile(r"\((?P<year>1\d{3}|20\d{2}|5[67]\d{2})\)")
_KIND = re.compile(
    r"(?:^|[\s,])(?P<kind>" + "|".join(_KINDS) + r")\b,?\s*"
    r"(?:(?:No|Nr|Num)\.?\s*|מס(?:פר|['׳])?\s*|#\s*)?(?P<number>\d{1,5})?",
    re.IGNORECASE,
)


def citations(work: Work) -> Outcome[Work]:
    """Return the work with the citation of each excerpt and with its title in a ``Quote``.

    A citation that the source states, as the explicit form of Markdown does, is kept.
    """
    diagnostics: list[Diagnostic] = []

    def change(node: Node) -> Node:
        if not isinstance(node, Excerpt) or node.citation != SourceCitation():
            return node
        source_line = _parse(plain(node.heading))
        if source_line.citation == SourceCitation(partial=source_line.citation.partial):
            diagnostics.append(
                rules.CITATION_UNREAD.at(
                    node.span if not node.heading else node.heading[0].span,
                    f"the source line of excerpt {node.number} is printed, but was not understood",
                )
            )
        heading = _quote_title(node.heading, source_line)
        if heading is node.heading and source_line.citation == node.citation:
            return node
        return replace(node, citation=source_line.citation, heading=heading)

    return Outcome(rewrite(work, change, closed=_BLOCKS), tuple(diagnostics))


@dataclass(frozen=True, slots=True)
class _SourceLine:
    """A parsed source line, with the offsets of its title with and without quotation marks."""

    citation: SourceCitation
    outer: tuple[int, int] = (0, 0)
    inner: tuple[int, int] = (0, 0)


def _find_title(line: str, start: int) -> re.Match[str] | None:
    """Return the match of the quoted title with which a line ends, or None."""
    bare = line.rstrip()
    # Most marks close no title, and the search from each of them would cost the whole line.
    if bare[-1:] not in tuple('"”“״'):
        return None
    return _TITLE.search(line, max(start, bare.rfind("\n") + 1))


def _parse(line: str) -> _SourceLine:
    rest = line
    start = 0
    if partial := _PARTIAL.match(rest):
        start = partial.end()
    title = _find_title(rest, start)
    if title is not None:
        rest = rest[: title.start()]
    kind = _KIND.search(rest, start)
    year = _YEAR.search(rest, start)
    ends = [match.start() for match in (kind, year) if match]
    before = rest[start : min(ends, default=len(rest))]
    names = [name for part in before.split(",") if (name := _BY.sub("", part).strip(" .;:"))]
    spellings = {name.casefold(): name for name in _KINDS}
    citation = SourceCitation(
        author=names[0] if names else None,
        collection=", ".join(names[1:]) or None,
        kind=_KINDS[spellings[kind["kind"].casefold()]] if kind else None,
        number=int(kind["number"]) if kind and kind["number"] else None,
        year=int(year["year"]) if year else None,
        title=title["title"].strip() if title else None,
        partial=partial is not None,
    )
    if title is None:
        return _SourceLine(citation)
    return _SourceLine(citation, (title.start(), len(line.rstrip())), title.span("title"))


def _quote_title(heading: Inlines, source_line: _SourceLine) -> Inlines:
    """Return a heading of a single ``Text`` with its title in a ``Quote``; else the same object."""
    match heading:
        case (Text(line, span=span),) if source_line.outer[1]:
            (start, end), (first, last) = source_line.outer, source_line.inner
            inner = Text(line[first:last], span=part_of(span, line, first, last))
            quote = Quote(
                line[start:first],
                line[last:end],
                (inner,),
                span=part_of(span, line, start, end),
            )
            before: tuple[Inline, ...] = ()
            if start:
                before = (Text(line[:start], span=part_of(span, line, 0, start)),)
            return (*before, quote)
        case _:
            return heading
