"""Addresses of the web and of mail, which are one piece from left to right.

An address with Hebrew in it would fall apart at the Hebrew or join the Hebrew beside it, and its
last slash would go to a right-to-left text around it.
"""

from __future__ import annotations

from collections.abc import Mapping

from publish.document.inline_ranges import Run, enclose, flat, span_of
from publish.document.model import Dir, Foreign, Inline, Inlines
from publish.passes.visitor import RunContext
from publish.text.addresses import find_addresses
from publish.text.languages import HEBREW, Script, home


def enclose_addresses(
    inlines: Inlines, here: RunContext, languages: Mapping[Script, str]
) -> Inlines:
    """Return the run with each address in a ``Foreign``.

    In a left-to-right text these are addresses with Hebrew in them that are not the whole text.
    """
    text = flat(inlines)
    runs = find_addresses(text)
    is_ltr = here.dir is Dir.LTR
    if is_ltr:
        runs = [run for run in runs if HEBREW.search(text, *run) and run != (0, len(text))]
    is_own = home(here.lang) is Script.LATIN
    lang = here.lang if is_ltr and is_own else languages[Script.LATIN]

    def make(nodes: Inlines, _: Run) -> Inline:
        return Foreign(lang, Dir.LTR, nodes, span=span_of(nodes))

    return enclose(inlines, runs, make)
