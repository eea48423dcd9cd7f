"""The measures of a wrap cover: those of the pages of a PDF, of their paper and of a profile."""

from __future__ import annotations

from publish.artifacts.plan import Artifact
from publish.config.book_papers import OFFICE_PAPER
from publish.config.booklet_options import Binding
from publish.config.profiles import find_profile
from publish.config.wrap_cover import WrapCover
from publish.diagnostics import Outcome, PublishError
from publish.diagnostics.rules import wrap_covers as rules
from publish.text.dataclass import dataclass
from publish.text.lengths import MM, Size
from publish.writers.wrap_cover.geometry import (
    LEAST_SPINE_WITH_TEXT,
    MARK_ROOM,
    CoverGeometry,
)

_BLEED = 3.0
"""Millimetres of bleed where neither settings nor the profile name it."""


@dataclass(frozen=True, slots=True)
class BoundPages:
    """The pages of a PDF: their number, their size in millimetres, and the side of the spine."""

    count: int
    width: float
    height: float
    binding: Binding


def read_pages(pdf: bytes) -> BoundPages:
    """Return the pages of a PDF; raise PublishError where it cannot be read."""
    from publish.writers.booklet import page_forms

    opened, _ = page_forms.open_pdf(pdf)
    with opened, page_forms.pdf_errors():
        sizes = page_forms.page_sizes(opened)
        size: Size = page_forms.common_size(sizes)
        binding = page_forms.binding_of(opened)
    return BoundPages(len(sizes), size.width / MM, size.height / MM, binding)


def measure_cover(pages: BoundPages, artifact: Artifact) -> Outcome[CoverGeometry]:
    """Return the measures of the cover of bound pages.

    Raises PublishError where their number is out of the bounds of the paper.
    """
    settings = artifact.book.settings
    options, profile = settings.wrap_cover, find_profile(settings, artifact.profile)
    paper, bounds = options.paper or OFFICE_PAPER, profile.page_range
    span = settings.span_of("wrap_cover")
    least = max(paper.least_pages, bounds.least if bounds else 0)
    most = min(paper.most_pages, bounds.most if bounds else paper.most_pages)
    if not least <= pages.count <= most:
        message = (
            f"{artifact.book.name} has {pages.count} pages; with {paper.name} "
            f"a book has from {least} to {most}"
        )
        raise PublishError(rules.PAGES_NOT_BOUND.at(span, message))
    geometry = CoverGeometry(
        round(pages.width, 3),
        round(pages.height, 3),
        paper.spine(pages.count),
        profile.bleed or _BLEED if options.bleed is None else options.bleed,
        pages.binding,
        MARK_ROOM if options.marks or profile.marks else 0.0,
    )
    if options.paper is not None:
        return Outcome(geometry)
    message = f"the spine of {artifact.path.name} is computed for {paper.name}"
    hint = "in the settings: [wrap_cover], then paper = { grams = 90, bulk = 1.3 }"
    return Outcome(geometry, (rules.PAPER_ASSUMED.at(span, message, hint),))


def has_room_on_spine(geometry: CoverGeometry, pages: BoundPages, options: WrapCover) -> bool:
    """Return whether a spine is wide enough for words, by its width and the rule of its house."""
    paper = options.paper or OFFICE_PAPER
    is_wide = round(geometry.spine_width, 2) >= LEAST_SPINE_WITH_TEXT
    return is_wide and pages.count >= paper.pages_with_text
