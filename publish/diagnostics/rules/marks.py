"""S: the tables ``[[mark]]`` of settings, which say what single lines of the text are."""

from publish.diagnostics import Effect, Rule, Severity

INCOMPLETE = Rule(
    "S12",
    "mark-incomplete",
    Severity.ERROR,
    summary="A mark lacks the line or the role of the line.",
    why="A mark says what one line of the text is. It needs the line, by its words (`line`) or by "
    "its number (`lines`), and the role of the line (`as`).",
    advice="Write `line` or `lines`, not both, and `as`. The message says which is missing.",
)
NO_LINE = Rule(
    "S13",
    "mark-without-line",
    Severity.ERROR,
    summary="No line of the text fits the mark.",
    why="The text was edited, or the mark has a mistake. Ignored, the mark would leave the line as "
    "it was read before.",
    advice="Copy the beginning of the line from the text. The hints quote lines that come near.",
)
SEVERAL_LINES = Rule(
    "S14",
    "mark-of-several-lines",
    Severity.ERROR,
    summary="Several lines of the text fit the mark.",
    why="A mark is for one line.",
    advice="Write more of the line, or its number: `lines = [12]`. In a folder book `file` names "
    "the file. The hints quote the lines.",
)
DROPPED = Rule(
    "S15",
    "line-dropped-by-mark",
    Severity.INFO,
    summary="A line is not printed, because a mark drops it.",
    why='The mark has `as = "drop"`.',
    advice="Nothing, unless the line belongs to the book: then remove the mark.",
    effect=Effect.DROPPED,
    many="{count} lines are not printed: the settings drop them",
)
NO_EFFECT = Rule(
    "S21",
    "mark-without-effect",
    Severity.ERROR,
    summary="A mark describes a line of a text whose format says what each part is.",
    why="Markdown and the files of Sefaria say what is a heading, a verse or a translation. "
    "Nothing in them is guessed, so that a mark has nothing to decide.",
    advice="Change the text itself, and take the mark out of the settings.",
)

ALL = (INCOMPLETE, NO_LINE, SEVERAL_LINES, DROPPED, NO_EFFECT)
