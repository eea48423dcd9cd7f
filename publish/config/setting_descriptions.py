"""Descriptions of the keys of settings, for ``publish explain KEY`` and the documentation."""

from __future__ import annotations

from collections.abc import Callable

from publish.config.setting_keys import KEYS
from publish.config.toml_file import InvalidValue
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Description:
    """The purpose of a key of settings, and a line of settings as an example."""

    text: str
    example: str


GROUPS: dict[str, dict[str, Description]] = {
    "The title page and the imprint": {
        "title": Description(
            "The title of the book. Without it the title is that of the text.",
            'title = { en = "The First Page", he = "הַדַּף הָרִאשׁוֹן" }',
        ),
        "subtitle": Description(
            "The subtitle, printed under the title.", 'subtitle = "A lesson, line by line"'
        ),
        "creators": Description(
            "The people who made the book, in the order in which they are named. `role` is a MARC "
            "relator: `aut` for an author, which is the default, `trl` for a translator, `edt` for "
            "an editor, `com` for a compiler. `sort` is the form of the name by which catalogues "
            "sort.",
            'creators = [{ name = "A. Author" }, { name = "B. Reader", role = "trl" }]',
        ),
        "event": Description(
            "The occasion for which the book was made, as the title page names it.",
            'event = "Summer gathering"',
        ),
        "date": Description(
            "The date of the book: a year, a month or a day. The book prints it in its own "
            "language, or in the words of a text between quotation marks.",
            "date = 2025-05-20",
        ),
        "publisher": Description("The publisher.", 'publisher = "Our House"'),
        "rights": Description(
            "The copyright notice or the licence.", 'rights = "© 2025 Our House"'
        ),
        "identifier": Description(
            "The ISBN of the book, or another identifier. The check digit of an ISBN is verified, "
            "and the imprint prints the ISBN with hyphens.",
            'identifier = "978-0-306-40615-7"',
        ),
        "series": Description(
            "The series that the book belongs to, and its position in it.",
            'series = { name = "Lessons", position = 5 }',
        ),
    },
    "Languages and the reading of the text": {
        "languages": Description(
            "The languages of the book. The first is that of the titles and the contents.",
            'languages = ["en", "he"]',
        ),
        "shape": Description(
            "The shape of the text, where it is not recognised: numbered excerpts under their "
            "sources, lines with their translations, or prose.",
            'shape = "interlinear"',
        ),
        "translation": Description(
            "The side of the original on which its translation stands, where the text leaves it "
            "open.",
            'translation = "after"',
        ),
        "lines": Description(
            "The lines of the text: `wrapped` where paragraphs are cut into lines, or "
            "`paragraphs` where each line is a paragraph.",
            'lines = "paragraphs"',
        ),
        "order": Description(
            "The order of the letters of Hebrew lines. With `visual` each line is turned round, "
            "for texts whose Hebrew is stored backwards.",
            'order = "visual"',
        ),
        "markup": Description(
            "The markup language of the text. With `none` its characters are printed as they "
            "stand.",
            'markup = "none"',
        ),
        "styles": Description(
            "The roles of styles of a Word or OpenDocument file, by the names of the styles. Roles "
            "are those of `as` in [[mark]].",
            'styles = { "Verse Heb" = "original", "Verse Eng" = "translation" }',
        ),
        "typography": Description(
            "With `as-given`, quotation marks and apostrophes are printed as they were pasted.",
            'typography = "as-given"',
        ),
        "notes": Description(
            "Notes without a body. With `verses` a note beside the words of a verse has the "
            "reference of the verse in square brackets, which mark it as the editor's: "
            "docs/verses.md.",
            'notes = { fill = "verses" }',
        ),
        "files": Description(
            "The texts of a folder book in their order, where the order is not that of the names.",
            'files = ["introduction.txt", "01.txt"]',
        ),
        "indexes": Description(
            "The indexes at the end of the book, made from the text. With `verses` the index of "
            "references has the verses that the text quotes without naming them, with a sign: "
            "docs/verses.md.",
            'indexes = ["glossary", "sources"]',
        ),
    },
    "The files to make": {
        "formats": Description(
            "The formats that `publish build` makes: `pdf`, `epub`, `booklet`, `kepub`, an EPUB "
            "for Kobo, `sample`, an EPUB of the beginning, `azw3` for Kindles, and `cover`, the "
            "cover with a spine for a press.",
            'formats = ["pdf", "epub", "booklet"]',
        ),
        "sample": Description(
            "The size of a sample: whole chapters from the beginning, up to a share of the text or "
            "to a number. Without it a sample has 10 %.",
            "sample = { chapters = 1 }",
        ),
        "editions": Description(
            "The editions that `publish build` makes; the first is the default of the other "
            "commands.",
            'editions = ["interlinear", "large-print"]',
        ),
        "edition": Description(
            "What the editions show, and how: languages, commentary, points, numbers of segments. "
            "A table [edition.facing] counts for one edition. Each key is optional; "
            "docs/editions.md describes them.",
            '[edition]\ncommentary = "foot"\nnumbers = "margin"',
        ),
        "profiles": Description(
            "The profiles of PDF that `publish build` makes: for the `screen`, for screen readers "
            "(`accessible`), for an `archive` (docs/archive.md), and for printers, whose profiles "
            "are in docs/press.md.",
            'profiles = ["screen", "accessible"]',
        ),
    },
    "The design": {
        "theme": Description("The theme: the design of the book.", 'theme = "classic"'),
        "page": Description("The page: a name that the theme has, or a size.", 'page = "a4"'),
        "binding": Description(
            "The side on which the book is bound. By default the first language decides.",
            'binding = "right"',
        ),
        "hold": Description(
            "Page breaks stay where they were printed, as far as the text allows, so that a "
            "correction changes one sheet. `publish printed` keeps where they were.",
            "hold = true",
        ),
        "front": Description(
            "The pages before the text: `full` for title page, imprint and contents, `compact` for "
            "a title block over the text, `none` for the text alone. A table has a switch for each "
            "of them.",
            'front = "compact"',
        ),
        "design": Description(
            "Changes to the theme without style sheets: the size of the type, the margins, an "
            "accent colour, faces, initials and ornaments. Each key is optional; docs/themes.md "
            "describes them.",
            '[design]\nsize = "12pt"\naccent = "#7a1f2b"\nfaces = { hebrew = "David Libre" }',
        ),
        "cover": Description(
            "The cover of the PDF: `true` for that of the theme. With a picture, that of the EPUB "
            "too; `alt` describes the picture to those who do not see it.",
            'cover = { image = "front.png", alt = "A scribe at his desk" }',
        ),
        "notes_pages": Description(
            "Lines for handwritten notes: `end` for a page at the end, `each` for one after each "
            "excerpt, `facing` for one that faces each page of the text, `below` for lines in the "
            "rest of the page under each excerpt.",
            'notes_pages = { place = "end", count = 4 }',
        ),
        "address": Description(
            "A web address, printed on the last page in words and as a code for telephones.",
            'address = "https://example.org/5"',
        ),
        "address_label": Description(
            "The words over the address.", 'address_label = "Listen to the lesson"'
        ),
        "fit": Description(
            "The number of pages that a PDF is made to fill, or of the folded sheets of its "
            "booklet; `sheets` for the nearest number of whole sheets. Gaps, leading, size and "
            "margins change a little, alike on all pages; docs/booklets.md has the bounds. "
            "`[edition.NAME]` may have a `fit` of its own.",
            "fit = { sheets = 2 }",
        ),
        "booklet": Description(
            "The options of the booklet, which are those of `publish booklet`.",
            'booklet = { sheet = "a4", creep = "80gsm" }',
        ),
        "wrap_cover": Description(
            "The cover of a book that a press binds: the paper, which gives the width of the "
            "spine, the text of the back, a picture, words and direction of the spine. Each key "
            "is optional; docs/covers.md describes them.",
            '[wrap_cover]\npaper = { grams = 90, bulk = 1.3 }\nback = "A lesson on letters."',
        ),
    },
    "Shops and catalogues": {
        "title_sort": Description(
            "The form of the title by which catalogues sort.", 'title_sort = "First Page"'
        ),
        "description": Description(
            "The description of the book in catalogues.",
            'description = "A lesson on letters."',
        ),
        "subjects": Description(
            "The subjects of the book in catalogues.", 'subjects = ["Printing", "Hebrew"]'
        ),
        "source": Description(
            "The publication that the book was made from: an ISBN or an address.",
            'source = "978-3-16-148410-0"',
        ),
        "certified": Description(
            "The person or organisation that evaluated the accessibility of the EPUB, and the "
            "level of WCAG that it found.",
            'certified = { by = "A. Evaluator", level = "2.1 AA" }',
        ),
    },
    "Messages": {
        "ignore": Description(
            "Codes of messages, or letters of their families, that are not reported for this "
            "book. Errors are always reported.",
            'ignore = ["R03", "H"]',
        ),
        "severity": Description(
            "Other severities for codes of messages; errors stay errors.",
            'severity = { Q03 = "error" }',
        ),
        "mark": Description(
            "The role of a line of the text that is taken for something else.",
            '[[mark]]\nline = "The soul of the letter"\nas = "quotation"',
        ),
    },
}
"""The descriptions of all keys, by the groups in which the documentation lists them."""

WORKSPACE_TABLES = {
    "bind": Description(
        "Several books bound into one, with a title page and contents: docs/programme-books.md.",
        '[[bind]]\nname = "programme"\ntitle = { en = "Programme", he = "תוכנייה" }\n'
        'books = ["lessons", { book = "songs", edition = "original" }]\nfronts = ["he", "en"]',
    ),
    "folders": Description(
        "The folders of a workspace: texts, books, and themes.",
        '[folders]\nsources = "texts"\noutput = "books"\nstyles = "themes"',
    ),
    "library": Description(
        "The title and the address of the library, and names of books in it that are not made "
        "from their titles.",
        '[library]\ntitle = { en = "Our Library", he = "הספרייה שלנו" }\n'
        'base_url = "https://example.org/library/"\nnames = { "000" = "first-light" }',
    ),
    "limits": Description(
        "The most memory and processor time that making one file may take.",
        '[limits]\nmemory = "2 GB"\ntime = "10 min"',
    ),
    "printers": Description(
        "What the presses of your printers accept, as profiles with names of their own. Each has a "
        "profile of this program as its base, and what differs from it: docs/press.md.",
        '[printers.jerusalem]\nbase = "offset"\nbleed = "5mm"\n'
        'gutter = [{ pages = 200, width = "15mm" }, { pages = 600, width = "20mm" }]\n'
        'condition = { identifier = "FOGRA47", name = "Uncoated paper" }',
    ),
}
"""The descriptions of the tables that only ``publish.toml`` has."""

DESCRIPTIONS = {key: each for group in GROUPS.values() for key, each in group.items()}
DESCRIPTIONS |= WORKSPACE_TABLES
"""The descriptions of all keys."""


def describe_value_of(key: str) -> str:
    """Return the values that a key accepts, in the words of its error; empty for a table."""
    return describe_accepted(KEYS[key]) if key in KEYS else ""


def describe_accepted(read: Callable[[object], object]) -> str:
    """Return the values that a reader accepts, in the words of its error."""
    try:
        read(_NO_VALUE)
    except InvalidValue as error:
        return str(error)
    raise AssertionError("every reader refuses what no TOML file contains")


_NO_VALUE = object()
