"""P: PDFs for an archive."""

from publish.diagnostics import TRACKER, Rule, Severity

NOT_FOR_ARCHIVE = Rule(
    "P70",
    "pdf-not-for-archive",
    Severity.ERROR,
    summary="The PDF does not conform to the standard of archives that it names.",
    why="An archive checks each file, and refuses one that claims PDF/A without being it. The "
    "check of the build reads the finished file again, by the rules of ISO 19005.",
    advice="Where the message names a colour, use RGB or grey in the theme. Otherwise this is a "
    f"fault of publish: please report it in {TRACKER}. The other profiles are not affected.",
)
NOT_PROVED = Rule(
    "P71",
    "archive-check-incomplete",
    Severity.INFO,
    summary="A part of the PDF could not be checked by the standard of archives.",
    why="The check knows most of ISO 19005; the message names the part that it does not know.",
    advice="Check the file with veraPDF (https://verapdf.org) before you deliver it.",
)
SOURCES_TOO_LARGE = Rule(
    "P72",
    "sources-too-large",
    Severity.ERROR,
    summary="The texts of the book are too large to be attached to its PDF.",
    why="The whole files are in the PDF, and would make it too large for readers and for mail.",
    advice="Use the profile `archive`, which has no files attached, and deliver the texts beside "
    "it; or make the pictures in documents smaller.",
)
NOTHING_ATTACHED = Rule(
    "P73",
    "no-source-attached",
    Severity.WARNING,
    summary="The PDF has no source attached, because the text has no file.",
    why="The profile attaches the files from which a book was made; a text that a program passes "
    "on has none.",
    advice="Save the text as a file, or use the profile `archive`.",
)

ALL = (NOT_FOR_ARCHIVE, NOT_PROVED, SOURCES_TOO_LARGE, NOTHING_ATTACHED)
