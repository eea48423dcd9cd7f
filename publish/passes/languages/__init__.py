"""Every phrase, and every paragraph, in the language it is written in."""

from __future__ import annotations

import re
from itertools import groupby

from publish.diagnostics import Outcome
from publish.document.inline_ranges import Run, enclose, flat, spanned
from publish.document.model import (
    Block,
    Blockquote,
    Foreign,
    Inline,
    Inlines,
    List,
    Paragraph,
    Passage,
    Verse,
    Work,
    direction,
)
from publish.passes.languages.groups import groups
from publish.passes.languages.language_pair import Tongue, foreign, tongues
from publish.passes.languages.runs import foreign_runs
from publish.passes.visitor import Child, Context, Visit
from publish.text.source import NOWHERE

__all__ = ["languages", "tongues"]


def languages(work: Work) -> Outcome[Work]:
    """Return the work with each foreign phrase in a ``Foreign``, each such block in a ``Passage``.

    Hebrew in a text of another script is foreign there, and Latin script in a Hebrew one.  What
    is neither a letter nor held among foreign letters by its meaning stays with the text around.
    Where nothing is to be done the work comes back as the same object.
    """
    known = tongues(work.lang)

    def blocks(row: tuple[Child, ...], here: Context) -> tuple[Child, ...]:
        return _passages(row, foreign(here.lang, known))

    def inlines(nodes: Inlines, here: Context) -> Inlines:
        return _phrases(nodes, foreign(here.lang, known))

    return Outcome(Visit(inlines, blocks).work(work))


def _phrases(inlines: Inlines, tongue: Tongue) -> Inlines:
    text = flat(inlines)
    if not tongue.letters.search(text):
        return inlines
    if _is_whole(text, tongue):
        # A whole line or heading, with all its punctuation.
        bare = text.strip()
        start = len(text) - len(text.lstrip())
        runs = [(start, start + len(bare))]
    else:
        runs = foreign_runs(text, groups(inlines, text), tongue)
    dir = direction(tongue.lang)

    def make(nodes: Inlines, _: Run) -> Inline:
        return Foreign(tongue.lang, dir, nodes, span=spanned(nodes))

    return enclose(inlines, runs, make)


# References and nothing else, which the text around sets in its own order.
_REFERENCES = re.compile(r"\W*\([^()]*\)(?:\W*\([^()]*\))+\W*")


def _is_whole(text: str, tongue: Tongue) -> bool:
    """Tell whether a whole line or block is written in ``tongue``."""
    return tongue.is_of(text) and not _REFERENCES.fullmatch(text)


def _passages(row: tuple[Child, ...], tongue: Tongue) -> tuple[Child, ...]:
    """Return the row with neighbouring blocks in ``tongue`` made one passage."""
    held = [_is_in(block, tongue) for block in row]
    if not any(held):
        return row
    found: list[Child] = []
    for is_in, group in groupby(zip(row, held, strict=True), key=lambda pair: pair[1]):
        blocks = [block for block, _ in group]
        if is_in:
            own: tuple[Block, ...] = tuple(b for b in blocks if isinstance(b, Block))
            span = own[0].span.to(own[-1].span) if own else NOWHERE
            found.append(Passage(tongue.lang, direction(tongue.lang), own, span=span))
        else:
            found += blocks
    return tuple(found)


def _is_in(node: Child, tongue: Tongue) -> bool:
    """Tell whether a block is written in ``tongue``, itself or everything in it."""
    match node:
        case Paragraph(inlines):
            return _is_whole(flat(inlines), tongue)
        case Verse(lines):
            return _is_whole("\n".join(map(flat, lines)), tongue)
        case Blockquote(blocks):
            return bool(blocks) and all(_is_in(block, tongue) for block in blocks)
        case List(items):
            return bool(items) and all(_is_in(b, tongue) for item in items for b in item)
        case _:
            return False
