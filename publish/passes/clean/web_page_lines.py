"""Lines of the web page from which a text was pasted, such as navigation links."""

from __future__ import annotations

import re
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import text as rules
from publish.document.draft import Chunk, Draft
from publish.passes.headings import head_length

_LONGEST = 80

_PATTERNS = {
    # Guillemets are also quotation marks, so a quotation must not match.
    "a navigation arrow": (
        r"(?:<-+|<<|←|⟵)\s*\S.*|.*\S\s*(?:-+>|>>|→|⟶)"
        r"|[«‹]\s*[^«»‹›.,;:!?]+|[^«»‹›.,;:!?]+\s*[»›]"
    ),
    "a breadcrumb": r"(?:[^/]+ / )*[^/]+ /|[^/>»]+(?: [>»›] [^/>»]+)+",
    "a link of the site": (
        r"(?:continue|keep) reading|read more|skip to (?:main )?content|back to top|home"
        r"|print(?: this page)?|download(?: pdf)?|table of contents|next|previous"
        r"|המשך(?: ל?קריאה| לקרוא)?|לקריאה נוספת|חזרה למעלה|דף הבית|הדפסה|הבא|הקודם"
    ),
    # Narrow, because “Share your bread with the hungry” is a verse.
    "a line that asks to share or subscribe": (
        r"share(?: (?:this|on|via)\b[^.,;]{0,40})?:?|tweet(?: this)?|follow us\b[^.,;]{0,40}"
        r"|subscribe(?: (?:to|now|here|for)\b.{0,40})?|sign up (?:for|to)\b.{0,40}|like this:?"
        r"|שתפו(?: (?:ב|את)[^.,;]{0,40})?|הירשמו(?: ל[^.,;]{0,40})?|עקבו אחרינו[^.,;]{0,40}"
    ),
}
"""Patterns of lines to drop, by reason; each has to match a whole short line."""

_COMPILED = {reason: re.compile(line, re.IGNORECASE) for reason, line in _PATTERNS.items()}


def drop_web_page_lines(draft: Draft) -> Outcome[Draft]:
    """Return the draft without the lines of the web page, with a diagnostic for each."""
    chunks: list[Chunk] = []
    diagnostics: list[Diagnostic] = []

    def drop(chunk: Chunk, reason: str) -> None:
        diagnostics.append(rules.DROPPED_LINE.at(chunk.span, f"line dropped: {reason}"))

    for chunk in draft.chunks:
        if reason := _find_reason(chunk.text.text):
            drop(chunk, reason)
        else:
            chunks.append(chunk)
    head = chunks[: head_length(chunks)]
    for chunk, reason in _repeats(head):
        drop(chunk, reason)
        chunks.remove(chunk)
    diagnostics.sort(key=lambda diagnostic: diagnostic.span.start)
    return Outcome(replace(draft, chunks=tuple(chunks)), tuple(diagnostics))


def _find_reason(line: str) -> str:
    if len(line) > _LONGEST:
        return ""
    return next((reason for reason, pattern in _COMPILED.items() if pattern.fullmatch(line)), "")


def _repeats(head: list[Chunk]) -> list[tuple[Chunk, str]]:
    """Return the lines of the head that a later line of the head repeats, with the reason.

    The last such line stays: on a web page the heading of the text stands next to the text.
    """
    repeats: list[tuple[Chunk, str]] = []
    for index, chunk in enumerate(head):
        line = _bare(chunk.text.text)
        rest = [_bare(later.text.text) for later in head[index + 1 :]]
        if line in rest:
            repeats.append((chunk, "the heading is repeated below"))
        elif " / " in line and any(line.endswith(later) for later in rest if later):
            repeats.append((chunk, "a breadcrumb that ends in the heading below"))
    return repeats


def _bare(line: str) -> str:
    return " ".join(line.casefold().split())
