"""N: calls of notes and the bodies that belong to them."""

from publish.diagnostics import Confidence, Effect, Example, Rule, Severity

NO_BODIES = Rule(
    "N01",
    "calls-without-bodies",
    Severity.WARNING,
    why="The text calls notes whose bodies were not pasted. Their raised numerals are printed "
    "without a link.",
    advice="Paste the notes at the end of the text, under a line that says FOOTNOTES.",
    example=Example(
        "The light was good.1", "The light was good.1\n\nFOOTNOTES\n\n1. The first light."
    ),
)
NO_CALL = Rule(
    "N02",
    "body-without-call",
    Severity.WARNING,
    why="Nothing in the text calls this note, so the note is printed where it stands.",
    advice="Put the number of the note directly after the word to which the note belongs.",
    example=Example(
        "One.1 Two.\n\nNotes\n\n1. First.\n2. Second.",
        "One.1 Two.2\n\nNotes\n\n1. First.\n2. Second.",
    ),
    many="{count} notes are called by nothing in the text: {messages}",
)
DOUBLED = Rule(
    "N03",
    "doubled-note",
    Severity.WARNING,
    why="Two notes of one part of the text have the same number; the call gets the first.",
    advice="Correct the number of one of them.",
    example=Example(
        "One.1 Two.2\n\nNotes\n\n1. First.\n1. Second.",
        "One.1 Two.2\n\nNotes\n\n1. First.\n2. Second.",
    ),
    many="{count} places where two notes have the same number: {messages}",
)
GAP = Rule(
    "N04",
    "gap-in-calls",
    Severity.WARNING,
    why="The numbers of the calls rise by one; a gap often means a lost call.",
    advice="Look for the missing call in the lines before this one.",
    example=Example(
        "One.1 Two. Three.3\n\nNotes\n\n1. First.\n2. Second.\n3. Third.",
        "One.1 Two.2 Three.3\n\nNotes\n\n1. First.\n2. Second.\n3. Third.",
    ),
    many="{count} gaps in the calls of notes: {messages}",
)
SPACE_RESTORED = Rule(
    "N05",
    "space-restored",
    Severity.INFO,
    why="The call was glued to the word after it, because the paste lost a space.",
    advice="Nothing: the space is printed. `publish check --fix` writes it into the text.",
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
    example=Example(
        "The light was good,1i.e., bright.\n\nNotes\n\n1. The first light.",
        "The light was good,1 i.e., bright.",
    ),
    many="{count} spaces after note calls are restored",
)
NOTES_HEADING = Rule(
    "N06",
    "notes-heading",
    Severity.INFO,
    why="The heading over the notes is not printed, because each note stands at the foot of its "
    "page.",
    advice="Nothing.",
    effect=Effect.DROPPED,
    example=Example(
        "The light was good.1\n\nFOOTNOTES\n\n1. The first light.", "The light was good.1"
    ),
)

ALL = (NO_BODIES, NO_CALL, DOUBLED, GAP, SPACE_RESTORED, NOTES_HEADING)
