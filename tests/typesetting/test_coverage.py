"""Every case of the list is shown on paper and on a screen, with a control, or it is said why not.

The list is of the hard cases of setting Hebrew and English together: B01 to B50 are of directions,
H01 to H26 of letters, points and numerals.  ``pytest -s`` on this file prints it as a table.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

import pytest

CASES = (
    *(f"B{number:02}" for number in range(1, 51)),
    *(f"H{number:02}" for number in range(1, 12)),
    "H25",
    "H26",
)
SURFACES = ("paper", "screen")

REASONS = {
    ("B42", "screen"): "the model has no tables, and the contents of an EPUB have no columns",
    ("B43", "screen"): "an EPUB has no pages; which way they turn is shown with its container",
    ("H25", "screen"): "a reading system takes what a book's faces lack from faces of its own",
}

Table = dict[tuple[str, str], list[str]]


def marked(name: str) -> Table:
    """The tests that say by a mark of that name which cases they are for, on which surface."""
    found: Table = {}
    for function, mark in _marks(name):
        assert mark.kwargs["on"] in SURFACES
        for case in mark.args:
            found.setdefault((case, mark.kwargs["on"]), []).append(function)
    return found


def _marks(name: str) -> Iterator[tuple[str, pytest.Mark]]:
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        module = importlib.import_module(f"tests.typesetting.{file.stem}")
        for function in vars(module).values():
            if isinstance(function, FunctionType):
                for mark in getattr(function, "pytestmark", ()):
                    if mark.name == name:
                        yield f"{file.stem}::{function.__name__}", mark


@pytest.mark.parametrize("kind", ["shows", "control"])
def test_every_case_of_the_list_has_its_test_or_a_reason(kind: str) -> None:
    found = marked(kind)
    for case, surface in sorted({(case, on) for case in CASES for on in SURFACES}):
        told = REASONS.get((case, surface)) or ", ".join(found.get((case, surface), ()))
        print(f"{case}\t{surface}\t{kind}\t{told}")
    missing = [
        (case, surface)
        for case in CASES
        for surface in SURFACES
        if (case, surface) not in found and (case, surface) not in REASONS
    ]
    assert missing == []


def test_no_reason_is_given_for_what_is_shown_and_no_case_is_unknown() -> None:
    found = {**marked("shows"), **marked("control")}
    assert {case for case, _ in found} <= set(CASES)
    assert not REASONS.keys() & found.keys()
