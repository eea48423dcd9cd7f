"""X: faults of packages that extend publish by readers, passes or themes."""

from publish.diagnostics import Rule, Severity

NOT_LOADED = Rule(
    "X01",
    "extension-not-loaded",
    Severity.ERROR,
    summary="An installed extension cannot be loaded.",
    why="A package offers a reader, a pass or a theme that it does not have, or that is of another "
    "kind than it says.",
    advice="Correct the entry point in the package's `pyproject.toml`, or uninstall the package.",
)
CLASH = Rule(
    "X02",
    "extensions-clash",
    Severity.ERROR,
    summary="Two extensions are in conflict.",
    why="Two packages offer the same thing, or a pass asks for a place that no pass has.",
    advice="Uninstall the package that the message names, or correct its entry point.",
)
FAILED = Rule(
    "X03",
    "extension-failed",
    Severity.ERROR,
    summary="An installed extension failed.",
    why="The code of a package failed while it read or changed a text.",
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

ALL = (NOT_LOADED, CLASH, FAILED, NOT_MATCHED)
