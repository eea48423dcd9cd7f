"""Structure tree of a tagged PDF, with the page content of each element.

The tree is read from the objects of the PDF with pikepdf, which has no interface for it
(ISO 32000-1, 14.7 and 14.8).
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
    """Marked-content sequence: its glyphs in drawing order, each as its text and its language.

    ``number`` is the MCID, or None; the language is empty unless the content states one. A line or
    a picture is a glyph with an empty text. ``furniture`` is true in an artifact.
    """

    page: int
    number: int | None
    furniture: bool
    glyphs: tuple[tuple[str, str], ...]

    @property
    def content(self) -> str:
        return "".join(glyph for glyph, _ in self.glyphs)


@dataclass(frozen=True)
class Element:
    """Structure element: its children in order, the language in force, and its dictionary."""

    role: str
    lang: str
    kids: tuple[Element | Text | Any, ...]
    about: Any

    def walk(self) -> Iterator[Element]:
        """Yield this element and its descendants in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def texts(self) -> Iterator[tuple[Element, Text]]:
        """Yield the content in reading order, each with its parent element."""
        for kid in self.kids:
            if isinstance(kid, Text):
                yield self, kid
            elif isinstance(kid, Element):
                yield from kid.texts()

    def links(self) -> Iterator[tuple[Element, Any]]:
        """Yield the annotations of this element and its descendants, each with its parent."""
        for each in self.walk():
            for kid in each.kids:
                if not isinstance(kid, Element | Text):
                    yield each, kid


class Tagged:
    """Tagged PDF with its structure tree and its content in drawing order."""

    def __init__(self, data: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(data))
        self.pieces = list(read_pieces(self.file))
        self._pages = {page.objgen: n for n, page in enumerate(self.file.pages)}
        self._texts = {(text.page, text.number): text for text in self.pieces}
        root = self.file.Root.StructTreeRoot
        (top,) = root.K if isinstance(root.K, pikepdf.Array) else (root.K,)
        self.tree = self._element(top, str(self.file.Root.get("/Lang", "")), None)

    def _element(self, node: Any, around: str, page: Any) -> Element:
        lang, page = str(node.get("/Lang", around)), node.get("/Pg", page)
        kids = node.get("/K", [])
        kids = kids if isinstance(kids, pikepdf.Array) else [kids]
        return Element(
            str(node.S)[1:], lang, tuple(self._kid(kid, lang, page) for kid in kids), node
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


# --- content


def read_pieces(file: pikepdf.Pdf) -> Iterator[Text]:
    """Yield the content of all pages in drawing order."""
    for number, page in enumerate(file.pages):
        if "/Contents" in page:
            yield from _on_page(number, page)


def _on_page(number: int, page: Any) -> Iterator[Text]:
    """Yield the marked-content sequences of a page and the content outside of them."""
    fonts = {name: _meanings(font) for name, font in page.Resources.get("/Font", {}).items()}
    reader = _Reader(number, fonts)
    for operands, operator in pikepdf.parse_content_stream(page):
        reader.read(str(operator), operands)
    reader.close(None, furniture=False)
    return iter(reader.pieces)


_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def _meanings(font: Any) -> dict[int, str]:
    """Return the texts of the glyphs of a font by code, from its ToUnicode map."""
    cmap = bytes(font.ToUnicode.read_bytes()).partition(b"endcodespacerange")[2]
    assert b"bfrange" not in cmap
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _BFCHAR.findall(cmap)
    }


@dataclass
class _Reader:
    """Reader of the operators of a page that groups glyphs by marked-content sequence."""

    page: int
    fonts: dict[str, dict[int, str]]
    pieces: list[Text] = field(default_factory=list)
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
        for index in range(0, len(codes), 2):
            self.glyphs.append((meanings.get(int.from_bytes(codes[index : index + 2]), ""), lang))

    def close(self, number: int | None, *, furniture: bool) -> None:
        """End a sequence; without glyphs and MCID, yield nothing."""
        if self.glyphs or number is not None:
            self.pieces.append(Text(self.page, number, furniture, tuple(self.glyphs)))
        self.glyphs = []
