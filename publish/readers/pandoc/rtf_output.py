"""Rich Text Format as Pandoc 3.9 can read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_LAST = "\uffff"
_PRIVATE = 0xF100
_MOST_STAND_INS = 0xF8FF - _PRIVATE
_HEBREW = re.compile("[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufeff]")


class RtfOutput:
    """A file that grows by characters and by control words, which are added to ``data``."""

    def __init__(self) -> None:
        self.data = bytearray()
        self._stand_ins: dict[str, str] = {}

    @property
    def stand_ins(self) -> Mapping[str, str]:
        """The characters beyond U+FFFF, which Pandoc damages, by those in their place."""
        return {own: character for character, own in self._stand_ins.items()}

    def write(self, text: str, other_looks: Iterable[str]) -> None:
        """Add characters; Hebrew and Arabic words have looks of their own."""
        data = _escape("".join(map(self._stand_in, text)))
        looks = sorted(other_looks) if _HEBREW.search(text) else ()
        words = "".join(f"\\{look}" for look in looks).encode("ascii")
        self.data += b"{%b %b}" % (words, data) if words else data

    def _stand_in(self, character: str) -> str:
        """Return a character that Pandoc keeps, of an area for private use."""
        if character <= _LAST or len(self._stand_ins) >= _MOST_STAND_INS:
            return character
        return self._stand_ins.setdefault(character, chr(_PRIVATE + len(self._stand_ins)))


def _escape(text: str) -> bytes:
    """Return characters in RTF, those outside of ASCII as Unicode.

    They have no fallback, because Pandoc loses the space after it.
    """
    parts: list[bytes] = []
    for stretch in re.findall(r"[ -~]+|[^ -~]+", text):
        if " " <= stretch[0] <= "~":
            parts.append(re.sub(rb"([\\{}])", rb"\\\1", stretch.encode("ascii")))
        else:
            parts.append(b"\\uc0")  # Pandoc forgets it at the end of a paragraph
            parts += [f"\\u{ord(each)} ".encode("ascii") for each in stretch]
    return b"".join(parts)
