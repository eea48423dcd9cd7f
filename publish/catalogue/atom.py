"""Atom feeds of a library: the catalogue in OPDS 1.2, and the feed of new books.

https://specs.opds.io/opds-1.2
https://www.rfc-editor.org/rfc/rfc4287
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from lxml import etree

from publish.catalogue.addresses import feed_address
from publish.catalogue.feeds import (
    AcquisitionFeed,
    FeedEntry,
    NavigationFeed,
    feed_identifier,
    find_last_change,
    plan_feeds,
    walk_feeds,
)
from publish.catalogue.model import Catalogue, EditionFacts
from publish.catalogue.page_language import words_of
from publish.catalogue.site_files import Rendering, RenderingKeys, SiteFile
from publish.catalogue.site_paths import NEW_FEED, OPDS, book_page, cover_path, thumbnail_path

_ATOM = "http://www.w3.org/2005/Atom"
_DCTERMS = "http://purl.org/dc/terms/"
_SCHEMA = "http://schema.org/"
_NAMESPACES = {None: _ATOM, "dcterms": _DCTERMS, "schema": _SCHEMA}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
_IMAGE = "http://opds-spec.org/image"

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
"""A date in the form of the W3C (https://www.w3.org/TR/NOTE-datetime), as dcterms:issued has it."""


def make_atom_feeds(catalogue: Catalogue, keys: RenderingKeys) -> dict[str, SiteFile]:
    """Return the feeds of OPDS 1.2 and the feed of new books, by their paths in the library."""
    root = plan_feeds(catalogue)
    files: dict[str, SiteFile] = {}
    for feed in walk_feeds(root):
        if isinstance(feed, NavigationFeed):
            path = _path(feed.name)
            render = partial(_AtomWriter(catalogue, path).navigation, feed)
            files[path] = Rendering(keys.key(path, *feed.key), render)
            continue
        for number, entries in enumerate(feed.pages(), start=1):
            path = _path(feed.page_name(number))
            render = partial(_AtomWriter(catalogue, path).acquisition, feed, number, entries)
            files[path] = Rendering(keys.key(path, *feed.page_key(number, keys)), render)
    newest = next(f for f in root.children if isinstance(f, AcquisitionFeed) and f.name == "new")
    files[NEW_FEED] = Rendering(
        keys.key(NEW_FEED, *newest.page_key(1, keys)),
        partial(_AtomWriter(catalogue, NEW_FEED).news, newest),
    )
    return files


def _path(name: str) -> str:
    return f"{OPDS}/{name}.xml"


class _AtomWriter:
    """Writer of the feed at ``path`` in the library."""

    def __init__(self, catalogue: Catalogue, path: str) -> None:
        self._catalogue = catalogue
        self._path = path

    def navigation(self, feed: NavigationFeed) -> bytes:
        """Return a feed that leads to other feeds."""
        root = self._feed(feed, NAVIGATION, feed.last_change)
        for child in feed.children:
            kind = NAVIGATION if isinstance(child, NavigationFeed) else ACQUISITION
            entry = etree.SubElement(root, _name("entry"))
            _add(entry, "title", child.title)
            _add(entry, "id", feed_identifier(self._catalogue, child.name))
            _add(entry, "updated", child.last_change)
            _add(entry, "content", child.title, type="text")
            relation = "http://opds-spec.org/sort/new" if child.name == "new" else "subsection"
            self._link(entry, relation, _path(child.name), kind)
        return _serialize(root)

    def acquisition(
        self, feed: AcquisitionFeed, number: int, entries: tuple[FeedEntry, ...]
    ) -> bytes:
        """Return a page of a feed of books."""
        root = self._feed(feed, ACQUISITION, find_last_change(entries))
        last = len(feed.pages())
        others = {"first": 1, "previous": number - 1, "next": number + 1, "last": last}
        for relation, other in others.items() if last > 1 else ():
            if 1 <= other <= last:
                self._link(root, relation, _path(feed.page_name(other)), ACQUISITION)
        for entry in entries:
            self._edition(root, entry)
        return _serialize(root)

    def news(self, feed: AcquisitionFeed) -> bytes:
        """Return the feed of new books for feed readers, which show pages."""
        root = self._feed(feed, "application/atom+xml", feed.last_change)
        _add(root, "subtitle", self._catalogue.title.in_(self._catalogue.lang))
        self._link(root, "alternate", "index.html", "text/html")
        for entry in feed.entries:
            self._edition(root, entry, is_news=True)
        return _serialize(root)

    def _feed(self, feed: NavigationFeed | AcquisitionFeed, kind: str, updated: str) -> Any:
        is_news = self._path == NEW_FEED
        root: Any = etree.Element(_name("feed"), {_LANG: self._catalogue.lang}, nsmap=_NAMESPACES)
        name = NEW_FEED if is_news else feed.name
        _add(root, "id", feed_identifier(self._catalogue, name))
        _add(root, "title", feed.title)
        _add(root, "updated", updated)
        author = etree.SubElement(root, _name("author"))
        _add(author, "name", self._catalogue.title.in_(self._catalogue.lang))
        self._link(root, "self", self._path, kind)
        if not is_news:
            self._link(root, "start", _path("root"), NAVIGATION)
            if feed.name != "root":
                self._link(root, "up", _path(_parent(feed.name)), NAVIGATION)
        return root

    def _link(self, parent: Any, relation: str, target: str, kind: str, **attributes: str) -> None:
        address = feed_address(target, self._path, self._catalogue.base_url)
        etree.SubElement(
            parent, _name("link"), {"rel": relation, "href": address, "type": kind, **attributes}
        )

    def _edition(self, root: Any, entry: FeedEntry, *, is_news: bool = False) -> None:
        facts, edition = entry.edition.facts, entry.edition
        element = etree.SubElement(root, _name("entry"))
        lang, title = entry.title.forms[0]
        _add(element, "title", title, lang=lang)
        _add(element, "id", facts.identifier)
        for person in facts.authors:
            _person(element, "author", person.name.forms[0][1])
        for person in facts.others:
            _person(element, "contributor", person.name.forms[0][1])
        _add(element, "updated", edition.last_change)
        _add(element, "published", edition.arrival)
        _describe(element, facts)
        self._links(element, entry, is_news=is_news)

    def _links(self, element: Any, entry: FeedEntry, *, is_news: bool) -> None:
        """Add the pictures of a book, its page, and its files."""
        book, words = entry.book, words_of(self._catalogue.lang)
        for relation, path in (
            (_IMAGE, cover_path(book)),
            (f"{_IMAGE}/thumbnail", thumbnail_path(book)),
        ):
            if path and not is_news:
                self._link(element, relation, *path)
        page = book_page(book.slug, self._catalogue.lang)
        self._link(element, "alternate", page, "text/html")
        for file in entry.edition.files:
            about = {"title": words.kinds[file.kind], "length": str(file.size)}
            relation = "enclosure" if is_news else file.kind.relation
            self._link(element, relation, file.name, file.kind.media_type, **about)


def _describe(element: Any, facts: EditionFacts) -> None:
    """Add the metadata of an edition."""
    for tag in facts.languages:
        _add(element, f"{{{_DCTERMS}}}language", tag)
    _add(element, f"{{{_DCTERMS}}}identifier", facts.identifier)
    if _DATE.fullmatch(facts.issued):
        _add(element, f"{{{_DCTERMS}}}issued", facts.issued)
    if facts.publisher:
        _add(element, f"{{{_DCTERMS}}}publisher", facts.publisher)
    if facts.rights:
        _add(element, "rights", facts.rights)
    if facts.series:
        series = {"name": facts.series.name.forms[0][1]}
        if facts.series.position:
            series[f"{{{_SCHEMA}}}position"] = facts.series.position
        etree.SubElement(element, f"{{{_SCHEMA}}}Series", series)
    for subject in facts.subjects:
        lang, text = subject.forms[0]
        etree.SubElement(element, _name("category"), {"term": text, "label": text, _LANG: lang})
    for lang, text in (*facts.description.forms, *facts.subtitle.forms)[:1]:
        _add(element, "summary", text, lang=lang)


def _name(name: str) -> str:
    """Return a name in the namespace of Atom, or as it is with another namespace."""
    return name if name.startswith("{") else f"{{{_ATOM}}}{name}"


def _parent(name: str) -> str:
    folder, separator, _ = name.partition("/")
    return folder if separator else "root"


def _add(parent: Any, name: str, text: str, *, lang: str = "", **attributes: str) -> None:
    if lang:
        attributes[_LANG] = lang
    etree.SubElement(parent, _name(name), attributes).text = text


def _person(parent: Any, role: str, name: str) -> None:
    _add(etree.SubElement(parent, _name(role)), "name", name)


def _serialize(root: Any) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return data
