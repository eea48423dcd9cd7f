"""A Work as it stands in print: still a Work, with its source lines broken for the page."""

from __future__ import annotations

from dataclasses import replace

from publish.model import Excerpt, Inline, Inlines, LineBreak, Link, Node, Note, Quote, Text, Work
from publish.walk import rewrite


def prepare(work: Work) -> Work:
    """Return ``work`` with the title of each source on a line of its own."""
    return rewrite(work, _excerpt)


def _excerpt(node: Node) -> Node:
    match node:
        case Excerpt(_, _, heading) if heading:
            return replace(node, heading=source_line(heading))
        case _:
            return node


def source_line(heading: Inlines) -> Inlines:
    """Return the heading of an excerpt with its title, where it gives one, on the second line.

    On a line of its own the title needs neither the comma before it nor its quotation marks.
    """
    places = [place for place, node in enumerate(heading) if isinstance(node, Quote)]
    if not places or not places[-1]:
        return heading
    title = heading[places[-1]]
    assert isinstance(title, Quote)
    after = heading[places[-1] + 1 :]
    bare = replace(title, open="", close="")
    return (*_without_comma(heading[: places[-1]]), LineBreak(), bare, *_without_stop(after))


def _without_comma(inlines: Inlines) -> Inlines:
    match inlines:
        case (*first, Text(text) as last):
            return (*first, replace(last, text=text.rstrip().rstrip(",:–—-").rstrip()))
        case _:
            return inlines


def _without_stop(inlines: Inlines) -> Inlines:
    match inlines:
        case (Text(text), *rest) if not text.strip(" .,"):
            return tuple(rest)
        case _:
            return inlines


def label(inlines: Inlines) -> Inlines:
    """Return a title as other pages show it: on one line, without notes and without links."""

    def change(node: Node) -> Inline | Inlines | Node:
        match node:
            case Note():
                return ()
            case Link(_, children):
                return children
            case LineBreak():
                return Text(" ")
            case _:
                return node

    return rewrite(inlines, change)
