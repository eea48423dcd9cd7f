"""References in Hebrew letters: ``ישעיה מ, לא``, ``שבת קנ״ב ע״ב``, ``זוהר ח״ג קח ע״א``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from publish import facts
from publish.facts import Corpus, FolioSide, Name
from publish.passes.references.ambiguous_words import WORDS, may_be_word
from publish.passes.references.candidate import Found
from publish.passes.references.context import before, enclosed
from publish.passes.references.locus import Place
from publish.passes.references.names import hebrew, name_of
from publish.text.numerals import parse_numeral

_WORD_AND_NO_NUMBER = 1000

# Letters, with marks or without: whether they are a number is for the reader of numerals to say.
_NUMBER = r"(?:\d{1,3}|[א-ת]{1,3}(?:\"|'')[א-ת]|[א-ת]{1,4}'?)"
_END = r"(?![א-ת\"'\d%]|[:.]\d)"
_GAP = r"(?:,\s?|\s|(?<='))"
_CHAPTER = rf"(?P<word>פרק\s|פר'\s)?(?P<chapter>{_NUMBER})"

_VERSE = re.compile(
    rf"{_GAP}{_CHAPTER}"
    rf"(?:(?P<gap>,\s?|\s?:\s?|\s)(?P<says>(?:פסוק|פס')\s)?(?P<verse>{_NUMBER})"
    rf"(?:-(?:(?P<to_chapter>{_NUMBER})[,:]\s?)?(?P<to>{_NUMBER}))?)?{_END}"
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
_TANYA = re.compile(rf"{_GAP}(?:(?P<letter>סימן|סי'|אגרת)\s(?P<siman>{_NUMBER})|{_CHAPTER}){_END}")
_SIMAN = re.compile(
    rf"{_GAP}(?P<word>(?:סימן|סי'|ס')\s)?(?P<siman>{_NUMBER})"
    rf"(?:(?P<gap>,\s?|\s?:\s?|\s)(?P<says>סעיף\s|סע'\s|ס\"|ס')?(?P<seif>{_NUMBER})"
    rf"(?:-(?P<to>{_NUMBER}))?)?{_END}"
)

_THE_NAME = frozenset({"ה'", "ד'"})  # With a geresh these two letters stand for the Name.


@dataclass(frozen=True, slots=True)
class _Scene:
    """A name that was found, with what stands before it."""

    text: str
    at: int
    start: int
    said: Corpus | None
    name: Name

    def enclosed(self, end: int) -> bool:
        return enclosed(self.text, self.start, end)


_Reading: TypeAlias = Callable[[_Scene], Iterator[Found]]


def find(text: str) -> Iterator[Found]:
    """Yield the references of a text; each begins where the one before it has ended or later."""
    at = 0
    for match in hebrew().finditer(text):
        if match.start() < at or _MAY_FOLLOW.match(text, match.end()) is None:
            continue
        context = before(text, match.start())
        if context is None:
            continue
        name = name_of(match)
        scene = _Scene(text, match.end(), max(at, context.start), context.corpus, name)
        found = next((each for each in _readings(scene) if each.holds), None)
        if found is not None:
            yield found
            at = found.end


_MAY_FOLLOW = re.compile(_GAP + r"[א-ת\d]")


def _readings(scene: _Scene) -> Iterator[Found]:
    work = scene.name.work
    if work in facts.chapters(Corpus.TANAKH):
        yield from _verse(scene)
    elif work in facts.chapters(Corpus.MISHNAH):
        if work in facts.pages() and scene.said is not Corpus.MISHNAH:
            yield from _page(scene)
        yield from _mishnah(scene)
    elif work == "Zohar":
        yield from _zohar(scene)
    elif work in facts.parts(Corpus.TANYA):
        yield from _tanya(scene)
    else:
        yield from _siman(scene)


def _verse(scene: _Scene) -> Iterator[Found]:
    match = _VERSE.match(scene.text, scene.at)
    if match is None:
        return
    work, common = scene.name.work, scene.name.common
    most = len(facts.chapters(Corpus.TANAKH)[work])
    chapter, joined = _joined("פ", match["chapter"], most)
    if chapter is None:
        return
    said = bool(match["word"]) or joined
    verse = _number(match["verse"])
    if verse is not None:
        alone = scene.enclosed(match.end())
        marked = _marked(match["verse"]) and (said or _marked(match["chapter"]))
        certain = alone or marked or (bool(match["says"]) and not may_be_word(match, "verse"))
        if certain or _reads_as_numbers(match, common=common):
            to = tuple(
                number for g in ("to_chapter", "to") if (number := _number(match[g])) is not None
            )
            end = match.end() if to or not match["to"] else match.end("verse")
            place = Place(Corpus.TANAKH, work, (chapter, verse), to=to)
            yield Found(scene.start, end, place, certain)
    end = match.end("chapter")
    alone = scene.enclosed(end) and match["chapter"] not in _THE_NAME
    word = said and not may_be_word(match, "chapter")
    if word or alone or (_marked(match["chapter"]) and not common):
        place = Place(Corpus.TANAKH, work, (chapter,))
        yield Found(scene.start, end, place, certain=alone or word)


def _reads_as_numbers(match: re.Match[str], *, common: bool) -> bool:
    """Return whether a chapter and a verse outside brackets could hardly be two words."""
    chapter, verse = match["chapter"] or "", match["verse"]
    if chapter in _THE_NAME or (chapter in WORDS and verse in WORDS):
        return False
    if match["gap"].isspace():
        return not common and (_marked(verse) or (verse not in WORDS and chapter not in WORDS))
    return True


def _page(scene: _Scene) -> Iterator[Found]:
    match = _PAGE.match(scene.text, scene.at)
    if match is None:
        return
    read = _folio(match)
    if read is None:
        return
    page, to = read
    end = match.end()
    certain = bool(match["amud"] or match["column"] or match["dots"]) or scene.enclosed(end)
    if page.side or certain or match["word"] or scene.said is Corpus.BAVLI:
        if not page.side and not certain and may_be_word(match, "folio"):
            return
        place = Place(Corpus.BAVLI, scene.name.work, page=page, to=to)
        yield Found(scene.start, end, place, certain)


def _mishnah(scene: _Scene) -> Iterator[Found]:
    match = _MISHNAH.match(scene.text, scene.at)
    if match is None:
        return
    work = scene.name.work
    counts = facts.chapters(Corpus.MISHNAH)[work]
    chapter, joined = _joined("פ", match["chapter"], len(counts))
    verse, joined_too = _joined("מ", match["verse"], max(counts))
    if chapter is None or verse is None:
        return
    to = _number(match["to"])
    place = Place(Corpus.MISHNAH, work, (chapter, verse), to=() if to is None else (to,))
    said = scene.said is Corpus.MISHNAH or (joined and joined_too)
    said = said or bool(match["says"] or match["says_it"])
    certain = said or (work not in facts.pages() and scene.enclosed(match.end()))
    words = match["chapter"] in WORDS and match["verse"] in WORDS
    if certain or (work not in facts.pages() and not words):
        yield Found(scene.start, match.end(), place, certain)


def _zohar(scene: _Scene) -> Iterator[Found]:
    match = _PART_PAGE.match(scene.text, scene.at)
    read = _folio(match) if match else None
    part = _number(match["part"]) if match else None
    if match is None or read is None or part is None:
        return
    place = Place(Corpus.ZOHAR, scene.name.work, (part,), *read)
    yield Found(scene.start, match.end(), place, certain=True)


def _tanya(scene: _Scene) -> Iterator[Found]:
    match = _TANYA.match(scene.text, scene.at)
    if match is None:
        return
    work = scene.name.work
    most = facts.parts(Corpus.TANYA)[work]
    chapter, joined = _joined("פ", match["chapter"] or match["siman"], most)
    group = "chapter" if match["chapter"] else "siman"
    said = (bool(match["word"] or match["letter"]) or joined) and not may_be_word(match, group)
    if chapter is not None and (said or scene.enclosed(match.end())):
        place = Place(Corpus.TANYA, work, (chapter,))
        yield Found(scene.start, match.end(), place, certain=True)


def _siman(scene: _Scene) -> Iterator[Found]:
    match = _SIMAN.match(scene.text, scene.at)
    if match is None:
        return
    siman, seif = _number(match["siman"]), _number(match["seif"])
    if siman is None:
        return
    said = scene.said is Corpus.SHULCHAN_ARUKH or bool(match["word"])
    work = scene.name.work
    if seif is not None and (match["says"] or not match["gap"].isspace()):
        certain = said or scene.enclosed(match.end())
        if certain or not (match["siman"] in WORDS and match["seif"] in WORDS):
            to = _number(match["to"])
            place = Place(
                Corpus.SHULCHAN_ARUKH, work, (siman, seif), to=() if to is None else (to,)
            )
            yield Found(scene.start, match.end(), place, certain)
    end = match.end("siman")
    alone = scene.enclosed(end)
    if alone or (said and not may_be_word(match, "siman")):
        place = Place(Corpus.SHULCHAN_ARUKH, work, (siman,))
        yield Found(scene.start, end, place, certain=alone or _marked(match["siman"]))


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


def _joined(unit: str, text: str | None, most: int) -> tuple[int | None, bool]:
    """Return a number, and whether the letter of its unit was joined to it.

    ``פ״ב`` is 82, but in a book of fewer chapters it is ``פרק ב``, as ``פמ״ו`` always is.
    """
    number = _number(text)
    if (number is None or number > most) and text and text.startswith(unit) and '"' in text:
        rest = parse_numeral(text[1:].removeprefix('"'))
        if rest is not None:
            return rest, True
    return number, False


def _marked(text: str | None) -> bool:
    """Return whether digits or gershayim say that this is a number and no word."""
    return text is not None and (text.isdecimal() or '"' in text or "''" in text)
