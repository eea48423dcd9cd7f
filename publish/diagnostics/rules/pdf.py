"""P: the PDF writer and its preflight."""

from publish.diagnostics import TRACKER, Effect, Rule, Severity

MISSING_CHARACTER = Rule(
    "P01",
    "character-not-in-fonts",
    Severity.ERROR,
    why="Neither a font of the theme nor a fallback font has this letter or mark, so the word "
    "could not be read.",
    advice="Correct the letter if it is a typing or conversion error; else use a theme whose "
    "fonts have it. The hint names a free font that has it, if a font is known.",
)
FOREIGN_FONT = Rule(
    "P02",
    "font-not-of-theme",
    Severity.ERROR,
    why="The PDF is set in a font that is not the theme's: it came from this machine, and the "
    "book would look different when another machine makes it.",
    advice="Where the message names characters, correct them; where it does not, the theme's style "
    "sheet asks for a font that the theme does not list.",
)
FONT_NOT_EMBEDDED = Rule(
    "P03",
    "font-not-embedded",
    Severity.ERROR,
    why="A font that is not inside the PDF is replaced by a font of the printer.",
    advice=f"This is a fault of publish: please report it in {TRACKER}.",
)
NOTE_TOO_LONG = Rule(
    "P04",
    "note-longer-than-page",
    Severity.WARNING,
    why="A note that does not fit at the foot of a page would run off it, so it stands after the "
    "text of its chapter.",
    advice="Nothing is lost. To have the note at the foot of the page, shorten it.",
)
ENGINE_WARNING = Rule(
    "P05",
    "layout-engine-warning",
    Severity.WARNING,
    why="The layout engine could not do something that the theme's style sheet asks for.",
    advice="Correct the style sheet of the theme where the message says so.",
)
UNPROVED_ENGINE = Rule(
    "P06",
    "layout-engine-not-proved",
    Severity.WARNING,
    why="publish corrects some faults of the layout engine, for exactly the versions on which the "
    "corrections were tested. Any other version is used without them, and the faults may show.",
    advice="Install the version that the message names, with `make setup`.",
)
NOT_A_PDF = Rule(
    "P07",
    "pdf-not-readable",
    Severity.ERROR,
    why="The file cannot be read back as a PDF, so no printer could read it either.",
    advice=f"This is a fault of publish: please report it in {TRACKER}.",
)

NOT_DRAWN = Rule(
    "P08",
    "letters-not-drawn",
    Severity.ERROR,
    why="A count of the letters, vowel points, accents and digits on the pages finds fewer than "
    "the text has. Such a book must not be printed.",
    advice="Look at the place that is named. Another font or other words there may help. "
    f"Please report it in {TRACKER}.",
)

TEXT_DIFFERS = Rule(
    "P09",
    "pdf-text-differs",
    Severity.ERROR,
    why="A comparison, letter by letter, finds that the text of the pages is not the text of the "
    "book. Such a book must not be printed.",
    advice=f"Look at the place that is named, and please report it in {TRACKER}.",
)

NOT_IN_STRUCTURE = Rule(
    "P10",
    "text-not-in-structure",
    Severity.ERROR,
    why="A screen reader reads the structure of a PDF, not its pages. A printed text is not in the "
    "structure, so a listener would miss it.",
    advice="Make the PDF without the profile `accessible`. This is a fault of the theme or of "
    f"publish: please report the place that is named in {TRACKER}.",
)

LANGUAGE_NOT_MARKED = Rule(
    "P11",
    "language-not-marked",
    Severity.ERROR,
    why="In an accessible PDF each word says its language, by which a screen reader chooses its "
    "voice. A Hebrew word marked as English is spelled out or skipped.",
    advice=f"This is a fault of publish: please report it in {TRACKER}.",
)

NO_TITLE = Rule(
    "P12",
    "accessible-book-without-title",
    Severity.WARNING,
    why="A screen reader says the title of a book when it opens it, and the standard of "
    "accessible PDFs (PDF/UA) asks for one.",
    advice="Give the book a `title` in its settings.",
)
FALLBACK_FONT = Rule(
    "P13",
    "character-in-fallback-font",
    Severity.WARNING,
    why="No font of the theme has this character: a symbol, an emoji, a letter of another "
    "alphabet. It is drawn in a fallback font that comes with publish, in one colour.",
    advice="Look at its place in the book, or write something else there.",
    effect=Effect.CHANGED,
)
DRAWN_AS_BOX = Rule(
    "P14",
    "character-drawn-as-box",
    Severity.WARNING,
    why="Neither a font of the theme nor a fallback font has this character, so an empty box is "
    "printed in its place.",
    advice="Write something else there, or use a theme whose fonts have the character.",
    effect=Effect.CHANGED,
)

PICTURE_MISSING = Rule(
    "P15",
    "picture-not-in-pdf",
    Severity.WARNING,
    why="A PDF holds its pictures, and the file of this picture is missing or cannot be read.",
    advice="Add the file of the picture to the book. Its description stands in its place.",
    effect=Effect.CHANGED,
)

ALL = (
    MISSING_CHARACTER,
    FOREIGN_FONT,
    FONT_NOT_EMBEDDED,
    NOTE_TOO_LONG,
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
)
