"""Tests of the regular expressions of the package: no nested repetition."""

from __future__ import annotations

import re

import pytest

from tests.structure.repetitions import find_repetitions, package_faults
from tests.support.patterns import package_patterns


@pytest.mark.thorough
def test_no_pattern_has_a_nested_repetition() -> None:
    assert list(package_faults("nested")) == []


@pytest.mark.thorough
def test_the_patterns_of_the_package_are_found() -> None:
    names = package_patterns()
    assert len(names) > 350
    assert "publish.passes.languages._BRACKETED" in names


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(?:a*ba*)+",
        r"(.*)*",
        r"(?>(?:a+)+)b",
        r"(?:\s|\w+)*!",
        r"\W*\([^()]*\)(?:\W*\([^()]*\))+\W*",
    ],
)
def test_nested_repetition_is_found(pattern: str) -> None:
    assert "nested" in find_repetitions(re.compile(pattern))


@pytest.mark.parametrize("pattern", [r"\s*\n?\s*", r"\w*\d+", "(?:a|b)*b*"])
def test_adjacent_repetition_is_found(pattern: str) -> None:
    assert find_repetitions(re.compile(pattern)) == ("adjacent",)


@pytest.mark.parametrize(
    "pattern", [r"(?:a++)+", r"(?:\s*,\s*a)+", r"(?<=\w)\w+@\w+", "(?:a|b)*c", "[א-ת]+(?:־[א-ת]+)*"]
)
def test_a_repetition_with_one_reading_is_no_fault(pattern: str) -> None:
    assert find_repetitions(re.compile(pattern)) == ()
