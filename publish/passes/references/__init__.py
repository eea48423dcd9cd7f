"""References in running text: ``(Isaiah, 40:31)``, ``שבת קנ״ב ע״ב``, and whether they exist."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from publish.diagnostics import Diagnostic, Outcome
from publish.document.inline_ranges import part_of
from publish.document.model import (
    Citation,
    Emphasis,
    Foreign,
    Gloss,
    Inline,
    Inlines,
    Node,
    Paragraph,
    Quote,
    Segment,
    Strong,
    Text,
    Verse,
    Work,
)
from publish.document.walk import rewrite
from publish.passes.references.agreement import find_disagreements
from publish.passes.references.check import report_locus
from publish.passes.references.find import find_mentions

N = TypeVar("N", bound="Emphasis | Foreign | Paragraph | Quote | Strong")


def references(work: Work) -> Outcome[Work]:
    """Return the work with each reference in running text a ``Citation``; no letter is changed.

    A reference is recognised inside one text. Titles, links and citations are left unchanged.
    """
    diagnostics: list[Diagnostic] = []

    def change(node: Node) -> Node:
        match node:
            case Paragraph() | Emphasis() | Strong() | Foreign() | Quote():
                return _cite_node(node, diagnostics)
            case Gloss(term, _, meaning, _):
                cited = _cite_inlines(term, diagnostics), _cite_inlines(meaning, diagnostics)
                same = cited[0] is term and cited[1] is meaning
                return node if same else replace(node, term=cited[0], meaning=cited[1])
            case Verse(lines):
                new = tuple(_cite_inlines(line, diagnostics) for line in lines)
                same = all(a is b for a, b in zip(new, lines, strict=True))
                return node if same else replace(node, lines=new)
            case Segment():
                diagnostics.extend(find_disagreements(node))
                return node
            case _:
                return node

    parts = ("front", "body", "back")
    body = {name: rewrite(getattr(work, name), change, closed=(Citation,)) for name in parts}
    same = all(new is getattr(work, name) for name, new in body.items())
    return Outcome(work if same else replace(work, **body), tuple(diagnostics))


def _cite_node(node: N, diagnostics: list[Diagnostic]) -> N:
    cited = _cite_inlines(node.inlines, diagnostics)
    return node if cited is node.inlines else replace(node, inlines=cited)


def _cite_inlines(inlines: Inlines, diagnostics: list[Diagnostic]) -> Inlines:
    parts: list[Inline] = []
    for inline in inlines:
        mentions = find_mentions(inline.text) if isinstance(inline, Text) else []
        if not isinstance(inline, Text) or not mentions:
            parts.append(inline)
            continue
        offset = 0
        for mention in mentions:
            if mention.start > offset:
                parts.append(_piece(inline, offset, mention.start))
            words = _piece(inline, mention.start, mention.end)
            parts.append(Citation(mention.locus.reference, (words,), span=words.span))
            diagnostics.extend(report_locus(mention.locus, words.span))
            offset = mention.end
        if offset < len(inline.text):
            parts.append(_piece(inline, offset, len(inline.text)))
    return inlines if len(parts) == len(inlines) and _same(parts, inlines) else tuple(parts)


def _same(parts: list[Inline], inlines: Inlines) -> bool:
    return all(a is b for a, b in zip(parts, inlines, strict=True))


def _piece(text: Text, start: int, end: int) -> Text:
    return Text(text.text[start:end], span=part_of(text.span, text.text, start, end))
