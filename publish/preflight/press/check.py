"""The preflight of any PDF for a press: every page is read and judged, with progress."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pikepdf import Pdf

from publish.config.booklet_options import Binding
from publish.config.pdf_profiles import PdfProfile
from publish.diagnostics import Diagnostic, Severity
from publish.diagnostics.rules import preflight_files as rules
from publish.preflight.press.archive_checks import check_archive_rules
from publish.preflight.press.colour_checks import check_colours
from publish.preflight.press.demands import Demands, find_demands
from publish.preflight.press.file_facts import FileFacts, add_page
from publish.preflight.press.finding import Finding, Group, group_findings
from publish.preflight.press.font_checks import check_fonts, check_operations
from publish.preflight.press.geometry import read_geometry
from publish.preflight.press.geometry_checks import check_geometry, check_pages
from publish.preflight.press.ink_pixels import InkPixels
from publish.preflight.press.margin_checks import check_blanks, check_margins
from publish.preflight.press.page_reader import read_page
from publish.preflight.press.pdf_file import open_file
from publish.preflight.press.picture_checks import check_pictures
from publish.preflight.press.resources import FileObjects
from publish.preflight.press.standard_checks import check_claims, check_standards, read_intents
from publish.preflight.press.structure_checks import check_annotations, check_structure
from publish.text.dataclass import dataclass
from publish.writers.booklet.page_forms import binding_of
from publish.writers.booklet.pdf_values import read_text
from publish.writers.wrap_cover.geometry import SAFE

MOST_FINDINGS = 20_000
Progress = Callable[[int, int], None]
"""A function that hears of the pages that are read, and of how many there are."""


@dataclass(frozen=True, slots=True)
class Report:
    """The findings about a file in groups, and its facts."""

    facts: FileFacts
    groups: tuple[Group, ...]

    @property
    def is_failure(self) -> bool:
        """Whether the file would be refused."""
        return any(group.severity is Severity.ERROR for group in self.groups)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The groups as diagnostics, each with its pages."""
        count = len(self.facts.pages)
        return tuple(
            replace(group.rule.anywhere(group.describe(count)), severity=group.severity)
            for group in self.groups
        )


def check_pdf(
    data: bytes,
    profile: PdfProfile | None,
    tell: Progress | None = None,
    *,
    is_cover: bool = False,
    binding: Binding | None = None,
) -> Report:
    """Return the report about a PDF for a profile, or for what most printers ask for.

    The one page of a cover has back, spine and front.  Without a ``binding`` that of the file is
    taken, which few programs write.  Raises PublishError where the PDF cannot be read.
    """
    with open_file(data) as pdf:
        demands = find_demands(pdf, profile)
        if is_cover:
            demands = replace(demands, profile=cover_profile(demands.profile))
        facts = _read_facts(pdf, demands, binding or binding_of(pdf))
        findings = list(_check_pages(pdf, data, demands, facts, tell or (lambda _page, _of: None)))
        findings += check_pages(facts.pages, demands)
        if demands.is_for_press:
            findings += check_blanks(facts.blank, len(facts.pages))
        findings += check_structure(pdf, demands)
        findings += check_standards(pdf, demands)
        findings += check_claims(pdf, findings, demands)
        if not any(each.rule is rules.UNCHECKED for each in findings):
            findings += check_archive_rules(data, demands)
    return Report(facts, group_findings(findings))


def cover_profile(profile: PdfProfile) -> PdfProfile:
    """Return the demands of a profile on a cover, which bleeds at all edges and is no page.

    The safe area of pages may be as wide as their margins, and is no more than that of covers.
    """
    return replace(
        profile,
        trim=None,
        inner_bleed=True,
        gutter=(),
        outer_margin=0.0,
        safe_area=min(profile.safe_area, SAFE),
        even_pages=False,
        single_pages=False,
        page_range=None,
    )


def _read_facts(pdf: Pdf, demands: Demands, binding: Binding) -> FileFacts:
    info = pdf.trailer.get("/Info")
    producer = read_text(info.get("/Producer")) if info is not None else ""
    return FileFacts(
        pdf.pdf_version,
        producer,
        demands.claims.names,
        tuple(read_intents(pdf)),
        binding is Binding.RIGHT,
    )


def _check_pages(
    pdf: Pdf, data: bytes, demands: Demands, facts: FileFacts, tell: Progress
) -> Iterator[Finding]:
    objects = FileObjects(pdf)
    count = len(pdf.pages)
    geometries = [
        read_geometry(page.obj, number, right_bound=facts.right_bound)
        for number, page in enumerate(pdf.pages, start=1)
    ]
    pixels = InkPixels(data, geometries)
    total = 0
    try:
        for page, geometry in zip(pdf.pages, geometries, strict=True):
            printed = read_page(page.obj, geometry, objects)
            add_page(facts, printed, objects)
            tell(geometry.number, count)
            if total > MOST_FINDINGS:
                continue
            findings = [
                *check_geometry(geometry, demands),
                *check_colours(printed, demands),
                *check_pictures(printed, demands, objects),
                *check_fonts(printed, demands),
                *check_operations(printed, demands),
                *check_margins(printed, demands, count, pixels),
                *check_annotations(page.obj, geometry, demands),
            ]
            total += len(findings)
            yield from findings
    finally:
        pixels.close()
