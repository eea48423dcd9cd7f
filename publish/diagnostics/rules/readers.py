"""W: files of Word and other programs, web pages, and texts in a markup language."""

from publish.diagnostics import Rule, Severity

NOT_CORRECTED = Rule(
    "W01",
    "format-not-corrected",
    Severity.ERROR,
    summary="Corrections are not written into a file of this format.",
    why="`publish check --fix` changes single characters. In a Word file or a web page they may "
    "belong to several pieces of text, and a change could damage the file.",
    advice="Correct the places in the program that the file belongs to.",
)

ALL = (NOT_CORRECTED,)
