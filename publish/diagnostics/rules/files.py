"""F: files and their encodings."""

from publish.diagnostics import Confidence, Effect, Rule, Severity

MISSING = Rule(
    "F01",
    "missing-file",
    Severity.ERROR,
    summary="No book and no file has this name.",
    why="A book is a text or a folder in `sources/`; any other text is named by its path.",
    advice="Check the spelling; `publish build` without names builds every book in `sources/`.",
)
EMPTY = Rule(
    "F02",
    "empty-file",
    Severity.ERROR,
    summary="The file has no text.",
    why="A book needs at least one line of text.",
    advice="Paste the text into it, or remove it from the book.",
)
BINARY = Rule(
    "F03",
    "binary-file",
    Severity.ERROR,
    summary="The file is not a text: a picture, a PDF, a word processor document.",
    why="Its bytes occur in no text, so that nothing could be read from it.",
    advice="Open it in the program that it belongs to, copy the text, and paste that into a .txt "
    "file.",
)
UNKNOWN_ENCODING = Rule(
    "F04",
    "unknown-encoding",
    Severity.ERROR,
    summary="The encoding of the file is unknown.",
    why="The bytes are not UTF-8, and fit no encoding of Hebrew text well enough to trust.",
    advice="Open the file where it looks right and save it as UTF-8.",
)
OTHER_ENCODING = Rule(
    "F05",
    "other-encoding",
    Severity.WARNING,
    summary="The file is not UTF-8; its encoding was guessed.",
    why="In the wrong encoding each Hebrew letter would be printed as another character.",
    advice="Look at a few words of the book. Then save the file as UTF-8, and nothing is guessed.",
    effect=Effect.INFERRED,
    confidence=Confidence.GUESS,
)
NO_TEXTS = Rule(
    "F06",
    "folder-without-texts",
    Severity.ERROR,
    summary="The folder has no .txt file, so it is not a book.",
    why="A folder in `sources/` is a book of several files, each a chapter.",
    advice="Put the texts there, one file a chapter, named in their order.",
)
NO_WORKSPACE = Rule(
    "F07",
    "no-workspace",
    Severity.ERROR,
    summary="The command needs a workspace, and this folder is not in one.",
    why="A workspace is a folder with a `publish.toml` and a folder `sources/`, in which books are "
    "looked up by their names.",
    advice="Go into the workspace, make one with `publish new DIR`, or name a file by its path.",
)
FILE_ACCESS = Rule(
    "F08",
    "file-access",
    Severity.ERROR,
    summary="The system does not let the file be read or written.",
    why="The usual reasons are a permission that is missing, a full disk, and a folder of the same "
    "name.",
    advice="The message gives the reason of the system. Change the permission, make room, or move "
    "the folder.",
)
PROCESS_ENDED = Rule(
    "F09",
    "process-ended",
    Severity.ERROR,
    summary="A process that made books ended before its time, or got no further.",
    why="Several processes make books at once. A file whose process ends is tried once more in a "
    "new one. The system ends a process most often because memory has run out.",
    advice="Run the command again, with `-j 1` if it happens twice; finished books are kept.",
)
DECLARED_ENCODING = Rule(
    "F10",
    "declared-encoding",
    Severity.INFO,
    summary="The file is UTF-16 or UTF-32 and was read as such.",
    why="The file begins with a byte order mark, which names its encoding.",
    advice="Nothing: the text is read as the file says.",
)
WRONGLY_DECODED = Rule(
    "F11",
    "wrongly-decoded",
    Severity.ERROR,
    summary="The text was damaged by an earlier conversion to another encoding.",
    why="Another program read the text in the wrong encoding before it was saved. Each Hebrew "
    "letter became two others, as in `×©×œ×•×` for `שלום`, or a control character.",
    advice="Copy the text again from where it looks right. Where the message gives a command, it "
    "undoes the damage.",
)
PERHAPS_DECODED_WRONGLY = Rule(
    "F12",
    "perhaps-decoded-wrongly",
    Severity.WARNING,
    summary="A few characters look damaged by a conversion to another encoding.",
    why="A program that reads a text in the wrong encoding makes `â€™` of an apostrophe.",
    advice="Correct them in the text, if they are wrong.",
    confidence=Confidence.LIKELY,
)
EMPTY_IN_BOOK = Rule(
    "F13",
    "empty-file-in-book",
    Severity.WARNING,
    summary="One file of the book has no text.",
    why="The other files are the chapters of the book.",
    advice="Paste the text into the file, or remove it from the folder.",
)
HIDDEN_BOOK = Rule(
    "F20",
    "hidden-book",
    Severity.WARNING,
    summary="Two books in `sources/` have the same name, and only one is made.",
    why="A text and a folder, or two texts whose endings differ, would both be written to one "
    "folder in `output/`.",
    advice="Rename one of them. Any text can also be made by its path.",
)
NOT_A_TEXT = Rule(
    "F21",
    "not-a-text",
    Severity.WARNING,
    summary="A file in `sources/` is in a format that is not read, so it is in no book.",
    why="Books are made of .txt files, and of the formats for which an extension is installed.",
    advice="Copy the text into a .txt file, or move the file out of the folder.",
)
NO_BOOK_IN_FOLDER = Rule(
    "F22",
    "folder-without-book",
    Severity.WARNING,
    summary="A folder in `sources/` has no texts, so it is not a book.",
    why="A folder in `sources/` is a book if it holds texts, one a chapter.",
    advice="Put texts into it, or remove it. Books do not lie deeper than one folder.",
)
UNREADABLE = Rule(
    "F23",
    "unreadable-folder",
    Severity.WARNING,
    summary="The system does not let the folder be read.",
    why="Books in the folder are not found.",
    advice="Change the permissions of the folder, or ask its owner to do so.",
)
INTERNAL_ERROR = Rule(
    "F30",
    "internal-error",
    Severity.ERROR,
    summary="publish met a fault of its own and did not make this book.",
    why="The fault is in the program, not in the text. The number stands for its kind and its "
    "place, and is the same on every machine.",
    advice="Report the number. `publish --debug` before the command shows the traceback, which "
    "says the rest. Other books are made, and the last good file of this one stays.",
)
TOO_LARGE = Rule(
    "F31",
    "file-too-large",
    Severity.ERROR,
    summary="The file is larger than any book and is not read.",
    why="The largest books have a few megabytes of text. A file of more than 200 MB, a million "
    "lines or three million tags is usually something else, and would fill the memory; so are "
    "settings of more than 1 MB.",
    advice="Check that it is the right file; make its pictures smaller, or divide it.",
)
NOT_SHARED = Rule(
    "F40",
    "shared-cache-not-used",
    Severity.WARNING,
    summary="The shared cache is not used, and every file is made without it.",
    why="Files are the same with and without a cache. A folder that is not mounted, full or "
    "read-only, and a key that others may read, cost time and nothing else.",
    advice="The message gives the reason; `publish cache` shows the folder and the key. An empty "
    "PUBLISH_SHARED_CACHE, or `publish cache --no-share`, stops sharing.",
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
    TOO_LARGE,
    NOT_SHARED,
)
