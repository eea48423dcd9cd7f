"""The languages pass: marks phrases and blocks in the language of the other script."""

from __future__ import annotations

import re
from itertools import groupby

from publish.diagnostics import Outcome
from publish.document.inline_ranges import Run, enclose, flat, span_of
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
from publish.passes.languages.isolates import enclose_isolates
from publish.passes.languages.language_pair import (
    ForeignLanguage,
    foreign_language,
    languages_by_script,
)
from publish.passes.languages.runs import foreign_runs
from publish.passes.visitor import Child, RunContext, Visit
from publish.text.source import NOWHERE

__all__ = ["languages"]


def languages(work: Work) -> Outcome[Work]:
    """Return the work with each foreign phrase in a ``Foreign``, each such block in a ``Passage``.

    Hebrew is foreign in a text of another script, and Latin script in a Hebrew text.  Digits and
    punctuation belong to a foreign phrase where the meaning needs them, else to the text around.
    A work without foreign phrases comes back as the same object.
    """
    by_script = languages_by_script(work.lang)

    def blocks(row: tuple[Child, ...], here: RunContext) -> tuple[Child, ...]:
        return _enclose_blocks(row, foreign_language(here.lang, by_script))

    def inlines(nodes: Inlines, here: RunContext) -> Inlines:
        nodes = enclose_isolates(nodes, here, by_script)
        return _enclose_phrases(nodes, foreign_language(here.lang, by_script))

    return Outcome(Visit(inlines, blocks).work(work))


def _enclose_phrases(inlines: Inlines, foreign: ForeignLanguage) -> Inlines:
    """Return the inlines with each foreign phrase in a ``Foreign``."""
    text = flat(inlines)
    if not foreign.letters.search(text):
        return inlines
    if _is_whole(text, foreign):
        # A line or heading wholly in the language keeps all its punctuation.
        bare = text.strip()
        start = len(text) - len(text.lstrip())
        runs = [(start, start + len(bare))]
    else:
        runs = foreign_runs(text, groups(inlines, text), foreign)
    dir = direction(foreign.lang)

    def make(nodes: Inlines, _: Run) -> Inline:
        return Foreign(foreign.lang, dir, nodes, span=span_of(nodes))

    return enclose(inlines, runs, make)


# Nothing but bracketed references: they stay in the order of the text around.
_REFERENCES = re.compile(r"\W*\([^()]*\)(?:\W*\([^()]*\))+\W*")


def _is_whole(text: str, foreign: ForeignLanguage) -> bool:
    """Return whether a whole line or block is written in ``foreign``."""
    return foreign.matches(text) and not _REFERENCES.fullmatch(text)


def _enclose_blocks(row: tuple[Child, ...], foreign: ForeignLanguage) -> tuple[Child, ...]:
    """Return the row with neighbouring blocks in ``foreign`` merged into one ``Passage``."""
    are_foreign = [_is_in(block, foreign) for block in row]
    if not any(are_foreign):
        return row
    result: list[Child] = []
    for is_foreign, group in groupby(zip(row, are_foreign, strict=True), key=lambda pair: pair[1]):
        blocks = [block for block, _ in group]
        if is_foreign:
            own: tuple[Block, ...] = tuple(b for b in blocks if isinstance(b, Block))
            span = own[0].span.to(own[-1].span) if own else NOWHERE
            result.append(Passage(foreign.lang, direction(foreign.lang), own, span=span))
        else:
            result += blocks
    return tuple(result)


def _is_in(node: Child, foreign: ForeignLanguage) -> bool:
    """Return whether a block, or each block inside it, is written in ``foreign``."""
    match node:
        case Paragraph(inlines):
            return _is_whole(flat(inlines), foreign)
        case Verse(lines):
            return _is_whole("\n".join(map(flat, lines)), foreign)
        case Blockquote(blocks):
            return bool(blocks) and all(_is_in(block, foreign) for block in blocks)
        case List(items):
            return bool(items) and all(_is_in(b, foreign) for item in items for b in item)
        case _:
            return False
