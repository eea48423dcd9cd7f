"""Regular expressions of the passes of drafts on lines made to be slow: no cost beyond linear."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator
from types import ModuleType

import pytest

import publish.passes.clean
import publish.passes.shape
from publish.document import credits as credit_lines
from publish.document import dates
from publish.passes import headings, line_features

pytestmark = pytest.mark.slow

_LENGTH = 2000
_MEASURABLE = 0.002
"""Seconds of CPU below which a line is too cheap for a ratio; a linear pattern takes a tenth."""

_MOST = 3.0
"""The most that a line may cost beside one of half its length: 2 is linear, 4 quadratic."""

_REPEATED = [
    *("[]", "()", "(", "[", "{", "<", ">", "|", "|-", "`", "`x", "#", "*", "* ", "_", "&a", "/"),
    *(" ", "\t", "\n", ",", ", ", "a, ", ".", ". ", "-", " - ", '"', 'x"', "a:", "a@", "http://a."),
    *("a", "i", "א", 'א"', "א\u05b8", "1", "a1", "a1.", "1:1", "1:1 ", "ab ", "אב ", "the "),
    *("a....", "a . . ", "[a](", "[a", '<a b="'),
]

_OF_SHORT_LINES = frozenset({"_WITH_LEADERS", "_WITH_SPACE", "_WITH_NUMBER", "_LINK"})
"""Patterns whose callers leave out long lines, and one that reads 2,000 characters at most."""


def _modules() -> Iterator[ModuleType]:
    yield from (credit_lines, dates, headings, line_features)
    for package in (publish.passes.clean, publish.passes.shape):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(module.name)


def _patterns() -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """Yield each pattern with its name and the methods by which its module calls it."""
    for form in dates._forms():
        yield "dates._forms", form, {"fullmatch"}
    for _, label in headings._LABELS:
        yield "headings._LABELS", label, {"match"}
    for module in _modules():
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and name not in _OF_SHORT_LINES:
                calls = set(re.findall(rf"\b{name}\.(match|fullmatch)\b", source))
                others = re.search(rf"\b{name}\.(?:s|find)|\w\((?:\w+, )?{name}\b(?!\.)", source)
                methods = calls | ({"sub"} if others else set())
                yield f"{module.__name__}.{name}", value, methods or {"fullmatch"}


_PATTERNS = list(_patterns())


def _seconds(pattern: re.Pattern[str], method: str, line: str) -> float:
    """Return the least CPU seconds of three calls."""
    arguments = ("", line) if method == "sub" else (line,)
    times: list[float] = []
    for _ in range(3):
        start = time.process_time()
        getattr(pattern, method)(*arguments)
        times.append(time.process_time() - start)
    return min(times)


def _growth(pattern: re.Pattern[str], method: str, text: str) -> float:
    """Return the cost of a line beside one of half its length; 0 where both are cheap."""
    length = 25
    while length <= _LENGTH:
        # The mark at the end keeps the repeated text from being a whole match.
        whole = _seconds(pattern, method, text * length + "!")
        if whole >= _MEASURABLE:
            half = _seconds(pattern, method, text * (length // 2) + "!")
            return whole / half
        length *= 2
    return 0.0


@pytest.mark.parametrize("text", _REPEATED)
def test_no_pattern_costs_more_than_its_line_is_long(text: str) -> None:
    slow = {
        f"{name}.{method}"
        for name, pattern, methods in _PATTERNS
        for method in methods
        # A second measurement tells a slow pattern from a busy machine.
        if all(_growth(pattern, method, text) > _MOST for _ in range(3))
    }
    assert slow == set()
