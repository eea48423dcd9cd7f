"""The classes of elements that stand beside the flow of the text, in print and in EPUBs.

The flow is what both have alike: its units number the places of a text (``printed_pages``).
"""

from __future__ import annotations

BESIDE_FLOW = frozenset(
    {
        # notes and their calls
        "between-calls",
        "call",
        "endnotes",
        "note",
        "notes",
        # the numbers of segments
        "after-label",
        "segment-label",
        "segment-mark",
        # the places of an index
        "places",
        # lines that a format adds
        "added",
        "below",
        "closing",
        "heads",
        "level",
        "lost",
        "opening",
        "ruled",
        "title-block",
        "unseen",
    }
)


def is_beside_flow(classes: str | None) -> bool:
    """Return whether an element of these classes stands beside the flow, with all that is in it."""
    return classes is not None and not BESIDE_FLOW.isdisjoint(classes.split())
