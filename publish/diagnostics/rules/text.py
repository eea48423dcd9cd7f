"""T: what the reader and the cleaning of a pasted text have to say."""

from publish.diagnostics import Confidence, Effect, Rule, Severity

DROPPED_LINE = Rule(
    "T01",
    "dropped-line",
    Severity.INFO,
    why="The line belongs to the page the text was pasted from, or repeats another: not printed.",
    advice="Nothing, unless the line belongs to the book: then write it so that it reads as text.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
)
DROPPED_CHARACTER = Rule(
    "T02",
    "dropped-character",
    Severity.INFO,
    why="Invisible characters come along with a paste: zero-width spaces, direction marks, soft "
    "hyphens. They change what is searched and copied, and can hide a different order of letters.",
    advice="Nothing: the text is printed without them.",
    effect=Effect.DROPPED,
)
JOINED_LINES = Rule(
    "T03",
    "joined-lines",
    Severity.INFO,
    why="Every line but the last was full to the same width: one paragraph cut by a mail program.",
    advice="Nothing, unless these are lines of verse: then put a blank line between them.",
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
)
NO_TITLE = Rule(
    "T04",
    "no-title",
    Severity.INFO,
    why="Neither the settings nor the text gives a title, so the book is named after its file.",
    advice='Put `title = "…"` into the TOML beside the text.',
    effect=Effect.INFERRED,
    confidence=Confidence.GUESS,
)
SHAPE = Rule(
    "T05",
    "shape",
    Severity.INFO,
    why="The shape of a text decides how it is read: excerpts, interlinear or prose.",
    advice='If the wrong shape was seen, say which it is: `shape = "prose"` in the TOML.',
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
)
NO_TRANSLATION = Rule(
    "T06",
    "no-translation",
    Severity.WARNING,
    why="In an interlinear text each line of the original has a line of translation beside it.",
    advice="Look whether the translation is missing or stands one line off.",
)
NUMBER_GAP = Rule(
    "T07",
    "excerpt-number-gap",
    Severity.WARNING,
    why="The numbers of excerpts rise by one; a number that is missing often means a lost text.",
    advice="Look whether an excerpt is missing, or correct the number.",
)
EMPTY_EXCERPT = Rule(
    "T08",
    "empty-excerpt",
    Severity.WARNING,
    why="The source line of an excerpt has no text under it.",
    advice="Paste the text of the excerpt, or take its source line out.",
)
REPLACED_CHARACTER = Rule(
    "T09",
    "replaced-character",
    Severity.INFO,
    why="A character was written in a form that does not belong in a text: a tab, a no-break "
    "space, a line separator.",
    advice="Nothing: it is printed as an ordinary space.",
    effect=Effect.CHANGED,
)
CITATION_UNREAD = Rule(
    "T10",
    "source-line-unread",
    Severity.INFO,
    why="The source line of an excerpt is printed as given, but what it says was not understood.",
    advice='Write it as `6. From: Author, Collection, Article No. 172 (1990), "Title"`.',
)

VISUAL_ORDER = Rule(
    "T11",
    "visual-order",
    Severity.ERROR,
    why="The letters of the Hebrew words run backwards, as old systems stored them and as some "
    "PDFs give them: final letters stand at the beginning of words. Printed like this it would "
    "read backwards.",
    advice='Copy the text from another source, or say `order = "visual"` in the TOML: then every '
    "line is turned, and you look whether it reads rightly.",
)
TURNED = Rule(
    "T12",
    "lines-turned",
    Severity.INFO,
    why='The settings say `order = "visual"`: each line with Hebrew in it was turned around, '
    "numbers and words in Latin letters as they were.",
    advice="Look whether the lines read rightly; if not, take the setting out.",
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
)

OVER_THE_TEXT = Rule(
    "T13",
    "line-over-the-text",
    Severity.INFO,
    why="The lines over a text give its title, its subtitle and the event it was made for; they "
    "are printed on the title page.",
    advice="If a line was taken for the wrong thing, say it in the TOML: `title`, `subtitle`, "
    "`event`, `date`.",
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
)

ALL = (
    DROPPED_LINE,
    DROPPED_CHARACTER,
    JOINED_LINES,
    NO_TITLE,
    SHAPE,
    NO_TRANSLATION,
    NUMBER_GAP,
    EMPTY_EXCERPT,
    REPLACED_CHARACTER,
    CITATION_UNREAD,
    VISUAL_ORDER,
    TURNED,
    OVER_THE_TEXT,
)
