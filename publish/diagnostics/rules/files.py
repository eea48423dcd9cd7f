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
    Severity.INFO,
    why="The file is not UTF-8. Its encoding was recognised, and the message names it.",
    advice="Look at a few words of the book; if they are wrong, save the file as UTF-8.",
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
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
)
