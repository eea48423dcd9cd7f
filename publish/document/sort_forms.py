"""Sort forms: titles and names as libraries file them, without articles, honours and points."""

from __future__ import annotations

import re
import unicodedata

from publish.text.hebrew import MARKS
from publish.text.languages import in_hebrew_letters, primary

_ARTICLES = {
    "en": "a an the",
    "fr": "le la les un une des",
    "de": "der die das ein eine",
    "es": "el la los las un una",
    "it": "il lo la gli le un uno una",
    "pt": "o a os as um uma",
}
"""Articles of languages whose titles are filed by the word after them.

The article of Hebrew is a letter of its word, and titles are filed with it.
"""

_HONOURS = re.compile(
    r"(?P<honour>(?:Rabbi|Rav|Reb|Rebbe|Rebbetzin|R\.|Dr\.?|Professor|Prof\.?|Mrs?\.?|Ms\.?|Sir"
    r"|הרבנית|הרב|רבנו|רבינו|רבי|ר׳|ר\'|ד״ר|ד\"ר|פרופסור|פרופ׳|פרופ\'|הגאון|מרן|האדמו״ר|אדמו״ר)"
    r"(?=\s))\s+(?P<name>\S.*)"
)
_MARKS = re.compile(f"[{MARKS}]")


def sort_title(title: str, lang: str) -> str:
    """Return a title as it is filed: ``Scribe and the Nakdan, The``; without vowel points."""
    text = _strip_points(title, lang)
    first, _, rest = text.partition(" ")
    articles = _ARTICLES.get(primary(lang), "").split()
    if first.casefold() in articles and rest[:1].isalnum():
        return f"{rest}, {first}"
    return text


def sort_name(name: str, lang: str) -> str:
    """Return a name as it is filed: ``Moshe ben Maimon, Rabbi``; names are not inverted.

    Which word of a Hebrew name is a surname cannot be known.
    """
    text = _strip_points(name, lang)
    match = _HONOURS.fullmatch(text)
    if match:
        return f"{match['name']}, {match['honour']}"
    return sort_title(name, lang)


def _strip_points(text: str, lang: str) -> str:
    """Return a text on one line, from its first letter, and without vowel points if Hebrew."""
    line = " ".join(text.split()).lstrip("“”„\"'‘’«»׳״([")
    if not in_hebrew_letters(lang):
        return line
    return _MARKS.sub("", unicodedata.normalize("NFD", line))
