"""Findings of the preflight: facts about pages and places, and their groups in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from publish.diagnostics import Rule, Severity
from publish.preflight.page_boxes import Box


class Measure(NamedTuple):
    """A measured amount in words, and how bad it is: of several the greatest is told."""

    words: str
    badness: float


class Finding(NamedTuple):
    """A fact to which a press objects; page 0 is the file.

    The ``measure`` stands for ``{}`` in ``fact``; facts that differ in it alone are one group.
    """

    rule: Rule
    severity: Severity
    fact: str
    page: int = 0
    box: Box | None = None
    measure: Measure | None = None


class Group(NamedTuple):
    """The findings of one fact on several pages, the worst first."""

    rule: Rule
    severity: Severity
    fact: str
    findings: tuple[Finding, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages with this fact in order."""
        return tuple(sorted({each.page for each in self.findings if each.page}))

    def describe(self, count: int) -> str:
        """Return the fact with its pages in words, of a file of ``count`` pages."""
        pages = self.pages
        return f"{describe_pages(pages, count)}: {self.fact}" if pages else self.fact


def group_findings(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Return the findings by rule and fact: the gravest first, then by code and page."""
    groups: dict[tuple[Severity, str, str], list[Finding]] = {}
    for finding in findings:
        key = (finding.severity, finding.rule.code, finding.fact)
        groups.setdefault(key, []).append(finding)
    order = list(Severity)
    result = [_make_group(members) for members in groups.values()]
    return tuple(
        sorted(
            result,
            key=lambda each: (order.index(each.severity), each.rule.code, each.pages[:1]),
        )
    )


def _make_group(findings: list[Finding]) -> Group:
    worst = sorted(findings, key=lambda each: -each.measure.badness if each.measure else 0.0)
    first = worst[0]
    fact = first.fact
    if first.measure:
        fact = fact.replace("{}", first.measure.words)
        amounts = {each.measure.words for each in findings if each.measure}
        fact += f" (page {first.page} is the worst)" if len(amounts) > 1 else ""
    return Group(first.rule, first.severity, fact, tuple(worst))


def describe_pages(pages: Sequence[int], count: int) -> str:
    """Return the numbers of pages as words: ``page 3``, ``pages 3, 7–9``, ``all 12 pages``."""
    if len(pages) == count > 1:
        return f"all {count:,} pages"
    ranges = [str(first) if first == last else f"{first}–{last}" for first, last in _ranges(pages)]
    shown = ", ".join(ranges[:12])
    more = f" and more, {len(pages):,} in all" if len(ranges) > 12 else ""
    return f"{'page' if len(pages) == 1 else 'pages'} {shown}{more}"


def _ranges(pages: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = pages[0]
    for page in pages[1:]:
        if page == last + 1:
            last = page
            continue
        yield first, last
        first = last = page
    yield first, last
