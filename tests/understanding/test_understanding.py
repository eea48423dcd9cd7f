"""No text is understood worse than recorded in docs/understanding.md."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.understanding.__main__ import TABLES, describe
from tests.understanding.cases import PASTES, PUBLIC, Case, find_cases, measure
from tests.understanding.results import read_table, result, totals

RECORDS = {folder: read_table(title) for title, folder in TABLES.items()}
"""The recorded results of the cases of each folder."""


def parameters() -> list[object]:
    """Every case under its name; those that make a PDF are slow."""
    cases = [
        pytest.param(case, id=case.name, marks=pytest.mark.slow if case.needs_pdf else ())
        for folder in TABLES.values()
        for case in find_cases(folder)
    ]
    if not PUBLIC.is_dir():
        reason = pytest.mark.skip(f"the public cases are not in {PUBLIC}")
        cases.append(pytest.param(None, id="public", marks=reason))
    return list(cases)


@pytest.mark.parametrize("case", parameters())
def test_a_case_is_not_understood_worse_than_recorded(case: Case):
    score = measure(case)
    record = RECORDS[case.gold_file.parent].get(case.name)
    assert record is not None, "no record; run `python -m tests.understanding`"
    worse = result(score).worse_than(record)
    assert not worse, f"{'; '.join(worse)}\n{describe(case, score)}"


def test_every_record_has_a_case():
    for folder, table in RECORDS.items():
        if folder.is_dir():
            assert set(table) == {case.name for case in find_cases(folder)}


def test_a_gold_has_each_line_that_is_not_blank():
    for case in find_cases(PASTES):
        files = sorted(case.path.glob("*.txt")) if case.path.is_dir() else [case.path]
        lines = [line for file in files for line in file.read_text("utf-8").split("\n")]
        numbers = {number for number, line in enumerate(lines, 1) if line.strip()}
        assert set(case.gold.lines) == numbers, case.name


def test_the_records_are_printed(figures: Callable[[str], None]):
    for title, folder in TABLES.items():
        figures(f"{title}: {totals(RECORDS[folder])}")
