"""Every run of another embedding level in one node of its own, wherever markup would cut it."""

from __future__ import annotations

from publish.diagnostics import Outcome
from publish.document.model import Inlines, Work
from publish.passes.directions.clusters import closed
from publish.passes.directions.levels import levelled
from publish.passes.directions.ranges import ranged
from publish.passes.languages.language_pair import tongues
from publish.passes.visitor import Context, Visit


def directions(work: Work) -> Outcome[Work]:
    """Return the work with every cut run of a higher level in a ``Foreign``, nested as levels are.

    Laid out box by box, each in the direction of what holds it, every line is then in the order
    of UAX #9.  A number range in a right-to-left text stays in one piece, and no markup parts a
    letter from its marks.  Where nothing is to be done the work comes back as the same object.
    """
    known = tongues(work.lang)

    def change(inlines: Inlines, here: Context) -> Inlines:
        return levelled(ranged(closed(inlines), here), here, known)

    return Outcome(Visit(change).work(work))
