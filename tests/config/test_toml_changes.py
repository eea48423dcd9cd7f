"""Changes of settings leave every other line as it is, and refuse what they do not know."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.config.toml_changes import (
    UnknownForm,
    append_table,
    remove_table,
    remove_value,
    set_table_value,
    set_value,
)

SETTINGS = '''\
# The settings of the lesson.
title = "Ascents"   # as on the poster
languages = [
    "he", # first
    "en",
]
note = """
[[mark]]
title = "no key"
"""

[booklet] # for the printer
binding = "right"

[[mark]]
line = "Share this"
as = "drop" # the web site

# The first verse.
[[mark]]
line = "In the beginning"
as = "verse"
'''


def difference(before: str, after: str) -> list[str]:
    """Return the lines of ``before`` that ``after`` lacks."""
    lines = after.splitlines()
    return [line for line in before.splitlines() if line not in lines]


def test_a_value_is_replaced_and_its_comment_stays():
    after = set_value(SETTINGS, ("title",), "Descents")
    assert 'title = "Descents"   # as on the poster\n' in after
    assert difference(SETTINGS, after) == ['title = "Ascents"   # as on the poster']


def test_a_value_of_several_lines_is_replaced_whole():
    after = set_value(SETTINGS, ("languages",), ["en"])
    assert tomllib.loads(after)["languages"] == ["en"]
    assert difference(SETTINGS, after) == ["languages = [", '    "he", # first', '    "en",', "]"]


def test_a_new_key_stands_before_the_tables():
    after = set_value(SETTINGS, ("theme",), "classic")
    assert after.index('theme = "classic"') < after.index("[booklet]")
    assert difference(SETTINGS, after) == []


def test_a_key_of_a_table_is_set_and_a_table_is_made_for_it():
    after = set_value(SETTINGS, ("booklet", "sheet"), "a4")
    after = set_value(after, ("cover", "image"), "cover.png")
    assert tomllib.loads(after)["booklet"] == {"binding": "right", "sheet": "a4"}
    assert tomllib.loads(after)["cover"] == {"image": "cover.png"}
    assert difference(SETTINGS, after) == []


def test_a_key_is_removed_alone():
    after = remove_value(SETTINGS, ("booklet", "binding"))
    assert difference(SETTINGS, after) == ['binding = "right"']
    assert remove_value(after, ("booklet", "binding")) == after


def test_tables_are_added_changed_and_removed():
    after = append_table(SETTINGS, "mark", 'line = "Amen"\nas = "text"\n')
    assert after.endswith('\n\n[[mark]]\nline = "Amen"\nas = "text"\n')
    assert remove_table(after, "mark", 2) == SETTINGS
    after = set_table_value(SETTINGS, "mark", 0, "as", "text")
    assert 'as = "text" # the web site' in after
    after = remove_table(SETTINGS, "mark", 0)
    assert "# The first verse." in after
    assert [mark["as"] for mark in tomllib.loads(after)["mark"]] == ["verse"]


def test_the_line_ends_of_windows_stay():
    text = SETTINGS.replace("\n", "\r\n")
    after = append_table(text, "mark", 'line = "Amen"\nas = "text"\n')
    assert after == text + '\r\n[[mark]]\r\nline = "Amen"\r\nas = "text"\r\n'
    assert "\r" not in set_value(text, ("title",), "a").replace("\r\n", "")


def test_marks_in_one_line_are_refused():
    text = 'mark = [{ line = "a", as = "text" }]\n'
    with pytest.raises(UnknownForm):
        append_table(text, "mark", 'line = "b"\nas = "drop"\n')
    with pytest.raises(UnknownForm):
        set_table_value(text, "mark", 0, "as", "drop")
    with pytest.raises(UnknownForm):
        remove_table(text, "mark", 0)


@given(st.text(alphabet="ab=\"'#[]\n,. {}", max_size=40), st.text(max_size=6))
def test_a_change_is_exact_or_refused(text: str, value: str):
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    try:
        after = set_value(text, ("a",), value)
    except UnknownForm:
        return
    assert tomllib.loads(after) == before | {"a": value}
