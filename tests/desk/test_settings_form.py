"""The form of settings: values of the file as controls show them, and as they are written."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from publish.config import Book
from publish.config.setting_keys import KEYS
from publish.desk.setting_fields import FIELDS, ROLES, Field, Kind
from publish.desk.setting_words import VALUE_NAMES
from publish.desk.settings_form import WrongForm, describe_field, read_value
from publish.document.relators import RELATORS

MakeBook = Callable[..., Book]

SETTINGS = """\
title = { en = "The Leaf", he = "העלה" }
subtitle = "By the River"
creators = [{ name = "A. Author" }, { name = { he = "ב' קורא" }, role = "trl" }]
date = 2025-05-20
page = { width = "148mm", height = "200mm" }
series = { name = "Leaves", position = 2 }
"""


def field_of(name: str) -> Field:
    return next(each for each in FIELDS if each.name == name)


@pytest.fixture
def fields(make_book: MakeBook) -> dict[str, dict[str, Any]]:
    book = make_book(SETTINGS, a_txt="A text.\n")
    table = tomllib.loads(SETTINGS)
    return {field.name: describe_field(field, table, book) for field in FIELDS}


def test_words_are_a_text_for_each_language(fields: dict[str, dict[str, Any]]):
    assert fields["title"]["value"] == {"en": "The Leaf", "he": "העלה"}
    assert fields["subtitle"]["value"] == {"en": "By the River"}
    assert fields["event"]["value"] is None


def test_people_and_a_series_have_parts(fields: dict[str, dict[str, Any]]):
    assert fields["creators"]["value"] == [
        {"name": {"en": "A. Author"}},
        {"name": {"he": "ב' קורא"}, "role": "trl"},
    ]
    assert fields["series"]["value"] == {"name": {"en": "Leaves"}, "position": 2}
    assert [part["kind"] for part in fields["series"]["parts"]] == ["words", "number"]


def test_a_fit_is_shown_as_sheets_or_pages(make_book: MakeBook):
    book = make_book("", a_txt="A text.\n")
    shown = [
        describe_field(field_of("fit"), {"fit": value}, book)["value"]
        for value in ("sheets", {"sheets": 2}, {"pages": 8}, 8)
    ]
    assert shown == [{"sheets": "nearest"}, {"sheets": "2"}, {"pages": 8}, {"pages": 8}]


def test_a_value_that_no_control_shows_is_left_to_the_file(fields: dict[str, dict[str, Any]]):
    assert (fields["page"]["kind"], fields["theme"]["kind"]) == ("other", "choice")
    assert fields["page"]["value"] == {"width": "148mm", "height": "200mm"}


@pytest.mark.parametrize(
    ("name", "value", "old", "written"),
    [
        ("title", {"en": "A Leaf", "he": ""}, None, "A Leaf"),
        ("title", {"en": "A Leaf", "he": " עלה "}, "A Leaf", {"en": "A Leaf", "he": "עלה"}),
        ("title", {"en": "A Leaf", "he": ""}, {"en": "A", "he": "ע"}, {"en": "A Leaf"}),
        ("title", {"he": "A Leaf"}, None, {"he": "A Leaf"}),
        ("title", {"en": " "}, "A Leaf", None),
        ("date", "2025-05-20", None, datetime.date(2025, 5, 20)),
        ("date", "May 2025", None, "May 2025"),
        (
            "series",
            {"name": {"en": "Leaves"}, "position": 3},
            None,
            {"name": "Leaves", "position": 3},
        ),
        ("series", {"name": {"en": ""}, "position": None}, {"name": "Leaves"}, None),
        ("creators", [{"name": {"en": "A"}, "role": "aut"}], None, [{"name": "A"}]),
        (
            "creators",
            [{"name": {"en": "A"}, "role": "aut"}, {"name": {}, "role": "trl"}],
            [{"name": "A", "role": "aut"}],
            [{"name": "A", "role": "aut"}],
        ),
        ("theme", "siddur", None, "siddur"),
        ("fit", {"sheets": "nearest", "pages": None}, None, "sheets"),
        ("fit", {"sheets": "2", "pages": None}, "sheets", {"sheets": 2}),
        ("fit", {"sheets": "2", "pages": 12}, {"sheets": 2}, 12),
        ("fit", {"sheets": "3", "pages": 12}, 12, {"sheets": 3}),
        ("fit", {"sheets": "", "pages": None}, 12, None),
    ],
)
def test_a_value_of_the_form_is_written_plainly(
    name: str, value: object, old: object, written: object
):
    assert read_value(field_of(name), value, old) == written


def test_a_value_of_another_form_is_refused():
    with pytest.raises(WrongForm):
        read_value(field_of("creators"), "A. Author", None)


def test_each_value_that_the_settings_offer_has_a_name_in_both_languages(make_book: MakeBook):
    book = make_book("", a_txt="A text.\n")
    own_names = {"theme", "page", "booklet.sheet", "editions", "profiles"}
    for field in FIELDS:
        if field.offer and field.name not in own_names:
            assert set(VALUE_NAMES[field.name]) == set(field.offer(book)), field.name
    assert set(VALUE_NAMES["creators"]) == set(ROLES)
    assert set(ROLES) <= RELATORS


def test_fields_are_keys_of_settings_and_no_key_comes_twice():
    names = [field.name for field in FIELDS]
    assert len(set(names)) == len(names)
    assert {name.partition(".")[0] for name in names} <= {*KEYS, "design", "edition"}
    assert all(
        field.kind is Kind.CHOICE or not field.offer or field.kind is Kind.SEVERAL
        for field in FIELDS
    )
