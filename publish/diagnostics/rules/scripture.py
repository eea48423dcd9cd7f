"""M: verses of the Tanakh that a text quotes, compared with the Westminster Leningrad Codex."""

from publish.diagnostics import Confidence, Effect, Example, Rule, Severity

WRONG_REFERENCE = Rule(
    "M01",
    "another-verse",
    Severity.WARNING,
    summary="The reference beside a quotation names another verse.",
    why="The words stand in the verse that the message names, and not in that of the reference.",
    advice="Look the verse up and correct the reference. The numbers of English Bibles are known, "
    "and are no fault.",
    confidence=Confidence.LIKELY,
    example=Example(
        "“וָאָשִׂים דְּבָרַי בְּפִיךָ” (Isaiah 52:16)",
        "“וָאָשִׂים דְּבָרַי בְּפִיךָ” (Isaiah 51:16)",
    ),
)
LETTERS_DIFFER = Rule(
    "M02",
    "quotation-differs",
    Severity.WARNING,
    summary="A quoted verse differs from the codex in a letter or a word.",
    why="A word has other letters, or is left out or added without a sign. Plene and defective "
    "spelling, the substitutes of the Name, ketiv and qere are no differences, nor are words that "
    "are left out at an end of the verse, unless a long verse lacks one word alone.",
    advice="Compare the words in the message, and correct the text if it is not meant so: "
    "“וגו׳” or three dots stand for words that are left out.",
    confidence=Confidence.LIKELY,
)
POINTS_DIFFER = Rule(
    "M03",
    "points-differ",
    Severity.WARNING,
    summary="The points of a quoted verse differ from those of the codex.",
    why="A vowel or the point of a shin is another one. Accents and meteg are not compared. "
    "Printed editions differ from the codex in a few places.",
    advice="Compare the words in the message, and correct the points if they are wrong.",
    confidence=Confidence.LIKELY,
)
DAGESH_DIFFERS = Rule(
    "M06",
    "dagesh-differs",
    Severity.INFO,
    summary="A dagesh of a quoted verse is not that of the codex.",
    why="A dagesh is left out or added in a word whose vowels are those of the codex. That of a "
    "first letter depends on the word before it, and is not compared.",
    advice="Compare the words in the message, and correct the dagesh if it is wrong.",
    confidence=Confidence.LIKELY,
)
NOTE_MAY_BE = Rule(
    "M04",
    "note-may-be-a-verse",
    Severity.INFO,
    summary="A note without a body stands beside words of a verse.",
    why="The body of the note was lost in the paste. The verse is likely all that it said.",
    advice="Look the verse up, and write its reference as the body of the note.",
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
)
NO_REFERENCE = Rule(
    "M05",
    "verse-without-reference",
    Severity.INFO,
    summary="A verse is quoted without a reference.",
    why="The words are found in the Tanakh; nothing beside them and no heading says where. Verses "
    "that follow one another are one message.",
    advice="Nothing, or write the reference. `publish verses BOOK` lists all quotations.",
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
    many="{count} quotations of verses are without a reference; `publish verses` lists them",
)
NOTE_FILLED = Rule(
    "M10",
    "note-filled",
    Severity.INFO,
    summary="A note without a body has the reference of the verse beside it.",
    why='The settings say `notes = { fill = "verses" }`, and the words at the call are those of '
    "one verse, or of a few that have the same words. Square brackets mark the reference as the "
    "editor's.",
    advice="Look the verse up. A body that is written in the text takes its place.",
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
)
NOTE_NOT_FILLED = Rule(
    "M11",
    "note-stays-empty",
    Severity.INFO,
    summary="A note without a body may be a verse, which is not sure enough to fill it.",
    why="The words beside the call are those of a verse. Several notes or quotations stand "
    "together, many verses have the words, the words are not quite those of the verse, two words "
    "may be an idiom or a title, the quotation marks enclose other words as well, or the text "
    "names the verse already.",
    advice="Look the verse up, and write its reference as the body of the note.",
    confidence=Confidence.GUESS,
)
POINTED = Rule(
    "M12",
    "verse-pointed",
    Severity.INFO,
    summary="A verse that is quoted without points has those of the codex.",
    why='The settings say `points = "codex"` for an edition. No letter is changed, and words with '
    "points of their own keep them.",
    advice="Nothing. Read the verse on the page if the edition that the book follows matters.",
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
    many="{count} verses have points of the codex; `publish verses` lists all quotations",
)
NOT_POINTED = Rule(
    "M13",
    "word-without-points",
    Severity.INFO,
    summary="A word of a verse that has points of the codex stays without points.",
    why="Its letters are not those of the codex beyond plene and defective spelling, the codex has "
    "no points for it or two readings, or the same words have other points in another verse, or at "
    "another place of the verse.",
    advice="Write the word with its points in the text, and it is printed so.",
    confidence=Confidence.CERTAIN,
)

ALL = (
    WRONG_REFERENCE,
    LETTERS_DIFFER,
    POINTS_DIFFER,
    NOTE_MAY_BE,
    NO_REFERENCE,
    DAGESH_DIFFERS,
    NOTE_FILLED,
    NOTE_NOT_FILLED,
    POINTED,
    NOT_POINTED,
)
