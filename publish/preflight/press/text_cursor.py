"""The place of text in a content stream (ISO 32000-1, 9.4)."""

from __future__ import annotations

from publish.preflight.page_boxes import IDENTITY, Box, Matrix, map_box, multiply
from publish.preflight.press.graphics_state import GraphicsState


class TextCursor:
    """The text matrix and the matrix of the line."""

    def __init__(self) -> None:
        self._matrix: Matrix = IDENTITY
        self._line: Matrix = IDENTITY

    def set_matrix(self, matrix: Matrix) -> None:
        """Begin a line at a place."""
        self._matrix = self._line = matrix

    def move_line(self, x: float, y: float) -> None:
        """Begin a line beside the beginning of the last one."""
        self.set_matrix(multiply((1, 0, 0, 1, x, y), self._line))

    def place_glyph(self, state: GraphicsState) -> Matrix:
        """Return the matrix of the next glyph at a size of 1."""
        own = (state.size * state.stretch, 0, 0, state.size, 0, state.rise)
        return multiply(multiply(own, self._matrix), state.matrix)

    def advance(self, state: GraphicsState, width: float) -> Box:
        """Move by the width of a text, and return the bounds of the text on the page."""
        font, size = state.font, state.size
        low = size * (font.descent if font else -0.25) + state.rise
        high = size * (font.ascent if font else 0.75) + state.rise
        distance = width * state.stretch
        start, end = sorted((0.0, distance))
        box = map_box(multiply(self._matrix, state.matrix), (start, low, end, high))
        self.move(distance)
        return box

    def move(self, distance: float) -> None:
        """Move along the line."""
        self._matrix = multiply((1, 0, 0, 1, distance, 0), self._matrix)

    def font_size(self, state: GraphicsState) -> float:
        """Return the size of the font as it is printed, in points."""
        _, _, c, d, _, _ = multiply(self._matrix, state.matrix)
        return abs(state.size) * float((c * c + d * d) ** 0.5)
