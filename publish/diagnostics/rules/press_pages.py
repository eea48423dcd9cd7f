"""P: pages of books that a press prints."""

from publish.diagnostics import Rule, Severity

GUTTER_WIDENED = Rule(
    "P50",
    "gutter-widened",
    Severity.INFO,
    summary="The inner margin was made wider for the number of pages.",
    why="A thick book does not open flat, so that printers ask for more room at the spine of books "
    "with more pages. The text moves outwards; where the outer margin has no more room its lines "
    "become shorter.",
    advice="Nothing is to be done. The steps are those of the profile; a printer's own stand in "
    "[printers.NAME] of publish.toml.",
)
GUTTER_UNSETTLED = Rule(
    "P51",
    "gutter-too-narrow",
    Severity.WARNING,
    summary="The inner margin is narrower than the number of pages needs.",
    why="With each wider margin the book has had more pages, and needed a wider margin again.",
    advice="Write a larger `inner` margin in [design], or a smaller size of the type.",
)
NO_ROOM = Rule(
    "P52",
    "press-margins-too-wide",
    Severity.ERROR,
    summary="The margins that a press asks for leave no room for the text.",
    why="The inner margin, the outer margins and the safe area of a profile are the least that "
    "its printer accepts.",
    advice="Choose a larger page, or correct the lengths in [printers.NAME] of publish.toml.",
)
ALL = (GUTTER_WIDENED, GUTTER_UNSETTLED, NO_ROOM)
