"""Document metadata: title and authors, and the XMP packet (ISO 16684-1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from markupsafe import Markup

from publish.config.pdf_profiles import PdfProfile
from publish.document.metadata import Words
from publish.document.model import Work
from publish.text.xml_characters import NOT_XML

_PACKET = Markup("""\
<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
{claims}
<pdf:Producer>publish</pdf:Producer>
{properties}
</rdf:Description>
{schemas}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
""")

_ARCHIVE_CLAIM = Markup("""\
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>{level}</pdfaid:conformance>
""")
_ACCESSIBLE_CLAIM = Markup("<pdfuaid:part>1</pdfuaid:part>")

_ACCESSIBLE_SCHEMA = Markup("""\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
""")
"""The description of a schema that ISO 19005 does not know (ISO 19005-2, 6.6.2.3.3)."""


def title_of(work: Work) -> str:
    """Return the title of a book in its own language, or an empty string."""
    return work.meta.title.in_(work.lang)


def authors_of(work: Work) -> tuple[str, ...]:
    """Return the names of the authors of a book, in its own language."""
    creators = work.meta.creators
    return tuple(creator.name.in_(work.lang) for creator in creators if creator.role == "aut")


def xmp_packet(work: Work, profile: PdfProfile, date: datetime | None = None) -> bytes:
    """Return the XMP packet of a book with the standards to which its profile conforms.

    ``date`` is that of its last change, where files of the profile state one.

    A file without a title has none that a screen reader could say (ISO 14289-1, 7.1), so that one
    for an archive does not claim to be accessible.
    """
    is_for_archive = profile.variant.is_for_archive
    is_accessible = profile.is_tagged and (not is_for_archive or bool(title_of(work)))
    claims = Markup("")
    if is_for_archive:
        level = profile.variant.removeprefix("PDF/A-").upper()
        claims += _ARCHIVE_CLAIM.format(part=level[0], level=level[1:])
    if is_accessible:
        claims += _ACCESSIBLE_CLAIM
    return _PACKET.format(
        claims=claims,
        properties=Markup("\n").join((*_properties(work), *_dates(date))),
        schemas=_ACCESSIBLE_SCHEMA if is_for_archive and is_accessible else "",
    ).encode()


def _properties(work: Work) -> Iterator[Markup]:
    """Yield the properties of a book in the schema of Dublin Core (ISO 16684-1, 8.3)."""
    meta = work.meta
    yield _alternatives("title", meta.title, title_of(work))
    yield _array("creator", "Seq", authors_of(work))
    yield _array("language", "Bag", (work.lang,))
    others = (each.name.in_(work.lang) for each in meta.creators if each.role != "aut")
    yield from _optional_array("contributor", others)
    yield from _optional_array("publisher", (meta.publisher,))
    yield from _optional_array("subject", (words.in_(work.lang) for words in meta.subjects))
    if meta.description:
        yield _alternatives("description", meta.description, meta.description.in_(work.lang))
    if meta.rights:
        yield _alternatives("rights", Words(), meta.rights)
    for name, value in (("identifier", meta.identifier), ("source", meta.source)):
        if value:
            yield Markup("<dc:{0}>{1}</dc:{0}>").format(name, _clean(value))


def _dates(date: datetime | None) -> Iterator[Markup]:
    if date:
        yield Markup("<xmp:ModifyDate>{0:%Y-%m-%dT%H:%M:%SZ}</xmp:ModifyDate>").format(
            date.astimezone(UTC)
        )


def _alternatives(name: str, words: Words, default: str) -> Markup:
    """Return a property with a text in each language, and the one of the book before them."""
    item = Markup('<rdf:li xml:lang="{}">{}</rdf:li>')
    forms = (("x-default", default), *words.forms)
    items = Markup("").join(item.format(lang, _clean(text)) for lang, text in forms)
    return Markup("<dc:{0}><rdf:Alt>{1}</rdf:Alt></dc:{0}>").format(name, items)


def _array(name: str, kind: str, values: Iterable[str]) -> Markup:
    item = Markup("<rdf:li>{}</rdf:li>")
    items = Markup("").join(item.format(_clean(value)) for value in values)
    return Markup("<dc:{0}><rdf:{1}>{2}</rdf:{1}></dc:{0}>").format(name, kind, items)


def _optional_array(name: str, values: Iterable[str | None]) -> Iterator[Markup]:
    texts = tuple(filter(None, values))
    if texts:
        yield _array(name, "Bag", texts)


def _clean(text: str) -> str:
    return NOT_XML.sub("", text)
