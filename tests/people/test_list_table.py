"""Lists of people as rows of texts, from CSV, TSV and XLSX, with their faults."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from publish.artifacts.people.list_reader import read_table
from publish.artifacts.people.list_table import MOST_ROWS
from publish.artifacts.people.people_list import list_people
from publish.diagnostics import PublishError
from publish.diagnostics.rules import files
from publish.diagnostics.rules import people as rules
from publish.diagnostics.rules.office import UNSAFE, XML_DAMAGED
from tests.people.workbooks import inline, make_workbook


def values(data: bytes | str) -> list[tuple[str, ...]]:
    data = data.encode() if isinstance(data, str) else data
    return [row.values for row in read_table(data, "guests").value.rows]


def fault(data: bytes | str) -> str:
    """Return the code and the message of the error of a list."""
    with pytest.raises(PublishError) as caught:
        read_table(data.encode() if isinstance(data, str) else data, "guests.csv")
    diagnostic = caught.value.diagnostics[0]
    return f"{diagnostic.code} {diagnostic.message}"


class TestText:
    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_the_sign_between_columns_is_found(self, sign: str) -> None:
        text = f'name{sign}table\n"Cohen{sign} Anna"{sign}2\n'
        assert values(text) == [("name", "table"), (f"Cohen{sign} Anna", "2")]

    def test_a_line_of_excel_names_the_sign(self) -> None:
        assert values("sep=;\nname;table, seat\nרות;2\n")[0] == ("name", "table, seat")

    def test_rows_have_the_numbers_that_spreadsheets_show(self) -> None:
        table = read_table(b'name,table\n\n"two\nlines",1\nlast,2\n', "guests.csv").value
        assert [row.number for row in table.rows] == [1, 3, 4]

    def test_a_gershayim_inside_a_cell_is_a_letter(self) -> None:
        assert values('name\nד"ר כהן\n')[1] == ('ד"ר כהן',)

    @pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1255"])
    def test_encodings_are_those_of_texts(self, codec: str) -> None:
        names = "שרה כהן, משה לוי, רבקה פרץ, יעקב מזרחי, אסתר ביטון".split(", ")
        text = "שם;שולחן\n" + "".join(f"{name};{n}\n" for n, name in enumerate(names))
        assert values(text.encode(codec))[1] == ("שרה כהן", "0")

    def test_a_formula_is_found_and_stands_as_it_is(self) -> None:
        table = read_table(b"name,table\nAnna,=1+1\n", "guests.csv").value
        assert table.rows[1].values == ("Anna", "=1+1")
        assert [fault.column for fault in table.faults] == [1]

    def test_an_open_quotation_mark_is_named_by_its_row(self) -> None:
        assert fault('name,table\nAnna,1\n"Ruth,2\n').startswith("K41 row 3 of guests.csv")

    def test_empty_and_headed_lists_are_refused(self) -> None:
        assert fault("").startswith(files.EMPTY.code)
        assert "only the row that names the columns" in fault("name,table\n")

    def test_a_file_that_is_no_text_is_refused(self) -> None:
        data = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
        assert fault(data).startswith(files.BINARY.code)
        with pytest.raises(PublishError) as caught:
            read_table(data, "guests.csv")
        assert "save the list as CSV" in caught.value.diagnostics[0].hints[0]

    def test_a_workbook_of_old_excel_is_named(self) -> None:
        old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
        assert "is a workbook of an older Excel, or has a password" in fault(old)

    def test_too_many_rows_are_refused(self) -> None:
        assert "more than 20,000 rows" in fault("name\n" + "Anna\n" * (MOST_ROWS + 1))

    def test_a_cell_of_a_whole_book_is_refused(self) -> None:
        assert "row 2 of guests.csv has a cell of 5,000 characters" in fault("name\n" + "a" * 5000)


class TestWorkbooks:
    def test_the_first_sheet_that_is_shown_is_read(self) -> None:
        cells = {
            "A1": inline("name"),
            "B1": inline("table"),
            "A2": '<c t="s"><v>0</v></c>',
            "B2": "<c><v>12</v></c>",
            "A4": inline("<b>Ruth</b> & =1+1"),
            "C4": "<c><v>0.1</v></c>",
        }
        table = read_table(make_workbook(cells, ("רות כהן",)), "guests.xlsx").value
        assert [(row.number, row.values) for row in table.rows] == [
            (1, ("name", "table")),
            (2, ("רות כהן", "12")),
            (4, ("<b>Ruth</b> & =1+1", "", "0.1")),
        ]

    def test_stored_values_of_formulas_are_taken(self) -> None:
        cells = {
            "A1": inline("name"),
            "A2": '<c t="str"><f>B2&amp;C2</f><v>Anna</v></c>',
            "A3": "<c><f>1+1</f></c>",
            "B3": inline("x"),
            "A4": '<c t="e"><v>#REF!</v></c>',
            "B4": inline("y"),
        }
        outcome = read_table(make_workbook(cells), "guests.xlsx")
        assert [row.values for row in outcome.value.rows][1:] == [("Anna",), ("", "x"), ("", "y")]
        assert [fault.column for fault in outcome.value.faults] == [0, 0]
        assert "cell A3 of guests.xlsx" in outcome.value.faults[0].message

    def test_a_seat_that_became_a_date_is_told(self) -> None:
        cells = {"A1": inline("name"), "A2": '<c s="1"><v>45292</v></c>'}
        outcome = read_table(make_workbook(cells, formats=(0, 14)), "guests.xlsx")
        assert outcome.value.rows[1].values == ("2024-01-01",)
        assert "cell A2 of guests.xlsx is a date" in outcome.value.faults[0].message

    def test_a_time_of_the_day_is_no_date(self) -> None:
        cells = {"A1": inline("name"), "A2": '<c s="1"><v>0.385416666666667</v></c>'}
        table = read_table(make_workbook(cells, formats=(0, 20)), "guests.xlsx").value
        assert table.rows[1].values == ("09:15",)
        assert not table.faults

    def test_merged_cells_count_in_each_of_their_rows(self) -> None:
        cells = {
            "A1": inline("name"),
            "B1": inline("table"),
            "A2": inline("Anna"),
            "B2": inline("Red"),
            "A3": inline("Ruth"),
            "C4": inline("a telephone number"),
            "A5": inline("Zoë"),
        }
        merged = ("B2:B4", "A3:A4", "A5:B5")
        table = read_table(make_workbook(cells, merged=merged), "guests.xlsx").value
        assert [row.values for row in table.rows[1:]] == [
            ("Anna", "Red"),
            ("Ruth", "Red"),
            ("Ruth", "Red", "a telephone number"),
            ("Zoë",),
        ]
        people = list_people(table, (), "en")
        assert [each.words for each in people.value] == [
            ("Anna", "Table Red"),
            ("Ruth", "Table Red"),
            ("Zoë",),
        ]
        assert [each.code for each in people.diagnostics] == [rules.ROW_WITHOUT_NAME.code]

    def test_a_document_of_word_is_no_list(self) -> None:
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("word/document.xml", "<document/>")
        assert "is no workbook of Excel" in fault(out.getvalue())

    def test_hostile_and_damaged_workbooks_are_refused(self) -> None:
        bomb = make_workbook({"A1": inline("name")}, ("a",))
        entity = b'<!DOCTYPE sst [<!ENTITY a "b">]>'
        out = BytesIO()
        with zipfile.ZipFile(BytesIO(bomb)) as source, zipfile.ZipFile(out, "w") as archive:
            for name in source.namelist():
                content = source.read(name)
                archive.writestr(name, entity + content if "strings" in name else content)
        assert fault(out.getvalue()).startswith(UNSAFE.code)
        cut = make_workbook({"A1": "<c><v>1</c>"})
        assert fault(cut).startswith(XML_DAMAGED.code)
        assert fault(bomb[:200]).startswith("W")
