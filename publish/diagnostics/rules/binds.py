"""S30 to S39: the tables ``[[bind]]`` of a workspace."""

from publish.diagnostics import TRACKER, Rule, Severity

INCOMPLETE = Rule(
    "S30",
    "bind-incomplete",
    Severity.ERROR,
    summary="A table `[[bind]]` lacks its name or its books.",
    why="A bind makes one book of several. It is made by its name, like any book.",
    advice='Write `name = "…"` and `books = ["…", "…"]` under `[[bind]]`.',
)
NAME_TAKEN = Rule(
    "S31",
    "bind-name-taken",
    Severity.ERROR,
    summary="A bind has the name of a book or of another bind.",
    why="Commands take both by their names, and both would be written to one folder of `output/`.",
    advice="Give the bind another name.",
)
NO_SUCH_BOOK = Rule(
    "S32",
    "bind-names-missing-book",
    Severity.ERROR,
    summary="A bind names a book that is not in `sources/`.",
    why="The books of a bind are books of the workspace, by their names.",
    advice="Correct the name; the hint lists the books.",
)
NESTED = Rule(
    "S33",
    "bind-in-bind",
    Severity.ERROR,
    summary="A bind names a bind, perhaps itself.",
    why="A bind is made of books with texts of their own.",
    advice="List the books of the other bind instead.",
)
PAGES_DIFFER = Rule(
    "S34",
    "bind-of-several-sizes",
    Severity.ERROR,
    summary="The books of a bind have pages of different sizes.",
    why="The leaves of a book have one size.",
    advice="Write `page` under `[[bind]]`: all its books are then laid out on that page.",
)
FRONTS = Rule(
    "S35",
    "bind-front-impossible",
    Severity.ERROR,
    summary="A book with two fronts lacks something on one of its sides.",
    why="Each front has a title in its language and at least one book. Each book stands on the "
    "side of the language of its text.",
    advice='Write `side = "he"` in the entry of a book to put it on that side; `languages = '
    '["he"]` takes one language of a book that has two.',
)
BOOK_STOPS = Rule(
    "S36",
    "bind-book-has-errors",
    Severity.ERROR,
    summary="A book of a bind has errors, so the bind is not made.",
    why="A programme book without one of its books would be printed and found out too late.",
    advice="Correct what the other messages say of that book. The last good file stays.",
)
NOT_OF_BINDS = Rule(
    "S37",
    "not-of-binds",
    Severity.ERROR,
    summary="The command is for a book with a text, not for a bind of several books.",
    why="A bind is printed: it has a PDF and a booklet. Its texts belong to its books.",
    advice="Name one of the books of the bind.",
)
FRONT_DIFFERS = Rule(
    "S38",
    "bound-front-differs",
    Severity.ERROR,
    summary="A page of a book with two fronts is not where it belongs.",
    why="Each half is checked as a PDF of its own. Then the pages of the bound file are compared "
    "with those of the halves: the first from its beginning, the second from its end.",
    advice=f"This is a fault of publish: please report it in {TRACKER}.",
)

ALL = (
    INCOMPLETE,
    NAME_TAKEN,
    NO_SUCH_BOOK,
    NESTED,
    PAGES_DIFFER,
    FRONTS,
    BOOK_STOPS,
    NOT_OF_BINDS,
    FRONT_DIFFERS,
)
