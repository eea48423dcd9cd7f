"""How a press file says what it is: output intent, variant, dates (ISO 15930-1 and 15930-7)."""

from __future__ import annotations

import uuid
import zlib
from datetime import datetime
from typing import Any

from markupsafe import Markup

from publish.config.pdf_profiles import OutputCondition, PdfVariant
from publish.text.dataclass import dataclass
from publish.text.xml_characters import NOT_XML
from publish.writers.pdf.press.condition_profiles import ConditionProfile

_X_1 = "PDF/X-1:2001"
"""The version of PDF/X-1a:2001, whose name is that of its conformance (ISO 15930-1, 6.3)."""

_NO_TITLE = "Untitled"
_INKS = 4

_INTERACTIVE = (
    *("/AA", "/AcroForm", "/Collection", "/JavaScript", "/Names", "/OpenAction", "/URI"),
    *("/Requirements", "/Threads"),
)
"""Entries of the catalog that lead elsewhere or do something; a press does neither."""

_LATER = (
    *("/Extensions", "/MarkInfo", "/Metadata", "/OCProperties", "/Perms"),
    *("/PieceInfo", "/StructTreeRoot"),
)
"""Entries of the catalog that PDF 1.3 does not have."""

_PACKET = Markup("""\
<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfxid:GTS_PDFXVersion>{variant}</pdfxid:GTS_PDFXVersion>
<pdf:Producer>publish</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{creator}<xmp:CreatorTool>publish</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{identifier}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
""")
_CREATOR = Markup("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n")


@dataclass(frozen=True, slots=True)
class Identity:
    """The facts by which a file identifies itself; ``digest`` is that of what it was made from."""

    variant: PdfVariant
    date: datetime
    digest: bytes


def write_identity(pdf: Any, identity: Identity) -> None:
    """Write variant, title, dates and producer into the document information and its XMP."""
    from pikepdf import Name

    info = pdf.docinfo
    if identity.variant.is_pdf_x and not str(info.get("/Title", "")):
        info["/Title"] = _NO_TITLE
    info["/Creator"] = info["/Producer"] = "publish"
    info["/CreationDate"] = info["/ModDate"] = f"D:{identity.date:%Y%m%d%H%M%S}+00'00'"
    info["/Trapped"] = Name("/False")
    match identity.variant:
        case PdfVariant.X_1A:
            info["/GTS_PDFXVersion"] = _X_1
            info["/GTS_PDFXConformance"] = identity.variant.value
            _remove(pdf.Root, _LATER)
        case PdfVariant.X_4:
            _write_xmp(pdf, identity)
        case _:
            pass


def remove_interaction(pdf: Any) -> None:
    """Remove links, other annotations, and what a viewer would do."""
    _remove(pdf.Root, _INTERACTIVE)
    for page in pdf.pages:
        _remove(page.obj, ("/Annots", "/AA", "/Tabs", "/StructParents"))


def write_output_intent(
    pdf: Any, condition: OutputCondition, profile: ConditionProfile, variant: PdfVariant
) -> None:
    """Write the printing condition by its registered name, with its profile in PDF/X-4.

    PDF/X-1a needs no profile of a condition that is registered (ISO 15930-1, 6.9).
    """
    from pikepdf import Array, Dictionary, Name, Stream

    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=condition.identifier,
        RegistryName=condition.registry,
        Info=condition.name or condition.identifier,
    )
    if condition.name:
        intent.OutputCondition = condition.name
    if variant is PdfVariant.X_4:
        data = zlib.compress(profile.data, 9)
        stream = Stream(pdf, data, N=_INKS, Filter=Name.FlateDecode)
        intent.DestOutputProfile = pdf.make_indirect(stream)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _write_xmp(pdf: Any, identity: Identity) -> None:
    from pikepdf import Name, Stream

    info = pdf.docinfo
    title, author = (NOT_XML.sub("", str(info.get(key, ""))) for key in ("/Title", "/Author"))
    packet = _PACKET.format(
        variant=identity.variant.value,
        title=title,
        creator=_CREATOR.format(author) if author else "",
        date=f"{identity.date:%Y-%m-%dT%H:%M:%SZ}",
        identifier=uuid.UUID(bytes=identity.digest[:16], version=4),
    )
    stream = Stream(pdf, packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = pdf.make_indirect(stream)


def _remove(owner: Any, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in owner:
            del owner[key]
