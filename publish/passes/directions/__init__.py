"""The directions pass: isolates runs of a higher embedding level that markup would cut."""

from __future__ import annotations

from collections.abc import Sequence

from publish.diagnostics import Outcome
from publish.document.model import Inlines, Work
from publish.passes.directions.clusters import attach_marks
from publish.passes.directions.levels import isolate_levels
from publish.passes.directions.ranges import isolate_ranges
from publish.passes.languages.language_pair import languages_by_script
from publish.passes.visitor import RunContext, Visit


def directions(work: Work, languages: Sequence[str] = ()) -> Outcome[Work]:
    """Return the work with every cut run of a higher level in a ``Foreign``, nested as levels are.

    A layout engine that orders each box by itself then sets every line in the order of UAX #9
    (https://www.unicode.org/reports/tr9/).  A number range in a right-to-left text stays in one
    piece, and no markup parts a letter from its marks.  An unchanged work is the same object.
    """
    by_script = languages_by_script(work.lang, languages)

    def change(inlines: Inlines, here: RunContext) -> Inlines:
        return isolate_levels(isolate_ranges(attach_marks(inlines), here), here, by_script)

    return Outcome(Visit(change).work(work))
