"""Random edits of a text: letters, words, lines and paragraphs, in both scripts."""

from __future__ import annotations

import random
import re

_WORDS = {"en": "light vessel binder page letter".split(), "he": "אור כלי דף אות ספר".split()}
_LETTERS = {"en": "aeinort", "he": "אהוילמנ"}


def _script(word: str) -> str:
    return "he" if re.search("[א-ת]", word) else "en"


def change_letter(text: str, chance: random.Random) -> str:
    """The text with one letter exchanged, as when a printer's error is corrected."""
    word = chance.choice(list(re.finditer(r"[a-z]{4,}|[א-ת]{3,}", text)))
    place = chance.randrange(word.start() + 1, word.end())
    letters = _LETTERS[_script(word[0])].replace(text[place], "")
    return text[:place] + chance.choice(letters) + text[place + 1 :]


def edit(text: str, chance: random.Random) -> str:
    """The text with one random change."""
    paragraphs = text.split("\n\n")
    match chance.randrange(6):
        case 0 | 1:
            return change_letter(text, chance)
        case 2:
            number = chance.randrange(len(paragraphs))
            words = paragraphs[number].split(" ")
            place = chance.randrange(1, len(words))
            words.insert(place, chance.choice(_WORDS[_script(words[0])]))
            paragraphs[number] = " ".join(words)
        case 3:
            number = chance.randrange(len(paragraphs))
            words = paragraphs[number].split(" ")
            del words[chance.randrange(1, len(words) - 1)]
            paragraphs[number] = " ".join(words)
        case 4:
            number = chance.randrange(0, len(paragraphs), 2)
            del paragraphs[number : number + 2]
        case _:
            number = chance.randrange(0, len(paragraphs), 2)
            paragraphs[number:number] = ["A paragraph that was forgotten.", "שורה שנשכחה."]
    return "\n\n".join(paragraphs)
