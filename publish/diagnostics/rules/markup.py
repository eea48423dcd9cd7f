"""T: markup languages in a text."""

from publish.diagnostics import Confidence, Effect, Example, Rule, Severity

MARKUP_READ = Rule(
    "T22",
    "markup-read",
    Severity.INFO,
    summary="Markdown, HTML or AsciiDoc in the text was read as markup.",
    why="Headings, emphasis, links, notes and tables are printed as what they mean, without the "
    "characters of the markup.",
    advice='Where the characters are text, set `markup = "none"`.',
    effect=Effect.CHANGED,
    confidence=Confidence.LIKELY,
    example=Example(
        "# The Gate\n\nThe gate was **open**.",
        "The gate was open.",
        setting='markup = "none"',
    ),
)
UNKNOWN_TAG = Rule(
    "T23",
    "unknown-tag",
    Severity.WARNING,
    summary="A tag that HTML does not have is printed as text.",
    why="The text has HTML in it, and this tag is unknown or has no meaning in a book.",
    advice="Remove the tag from the text, or leave it where it is text.",
    effect=Effect.FOUND,
    confidence=Confidence.CERTAIN,
    example=Example("The <b>gate</b> was <blink>open</blink>.", "The gate was open."),
)
DROPPED_HTML = Rule(
    "T24",
    "html-left-out",
    Severity.WARNING,
    summary="Comments, scripts or style sheets of HTML are not printed.",
    why="They are not text of the book.",
    advice="Check that nothing of the text stands in them.",
    effect=Effect.DROPPED,
    confidence=Confidence.CERTAIN,
    example=Example("The <b>gate</b> was open.<!-- draft -->", "The gate was open."),
)
PERHAPS_MARKUP = Rule(
    "T25",
    "perhaps-markup",
    Severity.WARNING,
    summary="A single sign that may be markup is printed as text.",
    why="One sign is too little to tell a markup language by.",
    advice='Set `markup = "markdown"`, `"html"` or `"asciidoc"` to have it read as such, or '
    '`markup = "none"`.',
    effect=Effect.FOUND,
    confidence=Confidence.GUESS,
    example=Example(
        "The gate was **open**, and he went in.",
        "The gate was open, and he went in.",
        setting='markup = "none"',
    ),
)

ALL = (MARKUP_READ, UNKNOWN_TAG, DROPPED_HTML, PERHAPS_MARKUP)
