"""B: the order of Hebrew and English in one line."""

from publish.diagnostics import Rule, Severity

NO_FRIBIDI = Rule(
    "B01",
    "fribidi-not-found",
    Severity.ERROR,
    why="The FriBidi library works out the order of Hebrew and English in one line, and sets the "
    "lines of the PDF too. Without it a phrase could be printed reversed.",
    advice="Install FriBidi, which comes with Pango. The hint gives the command for this system.",
)

ALL: tuple[Rule, ...] = (NO_FRIBIDI,)
