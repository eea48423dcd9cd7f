"""E: the writer of EPUBs, and their text."""

from publish.diagnostics import TRACKER, Effect, Rule, Severity

FORBIDDEN_CHARACTER = Rule(
    "E01",
    "character-not-in-xml",
    Severity.WARNING,
    summary="A control character cannot be in an EPUB and is left out.",
    why="EPUBs are made of XML, in which this character is forbidden.",
    advice="Take it out of the text. Where it stood for a space, the book has one there.",
    effect=Effect.DROPPED,
)
NO_TITLE = Rule(
    "E02",
    "book-without-title",
    Severity.WARNING,
    summary="The EPUB has no title.",
    why="Libraries and reading apps list a book by its title.",
    advice='Give one in the settings: `title = "…"`.',
)
MISSING_STYLE_FILE = Rule(
    "E03",
    "theme-names-missing-file",
    Severity.ERROR,
    summary="The style sheet of the theme names a file that the theme does not have.",
    why="An EPUB contains all files that its style sheet uses, most often fonts.",
    advice="Put the file where the style sheet says, or correct its name there.",
)
LINK_LEFT_OUT = Rule(
    "E04",
    "link-left-out",
    Severity.WARNING,
    summary="A link is printed as plain words.",
    why="A link in a book must lead to a whole address, and may contain neither a note nor another "
    "link.",
    advice="Write the address with its `https://`. The words of the link are in the book.",
    effect=Effect.DROPPED,
)
UNUSABLE_DATE = Rule(
    "E05",
    "date-not-in-calendar",
    Severity.WARNING,
    summary="The date cannot be written into the metadata of the EPUB.",
    why="Libraries read a date as `2025`, `2025-05` or `2025-05-20`, and this is none of them. The "
    "book prints it as given.",
    advice="Write the date in one of these forms.",
)
NOT_AN_EPUB = Rule(
    "E06",
    "epub-not-readable",
    Severity.ERROR,
    summary="A file of the EPUB is missing or not well-formed.",
    why="Reading apps would refuse the book.",
    advice=f"This is a fault of a theme's template or of publish; please report it in {TRACKER}.",
)
TEXT_DIFFERS = Rule(
    "E07",
    "epub-text-differs",
    Severity.ERROR,
    summary="The EPUB does not have the text of its source.",
    why="Each letter, vowel point and digit of the source must be in the book.",
    advice="The message shows the first difference. This is a fault of publish: please report it "
    f"in {TRACKER}.",
)
BLOCK_UNMARKED = Rule(
    "E08",
    "block-without-direction",
    Severity.ERROR,
    summary="A block in the EPUB lacks its language or direction.",
    why="Reading systems do not inherit the two reliably, so each block states both.",
    advice="Where the message names a page of the theme, add `lang`, `xml:lang` and `dir` there.",
)
HEBREW_UNMARKED = Rule(
    "E09",
    "hebrew-unmarked",
    Severity.ERROR,
    summary="Hebrew in the EPUB is not marked as Hebrew.",
    why="Hebrew without a mark of its language is read aloud as English, set in a face without "
    "vowel points, and may stand in the wrong order.",
    advice="This is a fault of publish, which marks Hebrew by itself: please report it in "
    f"{TRACKER}.",
)
DEAD_LINK = Rule(
    "E10",
    "epub-dead-link",
    Severity.ERROR,
    summary="A link in the EPUB leads nowhere.",
    why="A link inside the book leads to a page or a place that the book does not have.",
    advice="Where the message names a page of the theme, correct the link there.",
)
ONE_WAY_NOTE = Rule(
    "E11",
    "note-one-way",
    Severity.ERROR,
    summary="A note in the EPUB has no link back to its call.",
    why="Readers of a note must be able to return to the place where it was called.",
    advice=f"This is a fault of publish: please report it in {TRACKER}.",
)

PICTURE_MISSING = Rule(
    "E12",
    "picture-not-in-epub",
    Severity.WARNING,
    summary="A picture cannot be put into the EPUB.",
    why="It is none of PNG, JPEG, GIF, WebP and SVG, which every reading system shows.",
    advice="Save it as PNG or JPEG. Its description stands in its place.",
    effect=Effect.CHANGED,
)
COVER_TOO_SMALL = Rule(
    "E13",
    "cover-too-small",
    Severity.WARNING,
    summary="The cover is too small for shops.",
    why="Shops refuse a cover of less than 625 × 1000 pixels, and shelves show it blurred.",
    advice="Save the picture at 1600 × 2560 pixels, or leave the cover to the theme.",
)
COVER_WITHOUT_WORDS = Rule(
    "E14",
    "cover-without-words",
    Severity.WARNING,
    summary="The cover is drawn without words, because FriBidi is missing.",
    why="Pillow, which draws the cover, needs the library to order Hebrew.",
    advice="Install FriBidi (libfribidi0 in Debian), and make the book again.",
)
SAMPLE_WITHOUT_TEXT = Rule(
    "E41",
    "sample-without-text",
    Severity.WARNING,
    summary="The sample has no text: its first paragraph would be most of the book.",
    why="A sample has whole paragraphs, and is never more than half of a book that is cut in one "
    "chapter.",
    advice="Take `sample` out of `formats` in the settings of this book.",
)
SAMPLE_WITHOUT_LINK = Rule(
    "E42",
    "sample-without-link",
    Severity.INFO,
    summary="The sample has no link to the whole book.",
    why="The address of the library is not known, so the last page of the sample names the book "
    "alone.",
    advice="Set `base_url` in the table `[library]` of publish.toml.",
)
CALIBRE_MISSING = Rule(
    "E43",
    "calibre-missing",
    Severity.ERROR,
    summary="An AZW3 is asked for, and calibre is not installed.",
    why="The format of Kindles is made by ebook-convert, a program of calibre, from the EPUB.",
    advice="Install calibre (https://calibre-ebook.com), or take `azw3` out of `formats`: Send to "
    "Kindle takes the EPUB.",
)
CALIBRE_FAILED = Rule(
    "E44",
    "calibre-failed",
    Severity.ERROR,
    summary="The program calibre cannot convert an EPUB to AZW3.",
    why="The program ended with an error, or was stopped after five minutes.",
    advice="Run `ebook-convert BOOK.epub BOOK.azw3` to see its messages.",
)
STALE_PAGE_NUMBERS = Rule(
    "E34",
    "page-numbers-stale",
    Severity.WARNING,
    summary="The EPUB has no page numbers, because its PDF has another text.",
    why="Page numbers lead to the words that are printed on a page. They are taken from the PDF in "
    "the output folder, if each page has the letters that the EPUB has there, or from none.",
    advice="`publish build` makes the PDF and then the EPUB. Where there is no print any more, "
    "remove the PDF from the output folder.",
)
NO_PAGE_NUMBERS = Rule(
    "E36",
    "epub-without-page-numbers",
    Severity.INFO,
    summary="The EPUB does not have the page numbers of its PDF.",
    why="Pages of two columns or of facing pages are not read one after the other, so that no word "
    "of the EPUB is the first one of such a page.",
    advice="The EPUBs of the editions `interlinear`, `original` and `translation` have them.",
)

ALL = (
    FORBIDDEN_CHARACTER,
    NO_TITLE,
    MISSING_STYLE_FILE,
    LINK_LEFT_OUT,
    UNUSABLE_DATE,
    NOT_AN_EPUB,
    TEXT_DIFFERS,
    BLOCK_UNMARKED,
    HEBREW_UNMARKED,
    DEAD_LINK,
    ONE_WAY_NOTE,
    PICTURE_MISSING,
    COVER_TOO_SMALL,
    COVER_WITHOUT_WORDS,
    SAMPLE_WITHOUT_TEXT,
    SAMPLE_WITHOUT_LINK,
    CALIBRE_MISSING,
    CALIBRE_FAILED,
    STALE_PAGE_NUMBERS,
    NO_PAGE_NUMBERS,
)
