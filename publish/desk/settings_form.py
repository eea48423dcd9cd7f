"""The form of the settings of a book: its fields in their order, with names in both languages."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from publish.config import Book
from publish.config.booklet_options import PAPERS, Binding
from publish.config.options import Edition, Format, Profile
from publish.config.setting_descriptions import DESCRIPTIONS
from publish.config.setting_keys import INDEXES, LINES, MARKUPS, TRANSLATIONS, TYPOGRAPHIES
from publish.diagnostics import PublishError
from publish.document.shape import Shape
from publish.text.dataclass import dataclass
from publish.themes.theme import load
from publish.themes.theme_search import list_themes

Names = Mapping[str, str]
"""A name in the languages of the desk."""

_BOOK = {"en": "The book", "he": "הספר"}
_LOOK = {"en": "How it looks", "he": "המראה"}
_FILES = {"en": "What to make", "he": "מה להכין"}
_READING = {"en": "How the text is read", "he": "קריאת הטקסט"}
_MORE = {"en": "Pages and catalogues", "he": "עמודים וקטלוגים"}


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


def _offer(values: Iterable[str]) -> Callable[[Book], Sequence[str]]:
    choices = tuple(map(str, values))
    return lambda _: choices


def _pages(book: Book) -> Sequence[str]:
    try:
        return list(load(book.settings.theme, book.themes).pages)
    except PublishError:
        return []


FIELDS = (
    Field("title", _BOOK, "Title", "כותרת", "כותרת הספר. בלעדיה תילקח הכותרת מן הטקסט."),
    Field("subtitle", _BOOK, "Subtitle", "כותרת משנה", "מודפסת מתחת לכותרת."),
    Field("creators", _BOOK, "Authors and translators", "מחברים ומתרגמים", "מי שעשו את הספר."),
    Field("event", _BOOK, "Occasion", "אירוע", "האירוע שלקראתו הוכן הספר."),
    Field("date", _BOOK, "Date", "תאריך", "שנה, חודש או יום."),
    Field("languages", _BOOK, "Languages", "שפות", "הראשונה היא שפת הכותרות."),
    Field("series", _BOOK, "Series", "סדרה", "הסדרה שהספר שייך לה ומקומו בה."),
    Field("publisher", _BOOK, "Publisher", "הוצאה לאור"),
    Field("rights", _BOOK, "Rights", "זכויות", "זכויות יוצרים או רישיון."),
    Field("theme", _LOOK, "Theme", "עיצוב", "העיצוב של הספר."),
    Field("page", _LOOK, "Page", "גודל העמוד", "עמוד של העיצוב."),
    Field("binding", _LOOK, "Bound on the", "צד הכריכה", "בלי בחירה, לפי השפה הראשונה."),
    Field("front", _LOOK, "Front matter", "עמודי הפתיחה", "הכול, בקיצור או בלי."),
    Field("design.size", _LOOK, "Size of the type", "גודל האות", "למשל 12pt."),
    Field("design.accent", _LOOK, "Accent colour", "צבע הדגשה", "למשל #7a1f2b."),
    Field("formats", _FILES, "Formats", "סוגי הקבצים", "הקבצים שיוכנו."),
    Field("editions", _FILES, "Editions", "מהדורות", "הראשונה היא הרגילה."),
    Field("profiles", _FILES, "Kinds of PDF", "סוגי PDF", "accessible מיועד לקוראי מסך."),
    Field("shape", _READING, "Shape of the text", "מבנה הטקסט", "אם אינו מזוהה כראוי."),
    Field("translation", _READING, "Translation stands", "מקום התרגום", "לפני המקור או אחריו."),
    Field("lines", _READING, "Lines of the text", "שורות הטקסט", "קטועות או פסקאות שלמות."),
    Field("markup", _READING, "Markup language", "שפת סימון", "none: התווים יודפסו כמות שהם."),
    Field("typography", _READING, "Quotation marks", "מירכאות", "as-given: כפי שהודבקו."),
    Field("indexes", _READING, "Indexes", "מפתחות", "מפתחות בסוף הספר."),
    Field("address", _MORE, "Web address", "כתובת באינטרנט", "מודפסת בעמוד האחרון, גם כקוד."),
    Field("address_label", _MORE, "Words over the address", "הכיתוב מעל הכתובת"),
    Field("booklet.sheet", _MORE, "Sheet of the booklet", "גיליון החוברת", "הנייר שבמדפסת."),
    Field("description", _MORE, "Description", "תיאור", "תיאור הספר בקטלוגים."),
    Field("subjects", _MORE, "Subjects", "נושאים", "נושאי הספר בקטלוגים."),
)
"""The fields of the form."""

_CHOICES: Mapping[str, Callable[[Book], Sequence[str]]] = {
    "theme": lambda book: list_themes(book.themes),
    "page": _pages,
    "binding": _offer(Binding),
    "front": _offer(("full", "compact", "none")),
    "formats": _offer(Format),
    "editions": _offer(Edition),
    "profiles": _offer(Profile),
    "shape": _offer(Shape),
    "translation": _offer(TRANSLATIONS),
    "lines": _offer(LINES),
    "markup": _offer(MARKUPS),
    "typography": _offer(TYPOGRAPHIES),
    "indexes": _offer(INDEXES),
    "booklet.sheet": _offer(PAPERS),
}
"""The values that a field offers; other fields take any text."""

_LISTS = frozenset({"languages", "formats", "editions", "profiles", "indexes", "subjects"})
"""The fields with several values."""

_TABLE_HELP = {
    "design.size": "The size of the type of the text, such as 12pt.",
    "design.accent": "A colour for initials, ornaments and rules, such as #7a1f2b.",
    "booklet.sheet": "The sheet of paper on which the booklet is printed.",
}
"""The descriptions of keys of tables."""


def describe_field(field: Field, table: Mapping[str, Any], book: Book) -> dict[str, Any]:
    """Return a field as an object: its value in the file of the book, and what it may be."""
    value: Any = table
    for key in field.name.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    english = _TABLE_HELP.get(field.name) or DESCRIPTIONS[field.name].text.replace("`", "")
    described = {
        "name": field.name,
        "group": field.group,
        "label": {"en": field.english, "he": field.hebrew},
        "help": {"en": english, "he": field.help} if field.help else {"en": english},
        "value": _plain(value),
        "choices": list(_CHOICES[field.name](book)) if field.name in _CHOICES else [],
        "several": field.name in _LISTS,
    }
    default = _default(field, book)
    return described | {"default": default} if default is not None else described


def _default(field: Field, book: Book) -> str | None:
    """Return the value that holds where the file has none, if a line of text can show it."""
    value = getattr(book.workspace.defaults, field.name, None)
    match value:
        case str() if value:
            return str(value)
        case tuple() if value and all(isinstance(each, str) for each in value):
            return ", ".join(map(str, value))
        case _:
            return None


def _plain(value: object) -> object:
    """Return a value of TOML as one of JSON: a date is its text."""
    match value:
        case datetime.date() | datetime.time():
            return value.isoformat()
        case list():
            return [_plain(each) for each in value]
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case _:
            return value
