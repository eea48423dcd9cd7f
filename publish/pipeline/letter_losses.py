"""Letters that a pass takes away from a text without a message.

Letters, combining marks and digits are counted file by file, before a pass and after it, so that a
pass may move words and change their case.  A pass that says something about a file is believed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from publish.diagnostics import Diagnostic
from publish.document.draft import Draft
from publish.document.model import Work
from publish.document.text_pieces import TextPiece, list_pieces
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Span

_SHOWN = 5
"""Words that a message quotes."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Letters that are missing in a file, and the first words that have them."""

    count: int
    words: tuple[str, ...]
    span: Span

    def __str__(self) -> str:
        shown = ", ".join(f"“{word}”" for word in self.words[:_SHOWN])
        more = ", …" if self.words[_SHOWN:] else ""
        return f"{self.count} letter{'' if self.count == 1 else 's'}: {shown}{more}"


def find_losses(
    before: Draft | Work, after: Draft | Work, diagnostics: Iterable[Diagnostic]
) -> tuple[Loss, ...]:
    """Return the losses of a pass in the files about which it has no diagnostic."""
    if before is after:
        return ()
    explained = {span.file for diagnostic in diagnostics for span in diagnostic.places}
    old, new = _pieces_by_file(before), _pieces_by_file(after)
    losses = (_compare(old[file], new.get(file, [])) for file in old if file not in explained)
    return tuple(filter(None, losses))


def _compare(before: Sequence[TextPiece], after: Sequence[TextPiece]) -> Loss | None:
    old, new = (Counter(piece.text for piece in pieces) for pieces in (before, after))
    missing = _count_letters(old - new) - _count_letters(new - old)
    if not missing:
        return None
    left = Counter(_normalise(word) for piece in after for word in piece.text.split())
    lost: list[TextPiece] = []
    for piece in before:
        for word in piece.text.split():
            form = _normalise(word)
            left[form] -= 1
            if left[form] < 0 and missing.keys() & set(form):
                lost.append(TextPiece(word, piece.span))
    span = lost[0].span if lost else NOWHERE
    return Loss(missing.total(), tuple(piece.text for piece in lost), span)


def _count_letters(texts: Counter[str]) -> Counter[str]:
    characters = Counter("".join(map(_normalise, texts.elements())))
    return Counter({c: n for c, n in characters.items() if unicodedata.category(c)[0] in "LMN"})


def _normalise(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold()


def _pieces_by_file(value: Draft | Work) -> Mapping[str, Sequence[TextPiece]]:
    """Return the texts of a draft, or of a Work by the files of its sections."""
    result: dict[str, list[TextPiece]] = defaultdict(list)
    if isinstance(value, Draft):
        result[value.file] += list_pieces(value)
        return result
    for section in value.sections:
        result[section.span.file] += list_pieces(section)
    result[""] += list_pieces(value.meta)
    return result
