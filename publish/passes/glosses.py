"""The glosses pass: ``Kedusha [holiness]``, but not an addition as in ``of [all] worlds``.

A gloss repeats a word in another language.  So the word before the bracket is in Hebrew letters,
or a Hebrew word in Latin letters, and the brackets hold English.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from publish.diagnostics import Diagnostic, Diagnostics, Outcome
from publish.diagnostics.rules import glosses as rules
from publish.document.inline_ranges import part_of
from publish.document.model import Gloss, Inline, Text, Work
from publish.document.walk import descend, rewrite
from publish.passes import Collector
from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.text.hebrew import MARKS_AND_JOINER, MARKS_AND_PUNCTUATION
from publish.text.languages import HEBREW, LATIN, isolate
from publish.text.patterns import late_pattern
from publish.text.source import Span

_NIKUD = f"[{MARKS_AND_JOINER}]"
_HEBREW_WORD = f"(?:{HEBREW.pattern}{_NIKUD}*+)+(?:[׳״][{HEBREW.pattern[1:-1]}]?)?"
_LATIN_WORD = f"{LATIN.pattern}+(?:[’'-]{LATIN.pattern}+)*"

# A word, a space, and brackets around at most sixty characters other than brackets.
_BRACKETED = late_pattern(
    rf"(?<![\w’'{MARKS_AND_PUNCTUATION}־-])(?P<term>{_HEBREW_WORD}|{_LATIN_WORD})"
    r"(?P<open> [\[(])(?P<meaning>[^\[\]()\n]{1,60})(?P<close>[\])])"
)
_PAIRS = {" [": "]", " (": ")"}

# Up to three words, or up to three meanings with slashes or commas between them.
_WORD = r"[A-Za-z]+(?:[’'-][A-Za-z]+)*"
_MEANING = late_pattern(
    rf"{_WORD}(?: {_WORD}){{0,2}}(?:(?:/|, | / ){_WORD}(?: {_WORD}){{0,2}}){{0,2}}"
)

# First words of editorial additions, which complete the sentence.
_ADDITION_WORDS = frozenset(
    "a an the of to in on at by for from with without as and or but nor if when while where who "
    "whom whose which that this these those than then there it its he his him she her hers they "
    "their them you your yours we our us i my me mine is are was were be been being do does did "
    "has have had will would shall should may might can could must not no all any both each every "
    "some such only also even upon see cf lit literally ibid translated sic etc e.g i.e page "
    "chapter verse vol note emphasis italics".split()
)

# English words with a capital, and names that are usual in English.  Brackets after them are an
# addition, not a translation.
_ENGLISH = frozenset(
    "i he she it they we you his her their our your my this that these those the a an and but or "
    "so for then thus hence here there where when who what which why how if as at by in on of to "
    "god lord g-d l-rd creator almighty king heaven divine divinity spirit father son light law "
    "scripture scriptures bible book books article letter chapter psalm psalms proverbs song job "
    "temple sabbath passover english hebrew jew jews jewish israel israelites egypt pharaoh zion "
    "jerusalem babylon rome judah judea samaria sinai canaan abraham isaac jacob joseph moses "
    "aaron miriam david solomon saul samuel elijah elisha isaiah jeremiah ezekiel daniel ezra "
    "nehemiah esther ruth noah adam eve sarah rebecca rebekah rachel leah torah talmud mishnah "
    "mishna midrash kabbalah zohar tanya rabbi rabbis sages him us them me messiah messianic "
    "america africa asia russia europe monday january february".split()
)

# Transliterated terms that texts often explain, also without a capital; none is an English word.
# Each has a single spelling, to which ``_spelling`` reduces the others.
_TERMS = frozenset(
    "akudim arich anpin asiya atzilut aviut avoda ba beria bina birur birurim bitul brachot chaya "
    "chesed chochma daat dvekut dinim elohim emuna galgalta galut gematria geula gevura halacha "
    "hasid hasidut havaya hitlahavut hod katnut kavana kedusha kelim keli keter klaf kli klipa "
    "klipot kodesh kulmus levush levushim lishma malchut masach masachim masora merkava midot "
    "mikve mitzva mitzvot mochin nakdan nefesh neshama neshamot netzach nikud nitzotzot nukva "
    "ohr olam olamot otiyot parsa partzuf partzufim rachamim ratzon reshimo reshimot rosh ruach "
    "sefer sefira sefirot segula shaar shechina shefa shema sofer soferim tachlit tagin teshuva "
    "tefila tefilin tiferet tikun tikunim toch tzadik tzadikim tzava tzedaka tzelem tzevaot "
    "tzimtzum yechida yesod yira yichud yichudim zivug zivugim".split()
)
_SPELLINGS = (
    (re.compile("h$"), ""),
    (re.compile("ts"), "tz"),
    (re.compile("kh"), "ch"),
    (re.compile(r"([b-df-hj-np-tv-z])\1"), r"\1"),
    (re.compile("^dev"), "dv"),
    (re.compile("^kelip"), "klip"),
)
# Endings and letters of transliterated Hebrew, rare in English words with a capital.
_LOOKS_HEBREW = late_pattern(r"(?:ah?|ot|oth|ut|uth|im|ei|ai|i|tz|kh)$|tz|kh|’|'", re.IGNORECASE)
_MID_SENTENCE = late_pattern(r"[^\W_][,;]? $")
# Words with a capital after a letter, a comma or a semicolon and a space.
_CAPITAL_WITHIN = late_pattern(rf"(?<=[a-z,;] )(?![a-z]){_LATIN_WORD}")


@serializable
@dataclass(frozen=True, slots=True)
class Explanation:
    """A word explained in brackets; unless ``sure``, a gloss only if it is a name in the book."""

    span: Span
    term: str
    sure: bool


@serializable
@dataclass(frozen=True, slots=True)
class Explanations:
    """Words explained in brackets, and the possible names of a Work with their counts."""

    items: tuple[Explanation, ...]
    names: Mapping[str, int]


def glosses(work: Work, names: Container[str] = ()) -> Outcome[Work]:
    """Return the work with each word and its explanation in brackets in a ``Gloss``.

    ``names`` are the terms that are glosses only because they are names in the book.
    """

    def change(node: Any) -> Any:
        accepted = [match for match, each in _explanations(node) if each.sure or each.term in names]
        return tuple(_cut(node, accepted)) if accepted else node

    return Outcome(rewrite(work, change))


def _gather(work: Work) -> Explanations:
    texts = [node for node in descend(work) if isinstance(node, Text)]
    explained = tuple(explanation for text in texts for _, explanation in _explanations(text))
    counts = Counter(word for text in texts for word in _CAPITAL_WITHIN.findall(text.text))
    return Explanations(explained, {word: n for word, n in counts.items() if _may_be_name(word)})


def _merge(chapters: Sequence[Explanations]) -> Explanations:
    """Return the explanations of a book that are glosses, and the names among their terms."""
    explained = [explanation for chapter in chapters for explanation in chapter.items]
    terms = {explanation.term for explanation in explained if not explanation.sure}
    counts = {term: sum(each.names.get(term, 0) for each in chapters) for term in terms}
    names = {term: count for term, count in counts.items() if count > 1}
    return Explanations(tuple(each for each in explained if each.sure or each.term in names), names)


def _names(chapter: Explanations, book: Explanations) -> tuple[str, ...]:
    """Return the terms of a chapter that are glosses because they are names in the book."""
    terms = {explanation.term for explanation in chapter.items if not explanation.sure}
    return tuple(sorted(terms & book.names.keys()))


def _diagnostics(book: Explanations) -> Diagnostics:
    """Return one diagnostic for the glosses of each file."""
    by_file: dict[str, list[Explanation]] = defaultdict(list)
    for explanation in book.items:
        by_file[explanation.span.file].append(explanation)
    return tuple(map(_report, by_file.values()))


NAMES = Collector(_gather, _merge, _diagnostics, "names", _names)
"""Collector of names: words that have a capital inside a sentence at least twice."""


def _report(explanations: Sequence[Explanation]) -> Diagnostic:
    terms = list(dict.fromkeys(explanation.term for explanation in explanations))
    shown = ", ".join(map(isolate, terms[:8])) + (", …" if len(terms) > 8 else "")
    first, *others = (explanation.span for explanation in explanations)
    return rules.GLOSSES.at(first, f"explained in brackets: {shown}", also=others)


def _explanations(node: Any) -> Iterator[tuple[re.Match[str], Explanation]]:
    if not isinstance(node, Text) or not (" [" in node.text or " (" in node.text):
        return
    for match in _BRACKETED.finditer(node.text):
        is_gloss = _is_gloss(match)
        if is_gloss is not False:
            place = part_of(node.span, node.text, *match.span())
            yield match, Explanation(place, match["term"], is_gloss is True)


def _cut(text: Text, matches: Sequence[re.Match[str]]) -> Iterator[Inline]:
    """Yield the text with a ``Gloss`` for each match, every part with its own span."""

    def part(start: int, end: int) -> Text:
        return Text(text.text[start:end], span=part_of(text.span, text.text, start, end))

    position = 0
    for match in matches:
        if position < match.start():
            yield part(position, match.start())
        position = match.end()
        yield Gloss(
            (part(*match.span("term")),),
            match["open"],
            (part(*match.span("meaning")),),
            match["close"],
            span=part_of(text.span, text.text, *match.span()),
        )
    if position < len(text.text):
        yield part(position, len(text.text))


def _is_gloss(match: re.Match[str]) -> bool | None:
    """Return whether the brackets translate the word before them.

    None where the word must be a name in the book, for which the whole book is needed.
    """
    term, meaning = match["term"], match["meaning"]
    square = match["close"] == "]"
    if _PAIRS[match["open"]] != match["close"]:
        return False
    if HEBREW.match(term):
        return _explains_hebrew(meaning, square=square)
    if not _is_meaning(meaning) or _is_english(term):
        return False
    if _spelling(term) in _TERMS:
        return square or meaning.islower()
    if not _may_be_name(term):
        return False
    if not _MID_SENTENCE.search(match.string[max(0, match.start() - 24) : match.start()]):
        return False
    return True if square else None if meaning.islower() else False


def _is_english(term: str) -> bool:
    return term.casefold() in _ENGLISH or (term.isupper() and len(term) > 1)


def _may_be_name(term: str) -> bool:
    """Return whether a word in Latin letters is spelled like a Hebrew name."""
    shaped = term[0].isupper() and len(term) > 2 and bool(_LOOKS_HEBREW.search(term))
    return shaped and not _is_english(term)


def _is_meaning(meaning: str) -> bool:
    first = re.match(r"[\w.-]*", meaning)
    if first is None or first[0].casefold() in _ADDITION_WORDS or not _MEANING.fullmatch(meaning):
        return False
    # In “of hosts [Tzevaot]” the brackets hold the Hebrew word, not its meaning.
    return _spelling(meaning) not in _TERMS


def _explains_hebrew(meaning: str, *, square: bool) -> bool:
    if not _IN_ENGLISH.fullmatch(meaning):
        return False
    return square or (meaning.islower() and _is_meaning(meaning))


_IN_ENGLISH = late_pattern(rf"{_WORD}(?:(?:,? |/){_WORD}){{0,5}}")


def _spelling(term: str) -> str:
    word = term.casefold()
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return word
