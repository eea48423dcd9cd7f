"""XML of strangers, parsed without document types, entities and network, within bounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from publish.diagnostics import PublishError
from publish.diagnostics.rules import office as rules
from publish.readers.bounds import check_tags
from publish.text.source import Span

Element: TypeAlias = Any
"""An element of lxml, which has no types."""

_DOCTYPES = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))


def parse_xml(data: bytes, file: str, part: str) -> Element:
    """Return the root of the XML that ``data`` are; ``part`` is its name in ``file``.

    Raises PublishError for XML that is damaged, has a document type, more than 256 levels, or too
    many tags.
    """
    start = Span(file, 0, 0)
    name = f"“{part}” in {Path(file).name}" if part else Path(file).name
    hint = "open it in the program that made it, and save it again; or take an older copy"
    if any(doctype in data for doctype in _DOCTYPES):
        message = f"{name} has a document type, which no such file needs and which could do harm"
        raise PublishError(rules.UNSAFE.at(start, message, hint))
    check_tags(data, file, name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"{name} is damaged: {error}"
        raise PublishError(rules.XML_DAMAGED.at(start, message, hint)) from None
    if root.getroottree().docinfo.doctype:
        message = f"{name} has a document type, which no such file needs and which could do harm"
        raise PublishError(rules.UNSAFE.at(start, message, hint))
    return root
