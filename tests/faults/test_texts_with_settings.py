"""Titles in the settings remove no line of the text but an equal title."""

from __future__ import annotations

import pytest

from tests.faults.conftest import Shown
from tests.faults.reading import understand

GENESIS = """\
Genesis 1

בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ׃
In the beginning God created the heaven and the earth.

וַיֹּאמֶר אֱלֹהִים יְהִי אוֹר וַיְהִי־אוֹר׃
And God said: Let there be light; and there was light.

וַיַּרְא אֱלֹהִים אֶת־הָאוֹר כִּי־טוֹב׃
And God saw the light, that it was good.
"""
VERSES = [
    (
        "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ׃",
        "In the beginning God created the heaven and the earth.",
    ),
    (
        "וַיֹּאמֶר אֱלֹהִים יְהִי אוֹר וַיְהִי־אוֹר׃",
        "And God said: Let there be light; and there was light.",
    ),
    ("וַיַּרְא אֱלֹהִים אֶת־הָאוֹר כִּי־טוֹב׃", "And God saw the light, that it was good."),
]


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"title": "Genesis 1"},
        {"title": "Genesis 1", "subtitle": "With a translation"},
        {"title": "Genesis 1", "subtitle": "With a translation", "shape": "interlinear"},
    ],
)
def test_the_first_verse_stands_in_the_book_with_its_translation(
    settings: dict[str, object],
) -> None:
    reading = understand(GENESIS, **settings)
    assert reading.title == "Genesis 1"
    assert reading.subtitle == settings.get("subtitle", "")
    assert reading.pairs == VERSES
    assert reading.warnings == []


def test_another_title_in_the_settings_leaves_the_line_in_the_text() -> None:
    reading = understand(GENESIS, title="The First Day")
    assert reading.title == "The First Day"
    assert any("Genesis 1" in line for line in reading.outline)
    assert reading.pairs == VERSES


def test_a_first_line_without_a_full_stop_is_printed_under_a_title_in_the_settings() -> None:
    text = (
        "The colour of the letter is in its ink\n\n"
        "A binder knows it by its smell. A reader knows it by the light.\n"
    )
    reading = understand(text, title="On Ink")
    assert reading.title == "On Ink"
    first, second = reading.outline
    assert first.endswith(": The colour of the letter is in its ink")
    assert second == ("text: A binder knows it by its smell. A reader knows it by the light.")


def test_the_first_line_of_a_cut_paragraph_is_text_under_a_subtitle_in_the_settings() -> None:
    text = (
        "A man who writes by hand looks at the white of his page for as long as a\n"
        "candle burns before he begins.\n\nHe is in no haste.\n"
    )
    reading = understand(text, title="The Page", subtitle="A tale")
    assert (reading.title, reading.subtitle) == ("The Page", "A tale")
    assert reading.outline == [
        "text: " + " ".join(text.split("\n\n", maxsplit=1)[0].split()),
        "text: He is in no haste.",
    ]


HEAD = "The Page\nBy A. Printer\n12 May 2024\n\nA letter is written once. It stays.\n"
EVENT = (
    "The Page\n\nThe Printers' Convention, Vienna, 12 May 2024\n\nA letter is written. It stays.\n"
)


@pytest.mark.parametrize(
    ("text", "settings", "line"),
    [
        (HEAD, 'creators = [{ name = "B. Binder" }]', "By A. Printer"),
        (HEAD, 'date = "2025-06-01"', "12 May 2024"),
    ],
)
def test_a_line_that_the_settings_replace_is_a_warning_of_the_pdf(
    text: str, settings: str, line: str, print_pdf: Shown
) -> None:
    printed = print_pdf(text, settings)
    assert "warning" in printed
    assert line in printed


def test_the_first_line_of_scripture_is_printed_under_titles_in_the_settings(
    print_pdf: Shown,
) -> None:
    settings = 'title = "Genesis 1"\nsubtitle = "With a translation"\n'
    assert "3 pairs" in print_pdf(GENESIS, settings)
