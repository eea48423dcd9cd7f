"""A tagged PDF read back: its structure, from the root down, with what is drawn in each element.

Read with pikepdf, which knows nothing of structure: what leads where is followed here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Text:
    """A piece that is drawn: its glyphs in the order they are drawn, each by what it says.

    ``number`` is its MCID, None where it has none; beside each glyph is its own language, where
    it says one.  What is no glyph, a line or a picture, says nothing.
    """

    page: int
    number: int | None
    furniture: bool
    glyphs: tuple[tuple[str, str], ...]

    @property
    def said(self) -> str:
        return "".join(glyph for glyph, _ in self.glyphs)


@dataclass(frozen=True)
class Element:
    """An element of the structure: what it holds, in order, and the language in force in it."""

    role: str
    lang: str
    kids: tuple[Element | Text | Any, ...]
    about: Any

    def walk(self) -> Iterator[Element]:
        """Yield this element and those in it, as they are read."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def texts(self) -> Iterator[tuple[Element, Text]]:
        """Yield what is drawn, as it is read, each with the element that holds it."""
        for kid in self.kids:
            if isinstance(kid, Text):
                yield self, kid
            elif isinstance(kid, Element):
                yield from kid.texts()

    def links(self) -> Iterator[tuple[Element, Any]]:
        """Yield the annotations in this element and in those in it, each with its own."""
        for each in self.walk():
            for kid in each.kids:
                if not isinstance(kid, Element | Text):
                    yield each, kid


class Tagged:
    """A PDF and the structure in it."""

    def __init__(self, data: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(data))
        self.drawn = list(drawn(self.file))
        self._pages = {page.objgen: n for n, page in enumerate(self.file.pages)}
        self._texts = {(text.page, text.number): text for text in self.drawn}
        root = self.file.Root.StructTreeRoot
        (top,) = root.K if isinstance(root.K, pikepdf.Array) else (root.K,)
        self.tree = self._element(top, str(self.file.Root.get("/Lang", "")), None)

    def _element(self, given: Any, around: str, page: Any) -> Element:
        lang, page = str(given.get("/Lang", around)), given.get("/Pg", page)
        kids = given.get("/K", [])
        kids = kids if isinstance(kids, pikepdf.Array) else [kids]
        return Element(
            str(given.S)[1:], lang, tuple(self._kid(kid, lang, page) for kid in kids), given
        )

    def _kid(self, kid: Any, lang: str, page: Any) -> Element | Text | Any:
        if isinstance(kid, int):
            return self._texts[self._pages[page.objgen], kid]
        match str(kid.get("/Type", "")):
            case "/MCR":
                return self._texts[self._pages[kid.get("/Pg", page).objgen], int(kid.MCID)]
            case "/OBJR":
                return kid.Obj
            case _:
                return self._element(kid, lang, page)


# --- what is drawn


def drawn(file: pikepdf.Pdf) -> Iterator[Text]:
    """Yield the pieces of all pages in the order in which they are drawn."""
    for number, page in enumerate(file.pages):
        if "/Contents" in page:
            yield from _on_page(number, page)


def _on_page(number: int, page: Any) -> Iterator[Text]:
    """Yield the pieces of a page: each marked sequence, and what is drawn outside of all."""
    fonts = {name: _meanings(font) for name, font in page.Resources.get("/Font", {}).items()}
    reader = _Reader(number, fonts)
    for operands, operator in pikepdf.parse_content_stream(page):
        reader.read(str(operator), operands)
    reader.close(None, furniture=False)
    return iter(reader.found)


_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def _meanings(font: Any) -> dict[int, str]:
    """Return what the glyphs of a font stand for, as its ToUnicode map says."""
    given = bytes(font.ToUnicode.read_bytes()).partition(b"endcodespacerange")[2]
    assert b"bfrange" not in given
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _BFCHAR.findall(given)
    }


@dataclass
class _Reader:
    """Follows the operators of a page and gathers glyphs by the marks around them."""

    page: int
    fonts: dict[str, dict[int, str]]
    found: list[Text] = field(default_factory=list)
    font: str = ""
    open: list[tuple[str, Any]] = field(default_factory=list)
    glyphs: list[tuple[str, str]] = field(default_factory=list)

    def read(self, operator: str, operands: Any) -> None:
        match operator:
            case "BMC" | "BDC":
                about = operands[1] if operator == "BDC" else {}
                if not self.open:
                    self.close(None, furniture=False)
                self.open.append((str(operands[0]), about))
            case "EMC":
                name, about = self.open.pop()
                if not self.open:
                    number = about.get("/MCID")
                    self.close(
                        None if number is None else int(number), furniture=name == "/Artifact"
                    )
            case "Tf":
                self.font = str(operands[0])
            case "Tj":
                self._show(bytes(operands[0]))
            case "TJ":
                for part in operands[0]:
                    if isinstance(part, pikepdf.String):
                        self._show(bytes(part))
            case "Do" | "f" | "S" | "B" | "sh":
                self.glyphs.append(("", ""))

    def _show(self, codes: bytes) -> None:
        abouts = [about for _, about in reversed(self.open)]
        lang = next((str(about["/Lang"]) for about in abouts if "/Lang" in about), "")
        actual = next((str(a["/ActualText"]) for a in abouts if "/ActualText" in a), None)
        if actual is not None:
            self.glyphs.append((actual, lang))
            return
        meanings = self.fonts[self.font]
        for at in range(0, len(codes), 2):
            self.glyphs.append((meanings.get(int.from_bytes(codes[at : at + 2]), ""), lang))

    def close(self, number: int | None, *, furniture: bool) -> None:
        """End a piece, if there is anything in it."""
        if self.glyphs or number is not None:
            self.found.append(Text(self.page, number, furniture, tuple(self.glyphs)))
        self.glyphs = []
