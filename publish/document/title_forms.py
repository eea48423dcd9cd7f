"""The forms of a title that stands on one line in several languages: ``Light · אור``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from publish.document.model import Foreign, Inline, Inlines, LineBreak, Note, Text, direction
from publish.document.walk import plain
from publish.text.languages import best_match

BETWEEN_FORMS = " · "
"""The characters that the program writes between two forms of a title."""

_ENDS_FORM = re.compile(r"[:/|·•–—\n]|\s-")
_BEGINS_FORM = re.compile(r"\s*(?:[:/|·•–—\n]|-\s)")
_SIGNS = ":/|·•–—-, \u00a0\n"
"""Signs and spaces between two forms of a title."""


def title_forms(title: Inlines, lang: str) -> tuple[tuple[str, Inlines], ...]:
    """Return each language of a title in a text in ``lang``, with the words in that language.

    Forms are told by a sign or a line break between them; a phrase in another language within a
    title is a part of that title.
    """
    if not title:
        return ()
    runs = _language_runs(title, lang)
    words = [(tag, run) for tag, run in runs if any(map(str.isalpha, plain(tuple(run))))]
    tags = [tag for tag, _ in words]
    if len(runs) == 1:
        return ((runs[0][0], tuple(runs[0][1])),)
    if len(set(tags)) < max(2, len(tags)) or not _are_apart(runs):
        return ((lang, title),)
    return tuple((tag, strip_signs(run)) for tag, run in words)


def choose_forms(title: Inlines, lang: str, languages: Sequence[str]) -> Inlines:
    """Return a title in those of its forms whose languages are wanted, as many as it has.

    They stand in the order of ``languages``; a title in none of them, or in one form, is returned
    as it is.
    """
    forms = title_forms(title, lang)
    if len(forms) < 2:
        return title
    wanted = [best_match(tag, dict(forms)) for tag in languages]
    chosen = [form for tag in dict.fromkeys(wanted) for form in forms if form[0] == tag]
    return join_forms(chosen, lang) or title


def join_forms(forms: Sequence[tuple[str, Inlines]], lang: str) -> Inlines:
    """Return forms as one title of a text in ``lang``."""
    joined: list[Inline] = []
    for tag, inlines in forms:
        if joined:
            joined.append(Text(BETWEEN_FORMS, span=inlines[0].span))
        if tag == lang:
            joined += inlines
        else:
            joined.append(Foreign(tag, direction(tag), inlines, span=inlines[0].span))
    return tuple(joined)


def _language_runs(title: Inlines, lang: str) -> list[tuple[str, list[Inline]]]:
    """Return the parts of a title that change its language, each with the words in it."""
    runs: list[tuple[str, list[Inline]]] = []
    for node in title:
        tag: str = lang
        inner: Inlines = (node,)
        if isinstance(node, Foreign) and node.lang != lang:
            tag, inner = node.lang, node.inlines
        if runs and (runs[-1][0] == tag or isinstance(node, Note)):
            runs[-1][1].extend(inner)
        else:
            runs.append((tag, list(inner)))
    return runs


def _are_apart(runs: list[tuple[str, list[Inline]]]) -> bool:
    """Return whether a sign or a line break stands at each change of the language."""
    return all(has_sign_between(before, after) for (_, before), (_, after) in pairwise(runs))


def has_sign_between(before: Sequence[Inline], after: Sequence[Inline]) -> bool:
    """Return whether a sign or a line break ends the first inlines, or begins the second."""
    first, second = plain(tuple(before)), plain(tuple(after))
    words = first.rstrip()
    if "\n" in first[len(words) :] or _ENDS_FORM.match(words, max(0, len(words) - 1)):
        return True
    return bool(_ENDS_FORM.fullmatch(words[-2:]) or _BEGINS_FORM.match(second))


def strip_signs(form: Sequence[Inline]) -> Inlines:
    """Return the words of a form without the signs, spaces and line breaks around them."""
    nodes = list(form)
    while nodes and isinstance(nodes[0], Text | LineBreak):
        first = nodes.pop(0)
        if isinstance(first, Text) and (text := first.text.lstrip(_SIGNS)):
            nodes.insert(0, replace(first, text=text))
            break
    while nodes and isinstance(nodes[-1], Text | LineBreak):
        last = nodes.pop()
        if isinstance(last, Text) and (text := last.text.rstrip(_SIGNS)):
            nodes.append(replace(last, text=text))
            break
    return tuple(nodes)
