"""D: the design of books: ``theme.toml``, and the files of a theme."""

from publish.diagnostics import Rule, Severity

MISSING_KEY = Rule(
    "D01",
    "theme-missing-key",
    Severity.ERROR,
    summary="A face or a page of the theme lacks a key.",
    why="Every face and every page needs this key.",
    advice="Add the key to the table; the theme classic has all of them.",
)
MISSING_FILE = Rule(
    "D02",
    "theme-missing-file",
    Severity.ERROR,
    summary="A file of the theme is missing.",
    why="The theme names a font that is not in its folder, or lacks a style sheet or a template.",
    advice="Put the file there, or correct its name in theme.toml.",
)
NOT_A_FONT = Rule(
    "D03",
    "theme-not-a-font",
    Severity.ERROR,
    summary="The file of a face is not a font.",
    why="A face is a TrueType, OpenType or WOFF font. The file is of another kind, or is cut off.",
    advice="Copy the font again, as a .ttf, .otf, .woff or .woff2 file.",
)
PAGE_TOO_SMALL = Rule(
    "D04",
    "theme-page-too-small",
    Severity.ERROR,
    summary="A page of the theme is too small for its lines and margins.",
    why="The lines or the margins need more room than the page has.",
    advice="Reduce lines, leading or margins, or enlarge the page.",
)
TEMPLATE = Rule(
    "D05",
    "theme-template",
    Severity.ERROR,
    summary="A template of the theme has an error.",
    why="The template has an error of syntax, includes a template that does not exist, uses a name "
    "that templates of its kind do not have, asks for something that templates may not "
    "reach, or does not end.",
    advice="Correct the line; the templates of classic show the names that can be used. "
    "docs/safety.md says what a template may do.",
)
NOT_UTF8 = Rule(
    "D06",
    "theme-not-utf-8",
    Severity.ERROR,
    summary="A style sheet or a template of the theme is not UTF-8.",
    why="Files of themes are read as UTF-8.",
    advice="Open the file where it looks right and save it as UTF-8.",
)
HIDDEN_TEXT = Rule(
    "D07",
    "theme-hides-text",
    Severity.ERROR,
    summary="A style sheet of the theme hides all text.",
    why="A rule hides all text, or removes all boxes from the pages, so that the book would be "
    "empty.",
    advice="Remove the declaration, or let its selector name only what is to be hidden.",
)
STYLE_SHEET = Rule(
    "D08",
    "theme-style-sheet",
    Severity.WARNING,
    summary="A part of a style sheet is not CSS and has no effect.",
    why="The layout engine and reading systems leave out what they cannot parse.",
    advice="Correct the line: a rule is a selector and, between braces, declarations such as "
    "`color: red;`.",
)
MARKUP = Rule(
    "D09",
    "theme-markup",
    Severity.ERROR,
    summary="A template of the theme makes markup that is not well-formed.",
    why="An element is not closed, or is closed by another name.",
    advice="Close each element where it was opened; the templates of classic show the form.",
)
CIRCULAR_BASE = Rule(
    "D10",
    "theme-circular-base",
    Severity.ERROR,
    summary="A theme is based on itself.",
    why="A theme has everything of the theme that `base` names; one that is its own base, directly "
    "or through others, has no beginning.",
    advice="Name another theme as the base, such as classic. A theme of yours with the name of its "
    "base needs another name.",
)

ALL = (
    MISSING_KEY,
    MISSING_FILE,
    NOT_A_FONT,
    PAGE_TOO_SMALL,
    TEMPLATE,
    NOT_UTF8,
    HIDDEN_TEXT,
    STYLE_SHEET,
    MARKUP,
    CIRCULAR_BASE,
)
