"""Tests of patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from publish.text.patterns import LatePattern, late_pattern


def test_a_late_pattern_finds_the_same_as_a_compiled_one() -> None:
    late, compiled = late_pattern("(?P<letter>[a-c])", re.IGNORECASE), re.compile("(?i:[a-c])")
    assert late.findall("xAyc") == compiled.findall("xAyc") == ["A", "c"]
    assert late.sub("-", "xAyc") == "x-y-"
    assert late.groupindex == {"letter": 1}


def test_a_pattern_is_compiled_at_its_first_use() -> None:
    wrong = late_pattern("(")
    assert wrong.pattern == "("
    with pytest.raises(re.error):
        wrong.search("")


def test_a_method_stays_an_attribute_after_its_first_use() -> None:
    late = LatePattern("a", 0)
    assert late.search("a")
    assert "search" in vars(late)
