"""The script of a sentence that has words in two, by the words that frame the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from publish.document.inline_ranges import Run
from publish.passes.sentence_lists import find_labels
from publish.text.language_detection import without_points
from publish.text.languages import Script, base_script, count_letters, script
from publish.text.patterns import late_pattern

_LONGEST = 80
"""The most letters of a note that its first word decides."""

_SHORT = 30
"""The letters below which function words at the start and the end decide."""

_LEAST = 0.3
"""The least share of the letters of a sentence around names that have more letters than it."""

_WORD = re.compile(r"[^\W\d_]+")

# Words that begin a note and name the work that follows.
_OPENERS = {
    Script.HEBREW: frozenset("ראה ראו ראי עיין עיינו עי השוו השווה לפי מתוך אצל".split()),
    Script.LATIN: frozenset("see cf compare quoted cited according".split()),
}
# Words of sentences that no title or name is quoted for; the Latin ones are of several languages.
_FUNCTION_WORDS = {
    Script.HEBREW: frozenset("של על את הוא היא זה זו אל מן או גם כי לא עמ עמוד דף ערך שם".split()),
    Script.LATIN: frozenset(
        "the of is are an and or in to by means there from for "
        "le la les des du est et une dans que der die das und ist den el los las una il della che "
        "os uma não".split()
    ),
    Script.CYRILLIC: frozenset("и в на не что это как из от для по есть или".split()),
}


_MARKS = (("“", "“”", "”"), ("”", "“”", "”"), ('"', '"', '"'), ("„", "„“”", "“”"), ("«", "«»", "»"))
"""Opening quotation marks, the marks that do not stand inside, and the closing ones."""


def _between_marks(longest: int) -> str:
    """Return the pattern of words between quotation marks, at most ``longest`` characters."""
    return "|".join(
        f"{opening}[^{others}\\n]{{1,{longest}}}[{closing}]" for opening, others, closing in _MARKS
    )


_ENCLOSED = late_pattern(rf"{_between_marks(400)}|\([^()\n]{{1,400}}\)|\[[^\[\]\n]{{1,400}}\]")
_OPENING = ("“", "”", '"', "„", "«", "(", "[")
_DIVIDER = late_pattern(r"\s\|\s|\s/\s")
_LONGEST_ROW = 80

_QUOTED = late_pattern(_between_marks(80))
_BETWEEN = late_pattern(r"\s*+(?:[,;]\s*+)?(?:(?:and|or|&|או)\s+|ו[-־]?)?")
_SENTENCE_END = late_pattern(r"[.!?;\n]|$")


def frame_script(text: str, own: Script) -> Script:
    """Return the script by which the direction of a paragraph is set, as ``base_script`` does.

    A short note is in the script of the words that frame it, and a sentence in that of its words
    around names.  A sentence in ``own`` around a list stays in ``own``, however long the items of
    the list are, and so do a sentence around a quotation or a bracket that has more letters, and a
    row of a programme in two languages: “13:00 Lunch | ארוחת צהריים”.
    """
    if len(count_letters(text)) > 1 and (_is_row(text, own) or _is_around(text, own)):
        return own
    if frame := _find_frame(text) or _find_sentence(text, own):
        return frame
    base = base_script(text, own)
    if base is own or count_letters(text).get(own, 0) == 0:
        return base
    rest = _strip_items(text)
    has_frame = len(rest) < len(text) and own in count_letters(rest)
    return base_script(rest, own) if has_frame else base


def _is_around(text: str, own: Script) -> bool:
    """Return whether a text begins with words in ``own``, and all others are enclosed.

    A quotation with its source after it is none: it begins with its mark.
    """
    if text.startswith(_OPENING):
        return False
    rest = count_letters(_ENCLOSED.sub(" ", text))
    return set(rest) == {own} and rest[own] > 1


def _is_row(text: str, own: Script) -> bool:
    """Return whether a text is cells with dividers, each in one script and one in ``own``."""
    if len(text) > _LONGEST_ROW or not _DIVIDER.search(text):
        return False
    cells = [count_letters(cell) for cell in _DIVIDER.split(text)]
    return all(len(cell) == 1 for cell in cells) and any(own in cell for cell in cells)


def _strip_items(text: str) -> str:
    """Return a text without the items of its lists."""
    parts: list[str] = []
    position = 0
    for start, end in sorted((*_find_labelled(text), *_find_quoted(text))):
        parts.append(text[position:start])
        position = max(position, end)
    return "".join((*parts, text[position:]))


def _find_labelled(text: str) -> Iterator[Run]:
    """Yield the range from the first label of each list to the end of its last item."""
    for labels in find_labels(text):
        end = _SENTENCE_END.search(text, labels[-1][1])
        yield labels[0][0], end.start() if end else len(text)


def _find_quoted(text: str) -> Iterator[Run]:
    """Yield the range of each quotation that a separator joins to another one."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for before, after in pairwise(quoted):
        if _BETWEEN.fullmatch(text, before[1], after[0]):
            yield before
            yield after


def _find_frame(text: str) -> Script | None:
    """Return the script of the words that frame quoted words of another script, if clear.

    ``ראה English, עמ' 5`` is a Hebrew note, ``See תניא, פרק ד`` an English one, by their first
    word.  Without such a word the first word, the last word and a function word must agree.
    """
    counts = count_letters(text)
    total = sum(counts.values())
    if len(counts) < 2 or total > _LONGEST:
        return None
    words = [word.lower() for word in _WORD.findall(without_points(text))]
    frame = script(words[0])
    own = {word.removeprefix("ו") for word in words if script(word) is frame}
    if words[0].removeprefix("ו") in _OPENERS.get(frame, ()):
        return frame
    is_framed = total < _SHORT and script(words[-1]) is frame
    return frame if is_framed and not own.isdisjoint(_FUNCTION_WORDS.get(frame, ())) else None


def _find_sentence(text: str, own: Script) -> Script | None:
    """Return the script of the sentence around names of another script that have more letters.

    ``שמו של הכלל הוא Unicode Bidirectional Algorithm`` is Hebrew: it has more words, and names
    have no function words.  Elsewhere than in ``own``, the script of the text around, a sentence
    has two of these and the first word.
    """
    counts = count_letters(text)
    if len(counts) != 2:
        return None
    words = [word.lower() for word in _WORD.findall(without_points(text))]
    function_words = {kind: _count_function_words(words, kind) for kind in counts}
    if sum(map(bool, function_words.values())) != 1:
        return None
    sentence = max(function_words, key=function_words.__getitem__)
    length = sum(script(word) is sentence for word in words)
    if counts[sentence] < _LEAST * sum(counts.values()) or length <= len(words) - length:
        return None
    is_clear = sentence is own or (function_words[sentence] > 1 and script(words[0]) is sentence)
    return sentence if is_clear else None


def _count_function_words(words: Sequence[str], kind: Script) -> int:
    """Return how many different function words of a script are among the words."""
    return len({word.removeprefix("ו") for word in words} & _FUNCTION_WORDS.get(kind, frozenset()))
