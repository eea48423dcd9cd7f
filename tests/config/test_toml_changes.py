"""Changes of settings leave every other line as it is, and refuse what they do not know."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.config.toml_changes import (
    append_table,
    change_value,
    remove_table,
    remove_value,
    set_table_value,
    set_value,
)
from publish.config.toml_statements import UnknownForm
from publish.config.toml_writer import write_value

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


def test_an_item_of_several_lines_is_removed_with_its_line():
    after = set_value(SETTINGS, ("languages",), ["en"])
    assert tomllib.loads(after)["languages"] == ["en"]
    assert difference(SETTINGS, after) == ['    "he", # first']


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


PEOPLE = """\
title = { en = "Ascents", he = "עליות" } # both
creators = [
    { name = "A. Author" }, # of the lesson
    # by her leave:
    { name = "B. Reader", role = "trl" },
]

[series] # of the house
name = "Lessons" # short
position = 5
"""


def test_a_part_of_a_value_changes_and_the_comments_beside_it_stay():
    after = change_value(PEOPLE, ["title"], {"en": "Descents", "he": "עליות"})
    assert 'title = { en = "Descents", he = "עליות" } # both\n' in after
    after = change_value(after, ["title"], {"he": "עליות"})
    assert 'title = { he = "עליות" } # both\n' in after
    after = change_value(after, ["title"], {"he": "עליות", "la": "Ascensus"})
    assert 'title = { he = "עליות", la = "Ascensus" } # both\n' in after
    assert difference(PEOPLE, after) == [PEOPLE.splitlines()[0]]


def test_people_are_added_changed_and_removed_in_their_lines():
    author, reader = {"name": "A. Author"}, {"name": "B. Reader", "role": "trl"}
    added = change_value(PEOPLE, ["creators"], [author, reader, {"name": "C. Third"}])
    assert '    { name = "C. Third" },\n]\n' in added
    assert difference(PEOPLE, added) == []
    edited = change_value(PEOPLE, ["creators"], [{"name": "A. Other"}, reader])
    assert '    { name = "A. Other" }, # of the lesson\n' in edited
    assert difference(edited, change_value(PEOPLE, ["creators"], [reader])) == [
        '    { name = "A. Other" }, # of the lesson'
    ]
    assert "by her leave" in change_value(PEOPLE, ["creators"], [reader])
    assert "creators" not in change_value(PEOPLE, ["creators"], None)


def test_a_table_under_a_header_keeps_its_header():
    after = change_value(PEOPLE, ["series"], {"name": "Lectures", "position": 6})
    assert after.endswith('[series] # of the house\nname = "Lectures" # short\nposition = 6\n')
    after = change_value(PEOPLE, ["series"], {"name": "Lessons"})
    assert after.endswith('name = "Lessons" # short\n')
    assert change_value(PEOPLE, ["series"], None) == PEOPLE.partition("\n[series]")[0]


def test_tables_of_a_list_keep_their_headers():
    text = '[[creators]] # first\nname = "A"\n\n[[creators]]\nname = "B"\nrole = "trl"\n'
    after = change_value(text, ["creators"], [{"name": "A"}, {"name": "B", "role": "edt"}])
    assert after == text.replace("trl", "edt")
    after = change_value(text, ["creators"], [{"name": "B", "role": "trl"}, {"name": "C"}])
    assert tomllib.loads(after)["creators"] == [{"name": "B", "role": "trl"}, {"name": "C"}]
    assert change_value(text, ["creators"], [{"name": "A"}]) == '[[creators]] # first\nname = "A"\n'
    assert change_value(text, ["creators"], None) == ""


def test_keys_with_dots_are_changed_in_their_lines():
    text = 'title.en = "A" # one\ntitle.he = "א"\n'
    after = change_value(text, ["title"], {"en": "B", "he": "א"})
    assert after == 'title.en = "B" # one\ntitle.he = "א"\n'
    assert change_value(text, ["title"], {"en": "A"}) == 'title.en = "A" # one\n'


WORDS = st.text("ab \"'#,=[]{}\\אב", max_size=4)
VALUES = st.recursive(
    WORDS | st.integers(0, 9) | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "c d"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES, VALUES, st.booleans())
def test_any_value_becomes_any_other_and_the_other_lines_stay(
    old: object, new: object, has_lines: bool
):
    value = write_value(old)
    if has_lines and isinstance(old, list):
        value = "[ # list\n" + "".join(f"  {write_value(each)}, # item\n" for each in old) + "]"
    text = f'first = 1 # one\nkey = {value} # end\n\n[last] # two\nkey = "x"\n'
    after = change_value(text, ["key"], new)
    assert tomllib.loads(after) == {"first": 1, "key": new, "last": {"key": "x"}}
    assert after.startswith("first = 1 # one\n")
    assert after.endswith(' # end\n\n[last] # two\nkey = "x"\n')
