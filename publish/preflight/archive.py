"""Check of a PDF for an archive: the file is what its metadata claim.

``archive_rules`` has what the file breaks of level B, by a library that shares no code with the
writer.  The rest of the claim is checked here: the metadata, a text for each glyph (level U), and
the attached files.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import md5

from publish.config.pdf_profiles import PdfVariant
from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules.archives import NOT_FOR_ARCHIVE, NOT_PROVED
from publish.preflight.archive_rules import ArchiveFault, find_archive_faults
from publish.preflight.drawn_text import decode_codes
from publish.preflight.pdf_glyphs import read_glyphs
from publish.preflight.pdf_pages import list_pages, read_contents, read_resources
from publish.preflight.pdf_parser import ParsedObject, parse_objects

_PDFA = "http://www.aiim.org/pdfa/ns/id/"
_SCHEMAS = frozenset(
    {
        _PDFA,
        "adobe:ns:meta/",
        "http://ns.adobe.com/pdf/1.3/",
        "http://ns.adobe.com/xap/1.0/",
        "http://purl.org/dc/elements/1.1/",
        "http://www.aiim.org/pdfa/ns/extension/",
        "http://www.aiim.org/pdfa/ns/property#",
        "http://www.aiim.org/pdfa/ns/schema#",
        "http://www.aiim.org/pdfua/ns/id/",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
)
"""The namespaces of PDF/A, and that of PDF/UA, which the metadata describe."""

_NO_TEXTS = frozenset({"", "\0", "\ufeff", "\ufffe"})
"""Texts that no glyph may have (ISO 19005-2, 6.2.11.7.2)."""


def check_archive(data: bytes, variant: PdfVariant, names: Collection[str]) -> Diagnostics:
    """Return what keeps a PDF from conforming to ``variant`` with files of these ``names``."""
    return (
        *_check_rules(data, variant),
        *map(NOT_FOR_ARCHIVE.anywhere, _find_faults(data, variant, names)),
    )


def _check_rules(data: bytes, variant: PdfVariant) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each rule that is broken, with the first of its places."""
    faults = tuple(find_archive_faults(data, level_of(variant)[0]))
    counts = Counter(each.rule for each in faults)
    first: dict[str, ArchiveFault] = {}
    for each in faults:
        first.setdefault(each.rule, each)
    for fault in first.values():
        rule = NOT_FOR_ARCHIVE if fault.is_proved else NOT_PROVED
        page = f"page {fault.page}: " if fault.page else ""
        more = counts[fault.rule] - 1
        others = f", and {more} more" if more else ""
        yield rule.anywhere(f"{page}{fault.fact} ({fault.rule}{others})")


def level_of(variant: PdfVariant) -> str:
    """Return the part and the level of a variant of PDF/A: ``2U``."""
    return variant.removeprefix("PDF/A-").upper()


def _find_faults(data: bytes, variant: PdfVariant, names: Collection[str]) -> Iterator[str]:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as file:
        packet = file.Root.get("/Metadata")
        yield from _check_metadata(packet.read_bytes() if packet is not None else b"", variant)
        attached = {name: each.get_file() for name, each in file.attachments.items()}
        if attached.keys() != set(names):
            listed = ", ".join(sorted(attached)) or "none"
            yield f"the attached files are not those of the book, but: {listed}"
        for name, each in attached.items():
            if md5(each.read_bytes(), usedforsecurity=False).digest() != each.md5:
                yield f"the attached file {name} is damaged"
    yield from _check_texts(data)


def _check_metadata(packet: bytes, variant: PdfVariant) -> Iterator[str]:
    from lxml import etree

    try:
        root = etree.fromstring(packet)
    except etree.XMLSyntaxError as error:
        yield f"the metadata are no XML: {error}"
        return
    claim = "".join(root.xpath("//p:part/text() | //p:conformance/text()", namespaces={"p": _PDFA}))
    if claim != level_of(variant):
        yield f"the metadata name PDF/A-{claim.lower() or '(none)'}, and not {variant}"
    used = {etree.QName(each).namespace for each in root.iter("*")}
    if unknown := sorted(map(str, used - _SCHEMAS)):
        yield f"the metadata have schemas that archives do not know: {', '.join(unknown)}"


def _check_texts(data: bytes) -> Iterator[str]:
    """Yield the fonts with glyphs of which a reader cannot tell the text."""
    objects = parse_objects(data)
    for font, codes in _find_codes(objects).items():
        glyphs = read_glyphs(objects, objects[font])
        without = sorted(code for code in codes if glyphs.texts.get(code, "") in _NO_TEXTS)
        if without:
            yield f"glyphs of the font {glyphs.name} have no text: {_list(without)}"


def _find_codes(objects: Mapping[int, ParsedObject]) -> Mapping[int, set[int]]:
    """Return the codes that pages and forms show, by the object number of their font."""
    codes: dict[int, set[int]] = {}
    for page in list_pages(objects):
        fonts = read_resources(objects, page.parsed).fonts
        for content in read_contents(objects, page):
            _add_codes(content, fonts, codes)
    for each in objects.values():
        if each.encoded and each.value("Subtype") == "Form":
            _add_codes(each.stream, read_resources(objects, each).fonts, codes)
    return codes


def _add_codes(content: bytes, fonts: Mapping[str, int], codes: dict[int, set[int]]) -> None:
    """Add the codes of a content stream, which has an operation a line, as in ``read_drawing``."""
    font: set[int] = set()
    for line in content.split(b"\n"):
        if line.endswith(b" Tf"):
            font = codes.setdefault(fonts[line[1:].split()[0].decode("latin-1")], set())
        elif line.endswith((b"TJ", b"Tj")):
            font.update(decode_codes(line))


def _list(codes: Sequence[int], most: int = 5) -> str:
    shown = ", ".join(map(str, codes[:most]))
    return shown if len(codes) <= most else f"{shown} and {len(codes) - most} others"
