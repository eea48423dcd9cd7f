"""Document metadata: title and authors, and the XMP packet (ISO 16684-1)."""

from __future__ import annotations

from markupsafe import Markup

from publish.document.model import Work

_PACKET = Markup("""\
<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<pdf:Producer>publish</pdf:Producer>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li>{titles}</rdf:Alt></dc:title>
<dc:creator><rdf:Seq>{creators}</rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
""")


def title_of(work: Work) -> str:
    """Return the title of a book in its own language, or an empty string."""
    return work.meta.title.in_(work.lang)


def authors_of(work: Work) -> tuple[str, ...]:
    """Return the names of the authors of a book, in its own language."""
    creators = work.meta.creators
    return tuple(creator.name.in_(work.lang) for creator in creators if creator.role == "aut")


def xmp_packet(work: Work) -> bytes:
    """Return the XMP packet of a book that conforms to PDF/UA-1 (ISO 14289-1, 5)."""
    item = Markup("<rdf:li>{}</rdf:li>")
    item_in_lang = Markup('<rdf:li xml:lang="{}">{}</rdf:li>')
    return _PACKET.format(
        title=title_of(work),
        titles=Markup("").join(item_in_lang.format(*form) for form in work.meta.title.forms),
        creators=Markup("").join(map(item.format, authors_of(work))),
        lang=work.lang,
    ).encode()
