"""Case files: a title, what goes in, what must come out, in a form that editors can review.

    == The title of the case ==
    what goes in
    -- gives --
    what must come out

``make update`` (PUBLISH_UPDATE_CASES=1) writes what the code does now into the last part; then
the diff is read.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "cases"
_CASE = re.compile(
    r"^== (?P<title>[^\n]+) ==\n(?P<given>.*?)^-- gives --\n", re.DOTALL | re.MULTILINE
)
UPDATING = os.environ.get("PUBLISH_UPDATE_CASES") == "1"


@dataclass(frozen=True)
class Case:
    file: Path
    title: str
    given: str
    expected: str

    def holds(self, produce: Callable[[str], str]) -> None:
        """Fail unless ``produce`` gives what is expected; when updating, write what it gives."""
        found = produce(self.given).rstrip("\n") + "\n"
        if UPDATING and found != self.expected:
            text = self.file.read_text(encoding="utf-8")
            given = f"== {self.title} ==\n{self.given}-- gives --\n"
            assert given in text
            head, tail = text.split(given, 1)
            tail = tail.removeprefix(self.expected)
            self.file.write_text(head + given + found + tail, encoding="utf-8")
        else:
            assert found == self.expected


def cases(folder: str) -> list[object]:
    """The cases of a stage, each a parameter of a test, named by its title."""
    found = [case for file in sorted((FOLDER / folder).glob("*.txt")) for case in _read(file)]
    assert found, f"there are no cases in {folder}"
    return [pytest.param(case, id=case.title) for case in found]


def _read(file: Path) -> Iterator[Case]:
    text = file.read_text(encoding="utf-8")
    matches = list(_CASE.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    for match, end in zip(matches, ends, strict=True):
        expected = text[match.end() : end].rstrip("\n") + "\n"
        yield Case(file, match["title"], match["given"], expected)
