"""Addresses of the web in a right-to-left text, which are one piece from left to right.

An address with Hebrew in it would fall apart at the Hebrew, and its last slash would go to the
text around it.
"""

from __future__ import annotations

from collections.abc import Mapping

from publish.document.inline_ranges import Run, enclose, flat, span_of
from publish.document.model import Dir, Foreign, Inline, Inlines
from publish.passes.visitor import RunContext
from publish.text.addresses import ADDRESS
from publish.text.languages import Script


def enclose_addresses(
    inlines: Inlines, here: RunContext, languages: Mapping[Script, str]
) -> Inlines:
    """Return the run with each address of a right-to-left text in a ``Foreign``."""
    text = flat(inlines)
    if here.dir is Dir.LTR or ("://" not in text and "www." not in text):
        return inlines

    def make(nodes: Inlines, _: Run) -> Inline:
        return Foreign(languages[Script.LATIN], Dir.LTR, nodes, span=span_of(nodes))

    return enclose(inlines, [match.span() for match in ADDRESS.finditer(text)], make)
