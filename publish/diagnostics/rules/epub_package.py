"""E: the structure and the package of EPUBs, as preflight finds them."""

from publish.diagnostics import TRACKER, Rule, Severity

STYLED_DIRECTION = Rule(
    "E15",
    "direction-by-style",
    Severity.ERROR,
    summary="A style sheet sets a direction, which EPUB forbids.",
    why="Reading systems replace style sheets, so the markup states the direction of each block.",
    advice="Take `direction` and `unicode-bidi` out of the theme's `epub.css` and templates.",
)
CHARACTER_WITHOUT_FONT = Rule(
    "E16",
    "hebrew-without-font",
    Severity.WARNING,
    summary="No font in the EPUB has a Hebrew character of the book.",
    why="The character is drawn in another font, or as a box.",
    advice="Add a font that has the character to the theme, and name it in `epub.css`.",
)
COVER_MISSING = Rule(
    "E17",
    "cover-missing",
    Severity.ERROR,
    summary="The EPUB has no cover.",
    why="Shelves show the cover, and shops refuse a book without one.",
    advice=f"This is a fault of publish; please report it in {TRACKER}.",
)
NO_HEADING = Rule(
    "E18",
    "chapter-without-heading",
    Severity.WARNING,
    summary="A chapter has no heading.",
    why="Screen readers go from heading to heading, and would pass over this chapter.",
    advice="Give the chapter a title, or mark the line that is its title.",
)
HEADING_JUMP = Rule(
    "E19",
    "heading-jump",
    Severity.WARNING,
    summary="A level of headings is left out.",
    why="Screen readers announce the level of a heading. Where one is left out, readers look for "
    "what is missing.",
    advice="Give the part between the two headings a title, or make it no part.",
)
LANGUAGE_UNTRUE = Rule(
    "E20",
    "language-untrue",
    Severity.WARNING,
    summary="The language of a block is not that of its letters.",
    why="Hebrew marked as English, or the reverse, is read aloud in the wrong language and begins "
    "at the wrong side.",
    advice="Set `languages`, or mark the line in the settings with its language.",
)
DUPLICATE_ID = Rule(
    "E21",
    "epub-duplicate-id",
    Severity.ERROR,
    summary="Two elements of the EPUB have the same id.",
    why="A link could lead to the wrong one.",
    advice="Where the message names a page of the theme, correct the id there.",
)
PICTURE_UNDESCRIBED = Rule(
    "E22",
    "picture-undescribed",
    Severity.WARNING,
    summary="A picture has no description.",
    why="Readers who do not see a picture hear its description.",
    advice="Write a description of the picture in the text, or `alt` of the cover.",
)
CONTENTS_DIFFER = Rule(
    "E23",
    "contents-differ",
    Severity.ERROR,
    summary="The contents and the pages of the EPUB differ in order.",
    why="The contents, the NCX and the pages of a book must have one order.",
    advice=f"This is a fault of a theme's template or of publish; please report it in {TRACKER}.",
)
METADATA_MISSING = Rule(
    "E24",
    "metadata-missing",
    Severity.ERROR,
    summary="The metadata of the EPUB are incomplete.",
    why="A package must name its title, its languages, its identifier and its date.",
    advice=f"This is a fault of publish; please report it in {TRACKER}.",
)
SAME_DATE = Rule(
    "E25",
    "release-without-date",
    Severity.WARNING,
    summary="The EPUB has changed, but not its date.",
    why="Reading apps tell two releases of a book apart by the date of the last change. Readers "
    "would keep the former text.",
    advice="Take SOURCE_DATE_EPOCH out of the environment, or set it to the time of the change.",
)
MANIFEST_DIFFERS = Rule(
    "E26",
    "manifest-differs",
    Severity.ERROR,
    summary="The manifest of the EPUB and its files differ.",
    why="The manifest lists each file of the EPUB with its type, and reading systems show "
    "no others.",
    advice=f"This is a fault of a theme or of publish; please report it in {TRACKER}.",
)
REMOTE_RESOURCE = Rule(
    "E27",
    "remote-resource",
    Severity.ERROR,
    summary="The EPUB loads a file from a web site, or has a script.",
    why="A book is read without a network, and files of other sites can track its readers.",
    advice="Put the file with the theme, and take scripts out of its templates.",
)
WITHOUT_WORDS = Rule(
    "E28",
    "link-without-words",
    Severity.WARNING,
    summary="A link or a heading has no words.",
    why="A link or a heading without words cannot be seen, heard or followed.",
    advice="Give it words, or take it out of the text or the theme.",
)
ACCESSIBILITY_UNTRUE = Rule(
    "E29",
    "accessibility-untrue",
    Severity.ERROR,
    summary="The accessibility metadata of the EPUB are not true.",
    why="Readers who depend on the metadata choose their books by them.",
    advice=f"This is a fault of publish; please report it in {TRACKER}.",
)
WRONG_PROGRESSION = Rule(
    "E30",
    "pages-turn-wrong",
    Severity.ERROR,
    summary="The EPUB turns its pages in the wrong direction.",
    why="A book bound on the right turns its pages the other way than one bound on the left.",
    advice=f"This is a fault of publish; please report it in {TRACKER}.",
)
IDENTIFIER_CHANGED = Rule(
    "E31",
    "identifier-changed",
    Severity.WARNING,
    summary="The identifier of the EPUB has changed since its last release.",
    why="Reading apps take it for another book: readers get it twice, and their places, highlights "
    "and notes stay with the former one.",
    advice="Write the identifier of the book that readers have into its settings. A book without "
    "one has an identifier made from its name, title, authors, event and date.",
)
SEGMENT_NOT_CITABLE = Rule(
    "E32",
    "segment-not-citable",
    Severity.ERROR,
    summary="A segment has not its own number, name or place in the EPUB.",
    why="Readers of all editions cite a segment by its number, and links lead to it.",
    advice=f"This is a fault of publish; please report it in {TRACKER}.",
)
ROW_DIFFERS = Rule(
    "E33",
    "row-differs",
    Severity.ERROR,
    summary="A row of two columns has not the texts of its segment.",
    why="Readers look from one language to the other in the same row.",
    advice=f"This is a fault of publish; please report it in {TRACKER}.",
)
PAGES_DIFFER = Rule(
    "E35",
    "page-list-differs",
    Severity.ERROR,
    summary="The page list of the EPUB does not lead to the pages of the printed book.",
    why="A reader who is told to turn to a page must come to the words that are printed on it.",
    advice=f"This is a fault of publish; please report it in {TRACKER}.",
)

ALL = (
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
    SEGMENT_NOT_CITABLE,
    ROW_DIFFERS,
    PAGES_DIFFER,
)
