"""Numbers of segments in the outer margin, on the base lines of the lines that they name.

CSS has no word for the outer margin of a page within a text.  A label is positioned absolutely at
its place in the text, where it takes no room, and is moved when its page is finished.  Labels of
one line stand side by side in the direction of their text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

LABEL_CLASSES = frozenset({"segment-label", "segment-mark"})
"""The classes of the elements that are labels."""

_LEAST_EDGE = 12.0
"""The least distance of a label from the edge of the page, in px: what printers cannot print."""


def place_labels(pages: Iterable[Any]) -> None:
    """Move the labels on finished pages of WeasyPrint into the outer margins.

    Where an outer margin is too narrow for them they stand in the inner one.
    """
    has_labels: dict[Any, bool] = {}
    for page in pages:
        root = page.children[0].element
        if root not in has_labels:
            has_labels[root] = any(map(_is_label_element, root.iter("span")))
        if has_labels[root]:
            _place_on_page(page)


def _place_on_page(page: Any) -> None:
    lines: dict[float, list[Any]] = {}
    waiting: list[Any] = []
    for box in _list_labels_and_lines(page):
        if _is_label(box):
            waiting.append(box)
            continue
        # A label before the first words of a block stands before its first line.
        if waiting:
            lines.setdefault(round(box.position_y + box.baseline, 1), []).extend(waiting)
            waiting.clear()
    for base_line, labels in lines.items():
        _place_line(page, labels, base_line)


def _list_labels_and_lines(box: Any) -> Iterator[Any]:
    """Yield the labels under a box, each before the line that it names, and the lines of text."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        own = box._box  # noqa: SLF001  # a placeholder shows its box in no other way
        if _is_label(own):
            yield own
        return
    for child in getattr(box, "children", ()):
        yield from _list_labels_and_lines(child)
    if isinstance(box, boxes.LineBox):
        yield box


def _is_label(box: Any) -> bool:
    return box.element is not None and _is_label_element(box.element) and bool(box.children)


def _is_label_element(element: Any) -> bool:
    return not LABEL_CLASSES.isdisjoint(element.get("class", "").split())


def _place_line(page: Any, labels: list[Any], base_line: float) -> None:
    """Move the labels of one line, in the order of the text from the left or from the right."""
    width = sum(label.margin_width() for label in labels)
    is_right = page.page_type.side == "right"
    rooms = {True: page.margin_right, False: page.margin_left}
    if width > rooms[is_right] - _LEAST_EDGE < rooms[not is_right] - _LEAST_EDGE:
        is_right = not is_right
    left = page.content_box_x()
    gap = labels[0].margin_left
    x = left + page.width + gap if is_right else left - width - gap
    if labels[0].style["direction"] == "rtl":
        labels.reverse()
    for label in labels:
        (line, *_) = label.children
        label.translate(x - label.position_x, base_line - line.position_y - line.baseline)
        x += label.margin_width()
