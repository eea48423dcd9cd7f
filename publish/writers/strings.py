"""Strings that the program adds to a book, such as "Contents", by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from publish.document.model import Arrangement, Words, Work
from publish.document.titles import UNTITLED
from publish.text.dataclass import dataclass
from publish.text.languages import Dir, best_match, direction, primary


@dataclass(frozen=True, slots=True)
class BookStrings:
    """The added strings in one language.

    ``roles`` stand before the name of a creator, ``last_of_list`` before the last word of a list.
    """

    lang: str
    contents: str
    cover_page: str
    cover: str
    title_page: str
    beginning: str
    colophon: str
    landmarks: str
    pages: str
    notes: str
    your_notes: str
    note: str
    back: str
    segment: str
    segments: str
    untitled: str
    sample: str
    sample_end: str
    whole_book: str
    accessibility: str
    columns: str
    segment_numbers: str
    page_numbers: str
    last_of_list: str
    editions: Mapping[str, str] = field(repr=False)
    languages: Mapping[str, str] = field(repr=False)
    roles: Mapping[str, str] = field(repr=False)

    @property
    def dir(self) -> Dir:
        """The direction of these strings."""
        return direction(self.lang)


_ENGLISH = BookStrings(
    lang="en",
    contents="Contents",
    cover_page="Cover",
    cover="Cover: {}",
    title_page="Title page",
    beginning="Beginning of the text",
    colophon="Colophon",
    landmarks="Landmarks",
    pages="Pages of the printed book",
    notes="Notes",
    your_notes="My notes",
    note="Note {}",
    back="Note {}: back to the text",
    segment="Segment {}",
    segments="Segments",
    untitled=UNTITLED["en"],
    sample="sample",
    sample_end="End of the sample",
    whole_book="The whole book:",
    accessibility=(
        "Text in reading order, with headings and a table of contents. The cover has a "
        "description. Every passage says its language and its direction. Nothing depends on "
        "colour, and the text can be enlarged and restyled."
    ),
    columns=(
        "Original and translation stand side by side where there is room, and are read segment "
        "by segment."
    ),
    segment_numbers="Each segment has its number, and a list leads to them.",
    page_numbers="Pages have the numbers of the printed book, and a list leads to them.",
    editions={
        "interlinear": "Original and translation",
        "facing": "Original and translation side by side",
        "spreads": "Original and translation on facing pages",
        "original": "The original text",
        "translation": "The translation",
        "commentary": "with commentary",
        "foot-commentary": "with commentary in notes",
        "no-commentary": "without commentary",
    },
    last_of_list=" and ",
    languages={
        "ar": "Arabic",
        "arc": "Aramaic",
        "de": "German",
        "en": "English",
        "es": "Spanish",
        "fr": "French",
        "he": "Hebrew",
        "it": "Italian",
        "lad": "Ladino",
        "pt": "Portuguese",
        "ru": "Russian",
        "uk": "Ukrainian",
        "yi": "Yiddish",
    },
    roles={
        "trl": "Translated by",
        "edt": "Edited by",
        "com": "Compiled by",
        "ann": "Annotated by",
        "cmm": "With a commentary by",
        "aui": "With an introduction by",
    },
)
_HEBREW = BookStrings(
    lang="he",
    contents="תוכן העניינים",
    cover_page="כריכה",
    cover="כריכה: {}",
    title_page="שער",
    beginning="תחילת הטקסט",
    colophon="קולופון",
    landmarks="ציוני דרך",
    pages="עמודי הספר המודפס",
    notes="הערות",
    your_notes="מקום לרשימות",
    note="הערה {}",
    back="הערה {}: חזרה לטקסט",
    segment="קטע {}",
    segments="קטעים",
    untitled=UNTITLED["he"],
    sample="טעימה",
    sample_end="סוף הטעימה",
    whole_book="הספר השלם:",
    accessibility=(
        "טקסט לפי סדר הקריאה, עם כותרות ותוכן עניינים. לכריכה יש תיאור. לכל קטע מצוינים "
        "שפתו וכיוונו. דבר אינו תלוי בצבע, ואפשר להגדיל את הטקסט ולשנות את עיצובו."
    ),
    columns="מקור ותרגום עומדים זה לצד זה כשיש מקום, ונקראים קטע אחר קטע.",
    segment_numbers="לכל קטע מספר, ורשימת הקטעים מובילה אליהם.",
    page_numbers="לעמודים המספרים של הספר המודפס, ורשימה מובילה אליהם.",
    editions={
        "interlinear": "מקור ותרגום",
        "facing": "מקור ותרגום זה לצד זה",
        "spreads": "מקור ותרגום עמוד מול עמוד",
        "original": "המקור",
        "translation": "התרגום",
        "commentary": "עם ביאור",
        "foot-commentary": "עם ביאור בהערות",
        "no-commentary": "ללא ביאור",
    },
    last_of_list=" ו",
    languages={
        "ar": "ערבית",
        "arc": "ארמית",
        "de": "גרמנית",
        "en": "אנגלית",
        "es": "ספרדית",
        "fr": "צרפתית",
        "he": "עברית",
        "it": "איטלקית",
        "lad": "לאדינו",
        "pt": "פורטוגזית",
        "ru": "רוסית",
        "uk": "אוקראינית",
        "yi": "יידיש",
    },
    roles={
        "trl": "תרגום:",
        "edt": "עריכה:",
        "com": "ליקוט:",
        "ann": "הערות:",
        "cmm": "ביאור:",
        "aui": "הקדמה:",
    },
)


def book_strings(lang: str) -> BookStrings:
    """Return the strings for ``lang``, English where no others exist."""
    return _HEBREW if primary(lang) == "he" else _ENGLISH


ALL_STRINGS = (_ENGLISH, _HEBREW)
"""The strings of all languages that have some."""


def second_strings(work: Work) -> BookStrings | None:
    """Return the strings in the second language of facing pages, if the title of the book has it.

    Such a book has the headings of its front matter in both languages.
    """
    layout, own = work.layout, book_strings(work.lang)
    if layout.arrangement is Arrangement.STACKED:
        return None
    forms = order_forms(work.meta.title, work)[1:2]
    others = (
        book_strings(lang) for lang, _ in forms if best_match(lang, layout.languages) is not None
    )
    return next((each for each in others if each.lang != own.lang), None)


def order_forms(words: Words, work: Work) -> tuple[tuple[str, str], ...]:
    """Return the forms of words, those in the languages of the edition first, in their order."""
    languages = tuple(dict.fromkeys((work.lang, *work.layout.languages)))

    def rank(form: tuple[str, str]) -> int:
        lang = best_match(form[0], languages)
        return languages.index(lang) if lang else len(languages)

    forms = words.in_order(work.lang)
    return tuple(sorted(forms, key=rank)) if work.layout.languages else forms
