"""Invisible characters and unusual spaces."""

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

# Zero-width and bidi controls, soft hyphens, byte order marks, and the characters that XML 1.0
# does not allow (https://www.w3.org/TR/xml/#charsets).  U+034F COMBINING GRAPHEME JOINER stays: it
# keeps the marks of pointed Hebrew in their order (Unicode 16, 9.1).  ZWJ and ZWNJ are removed;
# Arabic needs them, Hebrew and English do not.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_RUNS = re.compile("  +")


def clean_characters(draft: Draft) -> Outcome[Draft]:
    """Return the draft with single ordinary spaces and without invisible characters."""
    diagnostics: list[Diagnostic] = []
    chunks: list[Chunk] = []
    for chunk in draft.chunks:
        text = chunk.text
        if _INVISIBLE.search(text.text):
            diagnostics += _report(chunk, _INVISIBLE, rules.DROPPED_CHARACTER, "")
            text = text.sub(_INVISIBLE, lambda _: "")
        if _SPACES.search(text.text):
            diagnostics += _report(chunk, _SPACES, rules.REPLACED_CHARACTER, " ")
            text = text.sub(_SPACES, lambda _: " ")
        text = text.sub(_RUNS, lambda _: " ").strip()
        if text:
            kind = script(text.text)
            same = text is chunk.text and kind is chunk.script
            chunks.append(chunk if same else replace(chunk, text=text, script=kind))
    return Outcome(replace(draft, chunks=tuple(chunks)), tuple(diagnostics))


def _report(chunk: Chunk, pattern: re.Pattern[str], rule: Rule, replacement: str) -> Diagnostics:
    """Return a diagnostic for each kind of character in a line, with all its places."""
    places: dict[str, list[Span]] = defaultdict(list)
    inside = chunk.text.strip()
    for match in pattern.finditer(inside.text):
        places[match.group()].append(inside.span(match.start(), match.end()))
    action = "made a space" if replacement else "dropped"
    return tuple(
        rule.at(spans[0], f"{_name(character)} {action}", also=spans[1:]).with_fix(replacement)
        for character, spans in places.items()
    )


def _name(character: str) -> str:
    name = "TAB" if character == "\t" else unicodedata.name(character, "CONTROL CHARACTER")
    return f"U+{ord(character):04X} {name}"
