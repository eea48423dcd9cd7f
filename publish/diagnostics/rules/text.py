"""T: reading and cleaning of a pasted text."""

from publish.diagnostics import Confidence, Effect, Example, Rule, Severity

DROPPED_LINE = Rule(
    "T01",
    "dropped-line",
    Severity.INFO,
    summary="A line of a web page, or a repeated heading, is not printed.",
    why="The line stands at an end of the paste and belongs to the web page from which the text "
    "was pasted, or repeats the heading below it.",
    advice="Nothing. If the line belongs to the book, mark it as text in the settings.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
    example=Example("Continue Reading ->\n\nA text begins here.", "A text begins here."),
    many="{count} lines are not printed: {messages}",
)
DROPPED_CHARACTER = Rule(
    "T02",
    "dropped-character",
    Severity.INFO,
    summary="An invisible character is not printed.",
    why="Invisible characters come with a paste: zero-width spaces, soft hyphens, direction marks "
    "that change no order. They hinder search and copying, and can hide another order of letters.",
    advice="Nothing: the text is printed without them. `publish check --fix` removes them.",
    effect=Effect.DROPPED,
    example=Example("The light\u200bhouse stood.", "The lighthouse stood."),
    many="{count} invisible characters: {messages}",
)
JOINED_LINES = Rule(
    "T03",
    "joined-lines",
    Severity.INFO,
    summary="Lines that were cut at a fixed width are joined to paragraphs.",
    why="PDFs and mail programs cut paragraphs into lines of about the same width. Here the first "
    "word of the next line would not have fitted, and sentences go on.",
    advice='Nothing, unless these are lines of verse: then set `lines = "paragraphs"`.',
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
    example=Example(
        "When a mail program sends a text it cuts every line at the\n"
        "same width, because long ago a terminal had room for so many\n"
        "letters and for no more; and so the paragraph that an editor\n"
        "wrote as one comes out as many lines.",
        "When a mail program sends a text it cuts every line at the same width, because long ago a "
        "terminal had room for so many letters and for no more; and so the paragraph that an "
        "editor wrote as one comes out as many lines.",
    ),
    many="{count} paragraphs were cut into lines, which are joined",
)
NO_TITLE = Rule(
    "T04",
    "no-title",
    Severity.WARNING,
    summary="The book has no title of its own.",
    why="Neither the settings nor the text gives a title, so the book is named after its file, or "
    "after its first words where the file has the name of a scan or a download. For a text "
    "that begins with a verse this is an info, because such texts have no title.",
    advice="Give the title in the settings beside the text, or mark the line that is the title.",
    effect=Effect.INFERRED,
    confidence=Confidence.GUESS,
    example=Example("The light was good, and the day began.", setting='title = "At Dawn"'),
)
SHAPE = Rule(
    "T05",
    "shape",
    Severity.INFO,
    summary="The shape of the text was recognised: excerpts, interlinear or prose.",
    why="The shape decides how the lines are read.",
    advice="If the shape is wrong, give the right one in the settings.",
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
    example=Example(
        "In the beginning,\n\nבְּרֵאשִׁית,\n\nthe light was good.\n\nוְהָאוֹר טוֹב.",
        setting='shape = "prose"',
    ),
)
NO_TRANSLATION = Rule(
    "T06",
    "no-translation",
    Severity.WARNING,
    summary="A line of the original has no translation.",
    why="In an interlinear text each line of the original has its translation. It may be missing, "
    "or stand one line off.",
    advice="Check whether the translation is missing or stands one line off.",
    example=Example(
        "At the beginning there is one letter,\nבִּתְחִלָּה אוֹת אַחַת,\n"
        "and it is large.\nוְהִיא גְּדוֹלָה.\n\n* * *\n\n"
        "וְהַשְּׁאָר קְטַנּוֹת.\nIt stands alone.\nהִיא עוֹמֶדֶת לְבַדָּהּ.",
        "At the beginning there is one letter,\nבִּתְחִלָּה אוֹת אַחַת,\n"
        "and it is large.\nוְהִיא גְּדוֹלָה.\n\n* * *\n\n"
        "The others are small.\nוְהַשְּׁאָר קְטַנּוֹת.\nIt stands alone.\nהִיא עוֹמֶדֶת לְבַדָּהּ.",
    ),
    many="{count} lines of the original have no translation: {messages}",
)
NUMBER_GAP = Rule(
    "T07",
    "excerpt-number-gap",
    Severity.WARNING,
    summary="A number is missing between two excerpts.",
    why="Excerpts are numbered one by one. A gap often means that an excerpt was lost.",
    advice="Check whether an excerpt is missing, or correct the number.",
    example=Example(
        "1. The Scribe, Article No. 7\n\nWhite.\n\n3. The Binder, Letter No. 40\n\nFold.",
        "1. The Scribe, Article No. 7\n\nWhite.\n\n2. The Binder, Letter No. 40\n\nFold.",
    ),
    many="{count} gaps in the numbers of excerpts: {messages}",
)
EMPTY_EXCERPT = Rule(
    "T08",
    "empty-excerpt",
    Severity.WARNING,
    summary="An excerpt has a source line but no text.",
    why="The line below is already that of another excerpt.",
    advice="Paste the text of the excerpt, or remove its source line.",
    example=Example(
        "1. The Scribe, Article No. 7\n\nWhite.\n\n2. The Binder, Letter No. 40\n\n"
        "3. The Printer, Letter No. 41\n\nInk.",
        "1. The Scribe, Article No. 7\n\nWhite.\n\n2. The Binder, Letter No. 40\n\nFold.\n\n"
        "3. The Printer, Letter No. 41\n\nInk.",
    ),
    many="{count} excerpts have no text: {messages}",
)
REPLACED_CHARACTER = Rule(
    "T09",
    "replaced-character",
    Severity.INFO,
    summary="An unusual space or line break is printed as an ordinary one.",
    why="No-break spaces and other unusual spaces come with a paste. A vertical tab, a form feed "
    "or a line separator inside a line is a line break of a word processor.",
    advice="Nothing: an ordinary space or a line break is printed. `publish check --fix` replaces "
    "the spaces.",
    effect=Effect.CHANGED,
    example=Example("The light\u00a0was good.", "The light was good."),
    many="{count} unusual spaces: {messages}",
)
CITATION_UNREAD = Rule(
    "T10",
    "source-line-unread",
    Severity.INFO,
    summary="The parts of a source line could not be told apart.",
    why="The line is printed as given. Its author, collection, kind and number are not listed in "
    "the index of sources.",
    advice='Write it as `6. From: Author, Collection, Article No. 172 (1990), "Title"`, if it is '
    "to be indexed.",
    example=Example(
        "1. The Scribe, Article No. 7\n\nWhite.\n\n2. From:\n\nFold.",
        "1. The Scribe, Article No. 7\n\nWhite.\n\n2. From: The Binder, Letter No. 40\n\nFold.",
    ),
    many="{count} source lines are printed as given, but could not be parsed",
)
VISUAL_ORDER = Rule(
    "T11",
    "visual-order",
    Severity.ERROR,
    summary="The Hebrew of the text is stored backwards.",
    why="Old systems and some PDFs store Hebrew so: final letters stand at the beginning of words. "
    "Printed, the text would read backwards.",
    advice="Copy the text from another source, or set the order: then every line is turned, and an "
    "editor has to check the result.",
    example=Example(".תורפסה לכ לש םיבתוכה תא רכז ןושארה", setting='order = "visual"'),
)
TURNED = Rule(
    "T12",
    "lines-turned",
    Severity.INFO,
    summary="Lines stored backwards were turned round, as the settings say.",
    why="Each line with Hebrew was turned; numbers and words in Latin letters keep their order.",
    advice="Check whether the lines read correctly; if not, remove the setting.",
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
    example=Example(
        ".תורפסה לכ לש םיבתוכה תא רכז ןושארה",
        "הראשון זכר את הכותבים של כל הספרות.",
        'order = "visual"',
    ),
)
OVER_THE_TEXT = Rule(
    "T13",
    "line-over-the-text",
    Severity.INFO,
    summary="Lines above the text were read as title, author, date or event.",
    why="They are printed on the title page, and a dedication and an epigraph at the front of the "
    "book.",
    advice="If a line was taken for the wrong thing, mark it in the settings.",
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
    example=Example(
        "How a Page Is Made\n\n1. The Scribe, Article No. 7\n\nWhite.\n\n"
        "2. The Binder, Letter No. 40\n\nFold.",
        setting='title = "The Page"',
    ),
)
CHAPTER_WITHOUT_TITLE = Rule(
    "T26",
    "chapter-without-title",
    Severity.WARNING,
    summary="A chapter has no title.",
    why="Each file of a folder book is a chapter, and no line over this text is a title. The "
    "chapter has no heading and is missing from the contents.",
    advice="Mark the line that is the title, or write a title over the text, with an empty line "
    "under it.",
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
)
OVERRIDDEN_LINE = Rule(
    "T27",
    "overridden-line",
    Severity.WARNING,
    summary="A line above the text is not printed, because the settings replace it.",
    why="The settings give the title page other words in its place.",
    advice="If the line belongs to the book, mark it as text, or remove the words from the "
    "settings.",
    effect=Effect.DROPPED,
    example=Example(
        "The Page\n12 May 2024\n\nThe letter is written once.",
        "The letter is written once.",
        'date = "2025-06-01"',
    ),
)
GUESSED_LINES = Rule(
    "T28",
    "guessed-lines",
    Severity.INFO,
    summary="The kind of some lines was guessed from their form.",
    why="Headings without a number, rubrics, stanzas and the sources of quotations are recognised "
    "by their length, their words and the lines around them.",
    advice="If a line was taken for the wrong thing, mark it in the settings.",
    effect=Effect.INFERRED,
    confidence=Confidence.GUESS,
    example=Example(
        "The Page\n\nThe light was good, and the day began.\n\nThe Scribe\n\n"
        "The scribe took his pen in the morning, and he wrote until the evening came.",
        setting='[[mark]]\nline = "The Scribe"\nas = "text"',
    ),
)
METADATA_CONTROLS = Rule(
    "T29",
    "controls-in-metadata",
    Severity.WARNING,
    summary="Invisible direction marks or line ends in a setting are left out.",
    why="On a shelf or in a catalogue, characters that change the direction would also turn the "
    "words around a title.",
    advice="Write the words again by hand. The book has them without these characters.",
    effect=Effect.DROPPED,
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
    CHAPTER_WITHOUT_TITLE,
    OVERRIDDEN_LINE,
    GUESSED_LINES,
    METADATA_CONTROLS,
)
