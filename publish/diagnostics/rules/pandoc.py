"""W: formats that Pandoc reads."""

from publish.diagnostics import Effect, Rule, Severity

MISSING = Rule(
    "W79",
    "pandoc-missing",
    Severity.ERROR,
    summary="A file of this format is read through Pandoc 3, which is not installed.",
    why="RTF, LaTeX, reStructuredText, Org and some other formats are read by Pandoc, a program of "
    "its own. It is found on the PATH, or in the Python package pypandoc_binary.",
    advice="Save the file as Word document (.docx), or install Pandoc 3 "
    "(https://pandoc.org/installing.html).",
)
FAILED = Rule(
    "W90",
    "pandoc-failed",
    Severity.ERROR,
    summary="Pandoc cannot read a file.",
    why="The file is damaged, larger than any text, or not of the format of its ending; or Pandoc "
    "took more time or memory than it may.",
    advice="Open the file in the program that made it, and save it as Word document (.docx).",
)
LOST = Rule(
    "W91",
    "letters-lost-by-pandoc",
    Severity.WARNING,
    summary="Pandoc loses letters of a file.",
    why="The letters of the file are counted without Pandoc, and compared with what it reads.",
    advice="Look at the places that are named; save the file as Word document (.docx) if they "
    "belong to the text.",
    effect=Effect.DROPPED,
)
LEFT_OUT = Rule(
    "W92",
    "part-left-out",
    Severity.WARNING,
    summary="Hidden or deleted text, comments, headers or commands of a file are not printed.",
    why="They are not of the text that the file shows, or a book has no counterpart of them.",
    advice="Check whether they belong to the text.",
    effect=Effect.DROPPED,
)
READ_BY_PANDOC = Rule(
    "W93",
    "read-by-pandoc",
    Severity.INFO,
    summary="The file is read by Pandoc, of the version that the message names.",
    why="Another version may read it otherwise.",
    advice="Nothing.",
)
PLAIN = Rule(
    "W94",
    "look-left-out",
    Severity.INFO,
    summary="Formulas or struck text of a file are printed as plain words.",
    why="A book of this kind has no look for them.",
    advice="Look at the places that are named.",
    effect=Effect.CHANGED,
)

MOVED = Rule(
    "W95",
    "order-restored",
    Severity.INFO,
    summary="Pandoc moves paragraphs of a file; they stand in the book where the file has them.",
    why="Pandoc 3.9 puts some lists of RTF files before the text above them. The file tells where "
    "they belong.",
    advice="Nothing.",
)

ALL = (MISSING, FAILED, LOST, LEFT_OUT, READ_BY_PANDOC, PLAIN, MOVED)
