"""T: lines that a paste carries and that are not of the text."""

from publish.diagnostics import Confidence, Effect, Example, Rule, Severity

LINE_LEFT_OUT = Rule(
    "T14",
    "line-left-out",
    Severity.WARNING,
    why="The line looks like one of the web page that the text was pasted from, or repeats the "
    "heading below it. The book leaves it out, but the line could belong to the text.",
    advice="If it belongs to the text, mark it as text in the settings.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
    example=Example("The Gate\n\nThe Gate\n\nThe gate was open.", "The gate was open."),
)
SITE_LINE_KEPT = Rule(
    "T15",
    "site-line-kept",
    Severity.WARNING,
    why="A line in the midst of the text looks like one of a web page: a navigation arrow, a "
    "breadcrumb, a link. Authors write such lines too, so it is printed.",
    advice="If it belongs to the web page, mark it in the settings to be dropped.",
    effect=Effect.FOUND,
    confidence=Confidence.GUESS,
    example=Example(
        "The order is this.\n\nKeter > Hochma > Bina\n\nAll is said.",
        "The order is this.\n\nKeter, Hochma, Bina.\n\nAll is said.",
    ),
)
CARRIED_CONTENTS = Rule(
    "T16",
    "contents-left-out",
    Severity.WARNING,
    why="Three or more lines are a table of contents with the page numbers of another edition. The "
    "book makes its own, so they are left out.",
    advice="Check whether all of the lines are entries of a table of contents.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
    example=Example(
        "Contents\n\nThe Gate ...... 3\nThe Yard ...... 9\nThe House ...... 12\n\n"
        "The gate was open.",
        "The gate was open.",
    ),
)

ALL = (LINE_LEFT_OUT, SITE_LINE_KEPT, CARRIED_CONTENTS)
