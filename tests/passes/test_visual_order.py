"""Hebrew in visual order: lines are turned around with their notes and their emphasis."""

from __future__ import annotations

from dataclasses import replace

from publish.document.draft import Call, Draft, MarkupKind, MarkupRange
from publish.document.draft import chunk as draft_chunk
from publish.passes.clean.visual_order import restore_order
from publish.text.source import Source


def test_notes_and_emphasis_stay_on_their_words() -> None:
    # “שלום לעולם12 הגדול”, the second word bold, with a note “הערה”, all stored from left to right.
    (line, body) = Source("a", "לודגה 12םלועל םולש\nהרעה\n").lines()
    number, word = line.text.index("12"), line.text.index("םלועל")
    chunk = replace(
        draft_chunk(line),
        calls=(Call(number, number + 2, "12", (draft_chunk(body),)),),
        markup=(MarkupRange(word, word + 5, MarkupKind.STRONG),),
    )
    draft = Draft("a", (chunk,), is_formatted=True)
    (turned,) = restore_order(draft, is_visual=True).value.chunks
    text = turned.text.text
    assert text == "שלום לעולם12 הגדול"
    (call,) = turned.calls
    assert text[call.start : call.end] == "12"
    assert call.body[0].text.text == "הערה"
    (bold,) = turned.markup
    assert text[bold.start : bold.end] == "לעולם"
