"""Words of settings are printed on one line, without characters that turn the direction."""

from __future__ import annotations

import pytest

from publish.config.settings import Settings, parse_settings
from publish.document.metadata import Words
from publish.pipeline.metadata import clean_metadata


def clean(**table: object) -> tuple[Settings, list[str]]:
    outcome = clean_metadata(parse_settings(table, Settings()))
    return outcome.value, [diagnostic.message for diagnostic in outcome.diagnostics]


@pytest.mark.parametrize("control", ["\u202e", "\u2066", "\u200f", "\ufeff"])
def test_a_control_in_a_title_is_left_out_with_a_warning(control: str) -> None:
    settings, messages = clean(title=f"The {control}Page")
    assert settings.title == Words((("en", "The Page"),))
    (message,) = messages
    assert f"U+{ord(control):04X}" in message
    assert "`title`" in message


def test_a_title_is_one_line_without_blanks_around_it() -> None:
    settings, messages = clean(title={"en": "  The\nPage \t", "he": "הַדַּף\u2028הָרִאשׁוֹן"})
    assert settings.title == Words((("en", "The Page"), ("he", "הַדַּף הָרִאשׁוֹן")))
    assert messages == []


def test_names_series_and_subjects_are_cleaned() -> None:
    settings, messages = clean(
        creators=[{"name": "A.\u202e Author"}],
        series={"name": "Les\u2067sons", "position": 2},
        subjects=["Prin\u202dting"],
    )
    assert settings.creators[0].name.in_("en") == "A. Author"
    assert settings.series is not None
    assert (settings.series.name.in_("en"), settings.series.position) == ("Lessons", 2)
    assert settings.subjects[0].in_("en") == "Printing"
    assert len(messages) == 3


def test_clean_settings_stay_the_same_object() -> None:
    settings = parse_settings({"title": "The Page", "publisher": "A\u00a0House"}, Settings())
    assert clean_metadata(settings).value is settings
