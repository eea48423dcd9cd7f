"""OpenDocument texts for tests, written to the schema, in an archive or flat."""

from __future__ import annotations

import base64
import random
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = {
    **{name: f"{_OASIS}{name}:1.0" for name in ("office", "text", "table", "style", "form")},
    "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "script": f"{_OASIS}script:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "ooo": "http://openoffice.org/2004/office",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "math": "http://www.w3.org/1998/Math/MathML",
}
NAMESPACES = " ".join(f'xmlns:{name}="{address}"' for name, address in _NAMES.items())
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_XML = re.compile("</?(?:text|office|draw|table|loext|form):")

STYLES = """
<style:default-style style:family="paragraph">
<style:text-properties fo:language="en" style:language-complex="he"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph">
<style:paragraph-properties style:writing-mode="rl-tb"/></style:style>
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph"
 style:parent-style-name="Standard">
<style:paragraph-properties fo:margin-bottom="0.1in"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="1">
<style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
<style:style style:name="Chap" style:display-name="Chapter Head" style:family="paragraph"
 style:parent-style-name="Heading_20_1"/>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-style="italic" style:font-style-complex="italic"/></style:style>
<style:style style:name="Aside" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-style="italic" style:font-style-complex="italic"/></style:style>
<style:style style:name="Verse_20_Heb" style:display-name="Verse Heb" style:family="paragraph"
 style:parent-style-name="Standard"/>
<style:style style:name="Verse_20_Eng" style:display-name="Verse Eng" style:family="paragraph"
 style:parent-style-name="Verse_20_Heb"/>
<style:style style:name="Contents_20_1" style:display-name="Contents 1" style:family="paragraph"
 style:parent-style-name="Standard"/>
<style:style style:name="Strong_20_Emphasis" style:family="text"><style:text-properties
 fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
"""

AUTOMATIC = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_1"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:margin-top="24pt"/></style:style>
<style:style style:name="P4" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
<style:style style:name="P5" style:family="paragraph" style:parent-style-name="Heading_20_1"
 style:default-outline-level=""/>
<style:style style:name="Bold" style:family="text">
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="BoldHe" style:family="text">
<style:text-properties style:font-weight-complex="bold"/></style:style>
<style:style style:name="Both" style:family="text">
<style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
<style:style style:name="Italic" style:family="text">
<style:text-properties fo:font-style="italic" style:font-style-complex="italic"/></style:style>
<style:style style:name="Plain" style:family="text">
<style:text-properties fo:font-style="normal" style:font-style-complex="normal"/></style:style>
<style:style style:name="Under" style:family="text">
<style:text-properties style:text-underline-style="solid"/></style:style>
<style:style style:name="Super" style:family="text">
<style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="Sub" style:family="text">
<style:text-properties style:text-position="-33% 66%"/></style:style>
<style:style style:name="Hidden" style:family="text">
<style:text-properties text:display="none"/></style:style>
<style:style style:name="Struck" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="Wingdings" style:family="text">
<style:text-properties style:font-name="Wingdings1"/></style:style>
"""
_FONTS = '<style:font-face style:name="Wingdings1" svg:font-family="Wingdings"/>'


def spell(text: str) -> str:
    """Return characters as XML: spaces that would be lost, tabs and line breaks as elements."""

    def replace(match: re.Match[str]) -> str:
        if match[0] in "\t\v":
            return "<text:tab/>" if match[0] == "\t" else "<text:line-break/>"
        count = len(match[0]) - (match.start() > 0)
        own = "" if count == len(match[0]) else " "
        return f'{own}<text:s text:c="{count}"/>' if count else own

    return re.sub(r"\t|\v| +(?=\t|\v|\Z)|^ +|  +", replace, escape(text))


def span(text: str, style: str = "") -> str:
    """Return a span of a style; ``text`` may be XML."""
    content = text if _XML.match(text) else spell(text)
    return f"<text:span text:style-name={quoteattr(style)}>{content}</text:span>"


def paragraph(*parts: str, style: str = "Standard", level: int = 0) -> str:
    """Return a paragraph, or with a level a heading, of strings of text or of XML."""
    content = "".join(each if _XML.match(each) else spell(each) for each in parts)
    tag, outline = ("h", f' text:outline-level="{level}"') if level else ("p", "")
    return f"<text:{tag} text:style-name={quoteattr(style)}{outline}>{content}</text:{tag}>"


def items(*entries: str | tuple[str, ...], attributes: str = 'text:style-name="L1"') -> str:
    """Return a list; an entry is the text of an item, XML, or several paragraphs or lists."""
    content = ""
    for entry in entries:
        blocks = (entry,) if isinstance(entry, str) else entry
        inner = "".join(each if _XML.match(each) else paragraph(each) for each in blocks)
        content += inner if inner.startswith("<text:list-") else item(inner)
    return f"<text:list {attributes}>{content}</text:list>"


def item(content: str, attributes: str = "") -> str:
    return f"<text:list-item {attributes}>{content}</text:list-item>"


def list_style(*forms: str, name: str = "L1", start: int = 1, suffix: str = ".") -> str:
    """Return a list style with a level for each format of numbers; ``•`` is a bullet."""
    levels = ""
    for level, form in enumerate(forms, 1):
        if form == "•":
            levels += f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="•"/>'
        else:
            levels += (
                f'<text:list-level-style-number text:level="{level}" text:start-value="{start}" '
                f'style:num-suffix="{suffix}" style:num-format="{form}"/>'
            )
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'


def note(mark: str, *paragraphs: str, kind: str = "footnote", label: str = "") -> str:
    """Return a note at its call."""
    own = f" text:label={quoteattr(label)}" if label else ""
    body = "".join(map(paragraph, paragraphs))
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation{own}>{mark}</text:note-citation>'
        f"<text:note-body>{body}</text:note-body></text:note>"
    )


def changes(**kinds: str) -> str:
    """Return the tracked changes of a text by their identifiers; one kind is ``insertion``.

    Another one is the XML of deleted paragraphs.
    """
    regions = ""
    for key, kind in kinds.items():
        info = "<office:change-info><dc:creator>Ed</dc:creator></office:change-info>"
        tag, content = ("insertion", "") if kind == "insertion" else ("deletion", kind)
        regions += (
            f'<text:changed-region text:id="{key}"><text:{tag}>{info}{content}</text:{tag}>'
            "</text:changed-region>"
        )
    return f"<text:tracked-changes>{regions}</text:tracked-changes>"


def mark(key: str, place: str = "") -> str:
    """Return a mark of a change; ``place`` is ``-start``, ``-end`` or nothing."""
    return f'<text:change{place} text:change-id="{key}"/>'


def change(key: str, content: str) -> str:
    """Return inserted text, or deleted text where it stands between marks."""
    text = content if _XML.match(content) else spell(content)
    return f"{mark(key, '-start')}{text}{mark(key, '-end')}"


def comment(text: str, name: str = "") -> str:
    own = f' office:name="{name}"' if name else ""
    return (
        f"<office:annotation{own}><dc:creator>Ed</dc:creator>"
        f"<dc:date>2026-01-01T00:00:00</dc:date>{paragraph(text)}</office:annotation>"
    )


def field(name: str, result: str, attributes: str = "") -> str:
    return f"<text:{name} {attributes}>{spell(result)}</text:{name}>"


def text_box(*texts: str) -> str:
    inner = "".join(map(paragraph, texts))
    return f"<draw:frame><draw:text-box>{inner}</draw:text-box></draw:frame>"


def picture(address: str, alt: str = "", data: bytes = b"") -> str:
    """Return a picture at an address; with ``data`` in the text itself."""
    if data:
        binary = base64.encodebytes(data).decode()
        image = f"<draw:image><office:binary-data>{binary}</office:binary-data></draw:image>"
    else:
        image = f"<draw:image xlink:href={quoteattr(address)}/>"
    return f"<draw:frame>{image}<svg:desc>{escape(alt)}</svg:desc></draw:frame>"


def cell(*texts: str, attributes: str = "") -> str:
    inner = "".join(each if _XML.match(each) else paragraph(each) for each in texts)
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


def row(*cells: str | tuple[str, ...], attributes: str = "") -> str:
    """Return a row; a cell is a text, XML, or several paragraphs."""
    content = ""
    for each in cells:
        texts = (each,) if isinstance(each, str) else each
        is_cell = texts[0].startswith(("<table:table-cell", "<table:covered"))
        content += texts[0] if is_cell else cell(*texts)
    return f"<table:table-row {attributes}>{content}</table:table-row>"


def table(*rows: str | tuple[str | tuple[str, ...], ...], header: bool = False) -> str:
    content = [each if isinstance(each, str) else row(*each) for each in rows]
    if header:
        content[0] = f"<table:table-header-rows>{content[0]}</table:table-header-rows>"
    return f"<table:table>{''.join(content)}</table:table>"


def _sections(content: str, styles: str, automatic: str, master: str) -> tuple[str, str, str]:
    fonts = f"<office:font-face-decls>{_FONTS}</office:font-face-decls>"
    common = f"<office:styles>{STYLES}{styles}</office:styles>"
    own = f"<office:automatic-styles>{AUTOMATIC}{automatic}</office:automatic-styles>"
    pages = f"<office:master-styles>{master}</office:master-styles>"
    body = f"<office:body><office:text>{content}</office:text></office:body>"
    return f"{fonts}{common}", own, f"{pages}|{body}"


def odt_file(
    *blocks: str,
    styles: str = "",
    automatic: str = "",
    master: str = "",
    title: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return an OpenDocument text in an archive.

    ``styles``, ``automatic`` and ``master`` are added to the sections of those names; ``more`` are
    further files.
    """
    common, own, rest = _sections("".join(blocks), styles, automatic, master)
    pages, _, body = rest.partition("|")
    files: dict[str, str | bytes] = {
        "mimetype": MEDIA_TYPE,
        "content.xml": f"{HEAD}<office:document-content {NAMESPACES}>{own}{body}"
        "</office:document-content>",
        "styles.xml": f"{HEAD}<office:document-styles {NAMESPACES}>{common}{pages}"
        "</office:document-styles>",
        "meta.xml": f"{HEAD}<office:document-meta {NAMESPACES}>{_meta(title)}"
        "</office:document-meta>",
        "META-INF/manifest.xml": "<manifest/>",
        **(more or {}),
    }
    return zip_files(files)


def fodt_file(
    *blocks: str, styles: str = "", automatic: str = "", master: str = "", title: str = ""
) -> bytes:
    """Return a flat OpenDocument text."""
    common, own, rest = _sections("".join(blocks), styles, automatic, master)
    kind = f'office:mimetype="{MEDIA_TYPE}"'
    text = f"{_meta(title)}{common}{own}{rest.replace('|', '', 1)}"
    return f"{HEAD}<office:document {NAMESPACES} {kind}>{text}</office:document>".encode()


def _meta(title: str) -> str:
    return (
        f"<office:meta><dc:title>{escape(title)}</dc:title><dc:creator>User</dc:creator>"
        "<dc:language>he-IL</dc:language></office:meta>"
    )


def zip_files(files: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive of files, the first one without compression."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for index, (name, content) in enumerate(files.items()):
            kind = zipfile.ZIP_DEFLATED if index else zipfile.ZIP_STORED
            archive.writestr(name, content, kind)
    return buffer.getvalue()


_MARKS = (
    "<text:soft-page-break/>",
    '<text:bookmark text:name="_Ref"/>',
    '<text:bookmark-start text:name="a"/><text:bookmark-end text:name="a"/>',
)


def type_line(line: str, chance: random.Random) -> str:
    """Return a line as LibreOffice keeps it after some editing: cut by spans and marks."""
    parts: list[str] = []
    start = 0
    while start < len(line):
        end = start + chance.randrange(1, 40)
        stretch = spell(line[start:end])
        parts.append(
            span(f"<text:span>{stretch}</text:span>") if chance.random() < 0.5 else stretch
        )
        start = end
        if chance.random() < 0.2:
            parts.append(chance.choice(_MARKS))
    content = "".join(parts)
    return f'<text:p text:style-name="Standard">{content}</text:p>'


def from_paste(text: str, *, flat: bool = False) -> bytes:
    """Return an OpenDocument text into which a text was typed, a paragraph for each line."""
    chance = random.Random(len(text))
    make = fodt_file if flat else odt_file
    return make(*(type_line(line, chance) for line in text.rstrip("\n").split("\n")))
