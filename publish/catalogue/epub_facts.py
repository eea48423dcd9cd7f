"""The facts about an edition and the picture of its cover, read from an EPUB."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from publish.catalogue.model import AccessibilityFacts, Contributor, EditionFacts, SeriesPlace
from publish.document.metadata import Words
from publish.document.sort_forms import sort_name, sort_title
from publish.readers.archives import Archive, open_archive
from publish.readers.xml_parts import parse_xml
from publish.text.invisible import UNPRINTABLE
from publish.text.languages import Dir, language

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_NCX_TYPE = "application/x-dtbncx+xml"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_LARGEST_COVER = 50_000_000
"""Bytes of the largest picture that is read; a cover for shops has at most 5 MB."""

_SCHEMA = "schema:"

_ISOLATES = re.compile("[\u2066-\u2069]")
"""The isolates of directions; elements with ``dir`` isolate each text of the library."""


def read_epub(data: bytes, file: str) -> tuple[EditionFacts, bytes]:
    """Return the facts that an EPUB states, and the bytes of its cover, empty without one.

    ``file`` is its path for messages.  Raises PublishError where the EPUB is damaged.
    https://www.w3.org/TR/epub-33/#sec-package-doc
    """
    archive = open_archive(data, file)
    container = parse_xml(_read(archive, "META-INF/container.xml"), file, "container.xml")
    rootfile = container.find(f".//{_CONTAINER}rootfile")
    path = "" if rootfile is None else rootfile.get("full-path", "")
    root = parse_xml(_read(archive, path), file, path)
    facts = replace(
        _PackageReader(root).facts(), contents_levels=_count_levels(archive, root, path, file)
    )
    return facts, _read_cover(archive, root, path)


def _read(archive: Archive, name: str) -> bytes:
    return archive.read(name) if name in archive else b"<missing/>"


def _read_cover(archive: Archive, root: Any, path: str) -> bytes:
    """Return the picture that the manifest names as the cover; empty where none is usable."""
    for item in root.iterfind(f"{_OPF}manifest/{_OPF}item"):
        if "cover-image" in item.get("properties", "").split():
            name = _name_of(item, path)
            return archive.read(name, _LARGEST_COVER) if name in archive else b""
    return b""


def _name_of(item: Any, path: str) -> str:
    """Return the name in the archive of an item of the package at ``path``."""
    folder = posixpath.dirname(path)
    return posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _count_levels(archive: Archive, root: Any, path: str, file: str) -> int | None:
    """Return the depth of the NCX, from which Kindles and older readers have the contents."""
    for item in root.iterfind(f"{_OPF}manifest/{_OPF}item"):
        if item.get("media-type") == _NCX_TYPE and (name := _name_of(item, path)) in archive:
            ncx = parse_xml(archive.read(name), file, name)
            return _depth(ncx.find(f"{_NCX}navMap"))
    return None


def _depth(points: Any) -> int:
    """Return the number of levels of contents below an element."""
    if points is None:
        return 0
    return max((1 + _depth(point) for point in points.iterfind(f"{_NCX}navPoint")), default=0)


def clean(text: str | None) -> str:
    """Return a text of metadata on one line, without characters that reorder text around it."""
    return " ".join(_ISOLATES.sub("", UNPRINTABLE.sub(" ", text or "")).split())


class _PackageReader:
    """Reader of the metadata of a package document; an element that is missing is empty."""

    def __init__(self, root: Any) -> None:
        metadata = root.find(f"{_OPF}metadata")
        self._metadata = root if metadata is None else metadata
        self._root = root
        spine = root.find(f"{_OPF}spine")
        progression = "" if spine is None else spine.get("page-progression-direction", "")
        self._progression = Dir.RTL if progression == "rtl" else Dir.LTR
        self._refinements: dict[str, list[Any]] = {}
        for meta in self._metadata.iterfind(f"{_OPF}meta"):
            target = meta.get("refines", "").removeprefix("#")
            if target:
                self._refinements.setdefault(target, []).append(meta)

    def facts(self) -> EditionFacts:
        """Return the facts of the package."""
        languages = tuple(dict.fromkeys(filter(None, self._texts("language")))) or ("und",)
        titles = dict(self._titles())
        title = titles.get("main", Words())
        main = title or Words(((languages[0], "…"),))
        first, text = main.forms[0]
        return EditionFacts(
            identifier=self._identifier(),
            title=main,
            title_sort=self._refinement("main", "file-as") or sort_title(text, first),
            languages=languages,
            progression=self._progression,
            subtitle=titles.get("subtitle", Words()),
            edition=titles.get("edition", Words()),
            contributors=tuple(self._contributors()),
            series=self._series(),
            description=self._words("description"),
            subjects=tuple(Words((form,)) for form in self._forms("subject")),
            publisher=self._text("publisher"),
            rights=self._text("rights"),
            issued=self._text("date"),
            modified="".join(self._properties("dcterms:modified")[:1]),
            accessibility=self._accessibility(),
        )

    def _identifier(self) -> str:
        unique = self._root.get("unique-identifier")
        for element in self._metadata.iterfind(f"{_DC}identifier"):
            if element.get("id") == unique:
                return clean(element.text)
        return self._text("identifier")

    def _texts(self, name: str) -> list[str]:
        return [clean(element.text) for element in self._metadata.iterfind(_DC + name)]

    def _text(self, name: str) -> str:
        return next(iter(self._texts(name)), "")

    def _forms(self, name: str) -> Iterator[tuple[str, str]]:
        for element in self._metadata.iterfind(_DC + name):
            if text := clean(element.text):
                yield self._lang_of(element, text), text

    def _words(self, name: str) -> Words:
        return Words(tuple(dict(self._forms(name)).items()))

    @staticmethod
    def _lang_of(element: Any, text: str) -> str:
        return element.get(_LANG) or language(text)

    def _words_of(self, element: Any) -> Words:
        """Return the text of an element, with its forms in other scripts."""
        text = clean(element.text)
        forms = {self._lang_of(element, text): text}
        for meta in self._refinements.get(element.get("id", ""), ()):
            if meta.get("property") == "alternate-script" and (other := clean(meta.text)):
                forms.setdefault(self._lang_of(meta, other), other)
        return Words(tuple(forms.items())) if text else Words()

    def _refinement(self, target: str, name: str) -> str:
        for meta in self._refinements.get(target, ()):
            if meta.get("property") == name:
                return clean(meta.text)
        return ""

    def _titles(self) -> Iterator[tuple[str, Words]]:
        for element in reversed(self._metadata.findall(f"{_DC}title")):
            kind = self._refinement(element.get("id", ""), "title-type") or "main"
            yield kind, self._words_of(element)

    def _contributors(self) -> Iterator[Contributor]:
        for name in ("creator", "contributor"):
            for element in self._metadata.iterfind(_DC + name):
                words = self._words_of(element)
                if not words:
                    continue
                target = element.get("id", "")
                first, text = words.forms[0]
                sort = self._refinement(target, "file-as") or sort_name(text, first)
                yield Contributor(words, sort, self._refinement(target, "role") or "aut")

    def _series(self) -> SeriesPlace | None:
        for meta in self._metadata.iterfind(f"{_OPF}meta"):
            target = meta.get("id", "")
            is_series = self._refinement(target, "collection-type") == "series"
            if meta.get("property") == "belongs-to-collection" and is_series:
                position = self._refinement(target, "group-position")
                position = position if re.fullmatch(r"-?\d+(\.\d+)*", position) else ""
                words = self._words_of(meta)
                return SeriesPlace(words, position) if words else None
        return None

    def _properties(self, name: str) -> list[str]:
        metas = self._metadata.iterfind(f"{_OPF}meta")
        return [clean(meta.text) for meta in metas if meta.get("property") == name]

    def _accessibility(self) -> AccessibilityFacts:
        summaries = [
            (self._lang_of(meta, clean(meta.text)), clean(meta.text))
            for meta in self._metadata.iterfind(f"{_OPF}meta")
            if meta.get("property") == f"{_SCHEMA}accessibilitySummary" and clean(meta.text)
        ]
        sufficient = self._properties(f"{_SCHEMA}accessModeSufficient")
        return AccessibilityFacts(
            modes=tuple(self._properties(f"{_SCHEMA}accessMode")),
            sufficient=tuple(tuple(each.replace(",", " ").split()) for each in sufficient),
            features=tuple(self._properties(f"{_SCHEMA}accessibilityFeature")),
            hazards=tuple(self._properties(f"{_SCHEMA}accessibilityHazard")),
            summary=Words(tuple(dict(summaries).items())),
            conformance="".join(self._properties("dcterms:conformsTo")[:1]),
            certifier="".join(self._properties("a11y:certifiedBy")[:1]),
            report=self._report(),
        )

    def _report(self) -> str:
        for link in self._metadata.iterfind(f"{_OPF}link"):
            if link.get("rel") == "a11y:certifierReport":
                return clean(link.get("href"))
        return ""
