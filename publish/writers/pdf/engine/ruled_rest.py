"""Ruled lines under a text, of which a page has as many as it has room for.

The markup has a page of them, in an element of the class ``below``.  A page that would begin with
the rest of them begins with what comes after them.
"""

from __future__ import annotations

from typing import Any

from publish.writers.pdf.engine.page_breaks import BoxPath

RULED_REST = "below"


def skip_ruled_rest(context: Any, root: Any, resume_at: Any) -> Any:
    """Return where the page after the last one begins, past the rest of ruled lines."""
    path = _path_to_rest(root, resume_at)
    if path is None:
        return resume_at
    following = _next_place(root, path)
    _, next_page, *state = context.page_maker[-1]
    # The page ends here by force, so that its gaps do not grow.
    context.page_maker[-1] = (following, {**next_page, "break": "page"}, *state)
    return following


def _path_to_rest(root: Any, resume_at: Any) -> BoxPath | None:
    """Return the path of the element of ruled lines within which a page begins, or None."""
    box, path = root, []
    while resume_at and len(resume_at) == 1 and box.children:
        ((place, resume_at),) = resume_at.items()
        if place >= len(box.children):
            return None
        box = box.children[place]
        path.append(place)
        if box.element is not None and box.element.get("class") == RULED_REST:
            return tuple(path)
    return None


def _next_place(root: Any, path: BoxPath) -> Any:
    """Return the place after a box, as ``resume_at``; None at the end of the text."""
    boxes = [root]
    for place in path:
        boxes.append(boxes[-1].children[place])
    for depth in range(len(path) - 1, -1, -1):
        if path[depth] + 1 < len(boxes[depth].children):
            resume_at: Any = {path[depth] + 1: None}
            for place in reversed(path[:depth]):
                resume_at = {place: resume_at}
            return resume_at
    return None
