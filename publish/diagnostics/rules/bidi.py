"""B: what the passes that order two directions find."""

from publish.diagnostics import Rule, Severity

NO_FRIBIDI = Rule(
    "B01",
    "fribidi-not-found",
    Severity.ERROR,
    why="The order of Hebrew and English in one line is worked out by the FriBidi library, the "
    "same one that sets the lines of the PDF. Without it a phrase could be printed reversed.",
    advice="Install it: it comes with Pango. The hint gives the line for this system.",
)

ALL: tuple[Rule, ...] = (NO_FRIBIDI,)
