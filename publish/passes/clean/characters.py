"""Characters that a text does not need: those nobody sees, and spaces of odd kinds."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace

from publish.diagnostics import Diagnostic, Diagnostics, Outcome, Rule
from publish.diagnostics.rules import text as rules
from publish.document.draft import Chunk, Draft
from publish.text.languages import script
from publish.text.source import Span

# Zero-width and bidi controls, soft hyphens, byte order marks, and the C0 and C1 controls that
# XML 1.0 cannot carry.  U+034F COMBINING GRAPHEME JOINER is not among them: in pointed Hebrew it
# holds marks in their order (Unicode 16, 9.1).  Nor are ZWJ and ZWNJ between Arabic letters, but
# no Hebrew or English text needs them.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_RUNS = re.compile("  +")


def characters(draft: Draft) -> Outcome[Draft]:
    """Return the draft with single, ordinary spaces and no character that cannot be seen."""
    told: list[Diagnostic] = []
    chunks: list[Chunk] = []
    for chunk in draft.chunks:
        text = chunk.text
        if _INVISIBLE.search(text.text):
            told += _told(chunk, _INVISIBLE, rules.DROPPED_CHARACTER, "")
            text = text.sub(_INVISIBLE, lambda _: "")
        if _SPACES.search(text.text):
            told += _told(chunk, _SPACES, rules.REPLACED_CHARACTER, " ")
            text = text.sub(_SPACES, lambda _: " ")
        text = text.sub(_RUNS, lambda _: " ").strip()
        if text:
            chunks.append(replace(chunk, text=text, script=script(text.text)))
    return Outcome(replace(draft, chunks=tuple(chunks)), tuple(told))


def _told(chunk: Chunk, pattern: re.Pattern[str], rule: Rule, instead: str) -> Diagnostics:
    """Say each kind of character once a line: a page full of no-break spaces is one mishap."""
    places: dict[str, list[Span]] = defaultdict(list)
    inside = chunk.text.strip()
    for match in pattern.finditer(inside.text):
        places[match.group()].append(inside.span(match.start(), match.end()))
    done = "made a space" if instead else "dropped"
    return tuple(
        rule.at(spans[0], f"{_name(character)} {done}", also=spans[1:]).with_fix(instead)
        for character, spans in places.items()
    )


def _name(character: str) -> str:
    name = "TAB" if character == "\t" else unicodedata.name(character, "CONTROL CHARACTER")
    return f"U+{ord(character):04X} {name}"
