"""The fields of the form of settings: each key with its names, its control and its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from publish.config import Book
from publish.config.attendees import NotesPlace
from publish.config.book_papers import PAPERS as BOOK_PAPERS
from publish.config.booklet_options import PAPERS, Binding, SheetLayout
from publish.config.design import Initials
from publish.config.front_matter import FrontLayout
from publish.config.note_options import NoteFill
from publish.config.options import Edition, Format
from publish.config.profiles import list_profiles
from publish.config.setting_keys import INDEXES, LINES, MARKUPS, ORDERS, TRANSLATIONS, TYPOGRAPHIES
from publish.diagnostics import PublishError
from publish.document.relators import RELATOR_CODES
from publish.document.shape import Shape
from publish.text.dataclass import dataclass
from publish.themes.theme import load
from publish.themes.theme_search import list_themes

Names = Mapping[str, str]
"""A name in the languages of the desk."""

Offer = Callable[[Book], Sequence[str]]
"""A function that returns the values that a field offers in a book."""

_BOOK = {"en": "The book", "he": "הספר"}
_LOOK = {"en": "How it looks", "he": "המראה"}
_FILES = {"en": "What to make", "he": "מה להכין"}
_READING = {"en": "How the text is read", "he": "קריאת הטקסט"}
_MORE = {"en": "Pages and catalogues", "he": "עמודים וקטלוגים"}


class Kind(StrEnum):
    """The control of a field."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    LIST = "list"
    """Texts in one line, with commas between them."""
    CHOICE = "choice"
    SEVERAL = "several"
    """Some of the values that are offered, in the order in which they were ticked."""
    LANGUAGES = "languages"
    WORDS = "words"
    """A text, or one in each of several languages."""
    TABLE = "table"
    TABLES = "tables"
    """Tables in their order, such as people."""
    FIT = "fit"
    """A table of two numbers, of which one is given: folded sheets, or pages."""
    OTHER = "other"
    """A value that the form cannot show; it is changed in the file."""


@dataclass(frozen=True, slots=True)
class Part:
    """A key of a table: of a person, or of a series."""

    name: str
    english: str
    hebrew: str
    kind: Kind
    choices: tuple[str, ...] = ()
    default: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A key of the settings in the form; ``help`` is the explanation in Hebrew.

    The explanation in English is the description of the key.  A key of a table has a dot.
    """

    name: str
    group: Names
    english: str
    hebrew: str
    help: str = ""
    kind: Kind = Kind.TEXT
    offer: Offer | None = None
    parts: tuple[Part, ...] = ()


def _offer(values: Iterable[str]) -> Offer:
    choices = tuple(map(str, values))
    return lambda _: choices


def _pages(book: Book) -> Sequence[str]:
    try:
        return load(book.settings.theme, book.themes).page_names
    except PublishError:
        return []


def _themes(book: Book) -> Sequence[str]:
    return list_themes(book.themes)


def _profiles(book: Book) -> Sequence[str]:
    return [profile.name for profile in list_profiles(book.settings)]


ROLES = tuple(RELATOR_CODES.values())
"""The roles of people that the form offers."""

AUTHOR = "aut"
"""The role of a person whose table has none."""

NEAREST = "nearest"
"""The choice of the nearest number of whole sheets."""

_FIT = (
    Part(
        *("sheets", "Folded sheets", "גיליונות מקופלים", Kind.CHOICE),
        (NEAREST, *map(str, range(1, 21))),
    ),
    Part("pages", "Pages", "עמודים", Kind.NUMBER),
)
_PERSON = (
    Part("name", "Name", "שם", Kind.WORDS),
    Part("role", "Role", "תפקיד", Kind.CHOICE, ROLES, AUTHOR),
    Part("sort", "Name in catalogues", "השם בקטלוגים", Kind.WORDS),
)
_SERIES = (
    Part("name", "Name of the series", "שם הסדרה", Kind.WORDS),
    Part("position", "Number in the series", "המספר בסדרה", Kind.NUMBER),
)

FIELDS = (
    Field("title", _BOOK, "Title", "כותרת", "בלעדיה תילקח הכותרת מן הטקסט.", Kind.WORDS),
    Field("subtitle", _BOOK, "Subtitle", "כותרת משנה", "מודפסת מתחת לכותרת.", Kind.WORDS),
    Field(
        *("creators", _BOOK, "Authors and translators", "מחברים ומתרגמים"),
        *("מי שעשו את הספר, לפי הסדר שבו הם נזכרים.", Kind.TABLES),
        parts=_PERSON,
    ),
    Field(
        *("languages", _BOOK, "Languages", "שפות"),
        *("הראשונה היא שפת הכותרות ותוכן העניינים.", Kind.LANGUAGES),
    ),
    Field("event", _BOOK, "Occasion", "אירוע", "האירוע שלקראתו הוכן הספר.", Kind.WORDS),
    Field("date", _BOOK, "Date", "תאריך", "שנה, חודש או יום: 2025-05-20.", Kind.DATE),
    Field("publisher", _BOOK, "Publisher", "הוצאה לאור"),
    Field("rights", _BOOK, "Rights", "זכויות", "זכויות יוצרים או רישיון."),
    Field("identifier", _BOOK, "ISBN", "מסת״ב (ISBN)", "ספרת הביקורת נבדקת."),
    Field(
        *("series", _BOOK, "Series", "סדרה", "הסדרה שהספר שייך לה ומקומו בה.", Kind.TABLE),
        parts=_SERIES,
    ),
    Field("theme", _LOOK, "Theme", "עיצוב", "העיצוב של הספר.", Kind.CHOICE, _themes),
    Field("page", _LOOK, "Page", "גודל העמוד", "עמוד של העיצוב.", Kind.CHOICE, _pages),
    Field(
        *("binding", _LOOK, "Bound on the", "צד הכריכה", "בלי בחירה, לפי השפה הראשונה."),
        *(Kind.CHOICE, _offer(Binding)),
    ),
    Field(
        *("front", _LOOK, "Front matter", "עמודי הפתיחה", "הכול, בקיצור או בלי."),
        *(Kind.CHOICE, _offer(FrontLayout)),
    ),
    Field(
        *("fit", _LOOK, "Filled to", "מילוי הדפים"),
        *("מספר העמודים או הגיליונות שהספר ימלא.", Kind.FIT),
        parts=_FIT,
    ),
    Field("design.size", _LOOK, "Size of the type", "גודל האות", "למשל 12pt."),
    Field("design.accent", _LOOK, "Accent colour", "צבע הדגשה", "למשל ‎#7a1f2b."),
    Field(
        *("design.initials", _LOOK, "First letters", "אותיות פתיחה"),
        *("תחילת הפסקה הראשונה.", Kind.CHOICE, _offer(Initials)),
    ),
    Field(
        *("notes_pages", _LOOK, "Lines for notes", "שורות לרישום"),
        *("מקום לרשימות בכתב יד.", Kind.CHOICE, _offer(NotesPlace)),
    ),
    Field(
        *("formats", _FILES, "Formats", "סוגי הקבצים", "הקבצים שיוכנו."),
        *(Kind.SEVERAL, _offer(Format)),
    ),
    Field(
        *("editions", _FILES, "Editions", "מהדורות", "הראשונה היא הרגילה."),
        *(Kind.SEVERAL, _offer(Edition)),
    ),
    Field(
        *("profiles", _FILES, "Kinds of PDF", "סוגי PDF", "לקוראי מסך, לארכיון ולבתי דפוס."),
        *(Kind.SEVERAL, _profiles),
    ),
    Field(
        *("booklet.sheet", _FILES, "Sheet of the booklet", "גיליון החוברת"),
        *("הנייר שבמדפסת.", Kind.CHOICE, _offer(PAPERS)),
    ),
    Field(
        *("booklet.layout", _FILES, "Layout of the sheets", "פריסת הגיליונות"),
        *("מן הגיליון אל החוברת: לקפל, לחתוך, לנקב או להדביק.", Kind.CHOICE, _offer(SheetLayout)),
    ),
    Field(
        *("wrap_cover.paper", _FILES, "Paper of the bound book", "הנייר של הספר הכרוך"),
        *("לפיו נקבע רוחב השדרה.", Kind.CHOICE, _offer(BOOK_PAPERS)),
    ),
    Field(
        *("wrap_cover.back", _FILES, "Text of the back cover", "הטקסט של גב הכריכה"),
        *("בשפה אחת או בשתיים.", Kind.WORDS),
    ),
    Field(
        *("shape", _READING, "Shape of the text", "מבנה הטקסט", "אם אינו מזוהה כראוי."),
        *(Kind.CHOICE, _offer(Shape)),
    ),
    Field(
        *("translation", _READING, "Translation stands", "מקום התרגום", "לפני המקור או אחריו."),
        *(Kind.CHOICE, _offer(TRANSLATIONS)),
    ),
    Field(
        *("lines", _READING, "Lines of the text", "שורות הטקסט", "קטועות או פסקאות שלמות."),
        *(Kind.CHOICE, _offer(LINES)),
    ),
    Field(
        *("order", _READING, "Order of the letters", "סדר האותיות"),
        *("לטקסט שהעברית שבו שמורה הפוך.", Kind.CHOICE, _offer(ORDERS)),
    ),
    Field(
        *("markup", _READING, "Markup language", "שפת סימון", "אפשר להדפיס את התווים כמות שהם."),
        *(Kind.CHOICE, _offer(MARKUPS)),
    ),
    Field(
        *("typography", _READING, "Quotation marks", "מירכאות", "אפשר להשאיר כפי שהודבקו."),
        *(Kind.CHOICE, _offer(TYPOGRAPHIES)),
    ),
    Field(
        *("notes.fill", _READING, "Notes without a body", "הערות בלי תוכן"),
        *("הפסוק שליד ההערה, בסוגריים מרובעים.", Kind.CHOICE, _offer(NoteFill)),
    ),
    Field(
        *("indexes", _READING, "Indexes", "מפתחות", "מפתחות בסוף הספר."),
        *(Kind.SEVERAL, _offer(INDEXES)),
    ),
    Field("address", _MORE, "Web address", "כתובת באינטרנט", "מודפסת בעמוד האחרון, גם כקוד."),
    Field("address_label", _MORE, "Words over the address", "הכיתוב מעל הכתובת", "", Kind.WORDS),
    Field("description", _MORE, "Description", "תיאור", "תיאור הספר בקטלוגים.", Kind.WORDS),
    Field("subjects", _MORE, "Subjects", "נושאים", "נושאי הספר בקטלוגים.", Kind.LIST),
    Field(
        *("title_sort", _MORE, "Title in catalogues", "הכותרת בקטלוגים"),
        *("הצורה שלפיה ממיינים.", Kind.WORDS),
    ),
    Field("source", _MORE, "Made from", "נעשה מתוך", "ספר או כתובת שמהם נעשה הספר."),
)
"""The fields of the form, in its order."""
