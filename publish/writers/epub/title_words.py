"""Words of titles that stand on one line: a short word and the next, ``No.`` and its number."""

from __future__ import annotations

import re

from markupsafe import Markup

_LONGEST = 14
"""The most characters kept together; so many fit a telephone at twice the size of the type."""

_TITLE = re.compile(
    r'(<(?P<name>h[1-6])\b(?![^<>]*"unseen")[^<>]*>'
    r'|<(?P<line>p) class="(?:title|subtitle)\b[^<>]*>)'
    r"(?P<words>.*?)(?=</(?:(?P=name)|(?P=line))>)",
    re.DOTALL,
)
_ENTRY = re.compile(r"(<li\b[^>]*><a\b[^>]*>)(?P<words>.*?)(?=</a>)", re.DOTALL)
_PLAIN = re.compile(r"(?:\A|(?<=>))[^<>]+")
_BEFORE = r"(?<![^\s“‘(])"
_SHORT_WORDS = re.compile(
    rf"{_BEFORE}(?:(?:an?|the|of|to|in|on|at|by|as|and|or|for|from|with|is|its|nos?\."
    r"|של|על|את|אל|עם|כל|מן|לא|או|גם) )+[^\s<>]+",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"{_BEFORE}nos?\. \d[^\s<>]*", re.IGNORECASE)
_NO_BREAK = "\N{NO-BREAK SPACE}"


def keep_title_words(markup: str) -> Markup:
    """Return the markup with no-break spaces in titles and in entries of the contents.

    Titles are headings and lines of the title page.  Entries keep numbers alone.
    """
    markup = _ENTRY.sub(lambda match: _keep(match, _NUMBER), markup)
    return Markup(_TITLE.sub(lambda match: _keep(match, _SHORT_WORDS), markup))  # safe: spaces


def _keep(title: re.Match[str], groups: re.Pattern[str]) -> str:
    def keep_in_text(text: re.Match[str]) -> str:
        return groups.sub(_keep_group, text.group())

    return title[1] + _PLAIN.sub(keep_in_text, title["words"])


def _keep_group(match: re.Match[str]) -> str:
    """Return a group of words on one line; of a long one its last two words, if these are short."""
    before, space, last = match.group().rpartition(" ")
    if len(match.group()) <= _LONGEST:
        return match.group().replace(" ", _NO_BREAK)
    first, gap, previous = before.rpartition(" ")
    is_short = len(previous) + 1 + len(last) <= _LONGEST
    return f"{first}{gap}{previous}{_NO_BREAK if is_short else space}{last}"
