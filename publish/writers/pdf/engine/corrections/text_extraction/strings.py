"""Strings that a page draws one after another: operands of TJ (ISO 32000-1, 9.4.3)."""

from __future__ import annotations

from typing import NamedTuple


class Piece(NamedTuple):
    """A string at one height: its glyphs, where they begin and how far they take the pen.

    ``glyphs`` is what stands between the outermost ``<`` and ``>``.
    """

    rise: float
    glyphs: str
    position: int
    advance: int


class Strings:
    """Strings to draw: from where glyphs stand comes how the pen moves.

    Lengths are in hundred-thousandths of the type size.  The pen moves by whole thousandths, and
    what it is beside its place by then is made good with the next move.
    """

    def __init__(self, pen: int = 0) -> None:
        self.pen = pen
        self._done: list[tuple[float, list[str]]] = []

    def add(self, glyphs: str, position: int, advance: int, rise: float) -> None:
        """Draw glyphs at a place."""
        operand = self._of(rise)
        move = (self.pen - position + 50) // 100
        if move:
            operand.append(str(move))
        operand.append(f"<{glyphs}>")
        self.pen += advance - 100 * move

    def move(self, position: int) -> None:
        """Move the pen to a place."""
        move = (self.pen - position + 50) // 100
        if move:
            self._of(self._done[-1][0] if self._done else 0).append(str(move))
            self.pen -= 100 * move

    def to_list(self) -> list[tuple[float, str]]:
        """Return how high each string stands, and the operand that draws it."""
        return [(rise, "".join(operand).replace("><", "")) for rise, operand in self._done]

    def _of(self, rise: float) -> list[str]:
        if not self._done or self._done[-1][0] != rise:
            self._done.append((rise, []))
        return self._done[-1][1]


class Pieces:
    """Glyphs put together to pieces, one for each change of the height."""

    def __init__(self) -> None:
        self._done: list[tuple[float, int, Strings]] = []

    def add(self, glyph: str, position: int, advance: int, rise: float) -> None:
        """Put a glyph to the others."""
        if not self._done or self._done[-1][0] != rise:
            self._done.append((rise, position, Strings(position)))
        self._done[-1][2].add(glyph, position, advance, rise)

    def to_list(self) -> tuple[Piece, ...]:
        """Return the pieces, in the order in which they are drawn."""
        return tuple(
            Piece(rise, glyphs[1:-1], position, strings.pen - position)
            for rise, position, strings in self._done
            for _, glyphs in strings.to_list()
        )
