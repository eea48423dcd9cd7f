"""What the package says of the book: Dublin Core, EPUB's refinements, schema.org's terms."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from datetime import date

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules.epub import UNUSABLE_DATE
from publish.document import walk
from publish.document.model import Creator, Date, Foreign, Meta, Passage, Words, Work, direction
from publish.writers.epub.package import XML_LANG, Datum, dc, meta, refine
from publish.writers.strings import wording

_OURS = uuid.UUID("6f1f0d0b-4d0e-5b6e-9f3b-8a3d5a0c7c11")
"""The name space of the identifiers made here; another one would rename every book."""

_ARTICLE = re.compile(r"^(A|An|The) (?=\S)")
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89])?\d{9}[\dX]")


def forms(words: Words, lang: str) -> tuple[tuple[str, str], ...]:
    """Return every (language, text) of ``words``, the one to show in a book of ``lang`` first."""
    return tuple(sorted(words.forms, key=lambda form: form[0] != lang))


def identifier(work: Work, edition: str = "") -> str:
    """Return the book's identifier: the same for as long as what names the book is the same.

    An ``edition`` beside the book's own has another: https://www.w3.org/TR/epub-33/#sec-opf-dcidentifier
    """
    about = work.meta
    if _is_uuid(about.identifier):
        given = str(about.identifier)
        return uuid.uuid5(uuid.UUID(given), edition).urn if edition else given
    names = [form for creator in about.creators for form in creator.name.forms]
    facts = (
        [about.identifier]
        if about.identifier
        else [about.title.forms, names, about.event.forms, about.date and about.date.iso]
    )
    facts += [edition] if edition else []
    return uuid.uuid5(_OURS, json.dumps([work.lang, *facts], ensure_ascii=False)).urn


def _is_uuid(given: str | None) -> bool:
    return bool(given and _UUID.fullmatch(given))


def shown_identifier(about: Meta) -> str | None:
    """Return the identifier a person gave for people to read, which a UUID is not."""
    return None if _is_uuid(about.identifier) else about.identifier


def languages(work: Work) -> tuple[str, ...]:
    """Return the languages of the book, its own first, the others as they are met."""
    met = (n.lang for n in walk.descend(work) if isinstance(n, Passage | Foreign))
    return tuple(dict.fromkeys([work.lang, *met]))


def describe(work: Work) -> Outcome[tuple[Datum, ...]]:
    """Return all that is said of ``work``; the unique identifier is the container's to say."""
    about = work.meta
    said: list[Diagnostic] = []
    data = [
        *_titles(about, work.lang),
        *(dc("language", lang) for lang in languages(work)),
        *_creators(about.creators, work.lang),
        *_date(about.date, said),
    ]
    given = shown_identifier(about)
    if given:
        data.append(dc("identifier", _scheme(given), id="given"))
    if about.publisher:
        data.append(dc("publisher", about.publisher))
    if about.rights:
        data.append(dc("rights", about.rights))
    data += _event(about, work.lang)
    data += _series(about, work.lang)
    data += _access(work.lang)
    return Outcome(tuple(data), tuple(said))


def _in(lang: str) -> dict[str, str]:
    return {XML_LANG: lang}


def _spoken(lang: str) -> dict[str, str]:
    return {XML_LANG: lang, "dir": direction(lang).value}


def _titles(about: Meta, lang: str) -> Iterator[Datum]:
    for kind, words in (("main", about.title), ("subtitle", about.subtitle)):
        if not words:
            continue
        (first, text), *others = forms(words, lang)
        yield dc("title", text, id=kind, **_spoken(first))
        yield refine(kind, "title-type", kind)
        article = _ARTICLE.match(text)
        if kind == "main" and first.startswith("en") and article:
            yield refine(kind, "file-as", f"{text[article.end() :]}, {article.group(1)}")
        yield from _other_scripts(kind, others)


def _other_scripts(what: str, others: list[tuple[str, str]]) -> Iterator[Datum]:
    for lang, text in others:
        yield refine(what, "alternate-script", text, **_spoken(lang))


def _creators(creators: tuple[Creator, ...], lang: str) -> Iterator[Datum]:
    named = [creator for creator in creators if creator.name]
    authored = any(creator.role == "aut" for creator in named)
    for place, creator in enumerate(named, start=1):
        # Reading systems list creators as authors; without an author, the editor is the creator.
        name = "contributor" if authored and creator.role != "aut" else "creator"
        what = f"{name}-{place}"
        (first, text), *others = forms(creator.name, lang)
        yield dc(name, text, id=what, **_spoken(first))
        yield refine(what, "role", creator.role, scheme="marc:relators")
        # Said as it stands, or shelves would invert what is no first name and surname.
        yield refine(what, "file-as", text)
        yield from _other_scripts(what, others)


def _date(given: Date | None, said: list[Diagnostic]) -> Iterator[Datum]:
    if given is None:
        return
    if _in_calendar(given.iso):
        yield dc("date", given.iso)
    else:
        said.append(UNUSABLE_DATE.anywhere(f"“{given.iso}” is not a date of the calendar"))


def _in_calendar(iso: str) -> bool:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", iso):
        return False
    try:
        date.fromisoformat(iso + "-01" * (2 - iso.count("-")))
    except ValueError:
        return False
    return True


def _scheme(given: str) -> str:
    """Return an ISBN as the URN it is, and any other identifier as it was given."""
    digits = re.sub(r"(?i)^(urn:)?isbn:?|[\s-]", "", given)
    return f"urn:isbn:{digits}" if _ISBN.fullmatch(digits) else given


def _event(about: Meta, lang: str) -> Iterator[Datum]:
    if about.event:
        (first, _), *_ = forms(about.event, lang)
        parts = [about.event.in_(lang), about.event_theme.in_(lang)]
        if about.date:
            parts.append(about.date.given)
        yield dc("description", " · ".join(filter(None, parts)), **_spoken(first))


def _series(about: Meta, lang: str) -> Iterator[Datum]:
    if about.series is None or not about.series.name:
        return
    (first, name), *others = forms(about.series.name, lang)
    yield meta("belongs-to-collection", name, id="series", **_spoken(first))
    yield refine("series", "collection-type", "series")
    if about.series.position is not None:
        yield refine("series", "group-position", str(about.series.position))
    yield from _other_scripts("series", others)


def _access(lang: str) -> Iterator[Datum]:
    # Only what is always so.  dcterms:conformsTo would say that a person evaluated this book.
    yield meta("schema:accessMode", "textual")
    yield meta("schema:accessModeSufficient", "textual")
    for feature in (
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "unlocked",
    ):
        yield meta("schema:accessibilityFeature", feature)
    yield meta("schema:accessibilityHazard", "none")
    own = wording(lang)
    yield meta("schema:accessibilitySummary", own.accessibility, **_in(own.lang))
