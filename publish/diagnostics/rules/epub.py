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
STYLED_DIRECTION = Rule(
    "E15",
    "direction-by-style",
    Severity.ERROR,
    why="EPUB forbids directions in style sheets, because reading systems replace these. "
    "Markup states the direction of each block.",
    advice="Take `direction` and `unicode-bidi` out of the theme's `epub.css` and templates.",
)
CHARACTER_WITHOUT_FONT = Rule(
    "E16",
    "hebrew-without-font",
    Severity.WARNING,
    why="A Hebrew letter or mark that no embedded font has is drawn in another font, or as a box.",
    advice="Add a font that has the character to the theme, and name it in `epub.css`.",
)
COVER_MISSING = Rule(
    "E17",
    "cover-missing",
    Severity.ERROR,
    why="Shelves show the cover, and shops refuse a book without one.",
    advice=f"This is a fault of publish; please report it in {TRACKER}.",
)
NO_HEADING = Rule(
    "E18",
    "chapter-without-heading",
    Severity.WARNING,
    why="Screen readers go from heading to heading, and would pass over this chapter.",
    advice="Give the chapter a title, or mark the line that is its title.",
)
HEADING_JUMP = Rule(
    "E19",
    "heading-jump",
    Severity.WARNING,
    why="Screen readers tell the level of a heading. Where one is left out, readers look "
    "for what is missing.",
    advice="Give the part between the two headings a title, or make it no part.",
)
LANGUAGE_UNTRUE = Rule(
    "E20",
    "language-untrue",
    Severity.WARNING,
    why="A block in Hebrew letters whose language is English, or the reverse, is read "
    "aloud in the wrong language and begins at the wrong side.",
    advice="Set `languages`, or mark the line in the settings with its language.",
)
DUPLICATE_ID = Rule(
    "E21",
    "epub-duplicate-id",
    Severity.ERROR,
    why="Two elements have one id, so that a link can lead to the wrong one.",
    advice="Where the message names a page of the theme, correct the id there.",
)
PICTURE_UNDESCRIBED = Rule(
    "E22",
    "picture-undescribed",
    Severity.WARNING,
    why="Readers who do not see a picture hear its description, and this one has none.",
    advice="Write a description of the picture in the text, or `alt` of the cover.",
)
CONTENTS_DIFFER = Rule(
    "E23",
    "contents-differ",
    Severity.ERROR,
    why="The contents, the NCX and the pages of a book must have one order.",
    advice=f"This is a fault of a theme's template or of publish; please report it in {TRACKER}.",
)
METADATA_MISSING = Rule(
    "E24",
    "metadata-missing",
    Severity.ERROR,
    why="A package must name its title, its languages, its identifier and its date.",
    advice=f"This is a fault of publish; please report it in {TRACKER}.",
)
SAME_DATE = Rule(
    "E25",
    "release-without-date",
    Severity.WARNING,
    why="Reading apps tell two releases of a book apart by the date of the last change. "
    "One that did not move keeps readers from the new text.",
    advice="Take SOURCE_DATE_EPOCH out of the environment, or set it to the time of the change.",
)
MANIFEST_DIFFERS = Rule(
    "E26",
    "manifest-differs",
    Severity.ERROR,
    why="The manifest lists each file of the EPUB with its type, and reading systems show "
    "no others.",
    advice=f"This is a fault of a theme or of publish; please report it in {TRACKER}.",
)
REMOTE_RESOURCE = Rule(
    "E27",
    "remote-resource",
    Severity.ERROR,
    why="A book is read without a network, and scripts and files of other sites can "
    "follow its readers.",
    advice="Put the file with the theme, and take scripts out of its templates.",
)
WITHOUT_WORDS = Rule(
    "E28",
    "link-without-words",
    Severity.WARNING,
    why="A link or a heading without words cannot be seen, heard or followed.",
    advice="Give it words, or take it out of the text or the theme.",
)
ACCESSIBILITY_UNTRUE = Rule(
    "E29",
    "accessibility-untrue",
    Severity.ERROR,
    why="Shops show the accessibility metadata to readers who depend on them, so they "
    "must be true.",
    advice=f"This is a fault of publish; please report it in {TRACKER}.",
)
WRONG_PROGRESSION = Rule(
    "E30",
    "pages-turn-wrong",
    Severity.ERROR,
    why="A book bound on the right turns its pages the other way.",
    advice=f"This is a fault of publish; please report it in {TRACKER}.",
)
IDENTIFIER_CHANGED = Rule(
    "E31",
    "identifier-changed",
    Severity.WARNING,
    why="Reading apps take an EPUB with another identifier for another book: readers get it "
    "twice, and their places, highlights and notes stay with the former one.",
    advice="Write the identifier of the book that readers have into its settings. A book without "
    "one has an identifier made from its name, title, authors, event and date.",
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
    STYLED_DIRECTION,
    CHARACTER_WITHOUT_FONT,
    COVER_MISSING,
    NO_HEADING,
    HEADING_JUMP,
    LANGUAGE_UNTRUE,
    DUPLICATE_ID,
    PICTURE_UNDESCRIBED,
    CONTENTS_DIFFER,
    METADATA_MISSING,
    SAME_DATE,
    MANIFEST_DIFFERS,
    REMOTE_RESOURCE,
    WITHOUT_WORDS,
    ACCESSIBILITY_UNTRUE,
    WRONG_PROGRESSION,
    IDENTIFIER_CHANGED,
)
