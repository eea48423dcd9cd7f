"""E: the EPUB writer and its preflight."""

from publish.diagnostics import TRACKER, Effect, Rule, Severity

FORBIDDEN_CHARACTER = Rule(
    "E01",
    "character-not-in-xml",
    Severity.WARNING,
    why="An EPUB is made of XML, which cannot hold this control character.",
    advice="Take it out of the text. Where it stood for a space, the book has one there.",
    effect=Effect.DROPPED,
)
NO_TITLE = Rule(
    "E02",
    "book-without-title",
    Severity.WARNING,
    why="Libraries and reading apps list an EPUB by its title.",
    advice='Give one in the settings: `title = "…"`.',
)
MISSING_STYLE_FILE = Rule(
    "E03",
    "theme-names-missing-file",
    Severity.ERROR,
    why="The theme's `epub.css` names a file (a font, most often) that the theme does not have.",
    advice="Put the file where the style sheet says, or correct its name there.",
)
LINK_LEFT_OUT = Rule(
    "E04",
    "link-left-out",
    Severity.WARNING,
    why="A link in a book must lead to a whole address and may hold neither a note nor a link.",
    advice="Write the address with its `https://`. The words of the link are in the book.",
    effect=Effect.DROPPED,
)
UNUSABLE_DATE = Rule(
    "E05",
    "date-not-in-calendar",
    Severity.WARNING,
    why="Libraries read a date as `2025`, `2025-05` or `2025-05-20`, and this is none of them.",
    advice="Write the date in one of these forms. The book prints it as given; metadata omit it.",
)
NOT_AN_EPUB = Rule(
    "E06",
    "epub-not-readable",
    Severity.ERROR,
    why="A file that the package names is missing or is not well-formed, so apps would refuse it.",
    advice=f"This is a fault of a theme's template or of publish; please report it in {TRACKER}.",
)
TEXT_DIFFERS = Rule(
    "E07",
    "epub-text-differs",
    Severity.ERROR,
    why="The text of the book must be that of its source: each letter, vowel point and digit.",
    advice="The message shows the first difference. This is a fault of publish: please report it "
    f"in {TRACKER}.",
)
BLOCK_UNMARKED = Rule(
    "E08",
    "block-without-direction",
    Severity.ERROR,
    why="Reading systems do not inherit language and direction reliably, so each block says both.",
    advice="Where the message names a page of the theme, add `lang`, `xml:lang` and `dir` there.",
)
HEBREW_UNMARKED = Rule(
    "E09",
    "hebrew-unmarked",
    Severity.ERROR,
    why="Hebrew without a mark of its language is read aloud as English, set in a face without "
    "vowel points, and may stand in the wrong order.",
    advice="This is a fault of publish, which marks Hebrew by itself: please report it in "
    f"{TRACKER}.",
)
DEAD_LINK = Rule(
    "E10",
    "epub-dead-link",
    Severity.ERROR,
    why="A link inside the book leads to a page or a place that the book does not have.",
    advice="Where the message names a page of the theme, correct the link there.",
)
ONE_WAY_NOTE = Rule(
    "E11",
    "note-one-way",
    Severity.ERROR,
    why="The reader of a note must be able to return to the place where it was called.",
    advice=f"This is a fault of publish: please report it in {TRACKER}.",
)

PICTURE_MISSING = Rule(
    "E12",
    "picture-not-in-epub",
    Severity.WARNING,
    why="An EPUB holds its pictures (PNG, JPEG, GIF, WebP or SVG), and the file of this picture is "
    "missing or is of another kind.",
    advice="Add the file of the picture to the book. Its description stands in its place.",
    effect=Effect.CHANGED,
)
COVER_TOO_SMALL = Rule(
    "E13",
    "cover-too-small",
    Severity.WARNING,
    why="Shops refuse a cover of less than 625 × 1000 pixels, and shelves show it blurred.",
    advice="Save the picture at 1600 × 2560 pixels, or leave the cover to the theme.",
)
COVER_WITHOUT_WORDS = Rule(
    "E14",
    "cover-without-words",
    Severity.WARNING,
    why="The cover is drawn by Pillow, which needs the library FriBidi to order Hebrew.",
    advice="Install FriBidi (libfribidi0 in Debian), and make the book again.",
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
)
