"""F: files and their encodings."""

from publish.diagnostics import Confidence, Effect, Rule, Severity

MISSING = Rule(
    "F01",
    "missing-file",
    Severity.ERROR,
    why="No book and no file has that name.",
    advice="Check the spelling; `publish build` without names builds every book in `sources/`.",
)
EMPTY = Rule(
    "F02",
    "empty-file",
    Severity.ERROR,
    why="The file holds no text, so no book can be made of it.",
    advice="Paste the text into it, or take it out of the book.",
)
BINARY = Rule(
    "F03",
    "binary-file",
    Severity.ERROR,
    why="The file holds bytes that no text has: a picture, a PDF, a file of a word processor.",
    advice="Open it in the program it belongs to, copy the text, and paste that into a .txt file.",
)
UNKNOWN_ENCODING = Rule(
    "F04",
    "unknown-encoding",
    Severity.ERROR,
    why="The bytes are not UTF-8, and fit no encoding of Hebrew text well enough to trust.",
    advice="Open the file where it looks right and save it as UTF-8.",
)
OTHER_ENCODING = Rule(
    "F05",
    "other-encoding",
    Severity.WARNING,
    why="The file is not UTF-8 and does not say what it is. Its encoding was guessed from its "
    "words: in the wrong one, each Hebrew letter is printed as another character.",
    advice="Look at a few words of the book. Then save the file as UTF-8, and nothing is guessed.",
    effect=Effect.INFERRED,
    confidence=Confidence.GUESS,
)
NO_TEXTS = Rule(
    "F06",
    "folder-without-texts",
    Severity.ERROR,
    why="A folder is a book if it holds at least one .txt file.",
    advice="Put the texts there, one file a chapter, named in their order.",
)
NO_WORKSPACE = Rule(
    "F07",
    "no-workspace",
    Severity.ERROR,
    why="A book's name is looked up in a workspace: a folder with a `publish.toml` and `sources/`.",
    advice="Go into the workspace, make one with `publish new DIR`, or name a file by its path.",
)
FILE_ACCESS = Rule(
    "F08",
    "file-access",
    Severity.ERROR,
    why="The system does not let the file be read or written.",
    advice="The message gives the system's reason: a permission, a full disk, a folder in its way.",
)
PROCESS_ENDED = Rule(
    "F09",
    "process-ended",
    Severity.ERROR,
    why="Several processes make the books, and the system ended one; most often memory ran out.",
    advice="Run the command again, with `-j 1` if it happens twice; finished books are kept.",
)
DECLARED_ENCODING = Rule(
    "F10",
    "declared-encoding",
    Severity.INFO,
    why="The file begins with a byte order mark of UTF-16 or UTF-32, which says its encoding.",
    advice="Nothing: the text is read as the file says.",
)
WRONGLY_DECODED = Rule(
    "F11",
    "wrongly-decoded",
    Severity.ERROR,
    why="Another program read the text in the wrong encoding before it was saved, so that each "
    "Hebrew letter became two others, as in `×©×œ×•×` for `שלום`, or a control character.",
    advice="Copy the text again from where it looks right. Where the message gives a command, it "
    "undoes the damage.",
)
PERHAPS_DECODED_WRONGLY = Rule(
    "F12",
    "perhaps-decoded-wrongly",
    Severity.WARNING,
    why="A few characters look as if another program had read them in the wrong encoding, such as "
    "`â€™` for an apostrophe.",
    advice="Correct them in the text, if they are wrong.",
    confidence=Confidence.LIKELY,
)
EMPTY_IN_BOOK = Rule(
    "F13",
    "empty-file-in-book",
    Severity.WARNING,
    why="A file of a folder book has no text. The other files are the chapters of the book.",
    advice="Paste the text into the file, or take it out of the folder.",
)
HIDDEN_BOOK = Rule(
    "F20",
    "hidden-book",
    Severity.WARNING,
    why="Two books in `sources/` have one name: a text and a folder, or two texts whose endings "
    "differ. Only one of them is made.",
    advice="Rename one of them. Any text can also be made by its path.",
)
NOT_A_TEXT = Rule(
    "F21",
    "not-a-text",
    Severity.WARNING,
    why="A file in `sources/`, or in the folder of a book, holds a text in a format that is not "
    "read, or is no file at all, so that it is in no book.",
    advice="Copy the text into a .txt file, or move the file out of the folder.",
)
NO_BOOK_IN_FOLDER = Rule(
    "F22",
    "folder-without-book",
    Severity.WARNING,
    why="A folder in `sources/` is a book if it holds texts, one a chapter. This one holds none.",
    advice="Put texts into it, or remove it. Books do not lie deeper than one folder.",
)
UNREADABLE = Rule(
    "F23",
    "unreadable-folder",
    Severity.WARNING,
    why="The system does not let a folder be read, so that books in it are not found.",
    advice="Change the permissions of the folder, or ask its owner to do so.",
)
INTERNAL_ERROR = Rule(
    "F30",
    "internal-error",
    Severity.ERROR,
    why="The program met a case that it does not foresee: a fault of publish, not of the text. The "
    "number stands for the kind and the place of the fault, and is the same on every machine.",
    advice="Report the number. `publish --debug` before the command shows the traceback, which "
    "says the rest. Other books are made, and the last good file of this one stays.",
)

ALL = (
    MISSING,
    EMPTY,
    BINARY,
    UNKNOWN_ENCODING,
    OTHER_ENCODING,
    NO_TEXTS,
    NO_WORKSPACE,
    FILE_ACCESS,
    PROCESS_ENDED,
    DECLARED_ENCODING,
    WRONGLY_DECODED,
    PERHAPS_DECODED_WRONGLY,
    EMPTY_IN_BOOK,
    HIDDEN_BOOK,
    NOT_A_TEXT,
    NO_BOOK_IN_FOLDER,
    UNREADABLE,
    INTERNAL_ERROR,
)
