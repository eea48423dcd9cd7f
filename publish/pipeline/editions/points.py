"""Hebrew without points and accents: letters and punctuation alone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, replace
from typing import Any, TypeVar

from publish.document.model import (
    Creator,
    Date,
    Excerpt,
    Gloss,
    Image,
    Meta,
    Milestone,
    Node,
    Note,
    Quote,
    Segment,
    Series,
    Text,
    Words,
)
from publish.document.walk import rewrite_in_language
from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.text.hebrew import LETTERS, MARKS, MARKS_AND_JOINER, PRESENTATION_FORMS, VARIKA
from publish.text.languages import primary

T = TypeVar("T")

_SPELLED_WITH_POINTS = frozenset({"yi", "ji", "yih", "ydd", "lad"})
"""Languages whose spelling has points that are no nikud: Yiddish and Ladino."""

_MARK = re.compile(f"[{MARKS}{VARIKA}]")
_MARKS = re.compile(f"(?<=[{LETTERS}])[{MARKS_AND_JOINER}{VARIKA}]+")
_FORM = re.compile(f"(?![{VARIKA}])[{PRESENTATION_FORMS}]")


@serializable
@dataclass(frozen=True, slots=True)
class PointCounts:
    """The numbers of marks that a text loses without points, and of letters that have them."""

    marks: int = 0
    letters: int = 0

    def __add__(self, other: PointCounts) -> PointCounts:
        """Return the counts of two texts together."""
        return PointCounts(self.marks + other.marks, self.letters + other.letters)


def remove_points(value: T, lang: str) -> T:
    """Return nodes without points and accents on Hebrew letters; ``lang`` is that around them.

    Maqaf, paseq, sof pasuq, geresh and gershayim stay, and so do marks that stand on no Hebrew
    letter.  Yiddish and Ladino, which are spelled with points, stay as they are.
    """
    return rewrite_in_language(value, _bare_node, lang)


def count_points(value: Any, lang: str) -> PointCounts:
    """Return the counts of the points that ``remove_points`` takes from nodes."""
    total = PointCounts()

    def change(node: Any, lang: str) -> Any:
        nonlocal total
        bare = _bare_node(node, lang)
        if bare is not node:
            for old, new in _find_changes(node, bare):
                total += _count(old, new)
        return node

    rewrite_in_language(value, change, lang)
    return total


def remove_meta_points(meta: Meta) -> Meta:
    """Return metadata without points, for title pages, contents and running heads."""
    result: Meta = _bare_meta(meta)
    return result


def bare_letters(text: str) -> str:
    """Return a text without points and accents on Hebrew letters."""
    if not _MARK.search(text) and not _FORM.search(text):
        return text
    return _MARKS.sub(_bare_run, _FORM.sub(_spell_out, text))


def _spell_out(match: re.Match[str]) -> str:
    """Return a presentation form as its letters and points; wide letters stay wide."""
    spelled = unicodedata.normalize("NFD", match.group())
    return spelled if _MARK.search(spelled) else match.group()


def _bare_run(match: re.Match[str]) -> str:
    # Joiners without a mark keep letters apart or together, and stay.
    return "" if _MARK.search(match.group()) else match.group()


def _count(old: str, new: str) -> PointCounts:
    if old == new:
        return PointCounts()
    spelled = _FORM.sub(_spell_out, old)
    runs = [run.group() for run in _MARKS.finditer(spelled) if _MARK.search(run.group())]
    return PointCounts(sum(len(_MARK.findall(run)) for run in runs), len(runs))


def _bare_node(node: Any, lang: str) -> Any:
    """Return a node whose own strings have no points."""
    if primary(lang) in _SPELLED_WITH_POINTS:
        return node
    match node:
        case Text(text):
            return _replace(node, text=bare_letters(text))
        case Quote(opening, closing):
            return _replace(node, open=bare_letters(opening), close=bare_letters(closing))
        case Gloss(_, opening, _, closing):
            return _replace(node, open=bare_letters(opening), close=bare_letters(closing))
        case Milestone(_, label):
            return _replace(node, label=bare_letters(label))
        case Note(call):
            return _replace(node, call=bare_letters(call))
        case Segment(number=number):
            return _replace(node, number=bare_letters(number))
        case Excerpt(label=label, citation=citation):
            names = [f.name for f in fields(citation) if isinstance(getattr(citation, f.name), str)]
            bare = {name: bare_letters(getattr(citation, name)) for name in names}
            changed = replace(citation, **bare)  # type: ignore[arg-type]  # strings for strings
            node = node if changed == citation else replace(node, citation=changed)
            return _replace(node, label=bare_letters(label))
        case Image(alt=alt):
            return _replace(node, alt=bare_letters(alt))
        case _:
            return node


def _replace(node: Node, **strings: str) -> Node:
    is_same = all(getattr(node, name) == text for name, text in strings.items())
    return node if is_same else replace(node, **strings)  # type: ignore[arg-type]  # strings for strings


def _find_changes(old: Node, new: Node) -> list[tuple[str, str]]:
    pairs = [(getattr(old, f.name), getattr(new, f.name)) for f in fields(old)]
    return [(a, b) for a, b in pairs if isinstance(a, str) and a != b]


def _bare_meta(value: Any) -> Any:
    """Return a value of metadata without points; identifiers and claims stay."""
    match value:
        case str():
            return bare_letters(value)
        case Words(forms):
            return Words(tuple((lang, _bare_form(lang, text)) for lang, text in forms))
        case tuple():
            return tuple(map(_bare_meta, value))
        case Meta() | Creator() | Series() | Date():
            names = [f.name for f in fields(value) if f.name not in _NOT_SHOWN]
            return replace(value, **{name: _bare_meta(getattr(value, name)) for name in names})
        case _:
            return value


_NOT_SHOWN = frozenset({"identifier", "certified", "iso", "role"})


def _bare_form(lang: str, text: str) -> str:
    return text if primary(lang) in _SPELLED_WITH_POINTS else bare_letters(text)
