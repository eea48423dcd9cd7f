"""Labels of the items of lists, as the edges of foreign phrases."""

from __future__ import annotations

import re
from itertools import pairwise

from publish.passes.languages.language_pair import ForeignLanguage
from publish.passes.sentence_lists import Labels, find_labels

_ENDS_ITEM = re.compile(r"(?:[,;][”\"»’']?|\b(?:and|or)|[,;]?\s(?:ו|או)[-־]?)\s*\Z")
_MOST_WORDS = 3


class PhraseLabels:
    """The labels of lists in a text, each of which begins another phrase.

    A label in the foreign script is part of its item, another one of the text around.  Where the
    first label of a list stands inside a foreign phrase, the list is part of the phrase.
    """

    def __init__(self, text: str, foreign: ForeignLanguage) -> None:
        self.text = text
        self.lists = [labels for labels in find_labels(text) if self._is_list(labels, foreign)]
        self.list_at = {
            offset: number
            for number, labels in enumerate(self.lists)
            for start, _ in labels
            # The bracket of a label is no token where it is not paired.
            for offset in ((start, start + 1) if text[start] in "([" else (start,))
        }
        self.in_phrase: set[int] = set()

    def _is_list(self, labels: Labels, foreign: ForeignLanguage) -> bool:
        """Return whether labels in the foreign script, or others, are those of a list.

        Verse numbers in a Hebrew quotation are no labels of a list: there items end with a comma
        or have few words.
        """
        start, end = labels[0]
        if not foreign.letters.search(self.text, start, end):
            return True
        items = [self.text[a[1] : b[0]] for a, b in pairwise(labels)]
        return all(
            len(item.split()) <= _MOST_WORDS or _ENDS_ITEM.search(item[-12:]) for item in items
        )

    def begins_item(self, offset: int, *, follows_phrase: bool) -> bool:
        """Return whether a token begins an item that is a phrase by itself.

        Tokens are asked for in their order; ``follows_phrase`` says whether a foreign word without
        a word of the other language between them comes before.
        """
        number = self.list_at.get(offset)
        if number is None or number in self.in_phrase:
            return False
        first = self.lists[number][0][0]
        if follows_phrase and offset <= first + 1:
            self.in_phrase.add(number)
            return False
        return True

    def fill(self, start: int, end: int) -> bool:
        """Return whether the text between two offsets is a list: begins with one of its labels."""
        inside = self.text[start:end]
        first = end - len(inside.lstrip())
        number = self.list_at.get(first)
        if number is None:
            return False
        return sum(first <= label < end for label, _ in self.lists[number]) > 1
