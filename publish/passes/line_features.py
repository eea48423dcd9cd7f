"""Features of a line: how it begins and ends, its length, and its letters."""

from __future__ import annotations

import re
from functools import lru_cache

from publish.text.hebrew import MARKS_AND_PUNCTUATION
from publish.text.languages import Script, script

_TRAILING = (
    r"(?:[\"'”’“»)\]״׳0-9⁰¹²³⁴-⁹*†‡]|\s*+\{[פסצ]\}|\s*+\[(?:[a-z]{1,4}\.? )?[^\]\s]{1,5}\])*+$"
)
_SENTENCE_END = re.compile(rf"[.!?…׃:]{_TRAILING}")
_STOP = re.compile(rf"[.!…׃]{_TRAILING}")
_QUESTION = re.compile(rf"\?{_TRAILING}")
_CLAUSE_END = re.compile(rf"[,;–—-]{_TRAILING}")
_COMMA = re.compile(rf",{_TRAILING}")
_FIRST_LETTER = re.compile(r"[^\W\d_]")
_OPENS_LINE = re.compile(r"[\"'“‘«„(\[]*(?P<first>[^\W\d_])")
_MARKS = re.compile(f"[{MARKS_AND_PUNCTUATION}]")
_REFERENCE_END = re.compile(r"(?<!\d)\d++:\d++(?:[-–]\d++(?::\d++)?)?\s*+$")
_DATE_END = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.\d{2,4}$")
_INNER_STOP = re.compile(r"[.!?…׃][\"”’»)\]״]*+\d{0,3}\s++\S")
_IN_BRACKETS = re.compile(r"\([^()]+\)\.?|\[[^\[\]]+\]\.?")
_CHORD = re.compile(
    r"[(\[]?[A-H](?:#|b|♯|♭)?(?:m|maj|min|dim|aug|sus|add|M)?\d{0,2}(?:(?:sus|add|b|#)\d{1,2})?"
    r"(?:/[A-H](?:#|b|♯|♭)?)?[)\]]?"
)
_BESIDE_CHORDS = frozenset({"|", "||", "/", "-", "–", "x2", "x3", "(x2)", "(x3)", "N.C."})
_PORTIONS = ("{פ}", "{ס}", "{צ}")
_INITIAL = re.compile(
    r"(?<![\w\u0591-\u05c7])[^\W\d_]\.|\b(?:Dr|Mr|Mrs|St|No|Rav|Vol|vol|ch|p|pp"
    r"|Gen|Ex|Exod|Lev|Num|Deut|Josh|Isa|Jer|Ezek|Hos|Ps|Prov|Eccl)\."
)


def ends_sentence(text: str) -> bool:
    """Return whether a line ends with a mark that ends a sentence, or with a colon."""
    return bool(_SENTENCE_END.search(text)) and not _ends_in_number(text)


def _ends_in_number(text: str) -> bool:
    """Return whether the last mark of a line stands in a reference, or in a date: “12.11.25”."""
    return bool(_REFERENCE_END.search(text) or _DATE_END.search(text))


def ends_statement(text: str) -> bool:
    """Return whether a line ends with a full stop, an exclamation mark or a sof pasuq."""
    return bool(_STOP.search(text)) and not _ends_in_number(text)


def ends_question(text: str) -> bool:
    """Return whether a line ends with a question mark."""
    return bool(_QUESTION.search(text))


def ends_clause(text: str) -> bool:
    """Return whether a line ends with a mark after which its sentence goes on."""
    return bool(_CLAUSE_END.search(text))


def ends_with_comma(text: str) -> bool:
    """Return whether a line ends with a comma."""
    return bool(_COMMA.search(text))


def ends_in_reference(text: str) -> bool:
    """Return whether a line ends with a chapter and verse: ``Genesis 6:9-11:32``."""
    return bool(_REFERENCE_END.search(text))


def starts_in_lower_case(text: str) -> bool:
    """Return whether the first letter of a line is a small one; Hebrew has none."""
    match = _OPENS_LINE.match(text)
    return bool(match and match["first"].islower())


def has_letters(text: str) -> bool:
    """Return whether a line has a letter."""
    return bool(_FIRST_LETTER.search(text))


def is_quoted(text: str) -> bool:
    """Return whether a line begins with a quotation mark."""
    return text.startswith(('"', "“", "„", "«", "‘", "”"))


def is_whole_in_brackets(text: str) -> bool:
    """Return whether a whole line stands in one pair of brackets."""
    return bool(_IN_BRACKETS.fullmatch(text.strip())) and has_letters(text)


def is_chords(text: str) -> bool:
    """Return whether a line has nothing but chords: “Am  Dm  E7”; “A” alone is none."""
    words = [word for word in text.split() if word not in _BESIDE_CHORDS]
    if not words or not all(map(_CHORD.fullmatch, words)):
        return False
    return len(words) > 1 or len(words[0]) > 1


def count_words(text: str) -> int:
    """Return how many words a line has."""
    return len(text.split())


def has_inner_stop(text: str) -> bool:
    """Return whether a sentence ends within a line, so that more than one stands in it."""
    # A line without any such mark needs no look at its initials.
    return bool(_INNER_STOP.search(text) and _INNER_STOP.search(_INITIAL.sub("x", text)))


@lru_cache(maxsize=2**14)
def count_letters(text: str) -> int:
    """Return how many letters a line has; lines are compared with those on either side."""
    return sum(map(str.isalpha, text))


@lru_cache(maxsize=2**14)
def has_points(text: str) -> bool:
    """Return whether a Hebrew line has vowel points or accents on most of its words."""
    return len(_MARKS.findall(text)) * 3 >= count_letters(text) > 0


@lru_cache(maxsize=2**14)
def script_of(text: str) -> Script:
    """Return the script of most letters of a line."""
    return script(text)


def final_mark(text: str) -> str:
    """Return the mark with which a line ends, a full stop for a sof pasuq; nothing for a letter."""
    stripped = text.rstrip()
    bare = stripped[:-3].rstrip() if stripped.endswith(_PORTIONS) else text
    last = bare.rstrip("\"'”’»)]״׳0123456789*† ")[-1:]
    return "." if last == "׃" else last if last in ",.;:!?…" else ""
