"""Visitor of the runs of inlines of a book, from the root down, with language and direction.

``walk.rewrite`` goes from the leaves up.  The passes about languages and directions need the
language around a run first, so they go from the root down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import is_
from typing import Any, TypeVar, assert_never

from publish.document.inline_ranges import inner
from publish.document.model import (
    Block,
    Blockquote,
    Dir,
    Entry,
    Excerpt,
    Foreign,
    Image,
    Index,
    Inline,
    Inlines,
    List,
    Milestone,
    Node,
    Note,
    Paragraph,
    Passage,
    Row,
    Rubric,
    Section,
    Segment,
    Separator,
    Speech,
    Table,
    Text,
    Verse,
    Work,
    direction,
)
from publish.text.dataclass import dataclass

T = TypeVar("T", bound=Node)
Child = Section | Excerpt | Block


@dataclass(frozen=True, slots=True)
class RunContext:
    """The language and direction around a run of inlines.

    In a passage (an original, a translation) and in a foreign phrase the language is ``certain``,
    whatever most of its letters are.
    """

    lang: str
    dir: Dir
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """The functions that a pass applies to runs of inlines and to rows of blocks.

    A row of blocks is changed before its blocks are visited.  Both functions return the same
    object where nothing changes, and so does the whole visit.
    """

    inlines: Callable[[Inlines, RunContext], Inlines]
    blocks: Callable[[tuple[Child, ...], RunContext], tuple[Child, ...]] = lambda blocks, _: blocks

    def work(self, work: Work) -> Work:
        """Return ``work`` with every run of inlines and every row of blocks visited."""
        # The language gives the direction of the text; ``work.dir`` is the direction of the pages.
        here = RunContext(work.lang, direction(work.lang))
        return _replace(
            work,
            front=self._row(work.front, here),
            body=self._row(work.body, here),
            back=self._row(work.back, here),
        )

    def _row(self, blocks: tuple[Child, ...], here: RunContext) -> Any:
        blocks = self.blocks(blocks, here)
        return _same(blocks, tuple([self._block(block, here) for block in blocks]))

    def _block(  # noqa: PLR0912  # a branch for each kind of block
        self, node: Child, here: RunContext
    ) -> Child:
        match node:
            case Paragraph(inlines):
                return _replace(node, inlines=self._run(inlines, here))
            case Verse(lines):
                runs = _same(lines, tuple([self._run(line, here) for line in lines]))
                return _replace(node, lines=runs)
            case Passage(lang, dir, blocks):
                return _replace(node, blocks=self._row(blocks, RunContext(lang, dir, certain=True)))
            case Segment(original, transliteration, translations, commentary):
                return _replace(
                    node,
                    original=self._block(original, here),
                    transliteration=transliteration and self._block(transliteration, here),
                    translations=self._row(translations, here),
                    commentary=self._row(commentary, here),
                )
            case Blockquote(blocks, attribution):
                return _replace(
                    node,
                    blocks=self._row(blocks, here),
                    attribution=self._run(attribution, here),
                )
            case Speech(speaker, blocks):
                return _replace(
                    node, speaker=self._run(speaker, here), blocks=self._row(blocks, here)
                )
            case Rubric(blocks):
                return _replace(node, blocks=self._row(blocks, here))
            case Table(rows, _, caption):
                visited = tuple([self._table_row(row, here) for row in rows])
                return _replace(node, rows=_same(rows, visited), caption=self._run(caption, here))
            case Image(_, _, caption):
                return _replace(node, caption=self._run(caption, here))
            case List(items):
                rows = _same(items, tuple([self._row(item, here) for item in items]))
                return _replace(node, items=rows)
            case Index(entries):
                return _replace(
                    node, entries=_same(entries, tuple([self._entry(e, here) for e in entries]))
                )
            case Separator():
                return node
            case Excerpt(_, _, heading, blocks):
                return _replace(
                    node, heading=self._run(heading, here), blocks=self._row(blocks, here)
                )
            case Section(_, title, children):
                return _replace(
                    node, title=self._run(title, here), children=self._row(children, here)
                )
            case _:
                assert_never(node)

    def _table_row(self, row: Row, here: RunContext) -> Row:
        cells = tuple([_replace(c, blocks=self._row(c.blocks, here)) for c in row.cells])
        return _replace(row, cells=_same(row.cells, cells))

    def _entry(self, entry: Entry, here: RunContext) -> Entry:
        return _replace(
            entry,
            term=self._run(entry.term, here),
            meaning=self._run(entry.meaning, here),
            under=_same(entry.under, tuple([self._entry(e, here) for e in entry.under])),
        )

    def _run(self, inlines: Inlines, here: RunContext) -> Inlines:
        visited: Inlines = self._inside(self.inlines(inlines, here), here)
        return visited

    def _inside(self, inlines: Inlines, here: RunContext) -> Any:
        """Return ``inlines`` with the isolated runs inside them visited."""
        return _same(inlines, tuple([self._inline(node, here) for node in inlines]))

    def _inline(self, node: Inline, here: RunContext) -> Inline:
        match node:
            case Text() | Milestone():
                return node
            case Foreign(lang, dir, inlines):
                return _replace(node, inlines=self._run(inlines, RunContext(lang, dir, True)))
            case Note(_, blocks):
                return _replace(node, blocks=self._row(blocks, replace(here, certain=False)))
            case _:
                fields = {name: self._inside(nodes, here) for _, name, nodes in inner(node)}
                return _replace(node, **fields)


def _same(old: tuple[Any, ...], new: tuple[Any, ...]) -> Any:
    return old if len(old) == len(new) and all(map(is_, old, new)) else new


def _replace(node: T, **fields: Any) -> T:
    """Return ``node`` with these fields, or the same object where all are unchanged."""
    if all(getattr(node, name) is value for name, value in fields.items()):
        return node
    return replace(node, **fields)
