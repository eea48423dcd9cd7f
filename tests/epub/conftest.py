"""Small books for the tests of the EPUB writer."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from publish.config.edition_options import EditionOptions, Numerals, SegmentNumbers
from publish.config.options import Edition
from publish.document.lazy_book import split_chapters
from publish.document.model import (
    Block,
    Creator,
    Date,
    Dir,
    Emphasis,
    Excerpt,
    Foreign,
    Gloss,
    Inline,
    LineBreak,
    Link,
    List,
    Meta,
    Note,
    Paragraph,
    Passage,
    Quote,
    Role,
    Section,
    Segment,
    Separator,
    Series,
    SourceCitation,
    Strong,
    Text,
    Verse,
    Words,
    Work,
)
from publish.pipeline.book_language import in_language
from publish.pipeline.editions import arrange
from publish.storage.store import Store
from publish.themes import theme as themes
from publish.themes.theme import Theme
from publish.writers import epub
from publish.writers.epub.cover import make_cover
from publish.writers.epub.options import EpubOptions

MODIFIED = datetime(2025, 5, 20, 9, 30, 14, tzinfo=UTC)


def para(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in inlines))


def hebrew(text: str) -> Foreign:
    return Foreign("he", Dir.RTL, (Text(text),))


def segment(original: str, translation: Paragraph, *commentary: Block) -> Segment:
    return Segment(
        Passage("he", Dir.RTL, (para(original),)),
        translations=(Passage("en", Dir.LTR, (translation,)),),
        commentary=commentary,
    )


@pytest.fixture(scope="session")
def lesson() -> Work:
    """An interlinear lesson: pointed Hebrew, its translation, commentary and notes."""
    noted = Note("1", (para("See ", hebrew("מסכת סופרים"), " 3:7, on ink and hide."),))
    text = Section(
        Role.CHAPTER,
        (),
        (
            para("Before there was type there was the scribe, and before the page, the sheet."),
            segment(
                "הַסּוֹפֵר כּוֹתֵב אֶת הָאוֹתִיּוֹת בִּדְיוֹ עַל הַקְּלָף,",
                para("The scribe writes the letters with ink on parchment,", noted),
            ),
            segment(
                "וְאַחַר־כָּךְ בָּא הַנַּקְדָּן וּמוֹסִיף אֶת הַנִּקּוּד.",
                para("and then comes the ", Emphasis((Text("nakdan"),)), " and adds the points."),
                para(
                    "Two hands, then, and often two inks: the letters (",
                    hebrew("אוֹתִיּוֹת"),
                    ") are older than their vowels.",
                    Note("2"),
                ),
            ),
            segment(
                'וְכָתוּב בַּקּוֹלוֹפוֹן: "אֲנִי כָּתַבְתִּי בִּשְׁנַת ה׳רנ״ב".',
                para(
                    "And in the colophon it says: ",
                    Quote("“", "”", (Text("I wrote it in the year 5252"),)),
                    Note("3", (para("That is 1492."), para("Many colophons of that year say so."))),
                    ".",
                ),
            ),
        ),
    )
    return Work(
        Meta(
            title=Words((("en", "The Scribe and the Nakdan"), ("he", "הסופר והנקדן"))),
            subtitle=Words((("en", "A lesson for two voices"),)),
            creators=(
                Creator(Words((("en", "Miriam Sofer"), ("he", "מרים סופר")))),
                Creator(Words((("en", "David Levi"),)), "trl"),
            ),
            publisher="The Proof Press",
            rights="© 2025 The Proof Press",
            date=Date("2025-05-20", "20 May 2025"),
            series=Series(Words((("en", "How Hebrew Books Are Made"),)), 3),
        ),
        "en",
        Dir.LTR,
        (text,),
    )


@pytest.fixture(scope="session")
def handout() -> Work:
    """A handout of numbered excerpts, made for an event."""
    return Work(
        Meta(
            title=Words((("en", "The Making of a Page"),)),
            event=Words((("en", "Hebrew Typography Days"),)),
            event_theme=Words((("en", "“From the Scribe to the Screen”"),)),
            date=Date("2025-05", "May 2025"),
        ),
        "en",
        Dir.LTR,
        (
            Section(
                Role.CHAPTER,
                (),
                (
                    Excerpt(
                        1,
                        SourceCitation(author="M. Sofer", kind="Letter", number=4, title="On Ink"),
                        (Text("M. Sofer, Letter No. 4, "), Quote("“", "”", (Text("On Ink"),))),
                        (
                            para(
                                "A page begins with its ",
                                Gloss((Text("klaf"),), " [", (Text("parchment"),), "]"),
                                ", and the klaf with a knife.",
                            ),
                            para("Only then comes the ruling, dry, with a bone."),
                        ),
                    ),
                    Excerpt(
                        2,
                        SourceCitation(author="D. Levi"),
                        (Text("D. Levi, Notebooks"),),
                        (
                            para("The margins are the quiet of the page.", Note("1")),
                            para(
                                "See ", Link("https://example.org/a b", (Text("the plate"),)), "."
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )


@pytest.fixture(scope="session")
def prose() -> Work:
    """A prose book: a preface, chapters with sections in them, an appendix."""
    deep = Section(
        Role.CHAPTER,
        (Text("Ruling "), hebrew("שרטוט"), Note("*", (para("Without ink."),))),
        (
            para("The lines are scored, not drawn.", Note("2", (List(((para("hair"),),)),))),
            Section(Role.CHAPTER, (Text("The bone"),), (para("A rib, as a rule."),)),
        ),
    )
    return Work(
        Meta(title=Words((("en", "A Short History of the Hebrew Book"),)), identifier="our-7"),
        "en",
        Dir.LTR,
        (
            Section(
                Role.CHAPTER,
                (Text("Ink & Skin"),),
                (
                    para("In 1475 there were two presses."),
                    Verse(((Text("Black fire"),), (Text("on white fire"),))),
                    deep,
                    Separator(),
                    List(((para("gall"),), (para("gum"),)), start=1),
                ),
            ),
            Section(Role.CHAPTER, (hebrew("דפוס"),), (para("Type, from G-d’s own letters."),)),
        ),
        front=(Section(Role.PREFACE, (Text("Before the Book"),), (para("Read slowly."),)),),
        back=(Section(Role.APPENDIX, (Text("Dates"),), (para(Strong((Text("1475"),))),)),),
    )


@pytest.fixture(scope="session")
def hebrew_book() -> Work:
    """A book bound on the right: Hebrew throughout, with a little Latin and a note after a year."""
    english = Foreign("en", Dir.LTR, (Text("Ars Hebraica"),))
    return Work(
        Meta(
            title=Words((("he", "מעשה ספר"), ("en", "The Making of a Book"))),
            creators=(Creator(Words((("he", "מרים סופר"),))),),
        ),
        "he",
        Dir.RTL,
        (
            Section(
                Role.CHAPTER,
                (Text("הדיו"),),
                (
                    para("הספר ", english, " נדפס בשנת 2023", Note("3", (para("בירושלים."),)), "."),
                    para("שורה ראשונה,", LineBreak(), "ושורה שנייה."),
                ),
            ),
            Section(Role.CHAPTER, (Text("הקלף"),), (para("עור של בהמה טהורה."),)),
        ),
    )


@pytest.fixture(scope="session")
def verse() -> Work:
    """A verse with its accents, in a passage, in a line of English, in a note and in titles."""
    text = "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם וְאֵ֥ת הָאָֽרֶץ׃"
    word = hebrew("בָּרָ֣א")
    noted = Note("1", (para("So ", hebrew("אֱלֹהִ֑ים"), "."), Passage("he", Dir.RTL, (para(text),))))
    chapter = Section(
        Role.CHAPTER,
        (Text("On "), word),
        (
            segment(text, para("In the beginning, ", word, " and ", hebrew("בָּרָא"), ".", noted)),
            Passage("he", Dir.RTL, (para(text, Note("2", (para("בלא טעמים"),))),)),
        ),
    )
    meta = Meta(title=Words((("en", "A Verse"), ("he", "בְּרֵאשִׁ֖ית"))))
    return Work(meta, "en", Dir.LTR, (chapter,))


def arrange_lesson(work: Work, edition: Edition, numerals: Numerals) -> Work:
    """Return an edition of a lesson in Hebrew, with the numbers of its segments."""
    options = EditionOptions(numbers=SegmentNumbers.MARGIN, numerals=numerals)
    arranged = arrange(split_chapters(in_language(work, "he")), edition, options)
    return arranged.value.work


@pytest.fixture(scope="session")
def books(
    lesson: Work, handout: Work, prose: Work, hebrew_book: Work, verse: Work
) -> dict[str, Work]:
    return {
        "facing": arrange_lesson(lesson, Edition.FACING, Numerals.ARABIC),
        "original": arrange_lesson(lesson, Edition.ORIGINAL, Numerals.HEBREW),
        "translation": arrange_lesson(lesson, Edition.TRANSLATION, Numerals.ARABIC),
        "lesson": lesson,
        "handout": handout,
        "prose": prose,
        "hebrew": hebrew_book,
        "verse": verse,
    }


@pytest.fixture(scope="session")
def classic() -> Theme:
    return themes.load("classic")


@pytest.fixture(scope="session")
def make_epub(classic: Theme) -> Callable[[Work], bytes]:
    """Return a function that makes the EPUB of a work in the theme “classic”."""
    return lambda work: epub.write(work, classic, modified=MODIFIED).value


@pytest.fixture(scope="session")
def make_release(classic: Theme) -> Callable[[Work], bytes]:
    """Return a function that makes the EPUB of a work as readers get it, with its cover."""

    def make(work: Work) -> bytes:
        cover = make_cover(work.meta, work.lang, classic, None, Store()).value
        return epub.write(work, classic, EpubOptions(cover=cover), modified=MODIFIED).value

    return make


@pytest.fixture(scope="session")
def read_files() -> Callable[[bytes], dict[str, bytes]]:
    """Return a function that reads the files of an EPUB by name, in archive order."""

    def read(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    return read


@pytest.fixture(scope="session")
def pages(
    make_epub: Callable[[Work], bytes], read_files: Callable[[bytes], dict[str, bytes]]
) -> Callable[[Work], dict[str, ET.Element]]:
    """Return a function that parses the content documents of a work by name."""

    def parse(work: Work) -> dict[str, ET.Element]:
        files = read_files(make_epub(work)).items()
        return {
            name.removeprefix("EPUB/"): ET.fromstring(data)
            for name, data in files
            if name.endswith(".xhtml")
        }

    return parse


@pytest.fixture(scope="session")
def package(
    make_epub: Callable[[Work], bytes], read_files: Callable[[bytes], dict[str, bytes]]
) -> Callable[[Work], ET.Element]:
    """Return a function that parses the package document of a work."""
    return lambda work: ET.fromstring(read_files(make_epub(work))["EPUB/content.opf"])
