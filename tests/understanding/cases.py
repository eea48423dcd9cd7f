"""The cases of a folder, and reading them in this process as ``publish check`` does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import publish
from publish.diagnostics import PublishError
from publish.document.node_objects import to_json
from publish.text.source import Source
from tests.understanding.evidence import Evidence
from tests.understanding.gold import Gold, parse_gold
from tests.understanding.messages import place_messages
from tests.understanding.scoring import Score, score
from tests.understanding.tree import Json

PASTES = Path(__file__).parent / "pastes"
PUBLIC = Path(__file__).parents[3] / "shared" / "cases" / "pastes" / "public"
"""The cases beside the project, which are not ours; the folder may be missing."""


@dataclass(frozen=True)
class Case:
    """A text and its gold: ``NAME.gold`` beside ``NAME.txt`` or the folder ``NAME`` of a book.

    The lines of a folder are those of its files in their order, numbered in sequence.
    """

    gold_file: Path

    @property
    def name(self) -> str:
        """The name of the files, without ending."""
        return self.gold_file.stem

    @property
    def path(self) -> Path:
        """The text, or the folder of the book."""
        folder = self.gold_file.with_suffix("")
        return folder if folder.is_dir() else self.gold_file.with_suffix(".txt")

    @cached_property
    def gold(self) -> Gold:
        """The gold of the case."""
        return parse_gold(self.gold_file.read_text("utf-8"))

    @property
    def needs_pdf(self) -> bool:
        """Whether the gold asks for a PDF, which takes seconds."""
        return self.gold.has("pdf", "ok")


def find_cases(folder: Path) -> list[Case]:
    """Return the cases of a folder by name; none where the folder is missing."""
    return [Case(path) for path in sorted(folder.glob("*.gold"))]


def measure(case: Case) -> Score:
    """Read a case, make its PDF where the gold asks for it, and score the result."""
    return score(case.gold, read_case(case))


def read_case(case: Case) -> Evidence:
    """Return the lines of a case, its document model and its messages.

    A text that is refused has an empty model.  Raises ValueError where a file cannot be decoded or
    the settings are wrong, because then the case is at fault.
    """
    checked = publish.check(case.path)
    sources = checked.value
    if not sources:
        raise ValueError("; ".join(each.message for each in checked.diagnostics))
    try:
        work: Json = to_json(publish.read(case.path).value, {s.file: s for s in sources})
    except PublishError:
        work = {"type": "Work", "meta": {}, "body": []}
    lines, offsets = _lines(sources)
    messages = place_messages(checked.diagnostics, sources, offsets)
    has_pdf = not case.needs_pdf or _makes_pdf(case.path)
    return Evidence(lines, work, messages, offsets, has_pdf)


def _lines(sources: tuple[Source, ...]) -> tuple[tuple[str, ...], dict[str, int]]:
    """Return the lines of all files, and the number of lines before each file."""
    lines: list[str] = []
    offsets: dict[str, int] = {}
    for source in sources:
        offsets[source.file] = len(lines)
        lines += _split(source)
    return tuple(lines), offsets


def _split(source: Source) -> Iterator[str]:
    count = source.position(len(source.text)).line
    return (source.line(number) for number in range(1, count + 1))


def _makes_pdf(path: Path) -> bool:
    try:
        publish.to_pdf(path)
    except PublishError:
        return False
    return True
