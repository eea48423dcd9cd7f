"""N: note calls and the bodies that belong to them."""

from publish.diagnostics import Confidence, Effect, Rule, Severity

NO_BODIES = Rule(
    "N01",
    "calls-without-bodies",
    Severity.WARNING,
    why="The text calls notes whose bodies were not pasted. Their numerals are printed, raised, "
    "and lead nowhere.",
    advice="Paste the notes at the end of the text, under a line that says FOOTNOTES.",
)
NO_CALL = Rule(
    "N02",
    "body-without-call",
    Severity.WARNING,
    why="A note is given, but nothing in the text calls it. It is printed where it stands.",
    advice="Put its number where the note belongs, directly after the word.",
)
DOUBLED = Rule(
    "N03",
    "doubled-note",
    Severity.WARNING,
    why="Two notes of one part of the text have the same number; the first one is used.",
    advice="Correct the number of one of them.",
)
GAP = Rule(
    "N04",
    "gap-in-calls",
    Severity.WARNING,
    why="The numbers of the calls rise by one; a number that is missing often means a lost call.",
    advice="Look for the missing call in the lines before this one.",
)
SPACE_RESTORED = Rule(
    "N05",
    "space-restored",
    Severity.INFO,
    why="The call was glued to the word after it, which means that a space was lost in the paste.",
    advice="Nothing: the space is printed.",
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
)
NOTES_HEADING = Rule(
    "N06",
    "notes-heading",
    Severity.INFO,
    why="The heading over the notes is not printed: each note stands at the foot of its page.",
    advice="Nothing.",
    effect=Effect.DROPPED,
)

ALL = (NO_BODIES, NO_CALL, DOUBLED, GAP, SPACE_RESTORED, NOTES_HEADING)
