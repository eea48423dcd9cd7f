"""S: the tables ``[[mark]]`` of settings, which say what single lines of the text are."""

from publish.diagnostics import Effect, Rule, Severity

INCOMPLETE = Rule(
    "S12",
    "mark-incomplete",
    Severity.ERROR,
    why="A mark says what one line of the text is. It needs the line, by its words (`line`) or by "
    "its number (`lines`), and the role of the line (`as`).",
    advice="Write `line` or `lines`, not both, and `as`. The message says which is missing.",
)
NO_LINE = Rule(
    "S13",
    "mark-without-line",
    Severity.ERROR,
    why="No line of the text is the one that the mark describes: the text was edited, or the mark "
    "has a slip. A mark that is ignored would leave the line as it was guessed.",
    advice="Copy the beginning of the line from the text. The hints quote lines that come near.",
)
SEVERAL_LINES = Rule(
    "S14",
    "mark-of-several-lines",
    Severity.ERROR,
    why="Several lines of the text begin as the mark says, and a mark is for one of them.",
    advice="Write more of the line, or its number: `lines = [12]`. In a folder book `file` names "
    "the file. The hints quote the lines.",
)
DROPPED = Rule(
    "S15",
    "line-dropped-by-mark",
    Severity.INFO,
    why="The settings have a mark for this line that says `drop`.",
    advice="Nothing, unless the line belongs to the book: then remove the mark.",
    effect=Effect.DROPPED,
    many="{count} lines are not printed: the settings drop them",
)

ALL = (INCOMPLETE, NO_LINE, SEVERAL_LINES, DROPPED)
