"""S: ``publish.toml``, ``book.toml``, and names of themes, editions and profiles."""

from publish.diagnostics import Rule, Severity

BAD_TOML = Rule(
    "S01",
    "not-toml",
    Severity.ERROR,
    why="The settings file is not valid TOML, so none of it can be read.",
    advice="Put text between quotation marks, and one key a line. The message names the line.",
)
UNKNOWN_KEY = Rule(
    "S02",
    "unknown-key",
    Severity.ERROR,
    why="An unknown key is most often misspelt, and would be ignored silently.",
    advice="Correct the spelling, or remove the line. The hint names the nearest key.",
)
WRONG_TYPE = Rule(
    "S03",
    "wrong-type",
    Severity.ERROR,
    why="The key is known, but its value is not of the kind it takes.",
    advice="The message says what is expected and what was found.",
)
UNKNOWN_VALUE = Rule(
    "S04",
    "unknown-value",
    Severity.ERROR,
    why="The key takes one of a few words, and this is not one of them.",
    advice="Use one of the words that the hint lists.",
)
NO_SUCH_FILE = Rule(
    "S05",
    "settings-name-missing-file",
    Severity.ERROR,
    why="`files` names a text, or `cover` a picture, that is not in the folder of the settings.",
    advice="Correct the name, or put the file there.",
)
UNKNOWN_THEME = Rule(
    "S06",
    "unknown-theme",
    Severity.ERROR,
    why="A theme is a folder under `styles/` with a `theme.toml`; no folder has this name.",
    advice="Use a theme from the hint, or make the folder.",
)
UNKNOWN_EDITION = Rule(
    "S07",
    "unknown-edition",
    Severity.ERROR,
    why="An edition arranges a text for its readers, and no edition has this name.",
    advice="Use an edition from the hint.",
)
PROFILE_NOT_AVAILABLE = Rule(
    "S08",
    "profile-not-available",
    Severity.WARNING,
    why="The book asks for a profile of PDF that this version of publish cannot make.",
    advice="Remove it from the list, or use a version that has it; the PDF is made for the screen "
    "and the office printer.",
)
UNREADABLE_PICTURE = Rule(
    "S09",
    "picture-not-readable",
    Severity.ERROR,
    why="The picture of the cover cannot be read, so the cover would come out empty.",
    advice="Open the file in an image editor and save it as PNG or JPEG.",
)
PICTURE_TOO_LARGE = Rule(
    "S10",
    "picture-too-large",
    Severity.ERROR,
    why="The picture has more pixels than a cover can show: even A3 at 300 dots an inch has no "
    "more than 18 million.",
    advice="Save it smaller: 2,500 pixels on its longer side are enough for a cover of A5.",
)
ERRORS_STAY = Rule(
    "S11",
    "error-not-ignored",
    Severity.WARNING,
    why="`ignore` and `severity` change warnings and infos. An error says that no right book can "
    "be made, so an error stays one.",
    advice="Remove the code from the settings, and correct what the error reports.",
)
OUTSIDE = Rule(
    "S16",
    "outside-workspace",
    Severity.ERROR,
    why="A workspace may come from somebody else. Its settings, links and themes read files in its "
    "own folder only, so that it cannot print a private file of yours.",
    advice="Put the file into the workspace. If you know who made the workspace, run the command "
    "once with --trust; --no-trust takes it back. docs/safety.md says what that changes.",
)
SPECIAL_FILE = Rule(
    "S17",
    "special-file",
    Severity.ERROR,
    why="A device, a pipe or a socket has no content that a book could be made of, and reading it "
    "may never end.",
    advice="Put a file in its place.",
)
TIME_LIMIT = Rule(
    "S18",
    "time-limit",
    Severity.ERROR,
    why="Making the file takes more processor time than `--limit-time`, or `time` in `[limits]` of "
    "publish.toml, allows.",
    advice="Allow more time. If the text is small, somebody may have made it to hang programs: see "
    "docs/safety.md.",
)
MEMORY_LIMIT = Rule(
    "S19",
    "memory-limit",
    Severity.ERROR,
    why="Making the file needs more memory than `--limit-memory`, or `memory` in `[limits]` of "
    "publish.toml, allows, or than the system has.",
    advice="Allow more memory, or make pictures smaller.",
)
NO_MEMORY_LIMIT = Rule(
    "S20",
    "memory-limit-not-possible",
    Severity.WARNING,
    why="This system has no way to refuse memory to a process, so the limit is not kept.",
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
    PROFILE_NOT_AVAILABLE,
    UNREADABLE_PICTURE,
    PICTURE_TOO_LARGE,
    ERRORS_STAY,
    OUTSIDE,
    SPECIAL_FILE,
    TIME_LIMIT,
    MEMORY_LIMIT,
    NO_MEMORY_LIMIT,
)
