"""Paragraphs cut into lines, as by a PDF or a mail program, merged into single lines again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import pasting
from publish.diagnostics.rules import text as rules
from publish.document.draft import Chunk, Draft, chunk, join_chunks
from publish.passes.clean.line_end_hyphens import LineEnds
from publish.passes.clean.line_shape import LineShape, measure, share_a_script
from publish.passes.clean.page_layout import PageLayout
from publish.passes.clean.wrapped_regions import (
    Evidence,
    Region,
    Verdict,
    find_regions,
    is_full,
    iterate_blocks,
)

_LONG_ENOUGH = 0.6
"""The share of the usual width from which on a line that is not full can go on in the next."""

_NEARLY_FULL = 0.68
"""The same share where no letter case shows that the sentence goes on."""

_SURELY_FULL = 0.8
"""The share of the usual width from which on a full line can end a sentence in mid-paragraph."""


_TOLERANCE = 0.2
"""The share of the usual width that the next word adds to these shares."""


def merge_cut_lines(
    draft: Draft, layout: PageLayout, *, is_wrapped: bool = False
) -> Outcome[Draft]:
    """Return the draft with the lines of each cut paragraph merged.

    ``is_wrapped`` is true where the settings say that the lines of the text are cut.
    """
    outcome = Outcome(draft)
    while True:
        merged = _merge_once(outcome.value, layout, is_wrapped=is_wrapped)
        if len(merged.value.chunks) == len(outcome.value.chunks):
            return Outcome(merged.value, outcome.diagnostics + merged.diagnostics)
        certain = tuple(d for d in merged.diagnostics if d.code != pasting.PERHAPS_CUT.code)
        outcome = Outcome(merged.value, outcome.diagnostics + certain)


def _merge_once(draft: Draft, layout: PageLayout, *, is_wrapped: bool) -> Outcome[Draft]:
    shapes = [measure(chunk) for chunk in draft.chunks]
    blocks = list(iterate_blocks(shapes))
    evidence = Evidence(is_wrapped, bool(layout.page_starts or layout.form_feeds))
    regions = find_regions(blocks, evidence)
    unsure = [region for region in regions if region.verdict is Verdict.UNSURE]
    diagnostics = [_report_unsure(unsure, len(shapes))] if unsure else []
    paragraphs = _group(shapes, _find_regions(blocks, regions), layout)
    if len(paragraphs) == len(shapes):
        return Outcome(draft, tuple(diagnostics))
    ends = LineEnds([shape.text for shape in shapes])
    chunks = tuple(_merge(paragraph, ends, layout) for paragraph in paragraphs)
    cut = [paragraph for paragraph in paragraphs if len(paragraph) > 1]
    diagnostics.append(_report_joined(cut))
    diagnostics += ends.report()
    return Outcome(replace(draft, chunks=chunks), tuple(diagnostics))


def _find_regions(
    blocks: Sequence[Sequence[LineShape]], regions: Sequence[Region]
) -> list[Region | None]:
    """Return the region of each line, None for lines of no region that is cut.

    A block of one line, as at the end of a page, is of the region with most lines.
    """
    cut = [region for region in regions if region.verdict is Verdict.CUT]
    by_block = {id(block): region for region in cut for block in region.blocks}
    by_line: list[Region | None] = []
    for block in blocks:
        usual = cut[0] if len(block) == 1 and cut else None
        by_line += [by_block.get(id(block), usual)] * len(block)
    return by_line


def _group(
    shapes: Sequence[LineShape], regions: Sequence[Region | None], layout: PageLayout
) -> list[list[LineShape]]:
    """Return the lines of each paragraph."""
    numbers = {number for shape in shapes if (number := shape.item_number)}
    paragraphs: list[list[LineShape]] = [[shape] for shape in shapes[:1]]
    for (line, following), region in zip(pairwise(shapes), regions, strict=False):
        is_item = following.is_item(numbers) or (
            line.is_final and layout.is_indented(following.chunk)
        )
        begins_page = layout.begins_page(line.chunk, following.chunk)
        if region and not is_item and _goes_on(line, following, region, begins_page=begins_page):
            paragraphs[-1].append(following)
        else:
            paragraphs.append([following])
    return paragraphs


def _goes_on(line: LineShape, following: LineShape, region: Region, *, begins_page: bool) -> bool:
    """Return whether a paragraph goes on from a line to the next."""
    if not (line.may_go_on and following.is_breakable):
        return False
    if not share_a_script(line, following):
        return False
    width = region.width
    begins_lower = following.begins_lower is True
    if following.chunk.blanks:
        is_open = line.has_hyphen or not line.is_final or begins_lower
        return begins_page and is_open and line.width >= _LONG_ENOUGH * width
    if line.has_hyphen and following.text[:1].isalpha():
        return line.width >= _LONG_ENOUGH * width
    is_full_line = is_full(line, following, width)
    if line.is_final and following.begins_speech:
        return False
    if following.may_begin_item and (line.is_final or not is_full_line):
        return False
    if line.is_final and not begins_lower:
        # Where each block is a paragraph, a line of nearly the usual width does not end one.
        shortest = _NEARLY_FULL if region.is_parted else _SURELY_FULL
        room = line.width + 1 + following.first_width
        return line.width >= shortest * width and room >= (shortest + _TOLERANCE) * width
    if is_full_line:
        return True
    if line.is_final or line.width < _LONG_ENOUGH * width:
        return False
    # The first line of a block can be a heading; another is one of a paragraph.
    is_inside = region.is_parted and not line.chunk.blanks
    is_long = following.begins_lower is None and line.width >= _NEARLY_FULL * width
    return begins_lower or is_inside or is_long


def _merge(lines: Sequence[LineShape], ends: LineEnds, layout: PageLayout) -> Chunk:
    pieces: list[Chunk] = []
    for shape, following in pairwise(lines):
        line = shape.chunk
        length, space = ends.join(
            line.text, following.chunk.text, has_soft_hyphen=layout.ends_in_soft_hyphen(line)
        )
        pieces.append(line.cut(0, length))
        if space:
            pieces.append(chunk(line.text.put(len(line.text), space)))
    return join_chunks([*pieces, lines[-1].chunk])


def _report_joined(paragraphs: Sequence[Sequence[LineShape]]) -> Diagnostic:
    spans = [lines[0].chunk.span.to(lines[-1].chunk.span) for lines in paragraphs]
    count = sum(map(len, paragraphs))
    noun = "paragraph" if len(paragraphs) == 1 else "paragraphs"
    return rules.JOINED_LINES.at(
        spans[0],
        f"{count} lines are joined to {len(paragraphs)} {noun}",
        'if they are lines of verse, set lines = "paragraphs"',
        also=spans[1:],
    )


def _report_unsure(regions: Sequence[Region], total: int) -> Diagnostic:
    blocks = [block for region in regions for block in region.blocks]
    spans = sorted(
        (block[0].chunk.span.to(block[-1].chunk.span) for block in blocks),
        key=lambda span: span.start,
    )
    count = sum(region.full_lines for region in regions)
    return pasting.PERHAPS_CUT.at(
        spans[0],
        f"{count} of {total} lines look like cut lines; they stay paragraphs",
        'to have them joined, set lines = "wrapped"',
        'if each is a paragraph or a verse, set lines = "paragraphs"',
        also=spans[1:],
    )
