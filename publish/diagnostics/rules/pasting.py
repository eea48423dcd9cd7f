"""T: lines that a paste carries and that are not of the text."""

from publish.diagnostics import Confidence, Effect, Example, Rule, Severity

LINE_LEFT_OUT = Rule(
    "T14",
    "line-left-out",
    Severity.WARNING,
    summary="A line that may belong to a web page is not printed.",
    why="The line looks like one of the web page from which the text was pasted, or repeats the "
    "heading below it. Such a line may also belong to the text.",
    advice="If it belongs to the text, mark it as text in the settings.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
    example=Example("The Gate\n\nThe Gate\n\nThe gate was open.", "The gate was open."),
    many="{count} lines are not printed: {messages}",
)
SITE_LINE_KEPT = Rule(
    "T15",
    "site-line-kept",
    Severity.WARNING,
    summary="A line that looks like one of a web page is printed.",
    why="A navigation arrow, a breadcrumb or a link stands in the midst of the text. Authors write "
    "such lines too.",
    advice="If it belongs to the web page, mark it in the settings to be dropped.",
    effect=Effect.FOUND,
    confidence=Confidence.GUESS,
    example=Example(
        "The order is this.\n\nKeter > Hochma > Bina\n\nAll is said.",
        "The order is this.\n\nKeter, Hochma, Bina.\n\nAll is said.",
    ),
    many="{count} lines are printed, but look like lines of a web page: {messages}",
)
CARRIED_CONTENTS = Rule(
    "T16",
    "contents-left-out",
    Severity.WARNING,
    summary="A table of contents of another edition is not printed.",
    why="Three or more lines have titles with the page numbers of that edition. The book has its "
    "own contents.",
    advice="Check whether all of the lines are entries of a table of contents.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
    example=Example(
        "Contents\n\nThe Gate ...... 3\nThe Yard ...... 9\nThe House ...... 12\n\n"
        "The gate was open.",
        "The gate was open.",
    ),
)
PAGE_FURNITURE = Rule(
    "T17",
    "page-furniture-left-out",
    Severity.WARNING,
    summary="Running heads and page numbers of another edition are not printed.",
    why="Text copied from a PDF has them among its lines.",
    advice="Check the lines that are named. If they belong to the text, set "
    '`lines = "paragraphs"`, which keeps all lines.',
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
    example=Example(
        "The gate of the house was open on the first day of the year, and\n12\nThe Gate\n"
        "all who came in were asked to sit at the table, where the bread\n13\nThe Gate\n"
        "and the salt stood ready.",
        "The gate of the house was open on the first day of the year, and all who came in were "
        "asked to sit at the table, where the bread and the salt stood ready.",
    ),
)
DIVIDED_WORD = Rule(
    "T18",
    "divided-word",
    Severity.INFO,
    summary="A word divided at the end of a line is joined.",
    why="The hyphen is removed, unless the text has the word with a hyphen elsewhere.",
    advice="Check the words that are named.",
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
    example=Example(
        "When a mail program sends a text it cuts every line at the same\n"
        "width, because long ago a terminal had room for so many let-\n"
        "ters and for no more; and so the paragraph that an editor has\n"
        "written as one comes out as many lines.",
        "so many letters and for no more",
    ),
)
PERHAPS_CUT = Rule(
    "T19",
    "perhaps-cut-lines",
    Severity.WARNING,
    summary="Lines of equal width may be paragraphs cut into lines, and are not joined.",
    why="The lines could also be verses or short paragraphs. Each stays a paragraph.",
    advice='Set `lines = "wrapped"` to have them joined, or `lines = "paragraphs"`.',
    effect=Effect.FOUND,
    confidence=Confidence.GUESS,
    example=Example(
        "The gate was open, and the yard was wide at noon\n"
        "The lamp was lit, though nobody had come to read\n"
        "and on the bench, as always, lay a loaf of bread\n"
        "A cat was asleep, or so it seemed, beside a door\n"
        "and over it, in white, the name of a forgotten man\n"
        "Nobody spoke, since all who knew were far away",
        setting='lines = "paragraphs"',
    ),
)
CARRIER = Rule(
    "T20",
    "carrier-left-out",
    Severity.WARNING,
    summary="Headers, signatures or times of a mail or a chat are not printed.",
    why="They are not part of the text, and addresses and telephone numbers are private.",
    advice="Check the lines that are named. Mark one of the text in the settings as text.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
    example=Example(
        "From: Editor <editor@example.org>\nSubject: The Gate\n\nThe gate was open.",
        "The gate was open.",
    ),
)
QUOTE_MARKS = Rule(
    "T21",
    "quote-marks-left-out",
    Severity.INFO,
    summary="The > of quoted mail is not printed.",
    why="A mail program puts the sign before each line of a message that it quotes.",
    advice="Nothing: the lines are printed without the marks.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
    example=Example("> The gate was open.\n>\n> He went in.", "The gate was open.He went in."),
)
COLUMN_NAMES = Rule(
    "T33",
    "column-names-left-out",
    Severity.INFO,
    summary="The names of columns over a text and its translation are not printed.",
    why="The pairs of a table are printed one under another or beside one another, as the edition "
    "says, and words as “Hebrew” and “English” would stand over none of them.",
    advice="Nothing; to print them, mark the line as text.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
    example=Example(
        "עברית\tEnglish\n"
        "אור קטן דוחה הרבה חושך\tA little light drives away much darkness\n"
        "והחושך אינו משיב לו דבר\tAnd the darkness gives it no answer",
        "אור קטן דוחה הרבה חושךA little light drives away much darkness",
    ),
)
ALIGNED_COLUMNS = Rule(
    "T34",
    "aligned-columns",
    Severity.WARNING,
    summary="Lines in two columns that spaces align are read as rows of a table.",
    why="Read across, the words of both columns would run together in one line. The columns of a "
    "printed page, one after the other, look the same.",
    advice="Put the second column under the first one where it is read after it.",
    effect=Effect.INFERRED,
    confidence=Confidence.LIKELY,
    example=Example(
        "I kept the lamp       You kept the dark\n"
        "and it kept me        and it kept you\n"
        "until the morning     until the fire",
        "I kept the lamp\nand it kept me\nuntil the morning\n\n"
        "You kept the dark\nand it kept you\nuntil the fire",
    ),
)
SLASHES = Rule(
    "T35",
    "slashes-left-out",
    Severity.INFO,
    summary="Slashes between a text and its translation on one line are not printed.",
    why="The two are printed one under another or beside one another, as the edition says.",
    advice="Nothing; to print a slash, put the two on lines of their own.",
    effect=Effect.DROPPED,
    confidence=Confidence.LIKELY,
    example=Example(
        "A little light drives away darkness / אור קטן דוחה הרבה חושך\n"
        "And the darkness has no answer / והחושך אינו משיב לו דבר\n"
        "And the night has an end / והלילה יש לו סוף",
        "אור קטן דוחה הרבה חושךA little light drives away darkness",
    ),
)

ALL = (
    LINE_LEFT_OUT,
    SITE_LINE_KEPT,
    CARRIED_CONTENTS,
    PAGE_FURNITURE,
    DIVIDED_WORD,
    PERHAPS_CUT,
    CARRIER,
    QUOTE_MARKS,
    COLUMN_NAMES,
    ALIGNED_COLUMNS,
    SLASHES,
)
