"""The people of a list: columns, languages, lines, order, and faults of rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from publish.artifacts.people.list_reader import read_table
from publish.artifacts.people.people_list import Person, choose_rows, list_people, sort_people
from publish.cli.people_options import parse_rows
from publish.diagnostics import Diagnostics, PublishError
from publish.diagnostics.rules import people as rules
from publish.text.languages import isolate


def read(text: str, *lines: str) -> tuple[tuple[Person, ...], Diagnostics]:
    outcome = list_people(read_table(text.encode(), "guests.csv").value, lines, "en")
    return outcome.value, outcome.diagnostics


def codes(diagnostics: Diagnostics) -> list[str]:
    return [each.code for each in diagnostics]


def names(people: Sequence[Person]) -> list[str]:
    return [person.name for person in people]


def test_columns_have_names_in_three_languages() -> None:
    for header in ("Name,Table,Seat", "שם,שולחן,מקום", "Имя,Стол,Место"):
        ((person,), _) = read(f"{header}\nAnna,2,3\n")
        assert (person.name, person.table, person.seat) == ("Anna", "2", "3")


def test_table_and_seat_are_named_in_the_language_of_the_person() -> None:
    people, diagnostics = read(
        "name,table,seat,language\nAnna,2,3,\nרות,2,,\nИван,,3,\nAnna,2,3,עברית\n"
    )
    assert [person.words[1] for person in people] == [
        "Table 2 · Seat 3",
        "שולחן 2",
        "Место 3",
        "שולחן 2 · מקום 3",
    ]
    assert [person.lines[0].lang for person in people] == ["en", "he", "ru", "he"]
    assert not diagnostics


def test_a_language_without_words_for_table_and_seat_has_them_in_english() -> None:
    people, _ = read("name,table,language\nمحمد,2,ar\nמענדל,2,yi\n")
    assert [(person.words[1], person.lines[0].lang) for person in people] == [
        ("Table 2", "en"),
        ("טיש 2", "yi"),
    ]


def test_a_value_with_the_word_for_it_is_not_named_twice() -> None:
    people, _ = read("name,table,seat\nAnna,table 5,A\nרות,שולחן 5,\n")
    assert [person.words[1] for person in people] == ["table 5 · Seat A", "שולחן 5"]


def test_a_line_runs_in_the_direction_of_its_own_words() -> None:
    people, _ = read("name,group\nרות,ב\n", "Group {group}", "{group}", "קבוצה {group}")
    assert [line.lang for line in people[0].lines] == ["en", "he", "he"]


def test_a_surname_may_have_a_column_of_its_own() -> None:
    for header in ("First name,Last name", "שם פרטי,שם משפחה", "Имя,Фамилия"):
        people, diagnostics = read(f"{header}\nAnna,Cohen\nRuth,\n,Levi\n")
        assert names(people) == ["Anna Cohen", "Ruth", "Levi"]
        assert not diagnostics
    assert names(read("Full name,Surname\nAnna Cohen,Cohen\n")[0]) == ["Anna Cohen"]
    assert names(read("Name,Surname\nLeeann,Lee\n")[0]) == ["Leeann Lee"]
    assert names(read("First name,Surname\nלוי,לוי\n")[0]) == ["לוי לוי"]


def test_the_second_of_two_columns_of_one_meaning_is_told() -> None:
    people, diagnostics = read("name,שם,phone,Phone\nAnna,חנה,1,2\n")
    assert names(people) == ["Anna"]
    assert codes(diagnostics) == [rules.COLUMN_TWICE.code]
    assert f"column “{isolate('שם')}” of guests.csv is not read: column 1" in diagnostics[0].message


def test_formulas_are_told_of_columns_that_are_printed() -> None:
    text = "name,table,phone\nAnna,=1+1,=A2\n"
    people, diagnostics = read(text)
    assert people[0].words == ("Anna", "Table =1+1")
    assert codes(diagnostics) == ["K50"]
    assert diagnostics[0].message == (
        "row 2 of guests.csv has a formula, which is printed as it stands"
    )
    assert len(read(text, "{phone}")[1]) == 2


def test_lines_of_a_template_have_any_column() -> None:
    people, _ = read("name,Group,tent\nAnna,א,\nRuth,,4\n", "Group {group}", "{tent}")
    assert [person.words for person in people] == [("Anna", "Group א"), ("Ruth", "4")]


def test_a_missing_column_is_named_with_those_that_are_there() -> None:
    with pytest.raises(PublishError) as caught:
        read("guest,table\nAnna,2\n")
    diagnostic = caught.value.diagnostics[0]
    assert diagnostic.code == rules.NO_SUCH_COLUMN.code
    assert f"“{isolate('name')}”; row 1 has “{isolate('guest')}”" in diagnostic.message
    with pytest.raises(PublishError, match="tent"):
        read("name\nAnna\n", "{tent}")


def test_rows_without_a_name_are_left_out_and_told() -> None:
    people, diagnostics = read("name,table\nAnna,1\n,2\n , 3\n")
    assert names(people) == ["Anna"]
    assert codes(diagnostics) == [rules.ROW_WITHOUT_NAME.code]
    assert "rows 3, 4 of guests.csv have no name" in diagnostics[0].message
    with pytest.raises(PublishError, match="has a name"):
        read("name,table\n,2\n")


def test_equal_rows_are_both_printed_and_told() -> None:
    people, diagnostics = read("name,table\nAnna,1\nanna,1\nAnna,2\n")
    assert names(people) == ["Anna", "anna", "Anna"]
    assert codes(diagnostics) == [rules.ROW_TWICE.code]
    assert "row 3 of guests.csv is as row 2" in diagnostics[0].message


def test_marks_of_direction_and_line_ends_are_left_out_and_told() -> None:
    people, diagnostics = read('name\n"\u202bרות\u202c\nכהן"\nAnna\n')
    assert names(people) == ["רות כהן", "Anna"]
    assert codes(diagnostics) == [rules.VALUE_CLEANED.code]


def test_an_unknown_language_is_told_and_the_letters_decide() -> None:
    people, diagnostics = read("name,language,table\nרות,martian,1\n")
    assert people[0].lines[0].lang == "he"
    assert codes(diagnostics) == [rules.UNKNOWN_LANGUAGE.code]
    assert "row 2, column “language”" in diagnostics[0].message


def test_people_are_sorted_by_table_and_seat_as_numbers() -> None:
    people, _ = read("name,table,seat\nA,10,1\nB,2,10\nC,2,9\nD,,1\nE,2b,1\n")
    assert names(sort_people(people)) == ["C", "B", "E", "A", "D"]


def test_rows_are_chosen_by_the_numbers_of_the_list() -> None:
    text = "name\nA\nB\nC\nD\n"
    people, _ = read(text)
    table = read_table(text.encode(), "guests.csv").value
    assert names(choose_rows(people, parse_rows("5,2-3"), table)) == ["A", "B", "D"]
    assert names(choose_rows(people, (), table)) == ["A", "B", "C", "D"]
    with pytest.raises(PublishError) as caught:
        choose_rows(people, parse_rows("17-23"), table)
    assert caught.value.diagnostics[0].code == rules.NO_SUCH_ROW.code
    assert "no person in row 17-23; its rows end at 5" in caught.value.diagnostics[0].message


@pytest.mark.parametrize("text", ["", "x", "1", "5-2", "2-", "-3", "2--3"])
def test_other_words_name_no_rows(text: str) -> None:
    with pytest.raises(ValueError, match="names no rows"):
        parse_rows(text)
