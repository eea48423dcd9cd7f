"""P: the PDF writer and its preflight."""

from publish.diagnostics import TRACKER, Effect, Rule, Severity

MISSING_CHARACTER = Rule(
    "P01",
    "character-not-in-fonts",
    Severity.ERROR,
    summary="No font has a letter or a mark of the text.",
    why="Neither a font of the theme nor a fallback font has it, so the word could not be read.",
    advice="Correct the letter if it is a typing or conversion error; else use a theme whose "
    "fonts have it. The hint names a free font that has it, if a font is known.",
)
FOREIGN_FONT = Rule(
    "P02",
    "font-not-of-theme",
    Severity.ERROR,
    summary="The PDF uses a font that is not of the theme.",
    why="The font came from this machine, and the book would look different when another machine "
    "makes it.",
    advice="Where the message names characters, correct them; where it does not, the theme's style "
    "sheet asks for a font that the theme does not list.",
)
FONT_NOT_EMBEDDED = Rule(
    "P03",
    "font-not-embedded",
    Severity.ERROR,
    summary="A font is not embedded in the PDF.",
    why="Printers would replace it by another font.",
    advice=f"This is a fault of publish: please report it in {TRACKER}.",
)
LATE_NOTE = Rule(
    "P04",
    "note-after-its-call",
    Severity.WARNING,
    summary="A note begins after the page of its call.",
    why="Notes begin at the foot of the page of their call, and long ones run on over the next "
    "pages. The message says why that was not possible: a table in a note is not divided, and two "
    "notes of one line begin one after the other.",
    advice="Nothing is lost. To have the note on the page of its call, divide the table, shorten "
    "the note before it, or call the two notes some lines apart.",
)
ENGINE_WARNING = Rule(
    "P05",
    "layout-engine-warning",
    Severity.WARNING,
    summary="The layout engine did not understand a part of the style sheet.",
    why="The message is that of the layout engine.",
    advice="Correct the style sheet of the theme where the message says so.",
)
UNPROVED_ENGINE = Rule(
    "P06",
    "layout-engine-not-proved",
    Severity.WARNING,
    summary="This version of the layout engine has not been tested with publish.",
    why="publish corrects some faults of the layout engine, for exactly the versions on which the "
    "corrections were tested. With any other version they are left out, and the faults may "
    "show.",
    advice="Install the version that the message names, with `make setup`.",
)
NOT_A_PDF = Rule(
    "P07",
    "pdf-not-readable",
    Severity.ERROR,
    summary="The PDF cannot be read back.",
    why="No printer could read it either.",
    advice=f"This is a fault of publish: please report it in {TRACKER}.",
)

NOT_DRAWN = Rule(
    "P08",
    "letters-not-drawn",
    Severity.ERROR,
    summary="The pages have fewer letters, points or digits than the text.",
    why="The letters, vowel points, accents and digits on the pages are counted. Such a book must "
    "not be printed.",
    advice="Look at the place that is named. Another font or other words there may help. "
    f"Please report it in {TRACKER}.",
)

TEXT_DIFFERS = Rule(
    "P09",
    "pdf-text-differs",
    Severity.ERROR,
    summary="The text of the pages differs from the text of the book.",
    why="The two are compared letter by letter. Such a book must not be printed.",
    advice=f"Look at the place that is named, and please report it in {TRACKER}.",
)

NOT_IN_STRUCTURE = Rule(
    "P10",
    "text-not-in-structure",
    Severity.ERROR,
    summary="A printed text is missing from the structure for screen readers.",
    why="A screen reader reads the structure of a PDF, not its pages, so a listener would miss the "
    "text.",
    advice="Make the PDF without the profile `accessible`. This is a fault of the theme or of "
    f"publish: please report the place that is named in {TRACKER}.",
)

LANGUAGE_NOT_MARKED = Rule(
    "P11",
    "language-not-marked",
    Severity.ERROR,
    summary="A word of an accessible PDF is not marked with its language.",
    why="A screen reader chooses its voice by the language. A Hebrew word marked as English is "
    "spelled out or skipped.",
    advice=f"This is a fault of publish: please report it in {TRACKER}.",
)

NO_TITLE = Rule(
    "P12",
    "accessible-book-without-title",
    Severity.WARNING,
    summary="The accessible PDF has no title.",
    why="A screen reader announces the title of a book, and the standard of accessible PDFs "
    "(PDF/UA) asks for one.",
    advice="Give the book a `title` in its settings.",
)
FALLBACK_FONT = Rule(
    "P13",
    "character-in-fallback-font",
    Severity.WARNING,
    summary="A character is drawn in a fallback font.",
    why="No font of the theme has the character: a symbol, an emoji, a letter of another alphabet. "
    "The fallback fonts come with publish and are of one colour.",
    advice="Look at its place in the book, or write something else there.",
    effect=Effect.CHANGED,
)
DRAWN_AS_BOX = Rule(
    "P14",
    "character-drawn-as-box",
    Severity.WARNING,
    summary="A character that no font has is printed as an empty box.",
    why="Neither a font of the theme nor a fallback font has the character.",
    advice="Write something else there, or use a theme whose fonts have the character.",
    effect=Effect.CHANGED,
)

PICTURE_MISSING = Rule(
    "P15",
    "picture-not-in-pdf",
    Severity.WARNING,
    summary="A picture cannot be put into the PDF.",
    why="Its data cannot be decoded, or are a drawing (SVG).",
    advice="Save it as PNG or JPEG. Its description stands in its place.",
    effect=Effect.CHANGED,
)
NOTES_ADD_SHEETS = Rule(
    "P34",
    "note-pages-add-sheets",
    Severity.INFO,
    summary="Ruled lines for notes make the book much longer.",
    why="The setting `notes_pages` begins a page for each excerpt, or adds a page to each page, so "
    "that the book takes half as many sheets more, or twice as many.",
    advice='Leave it if the paper does not matter. Else write `notes_pages = "end"`, or leave the '
    "setting out.",
)

NOT_HELD = Rule(
    "P42",
    "page-break-not-held",
    Severity.WARNING,
    summary="A page no longer begins where it began in print.",
    why="`hold = true` keeps the page breaks of the record of `publish printed`. A page takes up "
    "to two lines more or some lines less than in print; a longer text flows on.",
    advice="Shorten the text before that page, or print the sheets from there on again.",
)

ALL = (
    MISSING_CHARACTER,
    FOREIGN_FONT,
    FONT_NOT_EMBEDDED,
    LATE_NOTE,
    ENGINE_WARNING,
    UNPROVED_ENGINE,
    NOT_A_PDF,
    NOT_DRAWN,
    TEXT_DIFFERS,
    NOT_IN_STRUCTURE,
    LANGUAGE_NOT_MARKED,
    NO_TITLE,
    FALLBACK_FONT,
    DRAWN_AS_BOX,
    PICTURE_MISSING,
    NOTES_ADD_SHEETS,
    NOT_HELD,
)
