"""Initials: the first word, or its first letter, of a text under a heading or a rubric."""

from __future__ import annotations

import re

from markupsafe import Markup

from publish.config.design import Initials

_TAG = re.compile(r"<(?P<end>/?)(?P<name>\w+)\b(?P<rest>[^<>]*?)(?P<empty>/?)>")
_CLASS = re.compile(r'\bclass="([^"]*)"')
_WORD = re.compile(
    r"(?P<opening>[“„‘’”״\"'(\[]*)(?P<letter>[^\W\d_][\u0300-\u036f\u0591-\u05c7]*)"
    r"[^\s<\u05be]*"
)
_MARK = re.compile(r'<span class="milestone segment-mark"[^>]*></span>')
_NUMBER = re.compile(
    r'<span class="(?:verse-number|segment-label|milestone)[^>]*>(?:<span[^>]*>)?[^<]*</span>'
    r'(?:</span>)?(?:<span class="after-label">[^<]*</span>)?(?:[\s\u2060]|&#x2060;)*'
)
_POINT = re.compile("[\u0591-\u05c7]")
_HEBREW = re.compile("[\u05d0-\u05ea]")

_AROUND = frozenset({"segment", "pair", "side", "original", "text", "heads"})
"""The classes of the containers, beside sections, in which a paragraph begins a text."""

_LONGEST_DROP = 5
"""Letters of the longest Hebrew word that is set over two lines."""

_HEADINGS = frozenset({"h1", "h2"})
_LOW_HEADINGS = frozenset({"h3", "h4", "h5", "h6"})
"""Headings of short sections, whose texts have no initials."""

_WITHOUT = frozenset({"dedication", "epigraph"})
"""The classes of sections that have no initials."""


def mark_initials(markup: Markup, initials: Initials | None) -> Markup:
    """Return the markup of a section with its initials in elements of the class ``initial``.

    A drop is the first letter in Latin, and the first word in Hebrew, which sets no letter apart
    from its word; it has the class ``drop``, and ``pointed`` if it has points.  No character is
    added, and paragraphs that begin with an element other than a number have no initial.
    """
    if initials in {None, Initials.NONE}:
        return markup
    pieces: list[str] = []
    done = 0
    around: list[str] = []
    pending = False
    for tag in _TAG.finditer(markup):
        name, is_end = tag["name"], tag["end"] == "/"
        if name in _HEADINGS:
            pending = is_end or pending
        elif name in _LOW_HEADINGS:
            pending = False
        elif name == "p" and not is_end and "commentary" not in around:
            if pending and all(map(_begins_text, around)):
                initial = _find_initial(markup, tag.end(), drop=initials is Initials.DROP)
                if initial:
                    (start, end), kind = initial
                    word = f'<span class="{kind}">{markup[start:end]}</span>'
                    pieces += (markup[done:start], word)
                    done = end
                pending = False
        elif name in {"section", "div", "blockquote", "li", "td", "aside"}:
            if is_end:
                pending = "rubric" in around[-1:] or pending
                del around[-1:]
            elif not tag["empty"]:
                attribute = _CLASS.search(tag["rest"])
                classes = attribute[1] if attribute else name
                begins = name == "section" and classes not in _WITHOUT
                around.append("" if begins else classes)
                pending = pending or begins
    return Markup("".join((*pieces, markup[done:])))  # safe: only spans are added


def _begins_text(classes: str) -> bool:
    """Return whether a paragraph in a container of these classes may begin a text."""
    return not classes or not _AROUND.isdisjoint(classes.split())


def _find_initial(markup: str, start: int, *, drop: bool) -> tuple[tuple[int, int], str] | None:
    """Return the range and the classes of the initial of a paragraph; None before an element."""
    if markup.startswith("<span>", start):  # a line of verse
        start += len("<span>")
    if mark := _MARK.match(markup, start):
        start = mark.end()
    first = start
    while number := _NUMBER.match(markup, start):
        start = number.end()
    has_number = start > first
    word = _WORD.match(markup, start)
    if word is None:
        return None
    if not drop or has_number:
        return word.span(), "initial"
    if not _HEBREW.match(word["letter"]):
        return (word.start(), word.end("letter")), "initial drop"
    letters = len(_HEBREW.findall(word[0]))
    if letters > _LONGEST_DROP:
        return word.span(), "initial"
    return word.span(), "initial drop pointed" if _POINT.search(word[0]) else "initial drop"
