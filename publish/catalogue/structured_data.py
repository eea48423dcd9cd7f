"""Structured data of a book for search engines: schema.org as JSON-LD.

https://schema.org/Book
"""

from __future__ import annotations

from typing import Any

from publish.catalogue.model import (
    Catalogue,
    Contributor,
    FileKind,
    PublishedBook,
    PublishedEdition,
)
from publish.catalogue.site_paths import book_page, cover_path
from publish.document.metadata import Words


def describe_book(book: PublishedBook, catalogue: Catalogue) -> dict[str, Any]:
    """Return the JSON-LD object of a book, with an example for each edition.

    Addresses are given where that of the library is known.
    """
    facts, base = book.facts, catalogue.base_url
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Book",
        "@id": facts.identifier,
        "name": _texts(facts.title),
        "inLanguage": list(book.languages),
        "dateModified": book.last_change,
        "isAccessibleForFree": True,
        "workExample": [_describe_edition(edition, base) for edition in book.editions],
    }
    if base:
        data["url"] = base + book_page(book.slug, catalogue.lang)
        if path := cover_path(book):
            data["image"] = base + path[0]
    if facts.authors:
        data["author"] = [_person(person) for person in facts.authors]
    if translators := [person for person in facts.others if person.role == "trl"]:
        data["translator"] = [_person(person) for person in translators]
    for name, text in (
        ("datePublished", facts.issued),
        ("publisher", facts.publisher),
        ("license" if facts.rights.startswith("http") else "copyrightNotice", facts.rights),
    ):
        if text:
            data[name] = {"@type": "Organization", "name": text} if name == "publisher" else text
    if facts.description:
        data["description"] = facts.description.in_(catalogue.lang)
    if facts.subjects:
        data["keywords"] = [subject.forms[0][1] for subject in facts.subjects]
    if facts.series:
        data["isPartOf"] = {"@type": "BookSeries", "name": _texts(facts.series.name)}
        if facts.series.position:
            data["position"] = facts.series.position
    return data


def _describe_edition(edition: PublishedEdition, base: str) -> dict[str, Any]:
    facts = edition.facts
    example: dict[str, Any] = {
        "@type": "Book",
        "@id": facts.identifier,
        "bookFormat": "https://schema.org/EBook",
        "inLanguage": list(facts.languages),
        "encoding": [
            {
                "@type": "MediaObject",
                "encodingFormat": file.kind.media_type,
                "contentSize": str(file.size),
                "sha256": file.sha256,
                **({"contentUrl": base + file.name} if base else {}),
            }
            for file in edition.files
            if file.kind is not FileKind.SAMPLE
        ],
    }
    if facts.edition:
        example["bookEdition"] = _texts(facts.edition)
    accessible = facts.accessibility
    if accessible and any(file.kind.is_epub for file in edition.files):
        example |= {
            "accessMode": list(accessible.modes),
            "accessModeSufficient": [",".join(modes) for modes in accessible.sufficient],
            "accessibilityFeature": list(accessible.features),
            "accessibilityHazard": list(accessible.hazards),
            "accessibilitySummary": _texts(accessible.summary),
        }
    return example


def _texts(words: Words) -> Any:
    """Return a text, or its forms with their languages."""
    if len(words.forms) == 1:
        return words.forms[0][1]
    return [{"@language": lang, "@value": text} for lang, text in words.forms]


def _person(person: Contributor) -> dict[str, Any]:
    return {"@type": "Person", "name": _texts(person.name)}
