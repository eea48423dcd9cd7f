"""Case files: titled pairs of an input and its expected output, as text that editors can review.

    == The title of the case ==
    the input
    -- gives --
    the expected output

``make update`` (PUBLISH_UPDATE_CASES=1) replaces the expected outputs with the current ones, to be
reviewed as a diff.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "cases"
_CASE = re.compile(
    r"^== (?P<title>[^\n]+) ==\n(?P<input>.*?)^-- gives --\n", re.DOTALL | re.MULTILINE
)
UPDATING = os.environ.get("PUBLISH_UPDATE_CASES") == "1"


@dataclass(frozen=True)
class Case:
    """Case of a case file: its input and its expected output, each ending in a line break."""

    file: Path
    title: str
    source: str
    expected: str

    def holds(self, produce: Callable[[str], str]) -> None:
        """Fail unless ``produce`` returns the expected output; when updating, write its output."""
        output = produce(self.source).rstrip("\n") + "\n"
        if UPDATING and output != self.expected:
            text = self.file.read_text(encoding="utf-8")
            opening = f"== {self.title} ==\n{self.source}-- gives --\n"
            assert opening in text
            head, tail = text.split(opening, 1)
            tail = tail.removeprefix(self.expected)
            self.file.write_text(head + opening + output + tail, encoding="utf-8")
        else:
            assert output == self.expected


def cases(folder: str) -> list[object]:
    """Return the cases of a folder of ``tests/cases`` as parameters of a test, by title."""
    result = [case for file in sorted((FOLDER / folder).glob("*.txt")) for case in _read(file)]
    assert result, f"there are no cases in {folder}"
    return [pytest.param(case, id=case.title) for case in result]


def _read(file: Path) -> Iterator[Case]:
    text = file.read_text(encoding="utf-8")
    matches = list(_CASE.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    for match, end in zip(matches, ends, strict=True):
        expected = text[match.end() : end].rstrip("\n") + "\n"
        yield Case(file, match["title"], match["input"], expected)
