"""W05 to W09: texts in Markdown; see docs/markdown.md."""

from publish.diagnostics import Confidence, Effect, Rule, Severity

UNCLOSED = Rule(
    "W05",
    "markdown-fence",
    Severity.WARNING,
    summary="A fence of colons has no partner.",
    why="A line such as `::: verse` opens a block, and a line of colons alone closes the innermost "
    "open one. A block that is not closed ends where the text around it ends.",
    advice="Add or remove a line of colons. Give outer fences more colons than inner ones, so that "
    "an editor sees which belong together.",
    confidence=Confidence.LIKELY,
)
UNKNOWN_NAME = Rule(
    "W06",
    "markdown-unknown-name",
    Severity.WARNING,
    summary="A class, an attribute, a value or a tag is not one that is read.",
    why="Classes and attributes in Markdown say what a block or a phrase is. With an unknown name "
    "the words in it are read as if the name were not there. A tag of HTML and a formula are "
    "printed as they stand.",
    advice="Correct the name; docs/markdown.md lists all of them. Put a backslash before a sign "
    "that is to be printed.",
    many="{count} names or signs of Markdown are not read: {messages}",
)
MISPLACED = Rule(
    "W07",
    "markdown-misplaced",
    Severity.WARNING,
    summary="A block stands where no such block can stand.",
    why="A segment needs an original, a chapter cannot stand in a quotation, a cell belongs in a "
    "row, and a list counts on by one. All words are kept, as ordinary blocks.",
    advice="Move the block, or give it the class that fits its place.",
    effect=Effect.CHANGED,
)
NOT_KEPT = Rule(
    "W08",
    "markdown-not-kept",
    Severity.INFO,
    summary="Something that Markdown can say has no counterpart in a book.",
    why="Titles and definitions of links, links within the text, identifiers, comments, struck-out "
    "words, code, lists of terms and the alignment of columns have none.",
    advice="Nothing, unless the reader of the book needs it: then say it in words.",
    effect=Effect.DROPPED,
    many="{count} pieces of Markdown have no counterpart in a book: {messages}",
)
NOTE_WITHOUT_PARTNER = Rule(
    "W09",
    "markdown-note",
    Severity.WARNING,
    summary="A note of Markdown has no call, or a call has no note.",
    why="`[^1]` in the text calls the note that begins with `[^1]:`. A note without a call stands "
    "at the end of the text; a call without a note stays a call.",
    advice="Write the same name in the call and before the note.",
)

ALL = (UNCLOSED, UNKNOWN_NAME, MISPLACED, NOT_KEPT, NOTE_WITHOUT_PARTNER)
