"""Random sentences with lists, numbers and addresses in a paragraph of the other direction.

Each sentence is given with the phrases that a reader sees in it, in the notation of the tests:
``told in {he:פרק 40} there``.  The text without these marks is what an author writes.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

OTHER = {"en": "he", "he": "en"}

_WORDS = {
    "en": "light vessel binder page letter Jerusalem Haifa screen".split(),
    "he": "אור כלי דף ירושלים חיפה מסך אות ספר".split(),
}
_PHRASES = {
    "en": ["Tel Aviv", "Beit Shemesh", "the inner light", "a page of the book"],
    "he": ["תל אביב", "בית שמש", "אור ישר", "אור חוזר של מטה"],
}
_LEADS = {
    "en": ["It is said in the book that there are these: ", "The names that all of us know are "],
    "he": ["נאמר בספר הזה שיש בעולם כולו אלה: ", "השמות שכולנו מכירים אותם מאז הם "],
}
_ENDS = {"en": " and so on in the rest of the book.", "he": " וכן הלאה בכל שאר הספר הזה."}
_AND = {"en": ["and ", "or "], "he": ["ו־", "או "]}
_QUOTES = {"en": "“”", "he": "””"}
_LABELS = {
    "{}. ": "decimal",
    "({}) ": "decimal",
    "{}) ": "decimal",
    "a{}) ": "alpha",
    "(a{}) ": "alpha",
    "א{}. ": "hebrew",
    "(א{}) ": "hebrew",
}


@dataclass(frozen=True)
class Sentence:
    """A sentence in ``lang``; ``marked`` has its phrases in the notation of the tests.

    A sentence with the nesting “note” or “heading” is to be put into one.
    """

    lang: str
    kind: str
    nesting: str
    marked: str

    @property
    def source(self) -> str:
        """The sentence as an author writes it, without marks of phrases."""
        text, changes = self.marked, 1
        while changes:
            text, changes = _PHRASE.subn(r"\1", text)
        return text


_PHRASE = re.compile(r"\{[a-z]+(?:-ltr)?:([^{}]*)\}")


def random_sentence(rng: random.Random) -> Sentence:
    """Return a sentence of a random kind, language and nesting."""
    lang = rng.choice(["en", "he"])
    kind = rng.choice(list(_KINDS))
    inner = _KINDS[kind](rng, lang)
    nestings = [name for name in _NESTINGS if (kind, name) not in _UNCLEAR]
    nesting = rng.choice(nestings)
    return Sentence(lang, kind, nesting, _nest(rng, lang, nesting, inner))


def _nest(rng: random.Random, lang: str, nesting: str, inner: str) -> str:
    lead, end = rng.choice(_LEADS[lang]), _ENDS[lang]
    match nesting:
        case "brackets":
            return f"{lead}({lead}{inner}){end}"
        case "quotation":
            opening, closing = _QUOTES[lang]
            return f"{lead}{opening}{lead}{inner}{closing}{end}"
        case "bold":
            return f"{lead}<b>{inner}</b>{end}"
        case "end":
            return f"{lead}{inner}."
        case _:
            return f"{lead}{inner}{end}"


_NESTINGS = ("none", "brackets", "quotation", "bold", "note", "heading", "end")


def _items(rng: random.Random, lang: str) -> list[str]:
    other = OTHER[lang]
    pool = rng.choice([_WORDS[other], _WORDS[other] + _PHRASES[other]])
    return rng.sample(pool, rng.randint(2, 4))


def _join(rng: random.Random, lang: str, items: list[str]) -> str:
    separator = rng.choice([", ", "; "])
    conjunction = rng.choice(["", rng.choice(_AND[lang])])
    *first, last = items
    between = separator if not conjunction or lang == "en" else " "
    return f"{separator.join(first)}{between}{conjunction}{last}"


def _phrase(lang: str, text: str) -> str:
    return f"{{{lang}:{text}}}"


def _quotations(rng: random.Random, lang: str) -> str:
    opening, closing = _QUOTES[lang]
    items = [_phrase(OTHER[lang], item) for item in _items(rng, lang)]
    return _join(rng, lang, [f"{opening}{item}{closing}" for item in items])


def _quotations_with_commas(rng: random.Random, lang: str) -> str:
    opening, closing = _QUOTES[lang]
    # A comma before the closing mark belongs to an English sentence, and to an English item.
    inside = [
        f"{_phrase('he', item)}," if lang == "en" else _phrase("en", f"{item},")
        for item in _items(rng, lang)
    ]
    return " ".join(f"{opening}{item}{closing}" for item in inside)


def _items_with_labels(rng: random.Random, lang: str) -> str:
    form, numbering = rng.choice(list(_LABELS.items()))
    other = OTHER[lang]
    is_own = {"alpha": "en", "hebrew": "he"}.get(numbering, lang) == lang
    items = []
    for number, item in enumerate(_items(rng, lang)):
        letter = {"decimal": str(number + 1), "alpha": "abcd"[number], "hebrew": "אבגד"[number]}
        label = re.sub(r"[aא]?\{\}", letter[numbering], form)
        phrase = f"{label}{_phrase(other, item)}" if is_own else _phrase(other, f"{label}{item}")
        items.append(phrase)
    return _join(rng, lang, items)


def _noun(rng: random.Random, lang: str) -> str:
    if lang == "en":
        number = rng.choice(["40", "1948", "3.2", "5", "40, ב", "152-160"])
        noun = rng.choice(["פרק", "שנת", "דף", "סעיף", "ספר תהלים"])
        return _phrase("he", f"{noun} {number}")
    return _phrase("en", f"{rng.choice(['Chapter', 'Letter No.', 'UAX'])} {rng.randint(2, 99)}")


def _numbers_of_plural(rng: random.Random, lang: str) -> str:
    noun = {"en": ["פרקים", "דפים", "עמודים", "עמ׳"], "he": ["pp.", "Chapters", "verses"]}[lang]
    numbers = rng.sample(["2", "5", "31", "152", "1–3", "70–90"], 3)
    if lang == "en":
        numbers = [f"{{he-ltr:{each}}}" if "–" in each else each for each in numbers]
    return _phrase(OTHER[lang], f"{rng.choice(noun)} {', '.join(numbers)}")


_SIGNED = ["-5", "−3.5", "+4%", "-$12"]
_TELEPHONES = [
    "+972-3-1234567",
    "03-1234567",
    "03 123 4567",
    "*2700",
    "(03) 123-4567",
    "1-800-200-300",
]
_MAIL = ["info@example.org", "user.name+tag@example.co.il", "a-b_2@example.org"]
_ADDRESSES = [
    "https://example.org/a/",
    "www.example.org/b?c=1&d=2",
    "https://he.example.org/wiki/{he:תורה_שבכתב#פרק}",
    "he.example.org/wiki/{he:אור}",
    "{he:שלום}@example.org",
]


def _piece(rng: random.Random, lang: str, pieces: list[str]) -> str:
    piece = rng.choice(pieces)
    around = rng.choice(_WORDS[lang])
    marked = f"{{en:{piece}}}" if lang == "he" or "{" in piece else piece
    return f"{around} {marked}"


_KINDS = {
    "quoted": _quotations,
    "commas in quotations": _quotations_with_commas,
    "labelled": _items_with_labels,
    "noun": _noun,
    "numbers": _numbers_of_plural,
    "signed": lambda rng, lang: _piece(rng, lang, _SIGNED),
    "telephone": lambda rng, lang: _piece(rng, lang, _TELEPHONES),
    "mail": lambda rng, lang: _piece(rng, lang, _MAIL),
    "address": lambda rng, lang: _piece(rng, lang, _ADDRESSES),
}

_UNCLEAR = {("quoted", "quotation"), ("commas in quotations", "quotation")}
"""Kinds whose marks would pair with those of the nesting."""
