"""Correction: the dots of leaders in right-to-left lines are one below the other.

``handle_leader`` puts the dots at multiples of their width from the right edge of a block, where
the lines of a right-to-left text begin, so that lines that are set in by different lengths have
different places for dots.  Leaders are aligned at the edge where lines end
(https://www.w3.org/TR/css-content-3/#leaders).  Report: docs/upstream/leader-grid.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement

_ROUNDING = 1e-6


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of the layout of leaders."""
    from weasyprint.layout import inline

    return (Replacement(inline, "handle_leader", align_leaders(inline.handle_leader)),)


def align_leaders(stock: Callable[[Any, Any, Any], None]) -> Callable[[Any, Any, Any], None]:
    """Return the layout of leaders that aligns dots at the left edge of right-to-left blocks."""
    from weasyprint.layout.leader import leader_index

    @wraps(stock)
    def handle_leader(context: Any, line: Any, containing_block: Any) -> None:
        _, leader = leader_index(line)
        if leader is None:
            return
        stock(context, line, containing_block)
        if line.style["direction"] == "rtl" and leader.children:
            leader.children = tuple(_dots(leader, containing_block.content_box_x()))

    return handle_leader


def _dots(leader: Any, edge: float) -> Iterator[Any]:
    """Yield the dots of a leader at multiples of their width from an edge."""
    first, *_ = leader.children
    width = first.width
    begin = math.ceil((leader.position_x - edge) / width - _ROUNDING)
    end = math.floor((leader.position_x + leader.width - edge) / width + _ROUNDING)
    for place in range(begin, end):
        dot = first.copy()
        dot.position_x = edge + place * width
        yield dot
