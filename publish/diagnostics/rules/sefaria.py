"""W: texts of Sefaria, as JSON and as plain text."""

from publish.diagnostics import Confidence, Effect, Rule, Severity

NO_JSON = Rule(
    "W60",
    "json-damaged",
    Severity.ERROR,
    summary="The file has the ending of JSON and is none, or none of a size that is read.",
    why="A character is missing or wrong at the place, most often because a download was cut off.",
    advice="Download the file again.",
)
NOT_SEFARIA = Rule(
    "W61",
    "json-not-of-sefaria",
    Severity.ERROR,
    summary="The JSON is no text of Sefaria.",
    why="JSON has any meaning that a program gives it. Two are known: files of Sefaria's export, "
    "and answers of its API for a text.",
    advice="Take the file of a text: `merged.json` or a version of https://github.com/Sefaria/"
    "Sefaria-Export, or the answer of `https://www.sefaria.org/api/v3/texts/…`.",
)
RAGGED = Rule(
    "W62",
    "versions-of-unequal-length",
    Severity.WARNING,
    summary="Two versions of a text have unequal numbers of segments in one place.",
    why="Segments are paired by their numbers, so that one too many or too few puts all pairs "
    "after it out of step. A version that ends early is printed alone from there on.",
    advice="Compare the place in both versions, and correct the file whose segments are cut "
    "otherwise.",
    many="{count} places in which the versions have unequal numbers of segments: {messages}",
)
REPEATED_KEY = Rule(
    "W63",
    "json-key-repeated",
    Severity.WARNING,
    summary="An object of the JSON has a key twice, and the last value counts.",
    why="JSON leaves open which of the values counts; the text of the others is not printed.",
    advice="Remove the value that is wrong.",
    effect=Effect.DROPPED,
)
NO_EFFECT = Rule(
    "W64",
    "segment-markup-without-effect",
    Severity.INFO,
    summary="A tag in a segment changes nothing in the book; its words are printed.",
    why="Books have emphasis, line breaks, links and notes. Sizes are those of the theme, and tags "
    "that HTML does not have mean nothing.",
    advice="Nothing, if the words around it read well.",
    effect=Effect.CHANGED,
    many="{count} tags without an effect: {messages}",
)
LEFT_OUT = Rule(
    "W65",
    "segment-part-left-out",
    Severity.WARNING,
    summary="A picture, a script, a comment or a call of a commentary is left out.",
    why="Pictures of Sefaria are addresses in the network, from which nothing is loaded, and "
    "commentaries are texts of their own. No reader of a page sees its comments. A value that is "
    "no string has no words.",
    advice="Nothing, if the text reads well without it. Correct a value that should be a string.",
    effect=Effect.DROPPED,
    many="{count} parts of segments are left out: {messages}",
)
NO_LICENCE = Rule(
    "W66",
    "no-licence-stated",
    Severity.INFO,
    summary="The file states no licence for a version of the text.",
    why="The imprint shows the licences of all versions. `merged.json` and old files have none.",
    advice='Look the version up at Sefaria, and write `rights = "…"` into the settings.',
)
UNEQUAL_DEPTH = Rule(
    "W67",
    "versions-of-unequal-depth",
    Severity.WARNING,
    summary="Two versions of a text are divided differently in one place.",
    why="One has a segment where the other has a section of several.",
    advice="Compare the place in both versions. A segment is paired with the first of a section.",
    confidence=Confidence.GUESS,
    effect=Effect.INFERRED,
    many="{count} places in which the versions are divided differently: {messages}",
)
OTHER_LANGUAGE = Rule(
    "W68",
    "language-corrected",
    Severity.INFO,
    summary="A version is in another language than its file says.",
    why="Sefaria files each translation as English and each text in Hebrew letters as Hebrew. Its "
    "`actualLanguage`, the tag after its title and its letters are believed first.",
    advice="Nothing, if the language is right.",
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
)
TWICE = Rule(
    "W69",
    "version-contained-in-merged",
    Severity.WARNING,
    summary="A version is left out, because the merged text of its language contains it.",
    why="`merged.json` is put together from all versions of a language, so that both would print "
    "the same segments twice.",
    advice="Keep one of the two files in the folder of the book.",
    effect=Effect.DROPPED,
)
NOTES_NUMBERED = Rule(
    "W85",
    "notes-of-segments-numbered",
    Severity.INFO,
    summary="The notes of a section are numbered anew, because each segment began with 1.",
    why="Sefaria shows the notes of one segment at a time. On a page of a book several notes would "
    "have one call.",
    advice="Nothing: each note has its number at its call and at its foot.",
    effect=Effect.CHANGED,
    many="{count} sections have their notes numbered through, because each segment began with 1",
)

ALL = (
    NO_JSON,
    NOT_SEFARIA,
    RAGGED,
    REPEATED_KEY,
    NO_EFFECT,
    LEFT_OUT,
    NO_LICENCE,
    UNEQUAL_DEPTH,
    OTHER_LANGUAGE,
    TWICE,
    NOTES_NUMBERED,
)
