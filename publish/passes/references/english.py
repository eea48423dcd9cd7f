"""References in English letters: ``Isaiah 40:31``, ``Shabbat 152b``, ``Zohar III, 108a``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from publish import facts
from publish.facts import Corpus, FolioSide, Name
from publish.passes.references.candidate import Candidate
from publish.passes.references.context import is_enclosed, read_context
from publish.passes.references.locus import Locus
from publish.passes.references.names import english, name_of
from publish.text.dataclass import dataclass

# A number ends where no other begins: not in 4:311, 40,000, 4:31:22, 40% or 9:30 am.
_END = r"(?![\w%]|[:.]\d|,\d{3}|\s?[ap]\.?m\b)"
_PAGE_END = r"(?![\w%])"
_GAP = r"(?:,\s?|\s|(?<=\.))"
_N = r"(?!0)\d{1,3}"

_VERSE = re.compile(
    rf"{_GAP}(?P<word>(?:chapter|chap\.|ch\.|psalm)\s?)?(?P<chapter>{_N})"
    rf"(?:(?::\s?|,?\svv?\.\s?|,?\sverses?\s)(?P<verse>{_N})"
    rf"(?:-(?:(?P<to_chapter>{_N}):)?(?P<to>{_N})|ff?(?!\w))?"
    rf"|-(?P<to_whole>{_N}))?{_END}",
    re.IGNORECASE,
)
_MISHNAH = re.compile(
    rf"{_GAP}(?P<word>(?:chapter|ch\.)\s?)?(?P<chapter>{_N})"
    rf"(?:(?::\s?|,?\smishnah?\s)(?P<verse>{_N})"
    rf"(?:-(?:(?P<to_chapter>{_N}):)?(?P<to>{_N}))?)?{_END}",
    re.IGNORECASE,
)
_FOLIO = (
    r"(?:(?P<word>(?:folios?|fols?\.|daf|dapim)\s?)|(?:pages?|pp?\.)\s?)?"
    rf"(?:(?P<folio>{_N})(?P<side>[abAB])"
    rf"(?:-(?:(?P<to>{_N})(?P<to_side>[abAB])|(?P<b>[bB])))?{_PAGE_END}"
    rf"|(?P<leaf>{_N})(?:-(?P<to_leaf>{_N}))?{_END})"
)
_PAGE = re.compile(_GAP + _FOLIO, re.IGNORECASE)
_PART_PAGE = re.compile(
    rf"{_GAP}(?:(?:[Vv]olume|[Vv]ol\.|[Pp]art)\s?)?(?:(?P<roman>I{{1,3}}|IV|V)|(?P<part>[1-9]))"
    rf"(?P<gap>\s?[:,]\s?|\s){_FOLIO}"
)
_CHAPTER = re.compile(
    rf"{_GAP}(?P<word>(?:chapters?|chap\.|ch\.|letters?|epistles?|sections?|sec\.|essay)\s?)?"
    rf"(?P<chapter>{_N})(?:-(?P<to>{_N}))?{_END}",
    re.IGNORECASE,
)
_SIMAN = re.compile(
    rf"{_GAP}(?P<word>(?:siman(?:im)?|sim\.|sections?|sec\.|§§?)\s?)?(?P<siman>{_N})"
    rf"(?:(?::\s?|,?\s(?:se'?if|par\.)\s)(?P<seif>{_N})(?:-(?P<to>{_N}))?"
    rf"|-(?P<to_whole>{_N}))?{_END}",
    re.IGNORECASE,
)
# The longest words between a name and its first number are ", Volume " and ", chapter ".
_DIGIT = re.compile(r"[^\d()\[\]]{0,12}(?:\d|[IV]{1,3}\b)")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}


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


_Reader: TypeAlias = Callable[[_NameMatch], Candidate | None]


def find(text: str) -> Iterator[Candidate]:
    """Yield the references of a text; none begins before the end of the one before."""
    end = 0
    for match in english().finditer(text):
        if match.start() < end or _DIGIT.match(text, match.end()) is None:
            continue
        context = read_context(text, match.start())
        if context is None:
            continue
        name = name_of(match)
        name_match = _NameMatch(text, match.end(), max(end, context.start), context.corpus, name)
        for read in _READERS[_corpus(name)]:
            candidate = read(name_match)
            if candidate is not None and candidate.holds:
                yield candidate
                end = candidate.end
                break


def _corpus(name: Name) -> Corpus:
    if name.work in facts.chapters(Corpus.TANAKH):
        return Corpus.TANAKH
    if name.work in facts.chapters(Corpus.MISHNAH):
        return Corpus.BAVLI
    if name.work in facts.parts(Corpus.TANYA):
        return Corpus.TANYA
    return Corpus.ZOHAR if name.work == "Zohar" else Corpus.SHULCHAN_ARUKH


def _verse(name_match: _NameMatch) -> Candidate | None:
    match = _VERSE.match(name_match.text, name_match.name_end)
    if match is None:
        return None
    numbers, to = _numbers(match)
    if match["to_whole"]:
        to = (int(match["to_whole"]),)
    locus = Locus(Corpus.TANAKH, name_match.name.work, numbers, to=to)
    alone = name_match.is_enclosed(match.end())
    if match["verse"]:
        return Candidate(name_match.start, match.end(), locus, certain=True)
    # "Isaiah 40" is a chapter, "Isaiah, 40, came in" and "Daniel 12" are not.
    spaced = name_match.text[name_match.name_end] != ","
    if match["word"] or alone or (spaced and not name_match.name.common):
        # A range that begins beyond the last chapter counts something else.
        certain = (bool(match["word"]) or alone) and (not to or locus.has(numbers))
        return Candidate(name_match.start, match.end(), locus, certain)
    return None


def _page(name_match: _NameMatch) -> Candidate | None:
    if name_match.name.work not in facts.pages() or name_match.corpus is Corpus.MISHNAH:
        return None
    match = _PAGE.match(name_match.text, name_match.name_end)
    if match is None:
        return None
    page, to = _pages(match)
    alone = name_match.is_enclosed(match.end())
    if page.side or match["word"] or alone or name_match.corpus is Corpus.BAVLI:
        locus = Locus(Corpus.BAVLI, name_match.name.work, page=page, to=to)
        return Candidate(name_match.start, match.end(), locus, certain=True)
    return None


def _mishnah(name_match: _NameMatch) -> Candidate | None:
    match = _MISHNAH.match(name_match.text, name_match.name_end)
    only = name_match.name.work not in facts.pages()
    named = name_match.corpus is Corpus.MISHNAH
    if match is None or not (match["verse"] or (match["word"] and (only or named))):
        return None
    numbers, to = _numbers(match)
    locus = Locus(Corpus.MISHNAH, name_match.name.work, numbers, to=to)
    alone = name_match.is_enclosed(match.end())
    return Candidate(name_match.start, match.end(), locus, certain=named or only or alone)


def _zohar(name_match: _NameMatch) -> Candidate | None:
    match = _PART_PAGE.match(name_match.text, name_match.name_end)
    if match is None:
        return None
    page, to = _pages(match)
    part = _ROMAN[match["roman"]] if match["roman"] else int(match["part"])
    plain = match["part"] and ":" not in match["gap"] and not page.side and not match["word"]
    if plain and not name_match.is_enclosed(match.end()):
        return None
    locus = Locus(Corpus.ZOHAR, name_match.name.work, (part,), page, to)
    return Candidate(name_match.start, match.end(), locus, certain=True)


def _tanya(name_match: _NameMatch) -> Candidate | None:
    match = _CHAPTER.match(name_match.text, name_match.name_end)
    if match is None or not (match["word"] or name_match.is_enclosed(match.end())):
        return None
    to = (int(match["to"]),) if match["to"] else ()
    locus = Locus(Corpus.TANYA, name_match.name.work, (int(match["chapter"]),), to=to)
    return Candidate(name_match.start, match.end(), locus, certain=True)


def _siman(name_match: _NameMatch) -> Candidate | None:
    match = _SIMAN.match(name_match.text, name_match.name_end)
    if match is None:
        return None
    named = name_match.corpus is Corpus.SHULCHAN_ARUKH or bool(match["word"])
    certain = named or name_match.is_enclosed(match.end())
    if not certain and (name_match.name.common or not match["seif"]):
        return None
    numbers = (int(match["siman"]), *((int(match["seif"]),) if match["seif"] else ()))
    last = match["to"] or match["to_whole"]
    to = (int(last),) if last else ()
    locus = Locus(Corpus.SHULCHAN_ARUKH, name_match.name.work, numbers, to=to)
    return Candidate(name_match.start, match.end(), locus, certain=True)


_READERS: dict[Corpus, tuple[_Reader, ...]] = {
    Corpus.TANAKH: (_verse,),
    Corpus.BAVLI: (_page, _mishnah),
    Corpus.ZOHAR: (_zohar,),
    Corpus.TANYA: (_tanya,),
    Corpus.SHULCHAN_ARUKH: (_siman,),
}


def _numbers(match: re.Match[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return chapter and verse, and where the range of verses ends."""
    first = tuple(int(match[group]) for group in ("chapter", "verse") if match[group])
    last = tuple(int(match[group]) for group in ("to_chapter", "to") if match[group])
    return first, last


def _pages(match: re.Match[str]) -> tuple[FolioSide, FolioSide | tuple[()]]:
    if match["leaf"]:
        to_leaf = match["to_leaf"]
        return FolioSide(int(match["leaf"])), FolioSide(int(to_leaf)) if to_leaf else ()
    page = FolioSide(int(match["folio"]), match["side"].lower())
    if match["b"]:
        return page, FolioSide(page.folio, "b")
    return page, FolioSide(int(match["to"]), match["to_side"].lower()) if match["to"] else ()
