"""X: faults of packages that extend publish by readers, passes, themes or writers."""

from publish.diagnostics import Effect, Rule, Severity

NOT_LOADED = Rule(
    "X01",
    "extension-not-loaded",
    Severity.ERROR,
    summary="An installed extension cannot be loaded.",
    why="A package offers a reader, a pass, a theme or a writer that it does not have, or that is "
    "of another kind than it says.",
    advice="Correct the entry point in the package's `pyproject.toml`, or uninstall the package. "
    "`publish plugins` shows all that is installed.",
)
CLASH = Rule(
    "X02",
    "extensions-clash",
    Severity.ERROR,
    summary="Two extensions are in conflict.",
    why="Two packages offer the same thing, or a pass asks for a place that no pass has. "
    "Neither of the two is used: nothing tells which one a book needs.",
    advice="Uninstall one of the packages that the message names, or correct its entry point.",
)
FAILED = Rule(
    "X03",
    "extension-failed",
    Severity.ERROR,
    summary="An installed extension failed.",
    why="The code of a package failed while it read, changed or wrote a text.",
    advice="Send the message and the text to the authors of the package, or uninstall it.",
)
NOT_MATCHED = Rule(
    "X04",
    "no-reader-matches",
    Severity.ERROR,
    summary="No reader takes the content of the file.",
    why="The readers for the ending of the file look at its content, and none of them accepts it.",
    advice="Give the file the ending of its format, or install a package that reads it.",
)
OTHER_INTERFACE = Rule(
    "X05",
    "other-interface",
    Severity.ERROR,
    summary="An extension is made for another version of the interface.",
    why="A package states for which versions of the interface of extensions it is made, and this "
    "version of publish has none of them. Its code is not run.",
    advice="Install a version of the package that is made for this publish, or uninstall it.",
)
LOST_TEXT = Rule(
    "X06",
    "extension-loses-text",
    Severity.ERROR,
    summary="A pass of a package takes letters away and does not say so.",
    why="Nothing of a text is lost in silence. The letters, marks and digits of a file were "
    "counted before and after the pass; some are missing, and the pass has no message about it.",
    advice="Send the message and the text to the authors of the package, or uninstall it. A pass "
    "that drops or replaces words on purpose returns a diagnostic that says so.",
)
LEFT_OUT = Rule(
    "X07",
    "lines-left-out",
    Severity.INFO,
    summary="The reader of a package leaves lines of the file out.",
    why="A reader decides which lines of a file are text. Lines with letters that the book does "
    "not have are listed, so that none is lost unseen.",
    advice="If they should be printed, tell the authors of the package.",
    effect=Effect.DROPPED,
)

ALL = (NOT_LOADED, CLASH, FAILED, NOT_MATCHED, OTHER_INTERFACE, LOST_TEXT, LEFT_OUT)
