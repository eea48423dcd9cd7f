"""Context of a name: an enclosing other work, the name of the corpus, brackets."""

from __future__ import annotations

import re

from publish.facts import Corpus
from publish.text.dataclass import dataclass

# Characters to look back for the name of another work, an opening phrase, an open bracket.
_REACH, _OPENING, _BRACKETS = 48, 16, 200

# Other works whose parts have the same names as known tractates and books.
_OTHER_WORK = re.compile(
    r"(?<!\w)(?:Yerushalmi|(?:Jerusalem|Palestinian) Talmud|[YyJ]\.|J\.T\.|JT|PT|TY|Tosefta"
    r"|[Tt]os\.|[Hh]il[ck]h?o[ts]|[Ll]aws of|Mishneh Torah|Rambam|Midrash|Tik+une[iy](?: [Hh]a-?)?"
    r"|Sifre[iy]?|Sifra|Yalkut|Targum|Para?sh(?:at|as|iyot)|HaRav|Tur"
    r"|Aru[ck]h [Hh]a[Ss]hul[ck]han),?\s\Z"
    r"|(?<![א-ת])[ובכלמשהד]{0,2}(?:ירושלמי|תוספתא|הלכות|הל'|רמב\"ם|מדרש|תיקוני|תקוני|ספרי|ספרא"
    r"|ילקוט|תרגום|פרשת|פר'|הרב|טור|ערוך השולחן|משנה ברורה),?[ -]ה?\Z"
)

_CORPUS_PREFIXES = {
    Corpus.MISHNAH: re.compile(
        r"(?<!\w)(?:Mishnah?|Mishnayo[ts]|[Mm]\.),?\s(?:[Tt]ractate\s)?\Z"
        r"|(?<![א-ת\"'])[ובכלמשהד]{0,2}(?:משנה|משנת|מתניתין|מתני'),?[ -](?:מסכת\s)?\Z"
    ),
    Corpus.BAVLI: re.compile(
        r"(?<!\w)(?:(?:Babylonian Talmud|Talmud(?: Bavli)?|Bavli|Gemara|BT|TB|T\.B\.|B\.T\.|[Bb]\."
        r"|[Tt]ractate|Mase[ck]h?e[ts]),?\s){1,2}\Z"
        r"|(?<![א-ת\"'])[ובכלמשהד]{0,2}(?:(?:תלמוד בבלי|בבלי|גמרא|גמ'|מסכת|מס'),?[ -]){1,2}\Z"
    ),
    Corpus.TANYA: re.compile(
        r"(?<!\w)Tanya,?\s(?:Part\s(?:[IV1-5]{1,3}|One|Two|Three|Four|Five)[,;:]?\s)?\Z"
        r"|(?<![א-ת\"'])[ובכלמשהד]{0,2}תניא,?[ -]\Z"
    ),
    Corpus.SHULCHAN_ARUKH: re.compile(
        r"(?<!\w)(?:Code of Jewish Law|Shul[ck]?c?han '?Aru[ck]h|S\.A\.),?\s\Z"
        r"|(?<![א-ת\"'])[ובכלמשהד]{0,2}(?:שו\"ע|שולחן ערוך|שלחן ערוך),?[ -]\Z"
    ),
}

_OPENS = re.compile(
    r"(?:^|[(\[;])\s*(?:(?:[Ss]ee(?: also)?|[Cc]f\.|e\.g\.,?|i\.e\.,?|ראה|ראו|עיין|ע'|עי')\s)?\Z"
)
# In a prayer brackets stand inside a word: (שבת ו)מועדים.
_CLOSES = re.compile(r"\s?[)\];](?![א-ת])")
_ENDS = re.compile(r"[\s.,;]*\Z")


@dataclass(frozen=True, slots=True)
class Context:
    """Start of a reference before its name, and the corpus named there."""

    start: int
    corpus: Corpus | None


def read_context(text: str, start: int) -> Context | None:
    """Return the context of a name that begins at ``start``, or None in another work."""
    reach = max(0, start - _REACH)
    if _OTHER_WORK.search(text, reach, start):
        return None
    for corpus, pattern in _CORPUS_PREFIXES.items():
        if match := pattern.search(text, reach, start):
            if _OTHER_WORK.search(text, reach, match.start()):
                return None
            return Context(match.start(), corpus)
    return Context(start, None)


def is_enclosed(text: str, start: int, end: int) -> bool:
    """Return whether a reference stands alone in brackets or is the whole text."""
    opened = _OPENS.search(text, max(0, start - _OPENING), start)
    if opened is None:
        return False
    opening = text[opened.start()]
    if opening not in "([;":
        return _ENDS.match(text, end) is not None
    # A semicolon separates references only inside an open bracket.
    reach = max(0, start - _BRACKETS)
    within = opening != ";" or _last(text, "([", reach, start) > _last(text, ")]", reach, start)
    return within and _CLOSES.match(text, end) is not None


def _last(text: str, marks: str, start: int, end: int) -> int:
    return max(text.rfind(mark, start, end) for mark in marks)
