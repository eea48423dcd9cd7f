"""B: the order of Hebrew and English in one line."""

from publish.diagnostics import Rule, Severity

NO_FRIBIDI = Rule(
    "B01",
    "fribidi-not-found",
    Severity.ERROR,
    summary="The library FriBidi is not installed.",
    why="FriBidi works out the order of Hebrew and English in one line. Without it a phrase could "
    "be printed reversed.",
    advice="Install FriBidi, which comes with Pango. The hint gives the command for this system.",
)

CLOSE_CALL = Rule(
    "B02",
    "close-call",
    Severity.WARNING,
    summary="The direction of a paragraph is uncertain.",
    why="A paragraph has the direction of most of its letters, or of the sentence around names "
    "that have more. Here about half of the letters are of either script, so that the other "
    "direction may be meant.",
    advice="Look at the paragraph in print. The mark in the hint gives it the other direction; the "
    "same mark with the present language keeps it as it is.",
)

ALL: tuple[Rule, ...] = (NO_FRIBIDI, CLOSE_CALL)
