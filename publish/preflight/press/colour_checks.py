"""Checks of the colours of a page: screens, spots, black text, ink, overprint, thin lines."""

from __future__ import annotations

from collections.abc import Iterator

from publish.config.pdf_profiles import Colours
from publish.diagnostics import Rule, Severity
from publish.diagnostics.rules import preflight_pages as rules
from publish.preflight.press.colour_space import (
    ALL,
    PROCESS,
    Colour,
    Family,
    describe_colour,
    is_white,
    looks_black,
    mix_inks,
    other_inks,
    total_ink,
)
from publish.preflight.press.demands import Demands
from publish.preflight.press.finding import Finding, Measure
from publish.preflight.press.page_marks import Mark, MarkKind
from publish.preflight.press.printed_page import PrintedPage

LARGE_TEXT = 24
"""The size from which black text of several inks is a matter of taste."""

SMALL_TEXT = 7
THINNEST = 0.25
_ROUNDING = 0.01
_INK_ROUNDING = 2.0


def check_colours(page: PrintedPage, demands: Demands) -> Iterator[Finding]:
    """Yield the findings about the colours of texts, areas, lines and shades of a page."""
    reported: set[tuple[str, str]] = set()
    for mark in page.marks.marks:
        for finding in _check_mark(mark, page, demands):
            key = finding.rule.code, finding.fact
            if key not in reported:
                reported.add(key)
                yield finding
    yield from _check_ink(page, demands)


def _check_mark(mark: Mark, page: PrintedPage, demands: Demands) -> Iterator[Finding]:
    profile = demands.profile
    number = page.geometry.number

    def object_to(
        rule: Rule, severity: Severity, fact: str, measure: Measure | None = None
    ) -> Finding:
        return Finding(rule, severity, fact, number, mark.box, measure)

    white = is_white(mark.colour)
    if white:
        if _disappears(mark):
            yield object_to(rules.OVERPRINT, demands.demand, f"white {mark.kind} overprints")
        if demands.is_for_press:
            severity = demands.standard if demands.is_x1a else Severity.WARNING
            for rule, _, fact in check_space(mark.colour, mark.kind, demands):
                yield object_to(rule, severity, fact)
        return
    if mark.kind is MarkKind.LINE and mark.size < THINNEST - _ROUNDING:
        yield object_to(rules.HAIRLINE, Severity.WARNING, "a line of {}", _points(mark.size))
    if not demands.is_for_press:
        return
    yield from (object_to(*each) for each in check_space(mark.colour, mark.kind, demands))
    if not page.is_inside(mark.box):
        return
    yield from (object_to(*each) for each in _check_inks(mark, demands))
    is_black_text = mark.kind is MarkKind.TEXT and _is_pure_black(mark.colour)
    if profile.overprint_black and is_black_text and not mark.overprints:
        yield object_to(rules.KNOCKOUT, Severity.INFO, "black text does not overprint")


_Fact = tuple[Rule, Severity, str]


def check_space(colour: Colour, kind: str, demands: Demands) -> Iterator[_Fact]:
    """Yield the objections to the space of a colour."""
    space = colour.space.real
    described = describe_colour(colour)
    match space.family:
        case Family.RGB | Family.LAB:
            name = "black text" if kind == MarkKind.TEXT and looks_black(colour) else str(kind)
            has_number = described.startswith(space.family.value) and kind != MarkKind.SHADE
            words = described if has_number else space.family.value
            yield rules.RGB, demands.convertible, f"{name} in {words}"
        case Family.SPOT:
            others = [name for name in space.names if name not in (*PROCESS, ALL, "None")]
            if others:
                listed = ", ".join(f"“{name}”" for name in others)
                yield rules.SPOT, demands.convertible, f"{kind} in the spot colour {listed}"
        case Family.UNKNOWN:
            yield rules.CALIBRATED, demands.demand, f"{kind} in a colour space that is not known"
        case Family.GREY | Family.CMYK if space.is_calibrated and demands.is_x1a:
            fact = f"{kind} in {space.family.value} with a profile"
            yield rules.CALIBRATED, demands.standard, fact
        case _:
            pass


def _check_inks(
    mark: Mark, demands: Demands
) -> Iterator[_Fact | tuple[Rule, Severity, str, Measure]]:
    colour, profile = mark.colour, demands.profile
    inks = mix_inks(colour.space, colour.components)
    if inks is None:
        return
    if inks.get(ALL):
        yield rules.REGISTRATION, demands.demand, f"{mark.kind} in registration colour"
        return
    others = other_inks(colour)
    described = describe_colour(colour)
    if others and mark.kind is MarkKind.TEXT and looks_black(colour):
        severity = Severity.WARNING if mark.size >= LARGE_TEXT else demands.demand
        yield rules.RICH_BLACK, severity, f"black text in {described}"
    elif others and profile.colours is Colours.BLACK and set(others) <= set(PROCESS):
        yield rules.COLOUR, demands.demand, f"{mark.kind} in {described}"
    elif mark.kind is MarkKind.TEXT and mark.size < SMALL_TEXT and len(others) > 1:
        fact = f"text of {{}} in {described}"
        yield rules.SMALL_TEXT, Severity.INFO, fact, _points(mark.size)


def _check_ink(page: PrintedPage, demands: Demands) -> Iterator[Finding]:
    """Yield the mark of a page with the most ink, where that is too much."""
    limit = demands.profile.ink_limit
    if not demands.is_for_press or not limit:
        return
    amounts = (
        (total_ink(mix_inks(*mark.colour[:2]) or {}), mark)
        for mark in page.visible_marks
        if page.is_inside(mark.box) and ALL not in mark.colour.space.names
    )
    most, mark = max(amounts, key=lambda each: each[0], default=(0.0, None))
    if mark is not None and most > limit + _INK_ROUNDING:
        described = describe_colour(mark.colour)
        fact = f"{{}} of ink in {mark.kind} of {described}, where {limit} % is the most"
        measure = Measure(f"{most:.0f} %", most)
        yield Finding(rules.INK, demands.demand, fact, page.geometry.number, mark.box, measure)


def _points(size: float) -> Measure:
    """Return a size in words; the smaller, the worse."""
    return Measure(f"{size:.2g} points", -size)


def _disappears(mark: Mark) -> bool:
    """Return whether white overprints, so that the plates keep what is under it."""
    family = mark.colour.space.real.family
    if not mark.overprints or mark.kind is MarkKind.LINE:
        return False
    return family is Family.SPOT or (family is Family.CMYK and mark.keeps_inks)


def _is_pure_black(colour: Colour) -> bool:
    return looks_black(colour) and not other_inks(colour) and mix_inks(*colour[:2]) is not None
