"""K: wrap covers of bound books."""

from publish.diagnostics import Rule, Severity

COVER_SIZE = Rule(
    "K60",
    "size-of-wrap-cover",
    Severity.INFO,
    summary="The size of a wrap cover, and the width of its spine.",
    why="A printer compares the cover with the thickness of the book. The width of the spine is "
    "that of the pages of the PDF on the paper of the settings.",
    advice="Give the printer the file of the cover and that of the pages together.",
)
STALE_COVER = Rule(
    "K61",
    "stale-wrap-cover",
    Severity.WARNING,
    summary="The wrap cover does not fit the pages of the book any more.",
    why="The number of pages, their size or the paper has changed since the cover was made, so its "
    "spine is too wide or too narrow and the words of the front would stand off the middle.",
    advice="Make the cover again with `publish cover`, and send the printer both files.",
)
PAPER_ASSUMED = Rule(
    "K62",
    "paper-of-book-not-stated",
    Severity.WARNING,
    summary="The settings do not say on which paper the book is printed.",
    why="The width of the spine depends on the paper; it is computed for office paper of 80 g/m².",
    advice="Ask the printer for weight and bulk of the paper and write them into the settings: "
    "paper = { grams = 90, bulk = 1.3 }, or the name of a paper such as kdp-cream.",
)
PAGES_NOT_BOUND = Rule(
    "K63",
    "pages-cannot-be-bound",
    Severity.ERROR,
    summary="A book of so many pages cannot be bound with a glued spine.",
    why="A spine of few leaves has no room for glue, and machines for binding take no thicker "
    "book than they say.",
    advice="Fold and staple a thin book: `publish booklet`. Divide a thick one into volumes, or "
    "choose a thinner paper.",
)
SPINE_WITHOUT_TEXT = Rule(
    "K64",
    "spine-without-text",
    Severity.INFO,
    summary="The spine is too narrow for words, so it has none.",
    why="A fold may lie a millimetre and a half off its place, so words need that much room on "
    "each side of them: a spine has text from 5 mm on, and at KDP from 79 pages on.",
    advice="Nothing is to be done; a thicker paper makes a wider spine.",
)
TEXT_TOO_LONG = Rule(
    "K65",
    "text-too-long-for-cover",
    Severity.ERROR,
    summary="A text has no room on its part of the wrap cover.",
    why="Text is set in smaller sizes until it fits, down to the least that can be read.",
    advice='Shorten the text of the back, or give the spine fewer words: spine = "Short title".',
)
PICTURE_TOO_COARSE = Rule(
    "K66",
    "cover-picture-too-coarse",
    Severity.ERROR,
    summary="The picture of the front has too few pixels to be printed at that size.",
    why="Below 150 pixels an inch the pixels of a picture are seen in print.",
    advice="Take a larger picture: 300 pixels for each inch of the cover.",
)
PICTURE_COARSE = Rule(
    "K67",
    "cover-picture-coarse",
    Severity.WARNING,
    summary="The picture of the front has fewer than 300 pixels an inch at its size.",
    why="Printers ask for 300; from 150 on a picture looks soft, but is printed.",
    advice="Take a larger picture if there is one.",
)
NO_ISBN = Rule(
    "K68",
    "cover-without-isbn",
    Severity.INFO,
    summary="The wrap cover has no bar code, because the book has no ISBN.",
    why="Shops scan the bar code of the ISBN; a book that is not sold needs none.",
    advice='Write the ISBN into the settings: identifier = "978-…".',
)
OUTSIDE_SAFE_AREA = Rule(
    "K69",
    "cover-text-outside-safe-area",
    Severity.ERROR,
    summary="Text on the wrap cover stands where a cut or a fold may run through it.",
    why="A cut or a fold may lie some millimetres off its place. The text came there by style "
    "sheets of the theme, or by a word that cannot be broken.",
    advice="Shorten the word, or correct the theme.",
)

NOTE_ON_COVER = Rule(
    "K70",
    "note-on-cover",
    Severity.WARNING,
    summary="A note in the text of the back of a cover is not printed.",
    why="A cover has no place for notes.",
    advice="Write what the note says into the text, or remove it.",
)

ALL = (
    COVER_SIZE,
    STALE_COVER,
    PAPER_ASSUMED,
    PAGES_NOT_BOUND,
    SPINE_WITHOUT_TEXT,
    TEXT_TOO_LONG,
    PICTURE_TOO_COARSE,
    PICTURE_COARSE,
    NO_ISBN,
    OUTSIDE_SAFE_AREA,
    NOTE_ON_COVER,
)
