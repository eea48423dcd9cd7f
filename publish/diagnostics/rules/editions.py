"""V: editions, and what they do not show of a text."""

from publish.diagnostics import Effect, Rule, Severity

NO_SUCH_LANGUAGE = Rule(
    "V01",
    "language-of-no-passage",
    Severity.ERROR,
    summary="An edition asks for a language that no passage of the text has.",
    why="`languages` of `[edition]`, or `--languages`, names the languages that an edition shows. "
    "A book without a word in one of them would be a mistake.",
    advice="Write the tags of languages that the text has; the message lists them.",
)
LANGUAGE_LEFT_OUT = Rule(
    "V02",
    "passages-left-out",
    Severity.INFO,
    summary="An edition does not show the passages in a language of the text.",
    why="It shows the languages that its settings name: two side by side or on facing pages, three "
    "one under another. An edition of the translation shows one translation of each segment.",
    advice="Nothing, if that is what you want. Otherwise name the language in `languages`, or make "
    "another edition for it.",
    effect=Effect.DROPPED,
)
SEGMENT_LACKS_LANGUAGE = Rule(
    "V03",
    "segments-lack-a-language",
    Severity.WARNING,
    summary="Segments have no text in a language of the edition, and show what they have.",
    why="A reader of the edition meets another language there, or an empty place.",
    advice="Add the missing text after the original. Segments are named by their numbers, counted "
    'in each chapter; `numbers = "margin"` prints them.',
)
COMMENTARY_LEFT_OUT = Rule(
    "V04",
    "commentary-left-out",
    Severity.INFO,
    summary="An edition does not show the commentary of the text.",
    why="Its settings, or `--no-commentary`, leave it out: the commentary after segments, and the "
    "paragraphs between them and before them.",
    advice='Nothing, if that is what you want. `commentary = "foot"` prints it in notes.',
    effect=Effect.DROPPED,
)
TRANSLITERATION_LEFT_OUT = Rule(
    "V05",
    "transliteration-left-out",
    Severity.INFO,
    summary="An edition does not show the transliteration of the text.",
    why="`transliteration = false` leaves it out, and so does an edition in one language.",
    advice="Nothing, if that is what you want.",
    effect=Effect.DROPPED,
)
POINTS_LEFT_OUT = Rule(
    "V06",
    "points-left-out",
    Severity.INFO,
    summary="An edition prints Hebrew without its points and accents.",
    why='`points = "none"` takes points, accents and other marks from Hebrew letters. Letters, '
    "maqaf, geresh, gershayim and sof pasuq stay as they are. Yiddish and Ladino, which are "
    "spelled with points, keep them.",
    advice="Nothing, if that is what you want.",
    effect=Effect.DROPPED,
)
NO_PAIRS = Rule(
    "V07",
    "nothing-to-arrange",
    Severity.INFO,
    summary="The text has no originals with translations, so that all editions are alike.",
    why="Editions differ in how they show originals and translations. This one shows the text as "
    "it is.",
    advice="Nothing, if the text is in one language. Otherwise see how pairs are written: "
    "docs/editions.md.",
)
TITLE_IN_ONE_LANGUAGE = Rule(
    "V10",
    "title-in-one-language",
    Severity.INFO,
    summary="A title has no form in a language that the edition shows.",
    why="Title page, contents and running heads have the form that there is, so that a page in one "
    "language may have a title in the other.",
    advice="Write the title in both languages: the setting that the message names, or a heading "
    "such as “Light – אור”.",
)

ALL = (
    NO_SUCH_LANGUAGE,
    LANGUAGE_LEFT_OUT,
    SEGMENT_LACKS_LANGUAGE,
    COMMENTARY_LEFT_OUT,
    TRANSLITERATION_LEFT_OUT,
    POINTS_LEFT_OUT,
    NO_PAIRS,
    TITLE_IN_ONE_LANGUAGE,
)
