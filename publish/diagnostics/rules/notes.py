"""N: calls of notes and the bodies that belong to them."""

from publish.diagnostics import Confidence, Effect, Example, Rule, Severity

NO_BODIES = Rule(
    "N01",
    "calls-without-bodies",
    Severity.WARNING,
    summary="The text calls notes, but has no notes.",
    why="The numbers are printed raised, without a link.",
    advice="Paste the notes at the end of the text, under a line that says FOOTNOTES.",
    example=Example(
        "The light was good.1", "The light was good.1\n\nFOOTNOTES\n\n1. The first light."
    ),
)
NO_CALL = Rule(
    "N02",
    "body-without-call",
    Severity.WARNING,
    summary="No call in the text belongs to this note.",
    why="The note is printed where it stands.",
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
    summary="Two notes have the same number.",
    why="The call gets the first of the two.",
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
    summary="A number is missing between two calls of notes.",
    why="Calls are numbered one by one. A gap often means that a call was lost.",
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
    summary="A space lost after the call of a note is restored.",
    why="The paste joined the call to the word after it.",
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
    summary="The heading over the notes is not printed.",
    why="Each note stands at the foot of its page.",
    advice="Nothing.",
    effect=Effect.DROPPED,
    example=Example(
        "The light was good.1\n\nFOOTNOTES\n\n1. The first light.", "The light was good.1"
    ),
)
TITLE_NOTE = Rule(
    "N07",
    "note-of-a-title",
    Severity.WARNING,
    summary="A line of the title page has a note.",
    why="A title page has no notes: the note is printed at the beginning of the text, and its call "
    "in the title, or in the name of the author, is left out.",
    advice="Put the call into the text, after the word to which the note belongs.",
    effect=Effect.DROPPED,
    example=Example(
        "The First Light [1]\n\nThe light was good.\n\nNotes\n\n1. A talk in Prague.",
        "1. A talk in Prague.The light was good.",
    ),
    many="{count} notes of lines of the title page are printed at the beginning of the text",
)

ALL = (NO_BODIES, NO_CALL, DOUBLED, GAP, SPACE_RESTORED, NOTES_HEADING, TITLE_NOTE)
