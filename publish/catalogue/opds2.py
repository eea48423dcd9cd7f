"""The catalogue of a library in OPDS 2.0, with metadata of Readium manifests.

https://drafts.opds.io/opds-2.0
https://readium.org/webpub-manifest/
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import Any

from publish.catalogue.addresses import feed_address
from publish.catalogue.feeds import (
    PAGE_SIZE,
    AcquisitionFeed,
    FeedEntry,
    NavigationFeed,
    find_last_change,
    plan_feeds,
    walk_feeds,
)
from publish.catalogue.model import AccessibilityFacts, Catalogue, Contributor, EditionFacts
from publish.catalogue.site_files import Rendering, RenderingKeys, SiteFile
from publish.catalogue.site_paths import OPDS, book_page, cover_path, thumbnail_path
from publish.document.metadata import Words

OPDS_JSON = "application/opds+json"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_FIELDS = {"trl": "translator", "edt": "editor", "ill": "illustrator", "nrt": "narrator"}
_CONFORMANCE = re.compile(r"EPUB Accessibility 1\.1 - WCAG (2\.[012]) Level (A{1,3})")


def make_json_feeds(catalogue: Catalogue, keys: RenderingKeys) -> dict[str, SiteFile]:
    """Return the feeds of OPDS 2.0 by their paths in the library."""
    files: dict[str, SiteFile] = {}
    for feed in walk_feeds(plan_feeds(catalogue)):
        if isinstance(feed, NavigationFeed):
            path = _path(feed.name)
            render = partial(_FeedWriter(catalogue, path).navigation, feed)
            files[path] = Rendering(keys.key(path, *feed.key), render)
            continue
        for number, entries in enumerate(feed.pages(), start=1):
            path = _path(feed.page_name(number))
            render = partial(_FeedWriter(catalogue, path).page, feed, number, entries)
            files[path] = Rendering(keys.key(path, *feed.page_key(number, keys)), render)
    return files


def _path(name: str) -> str:
    return f"{OPDS}/{name}.json"


def _serialize(table: dict[str, Any]) -> bytes:
    return (json.dumps(table, ensure_ascii=False) + "\n").encode()


class _FeedWriter:
    """Writer of the feed at ``path`` in the library."""

    def __init__(self, catalogue: Catalogue, path: str) -> None:
        self._catalogue = catalogue
        self._path = path

    def navigation(self, feed: NavigationFeed) -> bytes:
        """Return a feed that leads to other feeds."""
        children = [
            {
                "title": child.title,
                "rel": "http://opds-spec.org/sort/new" if child.name == "new" else "subsection",
                **self._link(_path(child.name), OPDS_JSON),
            }
            for child in feed.children
        ]
        return _serialize(
            {
                "metadata": {"title": feed.title, "modified": feed.last_change},
                "links": self._links(feed.name),
                "navigation": children,
            }
        )

    def page(self, feed: AcquisitionFeed, number: int, entries: tuple[FeedEntry, ...]) -> bytes:
        """Return a page of a feed of books."""
        last = len(feed.pages())
        others = {"first": 1, "previous": number - 1, "next": number + 1, "last": last}
        paging = [
            {"rel": relation, **self._link(_path(feed.page_name(other)), OPDS_JSON)}
            for relation, other in others.items()
            if last > 1 and 1 <= other <= last
        ]
        metadata = {
            "title": feed.title,
            "modified": find_last_change(entries),
            "numberOfItems": len(feed.entries),
            "itemsPerPage": PAGE_SIZE,
            "currentPage": number,
        }
        return _serialize(
            {
                "metadata": metadata,
                "links": [*self._links(feed.page_name(number)), *paging],
                "publications": [self._publication(entry) for entry in entries],
            }
        )

    def _link(self, target: str, kind: str) -> dict[str, Any]:
        return {
            "href": feed_address(target, self._path, self._catalogue.base_url),
            "type": kind,
        }

    def _links(self, name: str) -> list[dict[str, Any]]:
        return [
            {"rel": "self", **self._link(_path(name), OPDS_JSON)},
            {"rel": "start", **self._link(_path("root"), OPDS_JSON)},
        ]

    def _publication(self, entry: FeedEntry) -> dict[str, Any]:
        page = book_page(entry.book.slug, self._catalogue.lang)
        links = [
            {
                "rel": file.kind.relation,
                **self._link(file.name, file.kind.media_type),
                "properties": {"size": file.size},
            }
            for file in entry.edition.files
        ]
        links.append({"rel": "alternate", **self._link(page, "text/html")})
        publication = {"metadata": _metadata(entry), "links": links}
        if images := self._images(entry):
            publication["images"] = images
        return publication

    def _images(self, entry: FeedEntry) -> list[dict[str, Any]]:
        cover, paths = entry.book.cover, (cover_path(entry.book), thumbnail_path(entry.book))
        if cover is None:
            return []
        return [
            {**self._link(*path), "width": picture.width, "height": picture.height}
            for path, picture in zip(paths, (cover.full, cover.thumbnail), strict=True)
            if path
        ]


def _localize(words: Words) -> str | dict[str, str]:
    """Return a text, or a map of languages to its forms (language maps of the manifest)."""
    if len(words.forms) == 1:
        return words.forms[0][1]
    return dict(words.forms)


def _person(person: Contributor) -> dict[str, Any]:
    return {"name": _localize(person.name), "sortAs": person.sort}


def _metadata(entry: FeedEntry) -> dict[str, Any]:
    facts = entry.edition.facts
    metadata: dict[str, Any] = {
        "@type": "http://schema.org/Book",
        "identifier": facts.identifier,
        "title": _localize(entry.title),
        "sortAs": facts.title_sort,
        "language": list(facts.languages),
        "modified": entry.edition.last_change,
        "readingProgression": facts.progression.value,
    }
    if facts.subtitle:
        metadata["subtitle"] = _localize(facts.subtitle)
    if facts.authors:
        metadata["author"] = [_person(person) for person in facts.authors]
    for person in facts.others:
        name = _FIELDS.get(person.role, "contributor")
        metadata.setdefault(name, []).append(_person(person))
    if facts.publisher:
        metadata["publisher"] = facts.publisher
    if _DATE.fullmatch(facts.issued):
        metadata["published"] = facts.issued
    if facts.description:
        metadata["description"] = facts.description.forms[0][1]
    if facts.subjects:
        metadata["subject"] = [{"name": _localize(subject)} for subject in facts.subjects]
    if pages := next((file.pages for file in entry.edition.files if file.pages), None):
        metadata["numberOfPages"] = pages
    if facts.series:
        metadata["belongsTo"] = {"series": [_series(facts)]}
    if facts.accessibility:
        metadata["accessibility"] = _accessibility(facts.accessibility)
    return metadata


def _series(facts: EditionFacts) -> dict[str, Any]:
    assert facts.series
    series: dict[str, Any] = {"name": _localize(facts.series.name)}
    major = ".".join(facts.series.position.split(".")[:2])
    if major:
        series["position"] = float(major) if "." in major else int(major)
    return series


def _accessibility(facts: AccessibilityFacts) -> dict[str, Any]:
    """Return the accessibility object of the manifest, without what the EPUB does not state."""
    table: dict[str, Any] = {
        "accessMode": list(facts.modes),
        "accessModeSufficient": [
            modes[0] if len(modes) == 1 else list(modes) for modes in facts.sufficient
        ],
        "feature": list(facts.features),
        "hazard": list(facts.hazards),
        "summary": next((text for _, text in facts.summary.forms), ""),
        "certification": {
            key: value
            for key, value in (("certifiedBy", facts.certifier), ("report", facts.report))
            if value
        },
    }
    if claim := _CONFORMANCE.fullmatch(facts.conformance):
        version, level = claim.groups()
        address = "https://www.w3.org/TR/epub-a11y-11#wcag"
        table["conformsTo"] = [f"{address}-{version}-{level.lower()}"]
    return {key: value for key, value in table.items() if value}
