"""S: ``publish.toml``, ``book.toml``, and names of themes, editions and profiles."""

from publish.diagnostics import Rule, Severity

BAD_TOML = Rule(
    "S01",
    "not-toml",
    Severity.ERROR,
    summary="The settings file is not valid TOML.",
    why="A file with a mistake in its form cannot be read at all. Text needs quotation marks, and "
    "each key a line of its own.",
    advice="Correct the line that the message names.",
)
UNKNOWN_KEY = Rule(
    "S02",
    "unknown-key",
    Severity.ERROR,
    summary="The settings have a key that does not exist.",
    why="An unknown key is usually a spelling mistake, and would have no effect.",
    advice="Correct the spelling, or remove the line. The hint names the nearest key.",
)
WRONG_TYPE = Rule(
    "S03",
    "wrong-type",
    Severity.ERROR,
    summary="A setting has a value of the wrong kind.",
    why="The message says what the key takes, and what stands there.",
    advice="Write the value in the form that the message gives.",
)
UNKNOWN_VALUE = Rule(
    "S04",
    "unknown-value",
    Severity.ERROR,
    summary="A setting has a word that is not among those it takes.",
    why="The message lists the words.",
    advice="Write one of the words that the message lists.",
)
NO_SUCH_FILE = Rule(
    "S05",
    "settings-name-missing-file",
    Severity.ERROR,
    summary="The settings name a file that does not exist.",
    why="The texts in `files`, the picture of `cover` and the ICC profiles of printers are looked "
    "for in the folder of the settings.",
    advice="Correct the name, or put the file there.",
)
UNKNOWN_THEME = Rule(
    "S06",
    "unknown-theme",
    Severity.ERROR,
    summary="No theme has this name.",
    why="A theme is a folder in `styles/` with a `theme.toml`, or is installed with a package.",
    advice="Use a theme from the hint, or make the folder.",
)
UNKNOWN_EDITION = Rule(
    "S07",
    "unknown-edition",
    Severity.ERROR,
    summary="No edition has this name.",
    why="An edition arranges a text for one kind of reader.",
    advice="Use an edition from the hint.",
)
UNKNOWN_PROFILE = Rule(
    "S08",
    "unknown-profile",
    Severity.ERROR,
    summary="No profile of PDFs has this name.",
    why="A profile is what the reader of a PDF, or the press that prints it, accepts. Those of "
    "printers are tables of publish.toml: [printers.NAME].",
    advice="Use a profile from the hint, or write the table of your printer: docs/press.md has "
    "the questions to ask.",
)
UNREADABLE_PICTURE = Rule(
    "S09",
    "picture-not-readable",
    Severity.ERROR,
    summary="The picture of the cover cannot be read.",
    why="The cover would be printed without it.",
    advice="Open the file in an image editor and save it as PNG or JPEG.",
)
PICTURE_TOO_LARGE = Rule(
    "S10",
    "picture-too-large",
    Severity.ERROR,
    summary="The picture is too large.",
    why="Even A3 at 300 dots an inch has no more than 18 million pixels, and reading a larger "
    "picture takes much memory.",
    advice="Save it smaller: 2,500 pixels on its longer side are enough for a cover of A5.",
)
ERRORS_STAY = Rule(
    "S11",
    "error-not-ignored",
    Severity.WARNING,
    summary="The settings ignore or soften an error, which remains an error.",
    why="With an error no correct book can be made, so an error cannot be switched off.",
    advice="Remove the code from the settings, and correct what the error reports.",
)
OUTSIDE = Rule(
    "S16",
    "outside-workspace",
    Severity.ERROR,
    summary="The workspace names a file outside its folder.",
    why="A workspace may come from somebody else. Its settings, links and themes read files in its "
    "own folder only, so that no private file of yours can be printed.",
    advice="Put the file into the workspace. If you know who made the workspace, run the command "
    "once with --trust; --no-trust takes it back. docs/safety.md says what that changes.",
)
SPECIAL_FILE = Rule(
    "S17",
    "special-file",
    Severity.ERROR,
    summary="The path leads to a device, a pipe or a socket instead of a file.",
    why="Reading from a device or a pipe may never end.",
    advice="Put a file in its place.",
)
TIME_LIMIT = Rule(
    "S18",
    "time-limit",
    Severity.ERROR,
    summary="A file took more processor time than the limit allows.",
    why="The limit is that of `--limit-time`, or of `time` in `[limits]` of publish.toml.",
    advice="Allow more time. If the text is small, somebody may have made it to hang programs: see "
    "docs/safety.md.",
)
MEMORY_LIMIT = Rule(
    "S19",
    "memory-limit",
    Severity.ERROR,
    summary="A file needed more memory than the limit allows.",
    why="The limit is that of `--limit-memory`, or of `memory` in `[limits]` of publish.toml, or "
    "the memory that the system has.",
    advice="Allow more memory, or make pictures smaller.",
)
NO_MEMORY_LIMIT = Rule(
    "S20",
    "memory-limit-not-possible",
    Severity.WARNING,
    summary="This system cannot limit memory.",
    why="The books are made without the limit.",
    advice="Use a system with Linux, a container or a virtual machine to limit memory.",
)

ALL = (
    BAD_TOML,
    UNKNOWN_KEY,
    WRONG_TYPE,
    UNKNOWN_VALUE,
    NO_SUCH_FILE,
    UNKNOWN_THEME,
    UNKNOWN_EDITION,
    UNKNOWN_PROFILE,
    UNREADABLE_PICTURE,
    PICTURE_TOO_LARGE,
    ERRORS_STAY,
    OUTSIDE,
    SPECIAL_FILE,
    TIME_LIMIT,
    MEMORY_LIMIT,
    NO_MEMORY_LIMIT,
)
