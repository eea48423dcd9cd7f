"""Characters of a line: the first search finds every character that the pass changes."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from publish.document.draft import Call, Draft, MarkupKind, MarkupRange
from publish.document.draft import chunk as draft_chunk
from publish.passes.clean import characters
from publish.passes.clean.characters import clean_characters
from publish.text.source import Source


@pytest.mark.thorough
def test_the_first_search_finds_every_character_that_is_changed() -> None:
    patterns = (
        characters._LINE_BREAK,
        characters.INVISIBLE,
        characters._SPACES,
        characters._VARIATION_SELECTOR,
        characters._STRAY_JOINER,
        characters.DIRECTION_MARK,
    )
    every = map(chr, range(sys.maxunicode + 1))
    changed = [c for c in every if any(pattern.match(c) for pattern in patterns)]
    assert len(changed) > 2000
    assert [c for c in changed if not characters._CHANGED.match(c)] == []


def test_marks_stay_on_their_characters_and_notes_are_cleaned() -> None:
    (line, body) = Source("a", "\u200bco\u00adop \u00a0bold1 end\nA\u200b note\n").lines()
    before = line.text
    call, bold = before.index("1"), before.index("bold")
    chunk = replace(
        draft_chunk(line),
        markup=(MarkupRange(bold, bold + 4, MarkupKind.STRONG),),
        calls=(Call(call, call + 1, "1", (draft_chunk(body),)),),
    )
    (cleaned,) = clean_characters(Draft("a", (chunk,), is_formatted=True)).value.chunks
    text = cleaned.text.text
    assert text == "coop bold1 end"
    (markup,) = cleaned.markup
    assert text[markup.start : markup.end] == "bold"
    (note,) = cleaned.calls
    assert text[note.start : note.end] == "1"
    assert note.body[0].text.text == "A note"


@pytest.mark.parametrize("mark", ["\u200b", " ", "\u200e", "\u00a0\u200b"])
@pytest.mark.parametrize("words", ["Word{} end", "{}Word", "Word{}"])
def test_a_note_with_an_invisible_mark_stays(words: str, mark: str) -> None:
    (line, body) = Source("a", words.format(mark) + "\nA note\n").lines()
    start = words.index("{}")
    call = Call(start, start + len(mark), mark, (draft_chunk(body),))
    chunk = replace(draft_chunk(line), calls=(call,))
    outcome = clean_characters(Draft("a", (chunk,), is_formatted=True))
    (cleaned,) = outcome.value.chunks
    (note,) = cleaned.calls
    assert cleaned.text.text[note.start : note.end] == note.numeral == "*"
    assert note.body[0].text.text == "A note"
    assert "W02" in {diagnostic.code for diagnostic in outcome.diagnostics}
