"""Sentences whose words of one language frame names and words of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.text.language_detection import without_points
from publish.text.languages import Script, count_letters, script

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


def find_frame(text: str) -> Script | None:
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


def find_sentence(text: str, own: Script) -> Script | None:
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
