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
from publish.passes.references.hebrew_numbers import is_marked, read_number, split_unit
from publish.passes.references.locus import Locus
from publish.passes.references.names import hebrew, name_of
from publish.text.dataclass import dataclass

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

# A full stop stands between numbers alone in brackets: (ירמיה ב.ג).
_STOP = rf"\.(?={_NUMBER}(?:-{_NUMBER})?[)\]])"

_VERSE = re.compile(
    rf"{_GAP}{_CHAPTER_WORD}(?P<chapter>{_PSALM}|{_NUMBER})"
    rf"(?:(?P<gap>,\s?|\s?:\s?|\s|{_STOP})(?P<says>(?:פסוק|פס')\s)?(?P<verse>{_NUMBER})"
    rf"(?:-(?:(?P<to_chapter>{_NUMBER})[,:]\s?)?(?P<to>{_NUMBER}))?|{_TO_CHAPTER})?{_END}"
)
_MISHNAH = re.compile(
    rf"{_GAP}{_CHAPTER}(?:,\s?(?P<says>משנה\s)?|\s?:\s?|\s(?P<says_it>משנה\s)|\s(?=מ\"))"
    rf"(?P<verse>{_NUMBER})(?:-(?P<to>{_NUMBER}))?{_END}"
)
_FOLIO = (
    rf"(?P<word>(?:דף|דפים|דפי)\s)?(?P<folio>{_NUMBER})(?:"
    r"(?:,?\s?ע\"(?P<amud>[אב])|,?\sעמוד\s(?P<column>[אב])'?)"
    rf"(?:-(?:ע\")?(?P<both>ב)(?!,?\s?ע\")|-(?P<to_folio>{_NUMBER}),?\s?ע\"(?P<to_amud>[אב]))?"
    r"(?![א-ת\"])"
    r"|,\s?(?P<side>[אב])(?:-(?P<both_sides>ב))?(?![א-ת\"'])"
    r"|\s(?P<spaced>[אב])(?=[)\];,])"
    rf"|(?P<dots>[.:])(?=[)\];])|(?:-(?P<to_leaf>{_NUMBER}))?{_END})"
)
_PAGE = re.compile(_GAP + _FOLIO)
_PART_PAGE = re.compile(_GAP + r"(?:ח\"|חלק\s)(?P<part>[א-ה])'?,?\s" + _FOLIO)
_TANYA = re.compile(
    rf"{_GAP}(?:(?P<letter>סימן|סימנים|סי'|אגרת|אגרות)\s(?P<siman>{_NUMBER})|{_CHAPTER})(?:{_TO_CHAPTER})?{_END}"
)
_SIMAN = re.compile(
    rf"{_GAP}(?P<word>(?:סימן|סימנים|סי'|ס')\s)?(?P<siman>{_NUMBER})"
    rf"(?:(?P<gap>,\s?|\s?:\s?|\s)(?P<says>סעיף\s|סע'\s|ס\"|ס')?(?P<seif>{_NUMBER})"
    rf"(?:-(?P<to>{_NUMBER}))?|{_TO_CHAPTER})?{_END}"
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
    chapter, joined = split_unit("פ", match["chapter"], most)
    if chapter is None:
        return
    named = bool(match["word"]) or joined
    verse = read_number(match["verse"])
    if verse is not None:
        alone = name_match.is_enclosed(match.end())
        has_marks = is_marked(match["verse"]) and (named or is_marked(match["chapter"]))
        certain = alone or has_marks or (bool(match["says"]) and not may_be_word(match, "verse"))
        if certain or _reads_as_numbers(match, common=common):
            to = tuple(
                number
                for g in ("to_chapter", "to")
                if (number := read_number(match[g])) is not None
            )
            end = match.end() if to or not match["to"] else match.end("verse")
            locus = Locus(Corpus.TANAKH, work, (chapter, verse), to=to)
            yield Candidate(name_match.start, end, locus, certain)
    for end, to in _chapter_ends(match, "chapter"):
        alone = name_match.is_enclosed(end) and match["chapter"] not in _THE_NAME
        word = named and not may_be_word(match, "chapter")
        if word or alone or (is_marked(match["chapter"]) and not common):
            locus = Locus(Corpus.TANAKH, work, (chapter,), to=to)
            certain = (alone or word) and (not to or chapter <= most)
            yield Candidate(name_match.start, end, locus, certain)


def _chapter_ends(match: re.Match[str], group: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the end of a range of chapters and of its first chapter, with the last chapter.

    A range in digits, as ``152-160``, is a reference whole or not at all.
    """
    to = read_number(match["to_whole"])
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
        return not common and (is_marked(verse) or (verse not in WORDS and chapter not in WORDS))
    return True


def _page(name_match: _NameMatch) -> Iterator[Candidate]:
    match = _PAGE.match(name_match.text, name_match.name_end)
    if match is None:
        return
    marked = bool(match["amud"] or match["column"] or match["dots"])
    for end, page, to in _folios(match):
        certain = marked or name_match.is_enclosed(end)
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
    chapter, joined = split_unit("פ", match["chapter"], len(counts))
    verse, joined_too = split_unit("מ", match["verse"], max(counts))
    if chapter is None or verse is None:
        return
    to = read_number(match["to"])
    locus = Locus(Corpus.MISHNAH, work, (chapter, verse), to=() if to is None else (to,))
    named = name_match.corpus is Corpus.MISHNAH or (joined and joined_too)
    named = named or bool(match["says"] or match["says_it"])
    certain = named or (work not in facts.pages() and name_match.is_enclosed(match.end()))
    words = match["chapter"] in WORDS and match["verse"] in WORDS
    if certain or (work not in facts.pages() and not words):
        yield Candidate(name_match.start, match.end(), locus, certain)


def _zohar(name_match: _NameMatch) -> Iterator[Candidate]:
    match = _PART_PAGE.match(name_match.text, name_match.name_end)
    part = read_number(match["part"]) if match else None
    if match is None or part is None:
        return
    for end, page, to in _folios(match):
        locus = Locus(Corpus.ZOHAR, name_match.name.work, (part,), page, to)
        yield Candidate(name_match.start, end, locus, certain=True)


def _tanya(name_match: _NameMatch) -> Iterator[Candidate]:
    match = _TANYA.match(name_match.text, name_match.name_end)
    if match is None:
        return
    work = name_match.name.work
    most = facts.parts(Corpus.TANYA)[work]
    chapter, joined = split_unit("פ", match["chapter"] or match["siman"], most)
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
    siman, seif = read_number(match["siman"]), read_number(match["seif"])
    if siman is None:
        return
    named = name_match.corpus is Corpus.SHULCHAN_ARUKH or bool(match["word"])
    work = name_match.name.work
    if seif is not None and (match["says"] or not match["gap"].isspace()):
        certain = named or name_match.is_enclosed(match.end())
        if certain or not (match["siman"] in WORDS and match["seif"] in WORDS):
            to = read_number(match["to"])
            locus = Locus(
                Corpus.SHULCHAN_ARUKH, work, (siman, seif), to=() if to is None else (to,)
            )
            yield Candidate(name_match.start, match.end(), locus, certain)
    for end, last in _chapter_ends(match, "siman"):
        alone = name_match.is_enclosed(end)
        if alone or (named and not may_be_word(match, "siman")):
            locus = Locus(Corpus.SHULCHAN_ARUKH, work, (siman,), to=last)
            certain = alone or is_marked(match["siman"])
            yield Candidate(name_match.start, end, locus, certain)


def _folios(
    match: re.Match[str],
) -> Iterator[tuple[int, FolioSide, FolioSide | tuple[()]]]:
    """Yield the end of a range of pages, its first and its last page, then those of one leaf.

    A range in digits is a reference whole or not at all.
    """
    folio = read_number(match["folio"])
    if folio is None:
        return
    side = match["amud"] or match["column"] or match["side"] or match["spaced"] or match["dots"]
    page = FolioSide(folio, "" if side is None else "a" if side in "א." else "b")
    to_leaf, to_folio = read_number(match["to_leaf"]), read_number(match["to_folio"])
    if to_leaf is not None:
        yield match.end(), page, FolioSide(to_leaf)
        if not match["to_leaf"].isdecimal():
            yield match.end("folio"), page, ()
    elif to_folio is not None:
        yield match.end(), page, FolioSide(to_folio, "a" if match["to_amud"] == "א" else "b")
        yield match.end("amud"), page, ()
    else:
        both = match["both"] or match["both_sides"]
        yield match.end(), page, FolioSide(folio, "b") if both else ()
