"""Isolates of the text, which keep the effect of direction marks, as nodes of the model.

The pass ``clean`` puts them where a mark of the author changes the order of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from publish.document.inline_ranges import Run, cut, enclose, flat, inner, span_of
from publish.document.model import Dir, Foreign, Inline, Inlines, Text
from publish.document.walk import OBJECT
from publish.passes.visitor import RunContext
from publish.text.languages import Script, home, script

_OPENING = {"\u2066": Dir.LTR, "\u2067": Dir.RTL}
_ISOLATE = re.compile("[\u2066-\u2069]")
_POP = "\u2069"


def enclose_isolates(
    inlines: Inlines, here: RunContext, languages: Mapping[Script, str]
) -> Inlines:
    """Return the run with each isolate in a ``Foreign``, without the isolates themselves.

    ``languages`` has the language tag of each script; an isolate without letters has the language
    around it.
    """
    text = flat(inlines)
    if not _ISOLATE.search(text):
        return inlines

    def make(nodes: Inlines, run: Run) -> Inline:
        content = cut(nodes, 1, run[1] - run[0] - 1)
        kind = script(flat(content))
        lang = here.lang if kind in (Script.NONE, home(here.lang)) else languages[kind]
        return Foreign(lang, _OPENING[text[run[0]]], content, span=span_of(content))

    return tuple(_strip_isolates(enclose(inlines, list(_outermost(text)), make)))


def outside_isolates(text: str) -> str:
    """Return a text with one ``OBJECT`` for each outermost isolate, as for a ``Foreign``."""
    parts: list[str] = []
    position = 0
    for start, end in _outermost(text):
        parts += (text[position:start], OBJECT)
        position = end
    return "".join((*parts, text[position:])) if parts else text


def _outermost(text: str) -> Iterator[Run]:
    """Yield the range of each isolate that is not inside another and holds something."""
    open_isolates: list[int] = []
    for match in _ISOLATE.finditer(text):
        if match[0] != _POP:
            open_isolates.append(match.start())
        elif open_isolates:
            start = open_isolates.pop()
            if not open_isolates and match.end() - start > len("\u2066\u2069"):
                yield start, match.end()


def _strip_isolates(inlines: Inlines) -> Iterator[Inline]:
    """Yield the inlines without unpaired isolates; a ``Foreign`` may have isolates of its own."""
    for node in inlines:
        if isinstance(node, Text):
            yield (
                replace(node, text=_ISOLATE.sub("", node.text))
                if _ISOLATE.search(node.text)
                else node
            )
            continue
        fields: dict[str, Any] = {
            name: tuple(_strip_isolates(inside)) for _, name, inside in inner(node)
        }
        yield replace(node, **fields) if fields else node
