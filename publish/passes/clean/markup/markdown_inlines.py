"""Markdown within a line: emphasis, links, code, escapes (https://spec.commonmark.org/0.31.2/).

An own scanner, because the tokens of parsers such as markdown-it-py have no offsets of the
characters within a line, and every character of a book keeps its place in the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from publish.document.draft import Chunk, MarkupKind
from publish.passes.clean.markup.edits import ChunkEdits
from publish.text.patterns import late_pattern

_TARGET = r"<[^<>\n]*>|(?:[^\s()<>]|\([^\s()]*+\))*"
_TITLE = r"(?:(?:(?<=\s)|\s++)(?:\"[^\"\n]*\"|'[^'\n]*'))?"
LINK = late_pattern(
    r"(?P<image>!?)\[(?!\^)(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*+\])*)\]"
    rf"\(\s*+(?P<target>{_TARGET}){_TITLE}\s*+\)"
)
_REFERENCE = late_pattern(r"\[(?!\^)(?P<text>[^\[\]\n]+)\](?:\[(?P<label>[^\[\]\n]*)\])?(?![(:])")
_ADDRESS = late_pattern(r"<(?P<text>(?:https?://|mailto:)[^\s<>]+)>")
_BARE_ADDRESS = late_pattern(r"(?:https?://|www\.)[^\s<>]+")
_CODE = late_pattern(r"(?<!`)(?P<marks>`+)(?!`)(?P<text>[^\n]*?[^`\n])(?P=marks)(?!`)")
_ESCAPE = late_pattern(r"\\(?P<text>[!-/:-@\[-`{-~])")
_SPECIAL = late_pattern(r"[*_`\[<\\~]")

BOLD = late_pattern(r"(?<!\*)\*\*(?=[^\s*])(?P<text>(?:[^*\n]|\*(?!\*))*?[^\s*]\*?)\*\*(?!\*)")
EMPHASIS = late_pattern(r"(?<![\w*])\*(?=[^\s*])(?P<text>[^*\n]*?(?<=[^\s*]))\*(?![\w*])")
UNDERSCORED = late_pattern(r"(?<!\w)_(?=[^\s_])(?P<text>[^_\n]*?(?<=[^\s_]))_(?!\w)")
_STYLES = (
    (re.compile(r"(?<!\*)\*(?=\*\*[^\s*])(?P<text>\*\*[^*\n]+\*\*)\*(?!\*)"), MarkupKind.EMPHASIS),
    (BOLD, MarkupKind.STRONG),
    (
        re.compile(r"(?<!\w)__(?=[^\s_])(?P<text>(?:[^_\n]|_(?!_))*?[^\s_]_?)__(?!\w)"),
        MarkupKind.STRONG,
    ),
    (EMPHASIS, MarkupKind.EMPHASIS),
    (UNDERSCORED, MarkupKind.EMPHASIS),
)
NAMES = {
    MarkupKind.STRONG: "bold passage",
    MarkupKind.EMPHASIS: "emphasis",
    MarkupKind.LINK: "link",
}
"""The names of ranges in messages."""

_EXTERNAL = late_pattern(r"(?:https?|mailto|ftp|tel):", re.IGNORECASE)

# Characters that are no markup stand in a private plane while the line is read.
_PROTECTED = {code: 0x10F000 + code for code in range(0x21, 0x7F) if not chr(code).isalnum()}
_RESTORED = {code: plain for plain, code in _PROTECTED.items()}


def is_external(target: str) -> bool:
    """Return whether a link leads out of the text, to a place that a reader can open."""
    return bool(_EXTERNAL.match(target))


def read_inlines(
    chunk: Chunk, counts: Counter[str], targets: Mapping[str, str] | None = None
) -> Chunk:
    """Return a chunk with its inline markup as ranges; ``counts`` counts them by their names.

    ``targets`` are the addresses that labels of links stand for.
    """
    if not _SPECIAL.search(chunk.text.text):
        return chunk
    chunk = _protect(chunk, _ESCAPE)
    chunk = _protect(chunk, _CODE)
    chunk = _read_links(chunk, counts, targets or {})
    chunk = _protect(chunk, _BARE_ADDRESS)
    for pattern, kind in _STYLES:
        chunk = mark_all(chunk, pattern, kind, counts)
    text = chunk.text
    return replace(chunk, text=replace(text, text=text.text.translate(_RESTORED)))


def mark_all(
    chunk: Chunk, pattern: re.Pattern[str], kind: MarkupKind, counts: Counter[str]
) -> Chunk:
    """Return a chunk with the text of each match as a range, without the characters around it."""
    edits = ChunkEdits()
    for match in pattern.finditer(chunk.text.text):
        edits.mark(match.span(), match.span("text"), kind)
        counts[NAMES[kind]] += 1
    return edits.apply(chunk) if edits.edits else chunk


def _protect(chunk: Chunk, pattern: re.Pattern[str]) -> Chunk:
    """Return a chunk with the text of each match as no markup, without the characters around it."""
    edits = ChunkEdits()
    for match in pattern.finditer(chunk.text.text):
        group = "text" if "text" in pattern.groupindex else 0
        start, end = match.span(group)
        edits.unwrap(match.span(), (start, end))
        edits.replace(start, end, match[group].translate(_PROTECTED))
    return edits.apply(chunk) if edits.edits else chunk


def _read_links(chunk: Chunk, counts: Counter[str], targets: Mapping[str, str]) -> Chunk:
    edits = ChunkEdits()
    for match in LINK.finditer(chunk.text.text):
        target = match["target"].translate(_RESTORED).strip("<>")
        _mark_link(edits, match, "" if match["image"] else target)
        counts["image" if match["image"] else "link"] += 1
    chunk = edits.apply(chunk)
    edits = ChunkEdits()
    for match in _ADDRESS.finditer(chunk.text.text):
        _mark_link(edits, match, match["text"].translate(_RESTORED))
        counts["link"] += 1
    chunk = edits.apply(chunk)
    edits = ChunkEdits()
    for match in _REFERENCE.finditer(chunk.text.text) if targets else ():
        target = targets.get((match["label"] or match["text"]).casefold())
        if target:
            _mark_link(edits, match, target)
            counts["link"] += 1
    return edits.apply(chunk)


def _mark_link(edits: ChunkEdits, match: re.Match[str], target: str) -> None:
    if is_external(target):
        edits.mark(match.span(), match.span("text"), MarkupKind.LINK, target)
    else:
        edits.unwrap(match.span(), match.span("text"))
