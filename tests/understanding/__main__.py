"""Measure how well texts are understood, and record the results in the documentation.

    python -m tests.understanding              all cases; writes docs/understanding.md
    python -m tests.understanding NAME …       cases with NAME in their name; writes nothing

With names, each wrong line is shown with its gold and its roles in the document model.
"""

from __future__ import annotations

import sys

from tests.understanding.cases import PASTES, PUBLIC, Case, find_cases, measure
from tests.understanding.results import as_markdown, result, totals, write_table
from tests.understanding.scoring import Score

TABLES = {"our cases": PASTES, "public cases": PUBLIC}
"""The folder of the cases of each table in the documentation."""


def main() -> None:
    """Print the tables, or the faults of the cases that the arguments name."""
    names = sys.argv[1:]
    for title, folder in TABLES.items():
        cases = [case for case in find_cases(folder) if matches(case, names)]
        if names:
            for case in cases:
                print(describe(case, measure(case)))
        elif cases:
            table = {case.name: result(measure(case)) for case in cases}
            print(f"{title}\n\n{as_markdown(table)}\n\n{totals(table)}\n")
            write_table(title, table)
        else:
            print(f"{title}: there is no {folder}; the table stays as it is")


def matches(case: Case, names: list[str]) -> bool:
    """Whether a name of a case contains one of ``names``, or there are none."""
    return not names or any(name in case.name for name in names)


def describe(case: Case, score: Score) -> str:
    """Return the faults of a case as text, a line each."""
    state = "no fault" if score.is_perfect else f"{score.right} of {score.lines} lines right"
    lines = [f"{case.name}: {state}"]
    for number, roles in score.wrong.items():
        gold = " | ".join(" & ".join(map(str, parts)) for parts in case.gold.lines[number])
        lines.append(f"  {number:4}  {gold:30} read as {roles}")
    lines += [f"  lost in silence: {number}" for number in score.losses]
    lines += [f"  mispaired in silence: {number}" for number in score.mispairs]
    if not score.has_right_calls:
        lines.append(f"  calls {','.join(score.calls)} for {','.join(case.gold.calls)}")
    return "\n".join([*lines, *(f"  {violation}" for violation in score.violations)])


if __name__ == "__main__":
    main()
