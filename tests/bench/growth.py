#!/usr/bin/env python3
"""Growth of the cost of each stage of reading: CPU seconds at a length, twice and four times it.

    python tests/bench/growth.py [--units N] [--write FILE]

Two kinds of text are read: lessons of random words, and the texts that ``tests/support`` makes to
be slow.  A ratio is the cost of the longest text beside that of half its length; 2 is linear.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from books import book_text, make_lessons
from common import ROOT, replace_tables

sys.path.insert(0, str(ROOT))

from tests.support.adversaries import TEXTS
from tests.support.pass_costs import measure_stages

GOAL = 2.3
LESSONS = 25
UNITS = 4000
FACTORS = (1, 2, 4)
MEASURABLE = 0.2
"""CPU seconds of the longest text below which a single ratio says nothing."""

Costs = Mapping[str, float]


def measure(text: str) -> Costs:
    """Return the CPU seconds of each stage, with no garbage of the text before."""
    gc.collect()
    return measure_stages(text)


def add(costs: list[Costs]) -> Costs:
    """Return the sums of costs by stage."""
    sums: dict[str, float] = defaultdict(float)
    for each in costs:
        for stage, seconds in each.items():
            sums[stage] += seconds
    return sums


def format_table(title: str, costs: list[Costs]) -> str:
    """Return the table of the stages at all lengths."""
    head = " | ".join("n" if factor == 1 else f"{factor}n" for factor in FACTORS)
    lines = [f"| {title} | {head} | ratio |", "|---|" + "---|" * (len(FACTORS) + 1)]
    totals = [{**each, "all stages": sum(each.values())} for each in costs]
    for stage in totals[-1]:
        seconds = [each.get(stage, 0.0) for each in totals]
        ratio = f"{seconds[-1] / seconds[-2]:.2f}" if seconds[-1] >= MEASURABLE else "–"
        lines.append(f"| {stage} | {' | '.join(f'{each:.2f}' for each in seconds)} | {ratio} |")
    return "\n".join(lines)


def format_steepest(costs: Mapping[str, list[Costs]]) -> str:
    """Return a sentence about the texts with the greatest ratios."""
    totals = {name: [sum(each.values()) for each in row] for name, row in costs.items()}
    ratios = {name: row[-1] / row[-2] for name, row in totals.items() if row[-1] >= MEASURABLE}
    steepest = sorted(ratios, key=ratios.__getitem__, reverse=True)[:5]
    over = sum(ratio > GOAL for ratio in ratios.values())
    rows = ", ".join(f"“{name}” {ratios[name]:.2f}" for name in steepest)
    return f"{over} of {len(ratios)} texts are above {GOAL}. The greatest ratios: {rows}."


def main() -> None:
    """Measure, and print or write the tables; exit with 1 where a kind of text misses the goal."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--units", type=int, default=UNITS, help="units of the shortest slow text")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="a Markdown file with the tables"
    )
    options = parser.parse_args()
    measure("A title\n\nSome words. שלום\n\nAnd more.")
    ordinary = [measure(book_text(make_lessons(factor * LESSONS))) for factor in FACTORS]
    slow = {
        name: [measure(make(factor * options.units)) for factor in FACTORS]
        for name, make in TEXTS.items()
    }
    sums = [add([row[place] for row in slow.values()]) for place in range(len(FACTORS))]
    tables = "\n\n".join(
        (
            format_table(f"{LESSONS} lessons", ordinary),
            format_table(f"{len(slow)} slow texts of {options.units} units", sums),
            format_steepest(slow),
        )
    )
    if options.write:
        replace_tables(tables, "growth", options.write)
    print(tables)
    totals = [[sum(each.values()) for each in row] for row in (ordinary, sums)]
    sys.exit(any(row[-1] > GOAL * row[-2] for row in totals))


if __name__ == "__main__":
    main()
