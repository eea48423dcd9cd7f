"""Walk and rebuild the model without knowing its node types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any, TypeVar, assert_never

from publish.document.model import (
    Citation,
    Foreign,
    Gloss,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Milestone,
    Node,
    Note,
    Passage,
    Quote,
    Styled,
    Text,
    Work,
)
from publish.text.source import Span

T = TypeVar("T")


@cache
def _children(kind: type) -> tuple[str, ...]:
    """Return the fields in which a value of that kind may hold nodes."""
    # Spans and directions hold none; skipping them makes a walk about twice as fast.
    if not is_dataclass(kind) or issubclass(kind, Span):
        return ()
    return tuple(f.name for f in fields(kind) if f.name not in {"span", "dir", "lang", "anchor"})


@cache
def _children_reversed(kind: type) -> tuple[str, ...]:
    return _children(kind)[::-1]


def descend(value: Any) -> Iterator[Node]:
    """Yield every node in ``value``, parents before children, in reading order."""
    # A stack of its own: nested generators would hand each node up through every level.
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, tuple):
            waiting.extend(reversed(item))
            continue
        if isinstance(item, Node):
            yield item
        waiting += [getattr(item, name) for name in _children_reversed(item.__class__)]


def texts_by_language(value: Any, lang: str = "") -> Iterator[tuple[Text, str]]:
    """Yield every text in ``value`` in reading order, and its language; ``lang`` is that around."""
    waiting = [(value, lang)]
    while waiting:
        item, lang = waiting.pop()
        if isinstance(item, tuple):
            waiting.extend([(each, lang) for each in reversed(item)])
            continue
        if isinstance(item, Text):
            yield item, lang
            continue
        if isinstance(item, (Foreign, Passage, Work)):
            lang = item.lang
        waiting += [(getattr(item, name), lang) for name in _children_reversed(item.__class__)]


def rewrite(value: T, change: Callable[[Any], Any], closed: tuple[type, ...] = ()) -> T:
    """Return ``value`` rebuilt from the leaves up, each node passed through ``change``.

    ``change`` returns the node, another node, or a tuple of nodes to stand in its place.  A value
    without a changed node comes back as the same object, so ``rewrite(work, f) is work`` is true
    where ``f`` changed nothing.  Nodes of the ``closed`` kinds stay as they are, with all in them.
    """
    result: T = _rewrite(value, change, closed)
    return result


def _rewrite(value: Any, change: Callable[[Any], Any], closed: tuple[type, ...]) -> Any:
    kind = value.__class__
    if kind is str:
        return value
    if kind is tuple:
        items: list[Any] = []
        for item in value:
            new = _rewrite(item, change, closed)
            if new.__class__ is tuple and item.__class__ is not tuple:
                items.extend(new)
            else:
                items.append(new)
        same = len(items) == len(value) and all(map(is_, items, value))
        return value if same else tuple(items)
    if isinstance(value, closed):
        return value
    changed = {}
    for name in _children(kind):
        old = getattr(value, name)
        new = _rewrite(old, change, closed)
        if new is not old:
            changed[name] = new
    node = replace(value, **changed) if changed else value
    return change(node) if isinstance(node, Node) else node


def rewrite_in_language(value: T, change: Callable[[Any, str], Any], lang: str) -> T:
    """Return ``value`` rebuilt as by ``rewrite``; ``change`` gets each node with its language.

    ``lang`` is the language around ``value``.  Tuples of nodes pass through ``change`` as well,
    after their items.
    """
    result: T = _rewrite_in_language(value, change, lang)
    return result


def _rewrite_in_language(value: Any, change: Callable[[Any, str], Any], lang: str) -> Any:
    kind = value.__class__
    if kind is str:
        return value
    if kind is tuple:
        items = [_rewrite_in_language(item, change, lang) for item in value]
        same = all(map(is_, items, value))
        return change(value if same else tuple(items), lang)
    inner = value.lang if isinstance(value, (Foreign, Passage, Work)) else lang
    changed = {}
    for name in _children(kind):
        old = getattr(value, name)
        new = _rewrite_in_language(old, change, inner)
        if new is not old:
            changed[name] = new
    node = replace(value, **changed) if changed else value
    return change(node, lang) if isinstance(node, Node) else node


def inline_runs(value: Any) -> Iterator[Inlines]:
    """Yield every run of inlines in ``value`` in reading order: the words of a line or paragraph.

    The runs of a note's body are part of the run that calls it.
    """
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if not isinstance(item, tuple):
            waiting += [getattr(item, name) for name in _children_reversed(item.__class__)]
        elif item and isinstance(item[0], Inline):
            yield item
        else:
            waiting.extend(reversed(item))


OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""The character for a note call or an isolated run in the text that the bidi algorithm sees."""


def plain(inlines: Inlines) -> str:
    """Return the characters of ``inlines`` in reading order, note bodies left out."""
    return _join(inlines, is_whole=True)


def running_text(inlines: Inlines) -> str:
    """Return the characters of ``inlines`` without note calls and milestones."""
    return _join(inlines, is_whole=False)


def _join(inlines: Inlines, *, is_whole: bool) -> str:
    return "".join([_plain(node, is_whole=is_whole) for node in inlines])


def _plain(node: Inline, *, is_whole: bool) -> str:
    match node:
        case Text(text):
            return text
        case LineBreak():
            return "\n"
        case Quote(opening, closing, inlines):
            return opening + _join(inlines, is_whole=is_whole) + closing
        case Gloss(term, opening, meaning, closing):
            words = (_join(each, is_whole=is_whole) for each in (term, meaning))
            return opening.join(words) + closing
        case Styled(inlines):
            return _join(inlines, is_whole=is_whole)
        case Foreign(_, _, inlines) | Citation(_, inlines) | Link(_, inlines):
            return _join(inlines, is_whole=is_whole)
        case Note(call):
            return call if is_whole else ""
        case Milestone(_, label):
            return label if is_whole else ""
        case _:
            assert_never(node)
