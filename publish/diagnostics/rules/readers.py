"""W: files of Word and other programs, web pages, and texts in a markup language."""

from publish.diagnostics import Confidence, Effect, Rule, Severity

NOT_CORRECTED = Rule(
    "W01",
    "format-not-corrected",
    Severity.ERROR,
    summary="Corrections are not written into a file of this format.",
    why="`publish check --fix` changes single characters. In a Word file or a web page they may "
    "belong to several pieces of text, and a change could damage the file.",
    advice="Correct the places in the program that the file belongs to.",
)
INVISIBLE_CALL = Rule(
    "W02",
    "invisible-note-mark",
    Severity.WARNING,
    summary="The mark of a note has no visible character; an asterisk is printed for it.",
    why="A note is found by its mark. Word lets any character be one, also a space.",
    advice="Give the note a number or a sign in the program that the file belongs to.",
    effect=Effect.CHANGED,
)

CHAPTER_METADATA = Rule(
    "W03",
    "metadata-of-chapter-left-out",
    Severity.WARNING,
    summary="A file says of itself what a chapter of a book does not show.",
    why="Title pages and metadata are those of the whole book. A chapter shows its title, and the "
    "imprint of the book the rights and sources of all files.",
    advice="Write what belongs to the book into its `book.toml`, and the rest into the text.",
    effect=Effect.DROPPED,
)

PAGE_AROUND = Rule(
    "W40",
    "page-around-left-out",
    Severity.INFO,
    summary="Navigation, heads, feet, forms and drawings of a web page are not printed.",
    why="The page names them as such, and they are not of its text.",
    advice="Nothing, unless the text itself stands in such a part of the page.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
)
PAGE_PART = Rule(
    "W41",
    "page-part-left-out",
    Severity.WARNING,
    summary="A part of a web page that is hardly of its text is not printed.",
    why="Its place or the name of its class says that it is a side column, share buttons, comments "
    "of readers or the like. Such a part may also belong to the text.",
    advice="Look at the places that are named. Copy what belongs to the text into a file of its "
    "own.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
)
NO_ARTICLE = Rule(
    "W42",
    "no-article",
    Severity.WARNING,
    summary="The article of a web page cannot be told from the rest.",
    why="No element, role or class of the page marks the article, so all that the page shows is "
    "printed, but for parts that are named as something else.",
    advice="Copy the text from the page and paste it into a file that ends in .txt.",
    effect=Effect.FOUND,
    confidence=Confidence.GUESS,
)
HIDDEN_TEXT = Rule(
    "W43",
    "hidden-text-left-out",
    Severity.WARNING,
    summary="Text that a web page does not show is not printed.",
    why="A style or an attribute hides it.",
    advice="Check whether it belongs to the text, as the answers of a quiz may.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
)
PAGE_CODE = Rule(
    "W44",
    "page-code-left-out",
    Severity.INFO,
    summary="Comments, scripts and style sheets of a web page are not printed.",
    why="They are for browsers and programs.",
    advice="Nothing.",
    effect=Effect.DROPPED,
)
REVIEW_COMMENT = Rule(
    "W45",
    "review-comment-left-out",
    Severity.WARNING,
    summary="Comments of reviewers are not printed.",
    why="Google Docs and Word save them with the text as if they were notes.",
    advice="Settle them in the document, and save it again.",
    effect=Effect.DROPPED,
)
NOTE_REPEATED = Rule(
    "W46",
    "note-repeated",
    Severity.INFO,
    summary="A note that is called several times is printed at each call.",
    why="In a book each call has its own note.",
    advice="Nothing, unless the note should stand once.",
    effect=Effect.CHANGED,
)
STATED_LANGUAGE = Rule(
    "W47",
    "stated-language-doubted",
    Severity.INFO,
    summary="The language that a file states for a paragraph is not that of its letters.",
    why="Editors set languages by accident. The letters decide.",
    advice="Nothing.",
    effect=Effect.FOUND,
    confidence=Confidence.LIKELY,
)
NESTED_TOO_DEEP = Rule(
    "W48",
    "nested-too-deep",
    Severity.WARNING,
    summary="Elements of a page that stand in very many others are read as plain text.",
    why="No page that a person made nests them so deep.",
    advice="Check the text after that place.",
    effect=Effect.CHANGED,
)

MAIL_HEADERS = Rule(
    "W70",
    "mail-headers-left-out",
    Severity.INFO,
    summary="The sender, the receivers and the date of a mail are not printed.",
    why="They are not part of the text, and addresses are private.",
    advice="Nothing, or take the subject as the title.",
    effect=Effect.DROPPED,
)
ATTACHMENT = Rule(
    "W71",
    "attachment-left-out",
    Severity.WARNING,
    summary="A file that is attached to a mail is not printed.",
    why="Only the text of the mail itself is read, and the pictures in it.",
    advice="If the text is in the attachment, save that and put it into the folder of the texts.",
    effect=Effect.DROPPED,
)
BAD_MAIL = Rule(
    "W72",
    "damaged-mail",
    Severity.ERROR,
    summary="A mail cannot be read.",
    why="Its parts are damaged, or there are more of them than any mail has.",
    advice="Open it in a mail program, copy the text, and paste it into a .txt file.",
)

IMPORT_DIFFERS = Rule(
    "W86",
    "import-differs",
    Severity.ERROR,
    summary="The Markdown of an imported book is not read back as the same book.",
    why="`publish import` reads each file that it has written, and compares all parts, letters and "
    "pictures with those of the book before the file takes its place.",
    advice="Report the message with the text around the place. The text itself can be made into a "
    "book as before; no file was written.",
)

ALL = (
    NOT_CORRECTED,
    INVISIBLE_CALL,
    CHAPTER_METADATA,
    PAGE_AROUND,
    PAGE_PART,
    NO_ARTICLE,
    HIDDEN_TEXT,
    PAGE_CODE,
    REVIEW_COMMENT,
    NOTE_REPEATED,
    STATED_LANGUAGE,
    NESTED_TOO_DEEP,
    MAIL_HEADERS,
    ATTACHMENT,
    BAD_MAIL,
    IMPORT_DIFFERS,
)
