"""Package metadata: Dublin Core, EPUB refinements, and schema.org accessibility properties."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from datetime import date

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules.epub import UNUSABLE_DATE
from publish.document import walk
from publish.document.model import Creator, Foreign, Image, Meta, Passage, Work
from publish.text.languages import direction, primary
from publish.writers.epub.options import EpubOptions
from publish.writers.epub.package import XML_LANG, MetadataEntry, dc, legacy_meta, meta, refine
from publish.writers.strings import book_strings

_NAMESPACE = uuid.UUID("6f1f0d0b-4d0e-5b6e-9f3b-8a3d5a0c7c11")
"""The namespace of derived identifiers; changing it would rename every book."""

COVER_IMAGE = "cover-image"
"""The id of the picture of the cover in the manifest."""

_ARTICLE = re.compile(r"^(A|An|The) (?=\S)")
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89])?\d{9}[\dX]")


def identifier(work: Work, edition: str = "") -> str:
    """Return the unique identifier of a book, derived from its own identifier or its title.

    Each ``edition`` has its own (https://www.w3.org/TR/epub-33/#sec-opf-dcidentifier).
    """
    about = work.meta
    if _is_uuid(about.identifier):
        own = str(about.identifier)
        return uuid.uuid5(uuid.UUID(own), edition).urn if edition else own
    names = [form for creator in about.creators for form in creator.name.forms]
    facts = (
        [about.identifier]
        if about.identifier
        else [about.title.forms, names, about.event.forms, about.date and about.date.iso]
    )
    facts += [edition] if edition else []
    return uuid.uuid5(_NAMESPACE, json.dumps([work.lang, *facts], ensure_ascii=False)).urn


def _is_uuid(text: str | None) -> bool:
    return bool(text and _UUID.fullmatch(text))


def display_identifier(about: Meta) -> str | None:
    """Return the identifier from the settings, unless it is a UUID, which is not for readers."""
    return None if _is_uuid(about.identifier) else about.identifier


def languages(work: Work) -> tuple[str, ...]:
    """Return the languages of the book: its own first, others in the order of appearance."""
    others = (n.lang for n in walk.descend(work) if isinstance(n, Passage | Foreign))
    return tuple(dict.fromkeys([work.lang, *others]))


def describe(
    work: Work, options: EpubOptions = EpubOptions()
) -> Outcome[tuple[MetadataEntry, ...]]:
    """Return the metadata of ``work``; the unique identifier is added by the container."""
    about = work.meta
    entries = [
        *_titles(about, work.lang),
        *(dc("language", lang) for lang in languages(work)),
        *_creators(about.creators, work.lang),
    ]
    diagnostics: tuple[Diagnostic, ...] = ()
    if about.date and _is_calendar_date(about.date.iso):
        entries.append(dc("date", about.date.iso))
    elif about.date:
        message = f"“{about.date.iso or about.date.given}” is not a date of the calendar"
        diagnostics = (UNUSABLE_DATE.anywhere(message),)
    own_identifier = display_identifier(about)
    if own_identifier:
        entries.append(dc("identifier", _with_scheme(own_identifier), id="given"))
    if about.publisher:
        entries.append(dc("publisher", about.publisher))
    if about.rights:
        entries.append(dc("rights", about.rights))
    entries += _event(about, work.lang)
    entries += _series(about, work.lang)
    has_pictures = bool(options.cover) or any(
        isinstance(node, Image) and node.resource for node in walk.descend(work.sections)
    )
    entries += _accessibility(work.lang, has_pictures=has_pictures)
    if options.cover:
        entries.append(legacy_meta("cover", COVER_IMAGE))
    return Outcome(tuple(entries), diagnostics)


def _lang_and_dir(lang: str) -> dict[str, str]:
    return {XML_LANG: lang, "dir": direction(lang).value}


def _titles(about: Meta, lang: str) -> Iterator[MetadataEntry]:
    for kind, words in (("main", about.title), ("subtitle", about.subtitle)):
        if not words:
            continue
        (first, text), *others = words.in_order(lang)
        yield dc("title", text, id=kind, **_lang_and_dir(first))
        yield refine(kind, "title-type", kind)
        article = _ARTICLE.match(text)
        if kind == "main" and primary(first) == "en" and article:
            yield refine(kind, "file-as", f"{text[article.end() :]}, {article.group(1)}")
        yield from _alternate_scripts(kind, others)


def _alternate_scripts(target_id: str, forms: list[tuple[str, str]]) -> Iterator[MetadataEntry]:
    for lang, text in forms:
        yield refine(target_id, "alternate-script", text, **_lang_and_dir(lang))


def _creators(creators: tuple[Creator, ...], lang: str) -> Iterator[MetadataEntry]:
    creators = tuple(creator for creator in creators if creator.name)
    has_author = any(creator.role == "aut" for creator in creators)
    for number, creator in enumerate(creators, start=1):
        # Reading systems show creators as authors, so beside an author others are contributors.
        name = "contributor" if has_author and creator.role != "aut" else "creator"
        creator_id = f"{name}-{number}"
        (first, text), *others = creator.name.in_order(lang)
        yield dc(name, text, id=creator_id, **_lang_and_dir(first))
        yield refine(creator_id, "role", creator.role, scheme="marc:relators")
        # Without file-as, reading systems invert names that are no first name and surname.
        yield refine(creator_id, "file-as", text)
        yield from _alternate_scripts(creator_id, others)


def _is_calendar_date(iso: str) -> bool:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", iso):
        return False
    try:
        date.fromisoformat(iso + "-01" * (2 - iso.count("-")))
    except ValueError:
        return False
    return True


def _with_scheme(text: str) -> str:
    """Return an ISBN as a URN (RFC 3187), and any other identifier unchanged."""
    digits = re.sub(r"(?i)^(urn:)?isbn:?|[\s-]", "", text)
    return f"urn:isbn:{digits}" if _ISBN.fullmatch(digits) else text


def _event(about: Meta, lang: str) -> Iterator[MetadataEntry]:
    if about.event:
        (first, _), *_ = about.event.in_order(lang)
        parts = [about.event.in_(lang), about.event_theme.in_(lang)]
        if about.date:
            parts.append(about.date.given)
        yield dc("description", " · ".join(filter(None, parts)), **_lang_and_dir(first))


def _series(about: Meta, lang: str) -> Iterator[MetadataEntry]:
    if about.series is None or not about.series.name:
        return
    (first, name), *others = about.series.name.in_order(lang)
    yield meta("belongs-to-collection", name, id="series", **_lang_and_dir(first))
    yield refine("series", "collection-type", "series")
    # Thorium, foliate and ebookmeta read these alone.
    yield legacy_meta("calibre:series", name)
    if about.series.position is not None:
        yield refine("series", "group-position", str(about.series.position))
        yield legacy_meta("calibre:series_index", str(about.series.position))
    yield from _alternate_scripts("series", others)


def _accessibility(lang: str, *, has_pictures: bool) -> Iterator[MetadataEntry]:
    """Yield the properties that hold for every book (https://www.w3.org/TR/epub-a11y-11/).

    ``dcterms:conformsTo`` is left out, because it claims that a person evaluated the book.
    """
    yield meta("schema:accessMode", "textual")
    if has_pictures:
        yield meta("schema:accessMode", "visual")
    yield meta("schema:accessModeSufficient", "textual")
    for feature in (
        *(("alternativeText",) if has_pictures else ()),
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "unlocked",
    ):
        yield meta("schema:accessibilityFeature", feature)
    yield meta("schema:accessibilityHazard", "none")
    own = book_strings(lang)
    summary = {XML_LANG: own.lang}
    yield meta("schema:accessibilitySummary", own.accessibility, **summary)
