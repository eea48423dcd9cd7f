"""The lines of each index, in the order in which a reader looks for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable
from typing import TypeVar

from publish.document.model import (
    Citation,
    Entry,
    Excerpt,
    Gloss,
    Inlines,
    Place,
    Quote,
    Reference,
    SourceCitation,
    Text,
    Work,
)
from publish.document.walk import plain
from publish.facts import order
from publish.passes.indexes import hebrew
from publish.passes.indexes.anchors import places
from publish.text.hebrew import LATIN_MARKS, MARKS_AND_PUNCTUATION
from publish.text.languages import primary

K = TypeVar("K", bound=Hashable)


def glossary(work: Work) -> tuple[Entry, ...]:
    """Return an entry for each term, with every meaning the text gives it and where."""
    terms: dict[str, list[tuple[Gloss, Place]]] = {}
    for node, place in places(work):
        if isinstance(node, Gloss):
            terms.setdefault(_key(plain(node.term)), []).append((node, place))
    return tuple(_term(terms[key]) for key in sorted(terms))


def _term(found: list[tuple[Gloss, Place]]) -> Entry:
    meanings: dict[str, Inlines] = {}
    for gloss, _ in found:
        meanings.setdefault(_key(plain(gloss.meaning)), gloss.meaning)
    joined: list[Inlines] = []
    for meaning in meanings.values():
        joined += [(Text("; "),)] if joined else []
        joined.append(meaning)
    meaning = tuple(node for inlines in joined for node in inlines)
    first = found[0][0]
    return Entry(first.term, meaning, tuple(place for _, place in found), span=first.span)


def sources(work: Work) -> tuple[Entry, ...]:
    """Return an entry for each author, with what the excerpts take from that author under it."""
    authors: dict[str, dict[str, tuple[Excerpt, list[Place]]]] = {}
    for node, place in places(work):
        if isinstance(node, Excerpt) and node.citation.author:
            source = _source(node.citation)
            under = authors.setdefault(node.citation.author, {})
            under.setdefault(source, (node, []))[1].append(place)
    return tuple(
        Entry((Text(author),), under=_under(authors[author]))
        for author in sorted(authors, key=_key)
    )


def _under(found: dict[str, tuple[Excerpt, list[Place]]]) -> tuple[Entry, ...]:
    def key(item: tuple[str, tuple[Excerpt, list[Place]]]) -> tuple[str, str, int, int]:
        said = item[1][0].citation
        return said.collection or "", said.kind or "", said.year or 0, said.number or 0

    return tuple(
        Entry(_line(excerpt.citation, source), places=tuple(where), span=excerpt.span)
        for source, (excerpt, where) in sorted(found.items(), key=key)
    )


def _source(said: SourceCitation) -> str:
    """Return what a source line says of the work, without the author and the title."""
    kind = " ".join(str(part) for part in (said.kind, said.number) if part is not None)
    year = f"({said.year})" if said.year else ""
    return ", ".join(part for part in (said.collection, f"{kind} {year}".strip()) if part)


def _line(said: SourceCitation, source: str) -> Inlines:
    if not said.title:
        return (Text(source or "—"),)
    title = Quote("", "", (Text(said.title),))
    return (Text(f"{source}, "), title) if source else (title,)


def references(work: Work) -> tuple[Entry, ...]:
    """Return an entry for each work referred to, in its traditional order, places under it."""
    works: dict[str, dict[Reference, list[Place]]] = {}
    for node, place in places(work):
        if isinstance(node, Citation):
            works.setdefault(node.target.work, {}).setdefault(node.target, []).append(place)
    known = order()
    in_hebrew = primary(work.lang) == "he"
    return tuple(
        Entry((Text(hebrew.name(name) if in_hebrew else name),), under=_loci(found, in_hebrew))
        for name, found in sorted(
            works.items(), key=lambda item: (known.get(item[0], len(known)), item[0])
        )
    )


def _loci(found: dict[Reference, list[Place]], in_hebrew: bool) -> tuple[Entry, ...]:
    write = hebrew.locus if in_hebrew else ":".join
    return tuple(
        Entry((Text(write(target.locus)),), places=tuple(found[target]))
        for target in sorted(found, key=lambda target: _numbers(target.locus))
    )


def _numbers(locus: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts 2b before 10a, and 4:9 before 4:31."""
    key = []
    for part in locus:
        digits = re.match(r"\d*", part)
        number = int(digits.group()) if digits and digits.group() else 0
        key.append((number, part))
    return tuple(key)


_MARKS = re.compile(f"[{LATIN_MARKS}{MARKS_AND_PUNCTUATION}]")


def _key(text: str) -> str:
    """Return what a term is sorted and compared by: its letters, without marks and capitals."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return re.sub(r"[^\w\s]", "", bare).strip()
