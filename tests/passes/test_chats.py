"""Messages of a chat are speeches of their senders."""

from __future__ import annotations

import pytest

from publish import check, read
from publish.config import Settings
from publish.document.draft import Part
from publish.pipeline.stages import parse
from publish.text.source import Source


def speeches(text: str) -> list[str]:
    """The sender and the text of each line, with “+” for a line that goes on in its speech."""
    result = []
    for chunk in parse(Source("a.txt", text), Settings(), after="clean").value.chunks:
        label = chunk.label.text if chunk.label else ""
        mark = "+" if chunk.joins else ""
        is_speech = chunk.part is Part.SPEECH
        result.append(f"{mark}{label}: {chunk.text.text}" if is_speech else chunk.text.text)
    return result


STAMPS = {
    "WhatsApp on a computer": "[12:03, 5/4/2025] {}: ",
    "WhatsApp on an iPhone": "[5/4/25, 12:03:11 PM] {}: ",
    "WhatsApp on Android": "5/4/25, 12:03 - {}: ",
    "a chosen name": "[05.04.2025, 12:03:11] ~\u202f{}: ",
    "Telegram": "{}, [5 Apr 2025 at 12:03:11]:\n",
}


@pytest.mark.parametrize("stamp", STAMPS.values(), ids=STAMPS)
def test_each_message_is_a_speech_of_its_sender(stamp: str):
    messages = [("Editor", "One.\nTwo."), ("משה כהן", "שלום."), ("Editor", "Three?")]
    text = "\n".join(stamp.format(name) + message for name, message in messages)
    assert speeches(text) == ["Editor: One.", "+: Two.", "משה כהן: שלום.", "Editor: Three?"]


def test_a_telephone_number_is_no_name_and_is_reported():
    text = "5/4/25, 12:03 - +972 55 555 0123: One.\n5/4/25, 12:04 - Reader: Two.\n"
    outcome = check(text)
    assert "0123" not in str(read(text).value)
    (warning,) = [each for each in outcome.diagnostics if each.code == "T20"]
    assert warning.message == "not printed: 2 stamps of a chat, 1 with a telephone number"
    assert speeches(text) == [": One.", "Reader: Two."]


def test_the_text_under_a_picture_begins_a_speech():
    text = (
        "5/4/25, 12:03 - Editor: One.\n5/4/25, 12:04 - Reader: <Media omitted>\nA caption.\n"
        "5/4/25, 12:05 - Editor: Two."
    )
    assert speeches(text) == ["Editor: One.", "Reader: A caption.", "Editor: Two."]


def test_the_notice_on_encryption_is_no_message():
    text = (
        "[5/4/25, 12:03:11 PM] Group: Messages and calls are end-to-end encrypted. No one can read"
        " them.\n[5/4/25, 12:04:11 PM] Editor: One.\n[5/4/25, 12:05:11 PM] Reader: Two."
    )
    assert speeches(text) == ["Editor: One.", "Reader: Two."]


def test_the_messages_of_one_person_are_text():
    text = "5/4/25, 12:03 - Editor: One.\n5/4/25, 12:04 - Editor: Two."
    assert speeches(text) == ["One.", "Two."]
