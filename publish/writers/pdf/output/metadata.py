"""What a PDF says of itself, for programs that look no further (XMP, ISO 16684-1)."""

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


def title(work: Work) -> str:
    """Return the title of a book in its own language, or nothing where it has none."""
    return work.meta.title.in_(work.lang)


def authors(work: Work) -> tuple[str, ...]:
    """Return the names of those who wrote a book, in its own language."""
    creators = work.meta.creators
    return tuple(creator.name.in_(work.lang) for creator in creators if creator.role == "aut")


def accessible(work: Work) -> bytes:
    """Return the metadata of a book that says that it is accessible (ISO 14289-1, 5)."""
    item, words = Markup("<rdf:li>{}</rdf:li>"), Markup('<rdf:li xml:lang="{}">{}</rdf:li>')
    return _PACKET.format(
        title=title(work),
        titles=Markup("").join(words.format(*form) for form in work.meta.title.forms),
        creators=Markup("").join(map(item.format, authors(work))),
        lang=work.lang,
    ).encode()
