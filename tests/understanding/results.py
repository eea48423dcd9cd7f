"""The table of results in ``docs/understanding.md``: reading, writing, comparing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from tests.understanding.scoring import Score

DOCUMENT = Path(__file__).parents[2] / "docs" / "understanding.md"
COLUMNS = ("case", "lines", "right", "lost", "mispaired", "wrong calls", "other faults")


@dataclass(frozen=True, slots=True)
class Result:
    """A row of the table: the counts of one case."""

    lines: int
    right: int
    losses: int
    mispairs: int
    wrong_calls: int
    """1 where the note calls are not those of the gold, else 0."""
    violations: int

    @property
    def is_perfect(self) -> bool:
        """Whether nothing is wrong."""
        faults = self.losses + self.mispairs + self.wrong_calls + self.violations
        return self.right == self.lines and not faults

    def worse_than(self, record: Result) -> list[str]:
        """Return the counts in which this result is worse than a record, as text."""
        names = [field.name for field in fields(self) if field.name not in ("lines", "right")]
        worse = [
            f"{name} {getattr(record, name)} → {getattr(self, name)}"
            for name in names
            if getattr(self, name) > getattr(record, name)
        ]
        if self.right < record.right:
            worse.append(f"right lines {record.right} → {self.right}")
        return worse


Table = Mapping[str, Result]
"""The result of each case by its name."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The measures of a whole table."""

    cases: int
    accuracy: float
    """The mean share of right lines, from 0 to 1."""
    losses: int
    mispairs: int
    wrong_calls: int
    perfect: int

    def __str__(self) -> str:
        return (
            f"{self.cases} cases: {self.accuracy:.1%} of lines right, {self.losses} lost and "
            f"{self.mispairs} mispaired in silence, calls wrong in {self.wrong_calls}, "
            f"{self.perfect} cases without a fault"
        )


def result(score: Score) -> Result:
    """Return the row of a score."""
    return Result(
        score.lines,
        score.right,
        len(score.losses),
        len(score.mispairs),
        int(not score.has_right_calls),
        len(score.violations),
    )


def totals(table: Table) -> Totals:
    """Return the measures of a table that is not empty."""
    rows = table.values()
    return Totals(
        len(rows),
        sum(row.right / row.lines for row in rows) / len(rows),
        sum(row.losses for row in rows),
        sum(row.mispairs for row in rows),
        sum(row.wrong_calls for row in rows),
        sum(row.is_perfect for row in rows),
    )


def read_table(name: str) -> dict[str, Result]:
    """Return the table of the documentation between the marks ``name``."""
    _, body, _ = _parts(DOCUMENT.read_text("utf-8"), name)
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in body.splitlines()
        if line.startswith("|")
    ]
    return {case: Result(*map(int, counts)) for case, *counts in rows[2:]}


def write_table(name: str, table: Table) -> None:
    """Replace a table of the documentation, and the totals over it."""
    before, _, after = _parts(DOCUMENT.read_text("utf-8"), name)
    body = f"\n{totals(table)}.\n\n{as_markdown(table)}\n"
    DOCUMENT.write_text(f"{before}{body}{after}", "utf-8")


def as_markdown(table: Table) -> str:
    """Return a table in Markdown."""
    rows: Iterable[Iterable[object]] = ((case, *astuple(row)) for case, row in table.items())
    lines = [COLUMNS, ["---"] * len(COLUMNS), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _parts(text: str, name: str) -> list[str]:
    """Return the document before, inside and after the marks of a table."""
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    match = re.fullmatch(f"(.*{start})(.*)({end}.*)", text, re.DOTALL)
    if match is None:
        raise ValueError(f"{DOCUMENT.name} has no marks for the table {name!r}")
    return list(match.groups())
