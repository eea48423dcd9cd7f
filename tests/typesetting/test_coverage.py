"""Coverage of the list of hard cases: each case has a test and a control on paper and on screen.

Cases B01 to B55 are about directions, H01 to H26 about letters, points and numerals of Hebrew and
English set together. ``pytest -s`` prints the tests of each case as a table.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

import pytest

CASES = (
    *(f"B{number:02}" for number in range(1, 56)),
    *(f"H{number:02}" for number in range(1, 12)),
    "H25",
    "H26",
)
SURFACES = ("paper", "screen")

EXCEPTIONS = {
    ("B42", "screen"): "the model has no tables, and the contents of an EPUB have no columns",
    ("B43", "screen"): "an EPUB has no pages; its page progression is tested with its container",
    ("H25", "screen"): "a reading system has its own faces for characters that a book's faces lack",
}
"""Cases without tests on a surface, each with the reason."""


def find_tests(marker: str) -> dict[tuple[str, str], list[str]]:
    """Return the names of the tests with a marker, by case and surface."""
    result: dict[tuple[str, str], list[str]] = {}
    for test, mark in _find_marks(marker):
        surface = mark.kwargs["on"]
        assert surface in SURFACES
        for case in mark.args:
            result.setdefault((case, surface), []).append(test)
    return result


def _find_marks(marker: str) -> Iterator[tuple[str, pytest.Mark]]:
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        module = importlib.import_module(f"tests.typesetting.{file.stem}")
        for function in vars(module).values():
            if isinstance(function, FunctionType):
                for mark in getattr(function, "pytestmark", ()):
                    if mark.name == marker:
                        yield f"{file.stem}::{function.__name__}", mark


@pytest.mark.parametrize("marker", ["shows", "control"])
def test_every_case_has_a_test_or_is_an_exception(marker: str) -> None:
    tests = find_tests(marker)
    pairs = [(case, surface) for case in CASES for surface in SURFACES]
    for case, surface in pairs:
        text = EXCEPTIONS.get((case, surface)) or ", ".join(tests.get((case, surface), ()))
        print(f"{case}\t{surface}\t{marker}\t{text}")
    missing = [pair for pair in pairs if pair not in tests and pair not in EXCEPTIONS]
    assert missing == []


def test_every_marked_case_is_in_the_list_and_no_exception_has_a_test() -> None:
    tests = {**find_tests("shows"), **find_tests("control")}
    assert {case for case, _ in tests} <= set(CASES)
    assert not EXCEPTIONS.keys() & tests.keys()
