"""Package metadata: Dublin Core, EPUB refinements, and schema.org accessibility properties."""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import date

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules.epub import UNUSABLE_DATE
from publish.document.model import Arrangement, Creator, Meta, Work
from publish.document.sort_forms import sort_name, sort_title
from publish.text.invisible import printable
from publish.text.languages import direction
from publish.writers.epub.options import EpubOptions
from publish.writers.epub.package import (
    XML_LANG,
    MetadataEntry,
    dc,
    legacy_meta,
    link,
    meta,
    refine,
)
from publish.writers.epub.text_facts import TextFacts
from publish.writers.identifiers import find_isbn, is_uuid
from publish.writers.strings import book_strings

_NAMESPACE = uuid.UUID("6f1f0d0b-4d0e-5b6e-9f3b-8a3d5a0c7c11")
"""The namespace of derived identifiers; changing it would rename every book."""

COVER_IMAGE = "cover-image"
"""The id of the picture of the cover in the manifest."""

_GOOD_PART = 0.1
"""The share of the letters of a book from which a language is one of its languages.

Shelves sort by language, and some converters keep the last one that is listed.
"""


def identifier(work: Work, edition: str = "", name: str = "") -> str:
    """Return the unique identifier of a book, derived from its own identifier or its title.

    Each ``edition`` has its own (https://www.w3.org/TR/epub-33/#sec-opf-dcidentifier).  Without an
    identifier of its own, the ``name`` in its workspace tells it from books of the same title.
    """
    about = work.meta
    if is_uuid(about.identifier):
        own = str(about.identifier)
        return uuid.uuid5(uuid.UUID(own), edition).urn if edition else own
    names = [form for creator in about.creators for form in creator.name.forms]
    facts = (
        [about.identifier]
        if about.identifier
        else [about.title.forms, names, about.event.forms, about.date and about.date.iso]
    )
    if name and not about.identifier:
        facts.append(f"name: {printable(name)}")
    facts += [edition] if edition else []
    return uuid.uuid5(_NAMESPACE, json.dumps([work.lang, *facts], ensure_ascii=False)).urn


def main_languages(lang: str, facts: TextFacts) -> tuple[str, ...]:
    """Return ``lang``, that of the book, then those of a good part of its text, by use."""
    letters = Counter(dict(facts.letters))
    total = sum(letters.values())
    others = [tag for tag, count in letters.most_common() if count >= _GOOD_PART * total]
    return tuple(dict.fromkeys([lang, *others]))


def languages(lang: str, facts: TextFacts) -> tuple[str, ...]:
    """Return the languages of a book: its own first, others in the order of appearance."""
    return tuple(dict.fromkeys([lang, *facts.langs]))


def describe(
    work: Work,
    facts: TextFacts,
    options: EpubOptions = EpubOptions(),
    *,
    has_pages: bool = False,
) -> Outcome[tuple[MetadataEntry, ...]]:
    """Return the metadata of ``work``, whose text has these facts; its sections are not read.

    The unique identifier is added by the container.  With ``has_pages`` the documents have the
    breaks of the printed pages.
    """
    about = work.meta
    entries = [
        *_titles(about, work.lang),
        *(dc("language", lang) for lang in main_languages(work.lang, facts)),
        *_creators(about.creators, work.lang),
    ]
    diagnostics: tuple[Diagnostic, ...] = ()
    if about.date and _is_calendar_date(about.date.iso):
        entries.append(dc("date", about.date.iso))
    elif about.date:
        message = f"“{about.date.iso or about.date.given}” is not a date of the calendar"
        diagnostics = (UNUSABLE_DATE.anywhere(message),)
    if about.identifier and not is_uuid(about.identifier):
        isbn = find_isbn(about.identifier)
        name = f"urn:isbn:{isbn}" if isbn else about.identifier
        entries.append(dc("identifier", name, id="given"))
    if about.publisher:
        entries.append(dc("publisher", about.publisher))
    if about.rights:
        entries.append(dc("rights", about.rights))
    if about.source:
        isbn = find_isbn(about.source)
        entries.append(dc("source", f"urn:isbn:{isbn}" if isbn else about.source))
    entries += _description(about, work.lang)
    for subject in about.subjects:
        for lang, text in subject.in_order(work.lang):
            entries.append(dc("subject", text, **_lang_and_dir(lang)))
    entries += _series(about, work.lang)
    has_pictures = bool(options.cover or facts.pictures)
    entries += _accessibility(
        work, has_pictures=has_pictures, has_numbers=facts.has_numbers, has_pages=has_pages
    )
    if has_pages:
        entries.append(meta("pageBreakSource", printable(options.printed.source)))
    entries += _certification(about)
    if options.cover:
        entries.append(legacy_meta("cover", COVER_IMAGE))
    entries.append(legacy_meta("generator", "publish"))
    return Outcome(tuple(entries), diagnostics)


def _lang_and_dir(lang: str) -> dict[str, str]:
    return {XML_LANG: lang, "dir": direction(lang).value}


def _titles(about: Meta, lang: str) -> Iterator[MetadataEntry]:
    for kind, words in (
        *(("main", about.title), ("subtitle", about.subtitle)),
        ("edition", about.edition),
    ):
        if not words:
            continue
        (first, text), *others = words.in_order(lang)
        yield dc("title", text, id=kind, **_lang_and_dir(first))
        yield refine(kind, "title-type", kind)
        if kind == "main":
            yield refine(kind, "file-as", about.title_sort.in_(lang) or sort_title(text, first))
        yield from _alternate_scripts(kind, others)
    if about.edition:
        yield meta("schema:bookEdition", about.edition.in_(lang))


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
        yield refine(creator_id, "file-as", creator.sort.in_(lang) or sort_name(text, first))
        yield from _alternate_scripts(creator_id, others)


def _is_calendar_date(iso: str) -> bool:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", iso):
        return False
    try:
        date.fromisoformat(iso + "-01" * (2 - iso.count("-")))
    except ValueError:
        return False
    return True


def _description(about: Meta, lang: str) -> Iterator[MetadataEntry]:
    """Yield the description in each language; without one, the event for which the book is."""
    for tag, text in about.description.in_order(lang):
        yield dc("description", text, **_lang_and_dir(tag))
    if about.event and not about.description:
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


def _certification(about: Meta) -> Iterator[MetadataEntry]:
    """Yield the claim of an evaluation, which only a person can make."""
    claim = about.certified
    if claim is None:
        return
    version, level = claim.level.split()
    text = f"EPUB Accessibility 1.1 - WCAG {version} Level {level}"
    yield meta("dcterms:conformsTo", text, id="conformance")
    yield meta("a11y:certifiedBy", claim.by, id="certifier", refines="#conformance")
    if claim.credential:
        yield refine("certifier", "a11y:certifierCredential", claim.credential)
    if claim.report:
        yield link("certifier", "a11y:certifierReport", claim.report)


def _accessibility(
    work: Work, *, has_pictures: bool, has_numbers: bool, has_pages: bool
) -> Iterator[MetadataEntry]:
    """Yield the properties that hold for every book (https://www.w3.org/TR/epub-a11y-11/).

    ``dcterms:conformsTo`` is none of them: see ``_certification``.
    """
    yield meta("schema:accessMode", "textual")
    if has_pictures:
        yield meta("schema:accessMode", "visual")
    yield meta("schema:accessModeSufficient", "textual")
    for feature in (
        *(("alternativeText",) if has_pictures else ()),
        "displayTransformability",
        *(("pageBreakMarkers", "pageNavigation") if has_pages else ()),
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "unlocked",
    ):
        yield meta("schema:accessibilityFeature", feature)
    yield meta("schema:accessibilityHazard", "none")
    own = book_strings(work.lang)
    sentences = [own.accessibility]
    if work.layout.arrangement is not Arrangement.STACKED:
        sentences.append(own.columns)
    if has_numbers:
        sentences.append(own.segment_numbers)
    if has_pages:
        sentences.append(own.page_numbers)
    summary = {XML_LANG: own.lang}
    yield meta("schema:accessibilitySummary", " ".join(sentences), **summary)
