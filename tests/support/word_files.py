"""Word files for tests, written to the schema with all that Word adds: rsids, split runs, marks."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{RELATIONS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_XML = re.compile("</?(?:w|mc|m):")
_HEBREW = re.compile("[\u0590-\u05ff]")

STYLES = f"""{_HEAD}<w:styles {NAMESPACES}>
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:bidi="he-IL"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>
<w:pPr><w:bidi/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Chap"><w:name w:val="Chapter Head"/>
<w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="a4"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="Quote"/><w:basedOn w:val="a"/>
<w:rPr><w:i/><w:iCs/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="VH"><w:name w:val="Verse Heb"/>
<w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="VE"><w:name w:val="Verse Eng"/>
<w:basedOn w:val="VH"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="character" w:styleId="a3"><w:name w:val="footnote reference"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>
<w:rPr><w:b/><w:bCs/></w:rPr></w:style>
</w:styles>"""


def run(text: str, properties: str = "") -> str:
    """Return a run; Hebrew is marked as text from right to left."""
    if _HEBREW.search(text) and "w:rtl" not in properties:
        properties += "<w:rtl/>"
    pieces = re.split(r"([\t\v])", text)
    marks = {"\t": "<w:tab/>", "\v": "<w:br/>"}
    content = "".join(
        marks.get(each) or f'<w:t xml:space="preserve">{escape(each)}</w:t>'
        for each in pieces
        if each
    )
    return f'<w:r w:rsidRPr="00A1B2C3"><w:rPr>{properties}</w:rPr>{content}</w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of runs, which are strings of text or of XML."""
    content = "".join(each if _XML.match(each) else run(each) for each in runs)
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    ids = 'w:rsidR="00FF00AA" w:rsidRDefault="00FF00AA"'
    return f"<w:p {ids}><w:pPr>{own}{properties}</w:pPr>{content}</w:p>"


def item(text: str, level: int = 0, number: int = 1) -> str:
    """Return a paragraph of a list."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=place)


def insertion(content: str, tag: str = "ins") -> str:
    return f'<w:{tag} w:id="1" w:author="Ed" w:date="2026-01-01T00:00:00Z">{content}</w:{tag}>'


def deletion(text: str) -> str:
    """Return a tracked deletion."""
    words = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return insertion(words, "del")


def field(instruction: str, result: str) -> str:
    """Return a field of several runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def reference(number: int, kind: str = "footnote") -> str:
    """Return the call of a note."""
    return f'<w:r><w:rPr><w:rStyle w:val="a3"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def notes(bodies: Mapping[int, tuple[str, ...]], kind: str = "footnote") -> str:
    """Return the part with the notes, each with its paragraphs."""
    content = "".join(
        f'<w:{kind} w:id="{number}">'
        + "".join(
            paragraph("" if place else f"<w:r><w:{kind}Ref/></w:r>", f" {text}")
            for place, text in enumerate(paragraphs)
        )
        + f"</w:{kind}>"
        for number, paragraphs in bodies.items()
    )
    line = "<w:p><w:r><w:separator/></w:r></w:p>"
    separator = f'<w:{kind} w:type="separator" w:id="-1">{line}</w:{kind}>'
    return f"{_HEAD}<w:{kind}s {NAMESPACES}>{separator}{content}</w:{kind}s>"


def comments(texts: Mapping[int, str]) -> str:
    content = "".join(
        f'<w:comment w:id="{number}" w:author="Ed" w:initials="E">{paragraph(text)}</w:comment>'
        for number, text in texts.items()
    )
    return f"{_HEAD}<w:comments {NAMESPACES}>{content}</w:comments>"


def numbering(*formats: str, texts: tuple[str, ...] = (), start: int = 1, more: str = "") -> str:
    """Return the part with one list, numbered 1, of a level for each format."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f"<w:lvlText w:val={quoteattr(texts[level] if texts else f'%{level + 1}.')}/></w:lvl>"
        for level, form in enumerate(formats)
    )
    return (
        f'{_HEAD}<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{levels}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f"{more}</w:numbering>"
    )


def table(*rows: tuple[str | tuple[str, ...], ...], header: bool = False) -> str:
    """Return a table that runs from right to left; a cell is a text, or several paragraphs."""
    content = ""
    for index, row in enumerate(rows):
        cells = [(cell,) if isinstance(cell, str) else cell for cell in row]
        inner = "".join(f"<w:tc><w:tcPr/>{''.join(map(paragraph, cell))}</w:tc>" for cell in cells)
        mark = "<w:trPr><w:tblHeader/></w:trPr>" if header and not index else ""
        content += f"<w:tr>{mark}{inner}</w:tr>"
    return f"<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr><w:tblGrid/>{content}</w:tbl>"


def text_box(*texts: str) -> str:
    """Return a run with a text box, in the forms for new and old programs."""
    inner = f"<w:txbxContent>{''.join(map(paragraph, texts))}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def picture(relation: str, alt: str, *, external: bool = False) -> str:
    kind = "link" if external else "embed"
    return (
        f"<w:r><w:drawing><wp:inline><wp:docPr id='1' name='Picture 1' descr={quoteattr(alt)}/>"
        "<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:{kind}="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


_KINDS = ("footnotes", "endnotes", "comments", "styles", "numbering", "settings", "header1")


def word_file(
    *blocks: str,
    parts: Mapping[str, str] | None = None,
    media: Mapping[str, bytes] | None = None,
    properties: str = "",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a Word file of paragraphs and tables.

    ``parts`` are further parts by their names, ``media`` pictures, ``properties`` the XML of the
    core properties; ``more`` are files that no relationship names.
    """
    parts = {"styles": STYLES, **(parts or {})}
    media = media or {}
    relations = [
        f'<Relationship Id="r{name}" Type="{RELATIONS}/{name.rstrip("1")}" Target="{name}.xml"/>'
        for name in parts
    ]
    for name in media:
        mode = ' TargetMode="External"' if "://" in name else ""
        target = name if mode else f"media/{name}"
        relations.append(
            f'<Relationship Id="{name.partition(".")[0]}" Type="{RELATIONS}/image" '
            f'Target="{target}"{mode}/>'
        )
    head = f'{_HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    main = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    if properties:
        kind = f"{PACKAGE}/relationships/metadata/core-properties"
        main += f'<Relationship Id="r2" Type="{kind}" Target="docProps/core.xml"/>'
    body = f"<w:body>{''.join(blocks)}<w:sectPr><w:bidi/></w:sectPr></w:body>"
    document = f"{_HEAD}<w:document {NAMESPACES}>{body}</w:document>"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": f"{head}{main}</Relationships>",
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f"{head}{''.join(relations)}</Relationships>",
        **{f"word/{name}.xml": content for name, content in parts.items()},
        **{f"word/media/{name}": data for name, data in media.items() if "://" not in name},
        **({"docProps/core.xml": properties} if properties else {}),
        **(more or {}),
    }
    return zip_files(files)


def _content_types(parts: Mapping[str, str]) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{name.rstrip("1")}+xml"/>'
        for name in parts
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
        f"{overrides}</Types>"
    )


def zip_files(files: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive of files, which are of 1980."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def core_properties(title: str, author: str = "User") -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        "</cp:coreProperties>"
    )


def type_line(line: str, chance: random.Random) -> str:
    """Return a line as Word keeps it after some editing: cut into runs, with marks between them."""
    runs: list[str] = []
    start = 0
    while start < len(line):
        end = start + chance.randrange(1, 14)
        runs.append(run(line[start:end]))
        start = end
        if chance.random() < 0.2:
            runs.append('<w:proofErr w:type="spellStart"/>')
        if chance.random() < 0.1:
            name = f"_Ref{len(runs)}"
            runs.append(f'<w:bookmarkStart w:id="{len(runs)}" w:name="{name}"/>')
            runs.append(f'<w:bookmarkEnd w:id="{len(runs) - 1}"/>')
    return paragraph(*runs)


def from_paste(text: str) -> bytes:
    """Return a Word file into which a text was typed, a paragraph for each line."""
    chance = random.Random(len(text))
    return word_file(*(type_line(line, chance) for line in text.rstrip("\n").split("\n")))
