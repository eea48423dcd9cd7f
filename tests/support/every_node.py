"""Book that has every node of the document model, in either base direction."""

from __future__ import annotations

from typing import Any

from publish.document.model import (
    Block,
    Blockquote,
    Cell,
    Dir,
    Emphasis,
    Excerpt,
    Foreign,
    Image,
    Inline,
    Inlines,
    List,
    Meta,
    Milestone,
    MilestoneKind,
    Note,
    Numbering,
    Paragraph,
    Passage,
    Resource,
    Role,
    Row,
    Rubric,
    Section,
    Segment,
    SmallCaps,
    SourceCitation,
    Speech,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Underline,
    Verse,
    Words,
    Work,
    direction,
)
from publish.storage.digests import digest

PROSE = {
    "en": "The scribe rules the skin before he writes, and the rule is a bone without ink. ",
    "he": "הסופר משרטט את הקלף קודם שיכתוב, והשרטוט נעשה בעצם בלא דיו. ",
}
LINES = {
    "en": (
        "The ink is gall and gum and soot and water",
        "and over every line that any scribe has ruled the reed waits for the hand to lower it",
        "and lift it, and then to wait.",
    ),
    "he": (
        "הדיו עפצים ושרף ופיח ומים",
        "ועל כל שורה שסופר שרטט ממתין הקולמוס הארוך ליד שתוריד אותו ותעלה אותו ותשוב ותוריד אותו",
        "ואחר כך ממתין.",
    ),
}
OTHER = {"en": "he", "he": "en"}


def words(*parts: Inline | str) -> Inlines:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def para(*parts: Inline | str) -> Paragraph:
    return Paragraph(words(*parts))


def passage(lang: str, *blocks: Block) -> Passage:
    return Passage(lang, direction(lang), blocks)


def verse(lang: str) -> Verse:
    return Verse(tuple(words(line) for line in LINES[lang]))


def table(lang: str) -> Table:
    """Return a table of four columns and twelve rows under a header."""
    names = {"en": ("Week", "Material", "Work", "Hand"), "he": ("שבוע", "חומר", "מלאכה", "יד")}
    cells = {
        "en": ("parchment and gall ink", "ruling the lines with care", "left"),
        "he": ("קלף ודיו עפצים", "שרטוט השורות בנחת", "שמאל"),
    }
    rows = [Row(tuple(Cell((para(name),)) for name in names[lang]))]
    rows += [
        Row(tuple(Cell((para(text),)) for text in (str(number), *cells[lang])))
        for number in range(1, 13)
    ]
    rows.append(Row((Cell((para(PROSE[lang]),), columns=4),)))
    return Table(tuple(rows), 1, words(PROSE[lang].strip()))


def png() -> bytes:
    """Return a picture of 240 by 160 pixels: a dark frame around a light field."""
    import io

    from PIL import Image as Picture

    image = Picture.new("L", (240, 160), 60)
    image.paste(220, (20, 20, 220, 140))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def lists(lang: str) -> tuple[Block, ...]:
    """Return lists with each numbering; the first has lists in lists."""
    text = PROSE[lang].strip()
    numerals = (Numbering.DECIMAL, Numbering.ALPHA, Numbering.ROMAN, Numbering.HEBREW)
    inner = List(((para(text),), (para(text), para(text))), 1, Numbering.ALPHA)
    outer = List(((para(text), inner), (para(text), List(((para(text),),)))), 1)
    return (outer, *(List(((para(text),), (para(text),)), 9, each) for each in numerals))


def blocks(lang: str) -> tuple[Block, ...]:
    """Return every block of the model but indexes."""
    other = OTHER[lang]
    text = PROSE[lang]
    note = Note("*", (para(text.strip()), verse(lang)), series="translator")
    styled = para(
        Milestone(MilestoneKind.PAGE, "110"),
        f" {text}",
        Emphasis(words(text[:12])),
        " ",
        Strong(words(text[:12])),
        " ",
        Underline(words(text[:12])),
        " ",
        SmallCaps(words(text[:12])),
        " 1",
        Superscript(words("st")),
        " H",
        Subscript(words("2")),
        "O",
        note,
        ". ",
        Milestone(MilestoneKind.SECTION, "ב"),
        f" {text * 3}",
    )
    verses: list[Inline | str] = []
    for number in range(1, 6):
        label = "אבגדה"[number - 1] if lang == "he" else f"1:{number}"
        verses += [Milestone(MilestoneKind.VERSE, label), f" {text}"]
    segment = Segment(
        passage("he", verse("he"), verse("he")),
        passage("en", para("ha-dyo afatzim u-seraf u-fiach u-mayim")),
        (
            passage("en", verse("en")),
            passage("ru", para("Чернила из галлов, камеди, сажи и воды.")),
        ),
        (
            para(text),
            List(((para(text),), (para(text),)), 1),
            Blockquote((para(text),), words("M. Sofer")),
            verse(lang),
        ),
        "ב" if lang == "he" else "2",
        "ink-2",
    )
    return (
        styled,
        para(*verses),
        verse(lang),
        verse(lang),
        Speech(words("Miriam" if lang == "en" else "מרים"), (para(text * 2), para(text * 2))),
        Speech(words("Levi:" if lang == "en" else "לוי:"), (para(text),)),
        Rubric((para(text),)),
        Speech(words("Reader" if lang == "en" else "קורא"), (passage(other, para(PROSE[other])),)),
        Rubric((passage(other, para(PROSE[other])),)),
        Blockquote((para(text * 2), verse(lang)), words(text[:20])),
        *lists(lang),
        segment,
        passage(other, verse(other)),
        table(lang),
        passage(other, table(other)),
    )


def pictures(lang: str, resource: str) -> tuple[Block, ...]:
    """Return a picture with its bytes and one without them."""
    caption = words(PROSE[lang].strip())
    alt = "A dark frame" if lang == "en" else "מסגרת כהה"
    return (
        Image("frame.png", alt, caption, 60, resource),
        Image("https://example.org/lost.png", alt, caption),
    )


def book_with_every_node(lang: str) -> Work:
    """Return a book whose base language is ``lang``: ``en`` or ``he``."""
    data = png()
    resource = Resource(digest(data), "image/png", data)
    text = PROSE[lang].strip()

    def title(number: int) -> Inlines:
        return words(f"{text[:14]} {number}")

    def source(number: int, label: str) -> Excerpt:
        return Excerpt(
            number,
            SourceCitation(),
            title(number),
            (para(text), passage("he", verse("he"))),
            "",
            label,
        )

    deepest = Section(Role.SECTION, title(4), (para(text),))
    third = Section(Role.SECTION, title(3), (para(text), deepest))
    second = Section(Role.SECTION, title(2), (para(text), third))
    chapters: tuple[Any, ...] = (
        Section(Role.CHAPTER, title(1), (*blocks(lang), second)),
        Section(
            Role.CHAPTER,
            title(5),
            (
                *pictures(lang, resource.digest),
                source(1, ""),
                source(2, "ב"),
                source(3, "Source 3" if lang == "en" else "מקור 3"),
            ),
        ),
    )
    return Work(
        Meta(title=Words((("en", "Every Node"), ("he", "כל הצמתים")))),
        lang,
        Dir.RTL if lang == "he" else Dir.LTR,
        (
            Section(Role.PART, title(10), (para(text), *chapters)),
            Section(Role.PART, title(20), (Section(Role.CHAPTER, title(21), (para(text),)),)),
        ),
        front=(
            Section(Role.DEDICATION, (), (para(Foreign("he", Dir.RTL, words("לאבי מורי"))),)),
            Section(Role.EPIGRAPH, (), (Blockquote((para(text),), words("M. Sofer")),)),
            Section(Role.PREFACE, title(30), (para(text),)),
        ),
        back=(Section(Role.ACKNOWLEDGEMENTS, title(40), (para(text),)),),
        resources=(resource,),
    )
