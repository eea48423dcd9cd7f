"""Cost of each stage of reading over texts made to be slow: CPU time linear in their length."""

from __future__ import annotations

import re

import pytest

from tests.support.adversaries import TEXTS
from tests.support.pass_costs import TooSlowError, limit_time, measure_stages

_FLOOR = 2.0
"""CPU seconds below which no growth is judged; the slowest linear stage takes less at 4,000."""

_MOST = 9.0
"""The most that a text may cost beside one of a quarter: 4 is linear, 16 quadratic."""

_LIMIT = 480.0

_SAMPLE = (
    *("page marks", "first sources", "equal bodies", "Hebrew glosses", "lists in lists"),
    *("list tags", "many marks", "empty round", "tags in a line", "nested list"),
)


def _slow_stages(name: str, units: int, floor: float) -> dict[str, tuple[float, float]]:
    """Return the stages that cost more than linear time, with their seconds at both lengths.

    A stage is measured again if it is slow: a collection of garbage or a page of memory from disk
    may fall into any of them.
    """
    with limit_time(_LIMIT):
        slow = _measure_slow_stages(name, units, floor)
        again = _measure_slow_stages(name, units, floor) if slow else {}
    return {stage: seconds for stage, seconds in again.items() if stage in slow}


def _measure_slow_stages(name: str, units: int, floor: float) -> dict[str, tuple[float, float]]:
    make = TEXTS[name]
    short = measure_stages(make(units))
    measure_stages(make(2 * units))
    long = measure_stages(make(4 * units))
    return {
        stage: (short.get(stage, 0.0), seconds)
        for stage, seconds in long.items()
        if seconds > max(floor, _MOST * short.get(stage, 0.0))
    }


@pytest.mark.thorough
@pytest.mark.parametrize("name", _SAMPLE)
def test_a_sample_of_slow_texts_costs_no_more_than_its_length(name: str) -> None:
    assert not _slow_stages(name, 250, 0.3)


@pytest.mark.long
@pytest.mark.parametrize("name", TEXTS)
def test_no_text_costs_more_than_its_length(name: str) -> None:
    assert not _slow_stages(name, 4000, _FLOOR)


def test_a_stage_that_does_not_end_is_stopped() -> None:
    with pytest.raises(TooSlowError), limit_time(0.05):
        re.fullmatch("(a+)+", "a" * 40 + "!")
