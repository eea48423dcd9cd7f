"""W: e-books."""

from publish.diagnostics import Confidence, Effect, Rule, Severity

FRAME = Rule(
    "W73",
    "book-frame-left-out",
    Severity.INFO,
    summary="The cover, title page, contents or page numbers of an e-book are not printed.",
    why="The book that is made of the text has its own. The title, the names and the dates of the "
    "e-book are taken from its metadata.",
    advice="Nothing, unless the message names words of the text. Copy those into a file.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
)
PROTECTED = Rule(
    "W74",
    "epub-protected",
    Severity.ERROR,
    summary="The text of an e-book is encrypted.",
    why="A seller has protected the book against copies (DRM). Only programs of that seller can "
    "read it.",
    advice="Ask the publisher or the author for a file without protection.",
)
UNREADABLE = Rule(
    "W75",
    "epub-unreadable",
    Severity.ERROR,
    summary="The file is no e-book that can be read.",
    why="An EPUB names its package in META-INF/container.xml, the package its documents, and the "
    "documents have the text. One of these is missing or out of bounds.",
    advice="Open it in Sigil or Calibre and save it again; or take an older copy.",
)
READING_ORDER = Rule(
    "W76",
    "outside-reading-order",
    Severity.WARNING,
    summary="A document of an e-book is missing, or stands outside its reading order.",
    why="A document that is not linear is read where a link leads to it. In a book such text "
    "stands at the end.",
    advice="Look at the text that is named, and move what belongs elsewhere.",
    effect=Effect.CHANGED,
)
UNREAD_DOCUMENT = Rule(
    "W77",
    "document-left-out",
    Severity.WARNING,
    summary="A document that the reading order of an e-book does not list is not printed.",
    why="Reading systems do not show it, and no text of the book leads to it.",
    advice="Open the e-book in Sigil, and add the document to the spine if it belongs to the text.",
    effect=Effect.DROPPED,
)
METADATA = Rule(
    "W78",
    "metadata-taken",
    Severity.INFO,
    summary="The title, the names and the dates of an e-book are taken from its metadata.",
    why="An EPUB has a list of them for libraries and shelves. What the settings say goes before.",
    advice="Nothing, or write what is wrong into the settings.",
    effect=Effect.INFERRED,
)

ALL = (FRAME, PROTECTED, UNREADABLE, READING_ORDER, UNREAD_DOCUMENT, METADATA)
