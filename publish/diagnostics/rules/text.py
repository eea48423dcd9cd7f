"""T: reading and cleaning of a pasted text."""

from publish.diagnostics import Confidence, Effect, Example, Rule, Severity

DROPPED_LINE = Rule(
    "T01",
    "dropped-line",
    Severity.INFO,
    why="The line stands at an end of the paste and belongs to the web page that the text was "
    "pasted from, or repeats the heading below it, so the book leaves it out.",
    advice="Nothing, unless the line belongs to the book: then reword it so that it reads as text.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
    example=Example("Continue Reading ->\n\nA text begins here.", "A text begins here."),
    many="{count} lines are not printed: {messages}",
)
DROPPED_CHARACTER = Rule(
    "T02",
    "dropped-character",
    Severity.INFO,
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
    why="Paragraphs were cut into lines of about the same width, as a PDF or a mail program cuts "
    "them: the first word of the next line would not have fitted, and sentences go on.",
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
    why="Neither the settings nor the text gives a title, so the book is named after its file, or "
    "after its first words where the name of the file is that of a scan or a download. A text that "
    "begins with a verse gets an info, because such texts have no title of their own.",
    advice="Give the title in the settings beside the text, or mark the line that is the title.",
    effect=Effect.INFERRED,
    confidence=Confidence.GUESS,
    example=Example("The light was good, and the day began.", setting='title = "At Dawn"'),
)
SHAPE = Rule(
    "T05",
    "shape",
    Severity.INFO,
    why="The shape of a text decides how it is read: as excerpts, as an interlinear text or as "
    "prose.",
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
    why="In an interlinear text each line of the original has a line of translation.",
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
    why="The numbers of excerpts rise by one; a gap often means a lost excerpt.",
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
    why="The source line of an excerpt has no text under it.",
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
    why="A no-break space and other unusual spaces do not belong in a text. A vertical tab, a form "
    "feed or a line separator inside a line is a line break of a word processor.",
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
    why="The source line of an excerpt is printed as given, but its author, collection and number "
    "could not be told apart.",
    advice='Write it as `6. From: Author, Collection, Article No. 172 (1990), "Title"`.',
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
    why="The letters of the Hebrew words run backwards, as old systems and some PDFs store them: "
    "final letters stand at the beginning of words. The printed text would read backwards.",
    advice="Copy the text from another source, or set the order: then every line is turned, and an "
    "editor has to check the result.",
    example=Example(".תורפסה לכ לש םיבתוכה תא רכז ןושארה", setting='order = "visual"'),
)
TURNED = Rule(
    "T12",
    "lines-turned",
    Severity.INFO,
    why='The settings say `order = "visual"`, so each line with Hebrew was turned around; numbers '
    "and words in Latin letters keep their order.",
    advice="Check whether the lines read rightly; if not, remove the setting.",
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
    why="The lines over a text give the title page its title, author, date and event, and the book "
    "its dedication and its epigraph.",
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
    why="Each file of a folder book is a chapter. No line over this text is a title, so the "
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
    why="The line stands over the text or is marked as a title line, but the settings give the "
    "title page other words in its place, so the book leaves the line out.",
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
    why="A text says nothing of the kind of its lines: headings without a number, rubrics, stanzas "
    "and the sources of quotations are recognised by their length, their words and the lines "
    "around them.",
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
    why="A setting holds characters without ink that turn the direction or end the line. On a "
    "shelf or in a catalogue they would turn round all that stands beside a title.",
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
