"""Every run of inlines of a book, visited from the outside in with its language and direction.

``walk.rewrite`` goes from the leaves up; what a run of inlines is depends on the language that
stands around it, so the passes about languages and directions must come from above.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
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
    Index,
    Inline,
    Inlines,
    List,
    Node,
    Note,
    Paragraph,
    Passage,
    Section,
    Segment,
    Separator,
    Text,
    Verse,
    Work,
    direction,
)

T = TypeVar("T", bound=Node)
Child = Section | Excerpt | Block


@dataclass(frozen=True, slots=True)
class Context:
    """The language and the direction that hold where a run of inlines stands."""

    lang: str
    dir: Dir


@dataclass(frozen=True, slots=True)
class Visit:
    """What a pass does to runs of inlines, and to rows of blocks before it enters them.

    Both give back the very object they were given where nothing is to be done, and so does the
    whole visit.
    """

    inlines: Callable[[Inlines, Context], Inlines]
    blocks: Callable[[tuple[Child, ...], Context], tuple[Child, ...]] = lambda blocks, _: blocks

    def work(self, work: Work) -> Work:
        """Return ``work`` with every run of inlines and every row of blocks visited."""
        # The text of a book runs as its language does; ``work.dir`` is how its pages turn.
        here = Context(work.lang, direction(work.lang))
        return _changed(
            work,
            front=self._row(work.front, here),
            body=self._row(work.body, here),
            back=self._row(work.back, here),
        )

    def _row(self, blocks: tuple[Child, ...], here: Context) -> Any:
        blocks = self.blocks(blocks, here)
        return _same(blocks, tuple([self._block(block, here) for block in blocks]))

    def _block(self, node: Child, here: Context) -> Child:
        match node:
            case Paragraph(inlines):
                return _changed(node, inlines=self._run(inlines, here))
            case Verse(lines):
                runs = _same(lines, tuple([self._run(line, here) for line in lines]))
                return _changed(node, lines=runs)
            case Passage(lang, dir, blocks):
                return _changed(node, blocks=self._row(blocks, Context(lang, dir)))
            case Segment(original, translation, commentary):
                return _changed(
                    node,
                    original=self._block(original, here),
                    translation=translation and self._block(translation, here),
                    commentary=self._row(commentary, here),
                )
            case Blockquote(blocks):
                return _changed(node, blocks=self._row(blocks, here))
            case List(items):
                rows = _same(items, tuple([self._row(item, here) for item in items]))
                return _changed(node, items=rows)
            case Index(entries):
                return _changed(
                    node, entries=_same(entries, tuple([self._entry(e, here) for e in entries]))
                )
            case Separator():
                return node
            case Excerpt(_, _, heading, blocks):
                return _changed(
                    node, heading=self._run(heading, here), blocks=self._row(blocks, here)
                )
            case Section(_, title, children):
                return _changed(
                    node, title=self._run(title, here), children=self._row(children, here)
                )
            case _:
                assert_never(node)

    def _entry(self, entry: Entry, here: Context) -> Entry:
        return _changed(
            entry,
            term=self._run(entry.term, here),
            meaning=self._run(entry.meaning, here),
            under=_same(entry.under, tuple([self._entry(e, here) for e in entry.under])),
        )

    def _run(self, inlines: Inlines, here: Context) -> Inlines:
        visited: Inlines = self._inside(self.inlines(inlines, here), here)
        return visited

    def _inside(self, inlines: Inlines, here: Context) -> Any:
        """Return ``inlines`` with the runs visited that stand isolated in them."""
        return _same(inlines, tuple([self._inline(node, here) for node in inlines]))

    def _inline(self, node: Inline, here: Context) -> Inline:
        match node:
            case Text():
                return node
            case Foreign(lang, dir, inlines):
                return _changed(node, inlines=self._run(inlines, Context(lang, dir)))
            case Note(_, blocks):
                return _changed(node, blocks=self._row(blocks, here))
            case _:
                held = {name: self._inside(nodes, here) for _, name, nodes in inner(node)}
                return _changed(node, **held)


def _same(old: tuple[Any, ...], new: tuple[Any, ...]) -> Any:
    return old if len(old) == len(new) and all(map(is_, old, new)) else new


def _changed(node: T, **fields: Any) -> T:
    """Return ``node`` with these fields, or the node itself where they are what it has."""
    if all(getattr(node, name) is value for name, value in fields.items()):
        return node
    return replace(node, **fields)
