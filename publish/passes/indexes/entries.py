"""The entries of each index, in the order of the index."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from functools import partial
from itertools import chain
from typing import TypeAlias, TypeVar

from publish.document.model import (
    Citation,
    Entry,
    Excerpt,
    Gloss,
    Inlines,
    Passage,
    Place,
    Quote,
    Reference,
    Segment,
    SourceCitation,
    Text,
    Work,
)
from publish.document.walk import descend, plain
from publish.facts import order
from publish.facts.codex import VerseNumber, from_english
from publish.passes.indexes import hebrew
from publish.passes.indexes.anchors import places
from publish.passes.indexes.headwords import group_terms, headword, letters_of, sort_key
from publish.text.languages import primary

K = TypeVar("K", bound=Hashable)


def glossary(work: Work) -> tuple[Entry, ...]:
    """Return an entry for each word, with its meanings and places, in alphabetical order."""
    glosses = [(node, place) for node, place in places(work) if isinstance(node, Gloss)]
    words = group_terms(glosses, _term_text, _meaning_text, work.lang)
    return tuple(map(_term, words))


_Occurrence: TypeAlias = tuple[Gloss, Place]


def _term_text(occurrence: _Occurrence) -> str:
    return plain(occurrence[0].term)


def _meaning_text(occurrence: _Occurrence) -> str:
    return plain(occurrence[0].meaning)


def _term(occurrences: Sequence[_Occurrence]) -> Entry:
    meanings: dict[str, Inlines] = {}
    for gloss, _ in occurrences:
        meanings.setdefault(letters_of(plain(gloss.meaning)), gloss.meaning)
    parts: list[Inlines] = []
    for meaning in meanings.values():
        parts += [(Text("; "),)] if parts else []
        parts.append(meaning)
    meaning = tuple(node for inlines in parts for node in inlines)
    term = headword([*map(_term_text, occurrences)])
    first = next(gloss for gloss, _ in occurrences if plain(gloss.term) == term)
    return Entry(first.term, meaning, tuple(place for _, place in occurrences), span=first.span)


def sources(work: Work) -> tuple[Entry, ...]:
    """Return an entry for each author, with entries for the sources of the excerpts under it."""
    authors: dict[str, dict[str, tuple[Excerpt, list[Place]]]] = {}
    for node, place in places(work):
        if isinstance(node, Excerpt) and node.citation.author:
            source = _source(node.citation)
            under = authors.setdefault(node.citation.author, {})
            under.setdefault(source, (node, []))[1].append(place)
    return tuple(
        Entry((Text(author),), under=_under(authors[author]))
        for author in sorted(authors, key=partial(sort_key, lang=work.lang))
    )


def _under(excerpts: dict[str, tuple[Excerpt, list[Place]]]) -> tuple[Entry, ...]:
    def key(item: tuple[str, tuple[Excerpt, list[Place]]]) -> tuple[str, str, int, int]:
        citation = item[1][0].citation
        return (
            citation.collection or "",
            citation.kind or "",
            citation.year or 0,
            citation.number or 0,
        )

    return tuple(
        Entry(_line(excerpt.citation, source), places=tuple(where), span=excerpt.span)
        for source, (excerpt, where) in sorted(excerpts.items(), key=key)
    )


def _source(citation: SourceCitation) -> str:
    """Return the text of a source line without the author and the title."""
    kind = " ".join(str(part) for part in (citation.kind, citation.number) if part is not None)
    year = f"({citation.year})" if citation.year else ""
    return ", ".join(part for part in (citation.collection, f"{kind} {year}".strip()) if part)


def _line(citation: SourceCitation, source: str) -> Inlines:
    if not citation.title:
        return (Text(source or "—"),)
    title = Quote("", "", (Text(citation.title),))
    return (Text(f"{source}, "), title) if source else (title,)


def references(work: Work) -> tuple[Entry, ...]:
    """Return an entry for each work in traditional order, with an entry for each locus under it.

    A verse that a segment names in both numberings has that of Jewish editions.
    """
    works: dict[str, dict[Reference, list[Place]]] = {}
    renumbered = dict(_find_renumbered(work))
    for node, place in places(work):
        if isinstance(node, Citation):
            for target in (renumbered.get(node.anchor, node.target), *node.also):
                works.setdefault(target.work, {}).setdefault(target, []).append(place)
    ranks = order()
    in_hebrew = primary(work.lang) == "he"
    return tuple(
        Entry(
            (Text(hebrew.translate_name(name) if in_hebrew else name),),
            under=_loci(targets, in_hebrew),
        )
        for name, targets in sorted(
            works.items(), key=lambda item: (ranks.get(item[0], len(ranks)), item[0])
        )
    )


def _find_renumbered(work: Work) -> Iterator[tuple[str, Reference]]:
    """Yield the anchors of citations in segments that name a verse there by its English number."""
    for segment in descend(work.sections):
        if isinstance(segment, Segment):
            passages = [_list_citations(each) for each in (segment.original, *segment.translations)]
            for number, cited in enumerate(passages):
                others = {
                    node.target for node in chain(*passages[:number], *passages[number + 1 :])
                }
                yield from _find_english(cited, others)


def _list_citations(passage: Passage) -> list[Citation]:
    return [node for node in descend(passage) if isinstance(node, Citation)]


def _find_english(
    cited: Sequence[Citation], others: Set[Reference]
) -> Iterator[tuple[str, Reference]]:
    """Yield the anchors of citations with the references of ``others`` to the same verses.

    A passage has English numbers if one of its references is none of the others, as it stands.
    """
    pairs = [(node, _from_english(node.target)) for node in cited]
    pairs = [(node, other) for node, other in pairs if other != node.target and other in others]
    if any(node.target not in others for node, _ in pairs):
        yield from ((node.anchor, other) for node, other in pairs)


def _from_english(reference: Reference) -> Reference:
    """Return the reference to a verse of an English Bible with the numbers of Jewish editions."""
    match reference.locus:
        case (chapter, verse) if chapter.isdecimal() and verse.isdecimal():
            number = from_english(VerseNumber(reference.work, int(chapter), int(verse)))
            return Reference(number.book, (str(number.chapter), str(number.verse)))
        case _:
            return reference


def _loci(targets: dict[Reference, list[Place]], in_hebrew: bool) -> tuple[Entry, ...]:
    format_locus = hebrew.format_locus if in_hebrew else ":".join
    return tuple(
        Entry((Text(format_locus(target.locus)),), places=tuple(targets[target]))
        for target in sorted(targets, key=lambda target: _numbers(target.locus))
    )


def _numbers(locus: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts 2b before 10a, and 4:9 before 4:31."""
    key = []
    for part in locus:
        digits = re.match(r"\d*", part)
        number = int(digits.group()) if digits and digits.group() else 0
        key.append((number, part))
    return tuple(key)
