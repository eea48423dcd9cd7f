"""C: what a press objects to in the structure of a PDF: its standard, intents, links, scripts."""

from publish.diagnostics import Rule, Severity

_AGAIN = "Export the PDF again with the program that it came from"

UNREADABLE = Rule(
    "C01",
    "press-file-unreadable",
    Severity.ERROR,
    summary="The file is no PDF, or too damaged to be read.",
    why="A press that opens it sees nothing, or something else than you do.",
    advice=f"{_AGAIN}, and send that file.",
)
LOCKED = Rule(
    "C02",
    "press-file-encrypted",
    Severity.ERROR,
    summary="The PDF is encrypted.",
    why="The programs of a press cannot place it on their sheets, also where it opens without a "
    "password.",
    advice="Save a copy without a password and without restrictions.",
)
DAMAGED = Rule(
    "C03",
    "press-file-mended",
    Severity.WARNING,
    summary="The PDF is damaged and was mended to be read.",
    why="Another program may mend it in another way, or refuse it.",
    advice=f"{_AGAIN}; a download or a mail may have changed the file.",
)
UNCHECKED = Rule(
    "C04",
    "press-page-unchecked",
    Severity.ERROR,
    summary="A part of the drawing of a page cannot be read.",
    why="It may print wrongly or stop the press, and nothing can be said about its colours.",
    advice=f"{_AGAIN}. Of drawings with millions of lines, as of maps, make a picture.",
)
INTENT = Rule(
    "C05",
    "press-output-intent",
    Severity.WARNING,
    summary="The PDF does not say for which press and paper its colours are meant.",
    why="PDF/X and PDF/A name this printing condition as the output intent, such as FOGRA39; "
    "without it the press guesses.",
    advice="Ask the printer for the condition, and choose it when the PDF is exported.",
)
LABEL = Rule(
    "C06",
    "press-label-without-substance",
    Severity.ERROR,
    summary="The PDF says that it conforms to a standard, and does not.",
    why="The press trusts the label, and the fault shows on paper, or its own check refuses the "
    "file.",
    advice="Mend what the message names; the other messages tell where it is.",
)
NO_LABEL = Rule(
    "C07",
    "press-standard-missing",
    Severity.ERROR,
    summary="The PDF is not of the standard that the profile asks for.",
    why="The printer or the archive asks for it, because it rules out most faults.",
    advice="Choose the standard when the PDF is exported: PDF/X for a press, PDF/A for an archive, "
    "PDF/UA for screen readers.",
)
LINKS = Rule(
    "C08",
    "press-annotations",
    Severity.WARNING,
    summary="The PDF has links or comments.",
    why="They are nothing on paper; a comment or stamp may be printed or may be missing, and "
    "PDF/X forbids all of them inside the page.",
    advice="Export without links and comments.",
)
FORM_FIELDS = Rule(
    "C09",
    "press-form-fields",
    Severity.WARNING,
    summary="The PDF is a form to fill in.",
    why="The contents of fields are drawn by each program in its own way, or not at all.",
    advice="Print the form to a PDF, or flatten its fields.",
)
SCRIPTS = Rule(
    "C10",
    "press-actions",
    Severity.WARNING,
    summary="The PDF has JavaScript or starts an action.",
    why="Presses and archives refuse files that do something when they are opened.",
    advice="Export without scripts and actions.",
)
ATTACHMENTS = Rule(
    "C11",
    "press-attachments",
    Severity.WARNING,
    summary="The PDF has other files, sounds or films in it.",
    why="They cannot be printed, and the servers of printers refuse them.",
    advice="Export without attachments.",
)
LAYERS = Rule(
    "C12",
    "press-layers",
    Severity.WARNING,
    summary="The PDF has layers that can be switched off.",
    why="A press may print one that you do not see, or miss one that you do.",
    advice="Flatten the layers when the PDF is exported.",
)
METADATA = Rule(
    "C13",
    "press-metadata",
    Severity.WARNING,
    summary="The PDF lacks a title, a date, an identifier or its state of trapping.",
    why="PDF/X wants them, so that the press knows the file and does not trap it twice.",
    advice="Choose a variant of PDF/X when the PDF is exported: the program adds them.",
)
ODDITIES = Rule(
    "C14",
    "press-device-operations",
    Severity.WARNING,
    summary="The PDF has PostScript, transfer curves or halftones of its own.",
    why="They change what is printed on each machine in another way, and PDF/X forbids them.",
    advice=f"{_AGAIN} without options for a certain printer.",
)
VERSION = Rule(
    "C15",
    "press-pdf-version",
    Severity.WARNING,
    summary="The PDF is of a later version than its standard allows.",
    why="PDF/X-1a:2001 is PDF 1.3: old machines cannot read newer structures.",
    advice="Choose the version when the PDF is exported.",
)
ARCHIVE_RULE = Rule(
    "C16",
    "archive-rule-broken",
    Severity.ERROR,
    summary="The PDF breaks a rule of PDF/A.",
    why="An archive checks each file that it takes by the rules of ISO 19005, and refuses one that "
    "breaks any of them.",
    advice="Export the PDF as PDF/A again; a PDF of publish is one with the profile `archive`.",
)
ARCHIVE_UNCHECKED = Rule(
    "C17",
    "archive-rule-unchecked",
    Severity.INFO,
    summary="A part of the PDF could not be checked by the rules of PDF/A.",
    why="The check knows most rules of ISO 19005 for level B, and the message names what it does "
    "not know.",
    advice="Check the file with veraPDF (https://verapdf.org) before you deliver it.",
)

ALL = (
    *(UNREADABLE, LOCKED, DAMAGED, UNCHECKED, INTENT, LABEL, NO_LABEL, LINKS, FORM_FIELDS),
    *(SCRIPTS, ATTACHMENTS, LAYERS, METADATA, ODDITIES, VERSION),
    *(ARCHIVE_RULE, ARCHIVE_UNCHECKED),
)
