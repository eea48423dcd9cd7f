"""The parts of a Word file and the relationships between them."""

from __future__ import annotations

import posixpath
from pathlib import Path

from publish.diagnostics import PublishError
from publish.diagnostics.rules import office as rules
from publish.readers.archives import Archive, open_archive
from publish.readers.word.names import PACKAGE, STRICT
from publish.readers.xml_parts import Element, parse_xml
from publish.text.dataclass import dataclass
from publish.text.source import Span

_STRICT_MARK = b"http://purl.oclc.org/ooxml/"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship: its kind, the last part of its type, and its target, a part or an address."""

    kind: str
    target: str
    is_external: bool


class Package:
    """A Word file: its parts, found by their relationships to the main document."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.file = archive.file
        self.main = self._find_main()
        self.relations = self.relations_of(self.main)

    def _find_main(self) -> str:
        """Return the name of the part with the text; raise PublishError where there is none."""
        for relation in self.relations_of("").values():
            if relation.kind == "officeDocument" and relation.target in self.archive:
                return relation.target
        if "word/document.xml" in self.archive:
            return "word/document.xml"
        message = f"{Path(self.file).name} has no document in it"
        hint = "open it in the program that made it, and save it again; or take an older copy"
        raise PublishError(rules.NO_DOCUMENT.at(Span(self.file, 0, 0), message, hint))

    def relations_of(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part, or of the whole for ``""``, by their identifiers."""
        folder, name = posixpath.split(part)
        rels = self.parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        result: dict[str, Relation] = {}
        for each in rels.iter(f"{PACKAGE}Relationship") if rels is not None else ():
            target = each.get("Target", "")
            is_external = each.get("TargetMode") == "External"
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = each.get("Type", "").rpartition("/")[2]
            result[each.get("Id", "")] = Relation(kind, target, is_external)
        return result

    def parse(self, part: str) -> Element | None:
        """Return the root of a part that is XML, or None where the file has no such part."""
        if part not in self.archive:
            return None
        data = self.archive.read(part)
        if _STRICT_MARK in data:
            for strict, usual in STRICT:
                data = data.replace(strict, usual)
        return parse_xml(data, self.file, part)

    def find_file(self, name: str) -> bytes | None:
        """Return the bytes of a file in the archive, None where it has none of the name."""
        return self.archive.read(name) if name in self.archive else None

    def is_strict(self, part: str) -> bool:
        """Return whether a part has the namespaces of strict files, which ``parse`` replaces."""
        return part in self.archive and _STRICT_MARK in self.archive.read(part)

    def find_part(self, kind: str) -> Element | None:
        """Return the root of the part with a relationship of ``kind`` to the text, or None."""
        for relation in self.relations.values():
            if relation.kind == kind and not relation.is_external:
                return self.parse(relation.target)
        return None

    def list_parts(self, kinds: frozenset[str]) -> list[Element]:
        """Return the roots of all parts with a relationship of these kinds to the text."""
        targets = (each.target for each in self.relations.values() if each.kind in kinds)
        roots = map(self.parse, dict.fromkeys(targets))
        return [root for root in roots if root is not None]


def open_package(data: bytes, file: str) -> Package:
    """Return the Word file that ``data`` are; raise PublishError for one that cannot be read."""
    return Package(open_archive(data, file))
