"""Cost of each regular expression of the package over texts that it nearly matches."""

from __future__ import annotations

import re

import pytest

from tests.support.cpu_time import cpu_seconds
from tests.support.near_matches import NearMatch, near_matches
from tests.support.pass_costs import TooSlowError, limit_time
from tests.support.patterns import methods, package_patterns

_MOST = 3.0
"""The most that a text may cost beside one of half its length: 2 is linear, 4 quadratic."""

_LIMIT = 5.0

_GUARDED = {
    "publish.passes.citations._TITLE": "lines that end with the mark",
    "publish.config.toml_file": "the message of an error",
    "publish.passes.marks._LABEL": "lines of 200 characters",
    "publish.storage.distributions": "the metadata of installed packages",
    "publish.writers.pdf.engine": "the output and the sources of WeasyPrint",
    "publish.passes.clean.contents_list": "lines of 300 characters",
    "publish.passes.clean.page_furniture": "lines of 80 characters",
    "publish.passes.clean.site_line_kinds": "lines of 80 characters",
    "publish.passes.clean.markup.markdown_inlines.LINK": "2,000 characters at a time",
}
"""Patterns whose callers leave out what is slow: the texts that they read."""

_UNITS = [
    *("[]", "()", "(", "[", "{", "<", ">", "|", "|-", "`", "`x", "#", "*", "* ", "_", "&a", "/"),
    *(" ", "\t", "\n", ",", ", ", "a, ", ".", ". ", "-", " - ", '"', 'x"', "a:", "a@", "http://a."),
    *("a", "i", "א", 'א"', "א\u05b8", "1", "a1", "a1.", "1:1", "1:1 ", "ab ", "אב ", "the "),
    *("a....", "a . . ", "[a](", "[a", '<a b="'),
]


def _seconds(pattern: re.Pattern[str], method: str, text: str) -> float:
    arguments = ("", text) if method == "sub" else (text,)
    return cpu_seconds(lambda: getattr(pattern, method)(*arguments))


def _is_slow(
    pattern: re.Pattern[str], method: str, near: NearMatch, units: int, floor: float = 0.02
) -> bool:
    """Return whether a text costs much and more than twice one of half its length."""
    whole, half = near.of_length(units), near.of_length(units // 2)
    try:
        with limit_time(_LIMIT):
            # Only a text that is slow each time is: others have met a busy machine.
            return all(
                (seconds := _seconds(pattern, method, whole)) > floor
                and seconds > _MOST * _seconds(pattern, method, half)
                for _ in range(3)
            )
    except TooSlowError:
        return True


def _slow_patterns(units: int) -> dict[str, NearMatch]:
    slow: dict[str, NearMatch] = {}
    for name, pattern in package_patterns().items():
        if name.startswith(tuple(_GUARDED)):
            continue
        texts = [*near_matches(pattern), *(NearMatch("", unit, "!") for unit in _UNITS)]
        for method in methods(name):
            near = next((t for t in texts if _is_slow(pattern, method, t, units)), None)
            if near:
                slow[f"{name}.{method}"] = near
    return slow


@pytest.mark.thorough
def test_no_pattern_costs_more_than_its_text_is_long() -> None:
    assert _slow_patterns(1000) == {}


@pytest.mark.long
@pytest.mark.parametrize("units", [4000, 8000])
def test_no_pattern_costs_more_than_a_long_text_is_long(units: int) -> None:
    assert _slow_patterns(units) == {}


@pytest.mark.parametrize("pattern", [r"\s+$", r"\w+@x"])
def test_a_slow_pattern_is_found(pattern: str) -> None:
    compiled = re.compile(pattern)
    assert any(_is_slow(compiled, "sub", near, 8000, 0.005) for near in near_matches(compiled))
