"""The report of a preflight as lines for people and as an object for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publish.diagnostics import Severity
from publish.preflight.press.check import Report
from publish.preflight.press.file_facts import FileFacts
from publish.preflight.press.finding import Group, describe_pages
from publish.text.lengths import MM

KINDS = {
    "The file": range(20),
    "Pages and margins": range(20, 31),
    "Fonts": range(31, 40),
    "Colours": range(40, 50),
    "Pictures": range(50, 53),
    "Transparency and lines": range(53, 100),
}
"""The headings of groups, with the numbers of their codes."""

_SHOWN_FONTS = 6


def kind_of(group: Group) -> str:
    """Return the heading of a group of findings."""
    number = int(group.rule.code[1:])
    return next(name for name, numbers in KINDS.items() if number in numbers)


def describe_facts(facts: FileFacts) -> Iterator[tuple[str, str]]:
    """Yield the facts about a file as names and values in words."""
    count = len(facts.pages)
    sizes = Counter(page.size.millimetres for page in facts.pages)
    size, _ = sizes.most_common(1)[0]
    count_of_others = len(sizes) - 1
    plural = "s" if count_of_others > 1 else ""
    others = f" and {count_of_others} other size{plural}" if count_of_others else ""
    side = "right" if facts.right_bound else "left"
    binding = f", bound on the {side}" if count > 1 else ""
    yield "pages", f"{count:,}, {size}{others}{binding}"
    yield "boxes", _describe_boxes(facts)
    yield "file", ", ".join(filter(None, (f"PDF {facts.version}", *facts.claims, facts.producer)))
    if facts.intents:
        yield "printed on", ", ".join(each.identifier or "?" for each in facts.intents)
    yield "fonts", _describe_fonts(facts)
    colours = (_with_pages(name, pages, count) for name, pages in facts.colours.items())
    yield "colours", ", ".join(colours) or "none"
    if facts.plates:
        plates = (_with_pages(name, pages, count) for name, pages in facts.plates.items())
        yield "plates", ", ".join(plates)
    most, page = facts.most_ink
    if most:
        yield "most ink", f"{most:.0f} % on page {page}"
    if facts.resolutions:
        low, high = round(min(facts.resolutions)), round(max(facts.resolutions))
        dots = f"{low}" if low == high else f"{low} to {high}"
        yield "pictures", f"{len(facts.resolutions):,}, {dots} dpi at their printed size"
    if facts.transparent:
        yield "transparency", describe_pages(facts.transparent, count)
    if facts.blank:
        yield "blank", describe_pages(facts.blank, count)


def _describe_boxes(facts: FileFacts) -> str:
    first = facts.pages[0]
    if all(page.own_trim is None for page in facts.pages):
        return "no TrimBox"
    bleed = min(first.trim[0] - first.outer_area[0], first.outer_area[3] - first.trim[3]) / MM
    bleed = max(bleed, (first.outer_area[2] - first.trim[2]) / MM)
    return f"TrimBox, bleed {max(0.0, bleed):.3g} mm"


def _describe_fonts(facts: FileFacts) -> str:
    fonts = list(facts.fonts)
    if not fonts:
        return "none"
    names = list(dict.fromkeys(font.name for font in fonts))
    missing = len({font.name for font in fonts if not font.is_embedded})
    state = f"{missing} not embedded" if missing else "all embedded"
    listed = ", ".join(names[:_SHOWN_FONTS]) + (", …" if len(names) > _SHOWN_FONTS else "")
    return f"{len(names)}, {state}: {listed}"


def _with_pages(name: str, pages: Sequence[int], count: int) -> str:
    if len(pages) == count:
        return name
    return f"{name} ({describe_pages(pages, count)})"


def as_object(report: Report, pictures: Mapping[int, str]) -> dict[str, Any]:
    """Return the report as an object; ``pictures`` are the names of files by group."""
    facts = report.facts
    count = len(facts.pages)
    severities = Counter(group.severity for group in report.groups)
    return {
        "facts": _facts_object(facts),
        "findings": [
            {
                "code": group.rule.code,
                "severity": group.severity.value,
                "kind": kind_of(group),
                "message": group.describe(count),
                "fact": group.fact,
                "pages": list(group.pages),
                "places": _places(group, facts),
                "advice": group.rule.advice,
                "picture": pictures.get(index),
            }
            for index, group in enumerate(report.groups)
        ],
        "summary": {severity.value: severities[severity] for severity in Severity},
        "passed": not report.is_failure,
    }


_MOST_PLACES = 50


def _places(group: Group, facts: FileFacts) -> list[dict[str, float]]:
    """Return the places of a group, in millimetres from the upper left of the cut page."""
    return [
        {"page": finding.page, **facts.pages[finding.page - 1].place_of(finding.box)}
        for finding in group.findings[:_MOST_PLACES]
        if finding.box is not None and finding.page
    ]


def _facts_object(facts: FileFacts) -> dict[str, Any]:
    most, page = facts.most_ink
    return {
        "pages": len(facts.pages),
        "sizes_mm": [
            {"page": each.number, "width": _mm(each.size.width), "height": _mm(each.size.height)}
            for index, each in enumerate(facts.pages)
            if not index or not each.size.same(facts.pages[index - 1].size)
        ],
        "right_bound": facts.right_bound,
        "version": facts.version,
        "producer": facts.producer,
        "claims": list(facts.claims),
        "output_intents": [each.identifier for each in facts.intents],
        "fonts": [
            {
                "name": font.name,
                "type": font.kind,
                "embedded": font.is_embedded,
                "subset": font.is_subset,
                "letters": font.has_unicode,
                "pages": pages,
            }
            for font, pages in facts.fonts.items()
        ],
        "colours": facts.colours,
        "plates": facts.plates,
        "most_ink": {"percent": round(most, 1), "page": page or None},
        "ink": {number: round(amount, 1) for number, amount in facts.ink.items()},
        "pictures": len(facts.resolutions),
        "lowest_dpi": round(min(facts.resolutions)) if facts.resolutions else None,
        "transparent_pages": facts.transparent,
        "blank_pages": facts.blank,
    }


def _mm(points: float) -> float:
    return round(points / MM, 1)
