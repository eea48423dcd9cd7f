"""A title divided between two languages: “Chapter One — פרק ראשון”."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from publish.document.model import Inlines, Note
from publish.document.title_forms import has_sign_between, strip_signs
from publish.document.walk import plain

_JOINING = frozenset(
    "of the a an and on to for in by with from de la le les des du of von der".split()
)
"""Words after which a phrase goes on: “The Word of חסד” is a title in one language."""

_MOST = 2
"""How many times as many words one half may have as the other, where no sign is between them."""

IsOriginal = Callable[[Inlines], "bool | None"]
"""Tells whether inlines are in the language of the originals; None where they have no letters."""


def divide_title(
    title: Inlines, is_original: IsOriginal, *, default: bool
) -> tuple[Inlines, Inlines]:
    """Return the parts of a title in the language of the originals and in that of translations.

    A title is divided where it changes once from one language to the other and a dash, a colon, a
    slash, a dot or a line break is between them, or where both halves are about equally long.  The
    sign is left out.  Any other title stays whole, on the side of most of its letters; one without
    letters, such as a number, is that of originals where ``default`` is true.
    """
    sides = [None if isinstance(node, Note) else is_original((node,)) for node in title]
    places = [place for place, side in enumerate(sides) if side is not None]
    changes = [after for before, after in pairwise(places) if sides[before] is not sides[after]]
    if len(changes) == 1:
        halves = title[: changes[0]], title[changes[0] :]
        if _is_pair(*halves):
            first, second = map(strip_signs, halves)
            return (first, second) if sides[places[0]] else (second, first)
    whole = is_original(title)
    return (title, ()) if (default if whole is None else whole) else ((), title)


def _is_pair(before: Inlines, after: Inlines) -> bool:
    """Return whether two halves of a title say the same in two languages."""
    first, second = plain(before), plain(after)
    if has_sign_between(before, after):
        return True
    if not (first[-1:].isspace() or second[:1].isspace()):
        return False
    words = first.split(), second.split()
    counts = sorted(map(len, words))
    goes_on = words[0][-1].lower() in _JOINING
    return not goes_on and counts[1] <= _MOST * counts[0]
