"""Operations of a content stream that place and show text (ISO 32000-1, 9.4)."""

from __future__ import annotations

from typing import Any

from pikepdf import String

from publish.preflight.press.page_marks import MarkKind
from publish.preflight.press.path import visible_part
from publish.preflight.press.stream_state import StreamState, read_operands
from publish.preflight.press.text_cursor import TextCursor

_UNSEEN = 3
"""The mode of recognised text under a scan, whose font need not be embedded."""

_CLIPS_ONLY = 7
_OUTLINES = (1, 5)
_OUTLINES_WITH_FILL = (2, 6)


class StreamText(StreamState):
    """The text of one content stream."""

    def begin_text(self, _operands: Any) -> None:
        """``BT``: begin a text."""
        self._cursor = TextCursor()

    def set_font(self, operands: Any) -> None:
        """``Tf``: set font and size."""
        self._set(font=self._resources.font(str(operands[0])), size=float(operands[1]))

    def set_text_matrix(self, operands: Any) -> None:
        """``Tm``: set the place of a line."""
        self._cursor.set_matrix(read_operands(operands))

    def move_line(self, operands: Any) -> None:
        """``Td``: begin a line."""
        self._cursor.move_line(float(operands[0]), float(operands[1]))

    def move_line_with_leading(self, operands: Any) -> None:
        """``TD``: begin a line and set the leading."""
        self._set(leading=-float(operands[1]))
        self.move_line(operands)

    def next_line(self, _operands: Any) -> None:
        """``T*``: begin the next line."""
        self._cursor.move_line(0, -self._state.leading)

    def show(self, operands: Any) -> None:
        """``Tj``: show a text."""
        self._show((operands[0],))

    def show_adjusted(self, operands: Any) -> None:
        """``TJ``: show texts with gaps."""
        self._show(operands[0])

    def show_next(self, operands: Any) -> None:
        """``'``: show a text on the next line."""
        self.next_line(operands)
        self.show(operands)

    def show_spaced(self, operands: Any) -> None:
        """``"``: the same with spacing."""
        self._set(word_spacing=float(operands[0]), spacing=float(operands[1]))
        self.show_next(operands[2:])

    def _show(self, items: Any) -> None:
        state, font = self._state, self._state.font
        if font is None:
            return
        start = self._cursor.place_glyph(state)
        width, texts = 0.0, []
        for item in items:
            if isinstance(item, String):
                texts.append(bytes(item))
                width += font.measure(texts[-1], state.spacing, state.word_spacing, state.size)
            else:
                width -= float(item) / 1000 * state.size
        size = self._cursor.font_size(state)
        visible = visible_part(self._cursor.advance(state, width), state.clip)
        if visible is None or not any(texts):
            return
        if state.mode == _UNSEEN:
            return
        self._walk.page.fonts.setdefault(font, visible)
        if font.is_drawn:
            for code in dict.fromkeys(code for text in texts for code in font.decode(text)):
                self._walk.draw_glyph(font, code, state, start)
        elif state.mode != _CLIPS_ONLY and any(text.strip() for text in texts):
            self.add_mark(MarkKind.TEXT, visible, size, is_stroke=state.mode in _OUTLINES)
            if state.mode in _OUTLINES_WITH_FILL:
                self.add_mark(MarkKind.TEXT, visible, size, is_stroke=True)
