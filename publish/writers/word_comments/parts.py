"""Parts of a Word file for its comments: the comments, their relationship and their type."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from lxml import etree

from publish.readers.word.names import AUTHOR, ID, PACKAGE, STRICT, R, W
from publish.readers.word.package import Package
from publish.readers.xml_parts import Element
from publish.text.invisible import INVISIBLE

_TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_INITIALS = 3
_COMMENT = f"{W}comment"
_REFERENCE = f"{W}commentReference"


class CommentParts:
    """The comments of a file: those that it has, which stay, and those that are added."""

    def __init__(self, package: Package, document: Element) -> None:
        self._package = package
        kinds = {each.kind: each.target for each in package.relations.values()}
        self._is_new = "comments" not in kinds
        self._name = kinds.get("comments") or self._free_name()
        root = package.parse(self._name)
        self._root = root if root is not None else _new_comments()
        keys = [each.get(ID, "") for each in self._root.iter(_COMMENT)]
        keys += [each.get(ID, "") for each in document.iter(_REFERENCE)]
        self._next = max((int(key) for key in keys if key.isdecimal()), default=-1) + 1

    def add(self, paragraphs: Sequence[str], author: str) -> int:
        """Add a comment of paragraphs, and return its identifier."""
        key = self._next
        self._next += 1
        names = {ID: str(key), AUTHOR: author, f"{W}initials": author[:_INITIALS]}
        comment = etree.SubElement(self._root, _COMMENT, names)
        for index, text in enumerate(paragraphs):
            comment.append(_paragraph(text, is_first=index == 0))
        return key

    def files(self) -> dict[str, bytes]:
        """Return the changed files of the package by their names."""
        package = self._package
        is_strict = package.is_strict(package.main)
        files = {self._name: serialize(self._root, is_strict=is_strict)}
        if self._is_new:
            files |= self._relate(is_strict=is_strict)
        types = package.parse(_TYPES)
        if types is not None and _add_type(types, self._name):
            files[_TYPES] = serialize(types, is_strict=False)
        return files

    def _free_name(self) -> str:
        folder = posixpath.dirname(self._package.main)
        names = (f"comments{number or ''}.xml" for number in range(10_000))
        paths = (posixpath.join(folder, name) for name in names)
        return next(path for path in paths if path not in self._package.archive)

    def _relate(self, *, is_strict: bool) -> dict[str, bytes]:
        """Return the file of the relationships of the text, with one to the comments."""
        folder, name = posixpath.split(self._package.main)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        root = self._package.parse(path)
        if root is None:
            root = etree.Element(f"{PACKAGE}Relationships", nsmap={None: PACKAGE[1:-1]})
        used = {each.get("Id", "") for each in root}
        keys = (f"rId{number}" for number in range(1, len(used) + 2))
        key = next(key for key in keys if key not in used)
        target = posixpath.relpath(self._name, folder or ".")
        kind = f"{R[1:-1]}/comments"
        etree.SubElement(
            root, f"{PACKAGE}Relationship", {"Id": key, "Type": kind, "Target": target}
        )
        return {path: serialize(root, is_strict=is_strict)}


def _new_comments() -> Element:
    return etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})


def _paragraph(text: str, *, is_first: bool) -> Element:
    """Return a paragraph of a comment, which runs from left to right in any document."""
    paragraph = etree.Element(f"{W}p")
    properties = etree.SubElement(paragraph, f"{W}pPr")
    etree.SubElement(properties, f"{W}bidi", {f"{W}val": "0"})
    if is_first:
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
    run = etree.SubElement(paragraph, f"{W}r")
    for index, line in enumerate(INVISIBLE.sub("", text).split("\n")):
        if index:
            etree.SubElement(run, f"{W}br")
        etree.SubElement(run, f"{W}t", {_SPACE: "preserve"}).text = line
    return paragraph


def _add_type(types: Element, name: str) -> bool:
    """Add the type of the comments to the types of parts; return whether it was missing."""
    path = f"/{name}"
    parts = (each.get("PartName", "") for each in types.iter(f"{_TYPES_NAMESPACE}Override"))
    if any(part.casefold() == path.casefold() for part in parts):
        return False
    names = {"PartName": path, "ContentType": _TYPE}
    etree.SubElement(types, f"{_TYPES_NAMESPACE}Override", names)
    return True


def serialize(root: Element, *, is_strict: bool) -> bytes:
    """Return a part as a file, a strict one with the namespaces of strict files."""
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    for strict, usual in STRICT if is_strict else ():
        data = data.replace(usual, strict)
    return data
