"""K: personal covers from a list of people."""

from publish.diagnostics import Rule, Severity

HOW_TO_COLLATE = Rule(
    "K40",
    "how-to-collate-covers",
    Severity.INFO,
    summary="How to print the personal covers and lay them on the sets.",
    why="All booklets are alike but for their cover sheets. The other sheets are printed as sets, "
    "and each set gets the cover sheet of one person.",
    advice="Print as the message says. The cover sheets lie in the order that it names, so that "
    "collating is taking the next one of each stack.",
)
LIST_UNREADABLE = Rule(
    "K41",
    "list-not-readable",
    Severity.ERROR,
    summary="The list of people cannot be read.",
    why="A list is a text with commas, semicolons or tabs between its columns (CSV, TSV), or an "
    "Excel workbook (XLSX), and its first row names the columns.",
    advice="Save the list from the program that made it, as CSV in UTF-8 or as XLSX.",
)
NO_SUCH_COLUMN = Rule(
    "K42",
    "no-such-column",
    Severity.ERROR,
    summary="The list of people has no column of that name.",
    why="Names of people are in a column `name`, which every list needs; `table`, `seat` and "
    "`language` are read too. `--line` may use any column of the list.",
    advice="Write the name of the column into the first row of the list, or correct `--line`.",
)
ROW_WITHOUT_NAME = Rule(
    "K43",
    "row-without-name",
    Severity.WARNING,
    summary="A row of the list has no name, and gets no cover.",
    why="A cover without a name can be given to nobody.",
    advice="Write the name, or remove the row.",
)
ROW_TWICE = Rule(
    "K44",
    "row-twice",
    Severity.WARNING,
    summary="A row of the list has the same words as another one.",
    why="Both covers are made, because two people may have one name; they cannot be told apart.",
    advice="Remove one of the rows, or write what tells them apart.",
)
VALUE_TOO_LONG = Rule(
    "K45",
    "words-too-long-for-cover",
    Severity.WARNING,
    summary="A name or a line takes more room than a cover has for it.",
    why="A name is set large on a line, then smaller, then on two lines, then on two lines in the "
    "smallest of three sizes. A longer one goes on over more lines.",
    advice="Look at the cover, and shorten the words in the list.",
)
VALUE_CLEANED = Rule(
    "K46",
    "list-value-cleaned",
    Severity.INFO,
    summary="Invisible characters or line ends in the list are left out.",
    why="Spreadsheets and web pages put marks of direction and line breaks into cells, which "
    "would disturb the order of words on the cover.",
    advice="Nothing, if the covers look right.",
)
NO_COVER = Rule(
    "K47",
    "no-page-for-names",
    Severity.ERROR,
    summary="The book has no cover and no title page, on which names could stand.",
    why="Personal words stand on the first page, under the title. The first page of this book has "
    "text, which differs in length from person to person otherwise.",
    advice="Put `cover = true` into the settings of the book.",
)
NO_SUCH_ROW = Rule(
    "K48",
    "no-such-row",
    Severity.ERROR,
    summary="The list of people has no row of that number.",
    why="`--only` takes the numbers of rows as spreadsheets show them; row 1 names the columns.",
    advice="Look up the numbers in the list.",
)
NAME_NOT_DRAWN = Rule(
    "K49",
    "name-not-on-cover",
    Severity.ERROR,
    summary="The words of a person are not all on that person's cover.",
    why="A cover has to have every letter of its row, and to be one page. A theme with a cover of "
    "its own may have no place for them.",
    advice="Shorten the row or the title; in a theme, put "
    '`{% include "print/person.html.j2" %}` into `cover.html.j2` and `title.html.j2`.',
)
FORMULA = Rule(
    "K50",
    "formula-in-list",
    Severity.WARNING,
    summary="A cell of the list has a formula or an error in place of words.",
    why="Formulas are never computed. In a text they are printed as they stand; of a workbook the "
    "value that its program stored is taken.",
    advice="Look at the cell, and write the words themselves.",
)
UNKNOWN_LANGUAGE = Rule(
    "K51",
    "unknown-language-of-person",
    Severity.WARNING,
    summary="The language of a row is not known.",
    why="The column `language` takes tags such as he, en and ru, and the names of languages in "
    "English, Hebrew or Russian. Without one the letters of the name decide.",
    advice="Correct the language, or leave the cell empty.",
)

COLUMN_TWICE = Rule(
    "K52",
    "column-twice",
    Severity.WARNING,
    summary="Two columns of the list have names of one meaning, and one of them is not read.",
    why="A name, a table, a seat and a language are each read from one column: the first of those "
    "that the first row calls so, in any language.",
    advice="Give the other column another name, or remove it; `--line` prints any column.",
)

ALL = (
    HOW_TO_COLLATE,
    LIST_UNREADABLE,
    NO_SUCH_COLUMN,
    ROW_WITHOUT_NAME,
    ROW_TWICE,
    VALUE_TOO_LONG,
    VALUE_CLEANED,
    NO_COVER,
    NO_SUCH_ROW,
    NAME_NOT_DRAWN,
    FORMULA,
    UNKNOWN_LANGUAGE,
    COLUMN_TWICE,
)
