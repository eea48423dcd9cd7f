"""Lines that belong to the web page a text was pasted from, not to the text."""

from __future__ import annotations

import re
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import text as rules
from publish.document.draft import Chunk, Draft
from publish.passes.headings import head_length

_LONGEST = 80

_PATTERNS = {
    # Guillemets are quotation marks as well, so there the line must not be a quotation.
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
    # Narrow on purpose: “Share your bread with the hungry” is a verse.
    "a line that asks to share or subscribe": (
        r"share(?: (?:this|on|via)\b[^.,;]{0,40})?:?|tweet(?: this)?|follow us\b[^.,;]{0,40}"
        r"|subscribe(?: (?:to|now|here|for)\b.{0,40})?|sign up (?:for|to)\b.{0,40}|like this:?"
        r"|שתפו(?: (?:ב|את)[^.,;]{0,40})?|הירשמו(?: ל[^.,;]{0,40})?|עקבו אחרינו[^.,;]{0,40}"
    ),
}
"""Lines that are not the book's, by why they are not.  Each must be the whole of a short line."""

_COMPILED = {why: re.compile(line, re.IGNORECASE) for why, line in _PATTERNS.items()}


def chrome(draft: Draft) -> Outcome[Draft]:
    """Return the draft without the site's own lines; each dropped line is told."""
    kept: list[Chunk] = []
    told: list[Diagnostic] = []

    def drop(chunk: Chunk, why: str) -> None:
        told.append(rules.DROPPED_LINE.at(chunk.span, f"line dropped: {why}"))

    for chunk in draft.chunks:
        if why := _why(chunk.text.text):
            drop(chunk, why)
        else:
            kept.append(chunk)
    head = kept[: head_length(kept)]
    for chunk, why in _repeats(head):
        drop(chunk, why)
        kept.remove(chunk)
    told.sort(key=lambda one: one.span.start)
    return Outcome(replace(draft, chunks=tuple(kept)), tuple(told))


def _why(line: str) -> str:
    if len(line) > _LONGEST:
        return ""
    return next((why for why, pattern in _COMPILED.items() if pattern.fullmatch(line)), "")


def _repeats(head: list[Chunk]) -> list[tuple[Chunk, str]]:
    """Return the lines above the text that say what a later line there says again.

    The last one stays: a page leads up to its text, and its own heading stands next to it.
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
