"""References in Hebrew letters: ``ישעיה מ, לא``, ``שבת קנ״ב ע״ב``, ``זוהר ח״ג קח ע״א``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from publish import facts
from publish.facts import Corpus, FolioSide, Name
from publish.passes.references.ambiguous_words import WORDS, may_be_word
from publish.passes.references.candidate import Candidate
from publish.passes.references.context import is_enclosed, read_context
from publish.passes.references.locus import Locus
from publish.passes.references.names import hebrew, name_of
from publish.text.dataclass import dataclass
from publish.text.numerals import parse_numeral

_WORD_AND_NO_NUMBER = 1000

# Letters, with marks or without: whether they are a number is for the reader of numerals to say.
# A grouped number, as in 12,000, is one number and too great.
_UNGROUPED = r"\d{1,3}(?!,\d{3}(?!\d))"
_LETTERS = r"[א-ת]{1,3}(?:\"|'')[א-ת]|[א-ת]{1,4}'?"
_NUMBER = rf"(?:{_UNGROUPED}|{_LETTERS})"
_END = r"(?![א-ת\"'\d%]|[:.]\d|,\d{3}(?!\d))"
_GAP = r"(?:,\s?|\s|(?<='))"
_CHAPTER_WORD = r"(?P<word>פרק(?:ים)?\s|פר'\s)?"
_CHAPTER = rf"{_CHAPTER_WORD}(?P<chapter>{_NUMBER})"
_TO_CHAPTER = rf"-(?P<to_whole>{_NUMBER})"
# Psalm 119 alone has verses of three digits.
_PSALM = r"119(?=,1\d\d(?!\d))"

_VERSE = re.compile(
    rf"{_GAP}{_CHAPTER_WORD}(?P<chapter>{_PSALM}|{_NUMBER})"
    rf"(?:(?P<gap>,\s?|\s?:\s?|\s)(?P<says>(?:פסוק|פס')\s)?(?P<verse>{_NUMBER})"
    rf"(?:-(?:(?P<to_chapter>{_NUMBER})[,:]\s?)?(?P<to>{_NUMBER}))?|{_TO_CHAPTER})?{_END}"
)
_MISHNAH = re.compile(
    rf"{_GAP}{_CHAPTER}(?:,\s?(?P<says>משנה\s)?|\s?:\s?|\s(?P<says_it>משנה\s)|\s(?=מ\"))"
    rf"(?P<verse>{_NUMBER})(?:-(?P<to>{_NUMBER}))?{_END}"
)
_FOLIO = (
    rf"(?P<word>דף\s)?(?P<folio>{_NUMBER})(?:"
    r"(?:,?\s?ע\"(?P<amud>[אב])|,?\sעמוד\s(?P<column>[אב])'?)(?:-(?:ע\")?(?P<both>ב))?(?![א-ת\"])"
    r"|,\s?(?P<side>[אב])(?:-(?P<both_sides>ב))?(?![א-ת\"'])"
    r"|\s(?P<spaced>[אב])(?=[)\];,])"
    rf"|(?P<dots>[.:])(?=[)\];])|{_END})"
)
_PAGE = re.compile(_GAP + _FOLIO)
_PART_PAGE = re.compile(_GAP + r"(?:ח\"|חלק\s)(?P<part>[א-ה])'?,?\s" + _FOLIO)
_TANYA = re.compile(
    rf"{_GAP}(?:(?P<letter>סימן|סי'|אגרת)\s(?P<siman>{_NUMBER})|{_CHAPTER})(?:{_TO_CHAPTER})?{_END}"
)
_SIMAN = re.compile(
    rf"{_GAP}(?P<word>(?:סימן|סי'|ס')\s)?(?P<siman>{_NUMBER})"
    rf"(?:(?P<gap>,\s?|\s?:\s?|\s)(?P<says>סעיף\s|סע'\s|ס\"|ס')?(?P<seif>{_NUMBER})"
    rf"(?:-(?P<to>{_NUMBER}))?)?{_END}"
)

_THE_NAME = frozenset({"ה'", "ד'"})  # With a geresh these two letters stand for the Name.


@dataclass(frozen=True, slots=True)
class _NameMatch:
    """A name in a text, the start of a reference to it, and the corpus named before it."""

    text: str
    name_end: int
    start: int
    corpus: Corpus | None
    name: Name

    def is_enclosed(self, end: int) -> bool:
        return is_enclosed(self.text, self.start, end)


_Reader: TypeAlias = Callable[[_NameMatch], Iterator[Candidate]]


def find(text: str) -> Iterator[Candidate]:
    """Yield the references of a text; none begins before the end of the one before."""
    end = 0
    for match in hebrew().finditer(text):
        if match.start() < end or _MAY_FOLLOW.match(text, match.end()) is None:
            continue
        context = read_context(text, match.start())
        if context is None:
            continue
        name = name_of(match)
        name_match = _NameMatch(text, match.end(), max(end, context.start), context.corpus, name)
        candidate = next((each for each in _read_candidates(name_match) if each.holds), None)
        if candidate is not None:
            yield candidate
            end = candidate.end


_MAY_FOLLOW = re.compile(_GAP + r"[א-ת\d]")


def _read_candidates(name_match: _NameMatch) -> Iterator[Candidate]:
    work = name_match.name.work
    if work in facts.chapters(Corpus.TANAKH):
        yield from _verse(name_match)
    elif work in facts.chapters(Corpus.MISHNAH):
        if work in facts.pages() and name_match.corpus is not Corpus.MISHNAH:
            yield from _page(name_match)
        yield from _mishnah(name_match)
    elif work == "Zohar":
        yield from _zohar(name_match)
    elif work in facts.parts(Corpus.TANYA):
        yield from _tanya(name_match)
    else:
        yield from _siman(name_match)


def _verse(name_match: _NameMatch) -> Iterator[Candidate]:
    match = _VERSE.match(name_match.text, name_match.name_end)
    if match is None:
        return
    work, common = name_match.name.work, name_match.name.common
    most = len(facts.chapters(Corpus.TANAKH)[work])
    chapter, joined = _split_unit("פ", match["chapter"], most)
    if chapter is None:
        return
    named = bool(match["word"]) or joined
    verse = _number(match["verse"])
    if verse is not None:
        alone = name_match.is_enclosed(match.end())
        has_marks = _is_marked(match["verse"]) and (named or _is_marked(match["chapter"]))
        certain = alone or has_marks or (bool(match["says"]) and not may_be_word(match, "verse"))
        if certain or _reads_as_numbers(match, common=common):
            to = tuple(
                number for g in ("to_chapter", "to") if (number := _number(match[g])) is not None
            )
            end = match.end() if to or not match["to"] else match.end("verse")
            locus = Locus(Corpus.TANAKH, work, (chapter, verse), to=to)
            yield Candidate(name_match.start, end, locus, certain)
    for end, to in _chapter_ends(match, "chapter"):
        alone = name_match.is_enclosed(end) and match["chapter"] not in _THE_NAME
        word = named and not may_be_word(match, "chapter")
        if word or alone or (_is_marked(match["chapter"]) and not common):
            locus = Locus(Corpus.TANAKH, work, (chapter,), to=to)
            certain = (alone or word) and (not to or chapter <= most)
            yield Candidate(name_match.start, end, locus, certain)


def _chapter_ends(match: re.Match[str], group: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the end of a range of chapters and of its first chapter, with the last chapter.

    A range in digits, as ``152-160``, is a reference whole or not at all.
    """
    to = _number(match["to_whole"])
    if to is not None:
        yield match.end(), (to,)
    if to is None or not match["to_whole"].isdecimal():
        yield match.end(group), ()


def _reads_as_numbers(match: re.Match[str], *, common: bool) -> bool:
    """Return whether a chapter and a verse outside brackets could hardly be two words."""
    chapter, verse = match["chapter"] or "", match["verse"]
    if chapter in _THE_NAME or (chapter in WORDS and verse in WORDS):
        return False
    if match["gap"].isspace():
        return not common and (_is_marked(verse) or (verse not in WORDS and chapter not in WORDS))
    return True


def _page(name_match: _NameMatch) -> Iterator[Candidate]:
    match = _PAGE.match(name_match.text, name_match.name_end)
    if match is None:
        return
    read = _folio(match)
    if read is None:
        return
    page, to = read
    end = match.end()
    certain = bool(match["amud"] or match["column"] or match["dots"]) or name_match.is_enclosed(end)
    if page.side or certain or match["word"] or name_match.corpus is Corpus.BAVLI:
        if not page.side and not certain and may_be_word(match, "folio"):
            return
        locus = Locus(Corpus.BAVLI, name_match.name.work, page=page, to=to)
        yield Candidate(name_match.start, end, locus, certain)


def _mishnah(name_match: _NameMatch) -> Iterator[Candidate]:
    match = _MISHNAH.match(name_match.text, name_match.name_end)
    if match is None:
        return
    work = name_match.name.work
    counts = facts.chapters(Corpus.MISHNAH)[work]
    chapter, joined = _split_unit("פ", match["chapter"], len(counts))
    verse, joined_too = _split_unit("מ", match["verse"], max(counts))
    if chapter is None or verse is None:
        return
    to = _number(match["to"])
    locus = Locus(Corpus.MISHNAH, work, (chapter, verse), to=() if to is None else (to,))
    named = name_match.corpus is Corpus.MISHNAH or (joined and joined_too)
    named = named or bool(match["says"] or match["says_it"])
    certain = named or (work not in facts.pages() and name_match.is_enclosed(match.end()))
    words = match["chapter"] in WORDS and match["verse"] in WORDS
    if certain or (work not in facts.pages() and not words):
        yield Candidate(name_match.start, match.end(), locus, certain)


def _zohar(name_match: _NameMatch) -> Iterator[Candidate]:
    match = _PART_PAGE.match(name_match.text, name_match.name_end)
    read = _folio(match) if match else None
    part = _number(match["part"]) if match else None
    if match is None or read is None or part is None:
        return
    locus = Locus(Corpus.ZOHAR, name_match.name.work, (part,), *read)
    yield Candidate(name_match.start, match.end(), locus, certain=True)


def _tanya(name_match: _NameMatch) -> Iterator[Candidate]:
    match = _TANYA.match(name_match.text, name_match.name_end)
    if match is None:
        return
    work = name_match.name.work
    most = facts.parts(Corpus.TANYA)[work]
    chapter, joined = _split_unit("פ", match["chapter"] or match["siman"], most)
    group = "chapter" if match["chapter"] else "siman"
    named = (bool(match["word"] or match["letter"]) or joined) and not may_be_word(match, group)
    if chapter is None:
        return
    for end, to in _chapter_ends(match, group):
        if named or name_match.is_enclosed(end):
            locus = Locus(Corpus.TANYA, work, (chapter,), to=to)
            yield Candidate(name_match.start, end, locus, certain=not to or chapter <= most)


def _siman(name_match: _NameMatch) -> Iterator[Candidate]:
    match = _SIMAN.match(name_match.text, name_match.name_end)
    if match is None:
        return
    siman, seif = _number(match["siman"]), _number(match["seif"])
    if siman is None:
        return
    named = name_match.corpus is Corpus.SHULCHAN_ARUKH or bool(match["word"])
    work = name_match.name.work
    if seif is not None and (match["says"] or not match["gap"].isspace()):
        certain = named or name_match.is_enclosed(match.end())
        if certain or not (match["siman"] in WORDS and match["seif"] in WORDS):
            to = _number(match["to"])
            locus = Locus(
                Corpus.SHULCHAN_ARUKH, work, (siman, seif), to=() if to is None else (to,)
            )
            yield Candidate(name_match.start, match.end(), locus, certain)
    end = match.end("siman")
    alone = name_match.is_enclosed(end)
    if alone or (named and not may_be_word(match, "siman")):
        locus = Locus(Corpus.SHULCHAN_ARUKH, work, (siman,))
        yield Candidate(name_match.start, end, locus, certain=alone or _is_marked(match["siman"]))


def _folio(match: re.Match[str]) -> tuple[FolioSide, FolioSide | tuple[()]] | None:
    folio = _number(match["folio"])
    if folio is None:
        return None
    side = match["amud"] or match["column"] or match["side"] or match["spaced"] or match["dots"]
    page = FolioSide(folio, "" if side is None else "a" if side in "א." else "b")
    both = match["both"] or match["both_sides"]
    return page, FolioSide(folio, "b") if both else ()


def _number(text: str | None) -> int | None:
    """Return the number that a group is, in digits or in letters.

    No book has a thousand chapters, verses or leaves: letters that make so much are a word, as in
    ``בראשית ברא``.
    """
    if text is None or text.isdecimal():
        return None if text is None else int(text)
    number = parse_numeral(text)
    return None if number is None or number >= _WORD_AND_NO_NUMBER else number


def _split_unit(unit: str, text: str | None, most: int) -> tuple[int | None, bool]:
    """Return a number, and whether the letter of its unit was joined to it.

    ``פ״ב`` is 82, but in a book of fewer chapters it is ``פרק ב``, as ``פמ״ו`` always is.
    """
    number = _number(text)
    if (number is None or number > most) and text and text.startswith(unit) and '"' in text:
        rest = parse_numeral(text[1:].removeprefix('"'))
        if rest is not None:
            return rest, True
    return number, False


def _is_marked(text: str | None) -> bool:
    """Return whether digits or gershayim say that this is a number and no word."""
    return text is not None and (text.isdecimal() or '"' in text or "''" in text)
