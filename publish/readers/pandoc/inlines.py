"""Inlines of the tree of Pandoc: the characters of a paragraph, its notes and pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from publish.document.draft import MarkupKind
from publish.readers.office.picture_store import PictureStore
from publish.readers.office.text_builder import Kinds, TextBuilder

Node: TypeAlias = Mapping[str, Any]

DEEPEST = 60
"""Nodes in one another from which on their words alone are read."""

_KINDS = {
    "Emph": MarkupKind.EMPHASIS,
    "Strong": MarkupKind.STRONG,
    "Underline": MarkupKind.UNDERLINE,
    "SmallCaps": MarkupKind.SMALL_CAPS,
    "Superscript": MarkupKind.SUPERSCRIPT,
    "Subscript": MarkupKind.SUBSCRIPT,
}
_QUOTES = {"SingleQuote": "'", "DoubleQuote": '"'}
_SHOWN_SCHEMES = ("http:", "https:", "mailto:")


class InlineReader:
    """The inlines of a document while they are read.

    ``plain`` are the places of nodes that are printed without their look, ``left_out`` the words of
    those that are not printed, by kind; ``notes`` the blocks of each note by its key.
    """

    def __init__(self, builder: TextBuilder, pictures: PictureStore) -> None:
        self.plain: dict[str, list[int]] = {}
        self.left_out: dict[str, list[str]] = {}
        self.notes: list[tuple[str, Sequence[Node]]] = []
        self.unread_pictures: list[tuple[int, str, str]] = []
        self._builder = builder
        self._pictures = pictures

    def read(self, inlines: Sequence[Node], kinds: Kinds = (), depth: int = 0) -> None:
        """Add inlines to the open paragraph."""
        for node in inlines:
            self._inline(node, kinds, depth)

    def _inline(  # noqa: PLR0912  # a branch for each kind of inline
        self, node: Node, kinds: Kinds, depth: int
    ) -> None:
        builder = self._builder
        content: Any = node.get("c")
        kind = node.get("t")
        if depth > DEEPEST:
            builder.add(words_of(node), kinds)
            return
        match kind:
            case "Str":
                builder.add(content, kinds)
            case "Space" | "SoftBreak":
                builder.add(" ", kinds)
            case "LineBreak":
                builder.add("\v", kinds)
            case "Emph" | "Strong" | "Underline" | "SmallCaps" | "Superscript" | "Subscript":
                self.read(content, _with(kinds, _KINDS[kind]), depth + 1)
            case "Strikeout":
                self.note_plain("struck text")
                self.read(content, kinds, depth + 1)
            case "Quoted":
                mark = _QUOTES.get(content[0]["t"], '"')
                builder.add(mark, kinds)
                self.read(content[1], kinds, depth + 1)
                builder.add(mark, kinds)
            case "Cite" | "Span":
                self.read(content[1], kinds, depth + 1)
            case "Link":
                target = str(content[2][0])
                is_shown = target.lower().startswith(_SHOWN_SCHEMES)
                own = _with(kinds, MarkupKind.LINK, target) if is_shown else kinds
                self.read(content[1], own, depth + 1)
            case "Image":
                self._image(str(content[2][0]), words_of(content[1]))
            case "Code" | "Math":
                if kind == "Math":
                    self.note_plain("formulas")
                builder.add(str(content[1]).replace("\n", "\v"), kinds)
            case "Note":
                number = len(self.notes) + 1
                self.notes.append((f"note {number}", content))
                builder.add_call(str(number), f"note {number}", "footnote")
            case "RawInline":
                self.leave_out(f"commands of {content[0]}", content[1])
            case _:
                self.note_plain(f"“{kind}”")
                builder.add(words_of(node), kinds)

    def _image(self, address: str, alt: str) -> None:
        alt = "" if alt == "image" else alt  # Pandoc's word for a picture without a description
        reason = self._pictures.find(address) if address.startswith("media/") else ""
        if reason:
            self.unread_pictures.append((self._builder.length, address, reason))
            self._builder.add(alt)
        else:
            self._builder.add_picture(address, alt)

    def note_plain(self, kind: str) -> None:
        """Record a node that is printed without its look, by its kind."""
        self.plain.setdefault(kind, []).append(self._builder.length)

    def leave_out(self, kind: str, text: str) -> None:
        """Record words that are not printed, by the kind of their node."""
        if any(map(str.isalnum, text)):
            self.left_out.setdefault(kind, []).append(" ".join(text.split()))


def _with(kinds: Kinds, kind: MarkupKind, target: str = "") -> Kinds:
    return kinds if any(own is kind for own, _ in kinds) else (*kinds, (kind, target))


def words_of(node: Any) -> str:
    """Return the words of any node of a tree."""
    texts: list[str] = []
    stack = [node]
    while stack:
        each = stack.pop()
        if isinstance(each, Mapping):
            if each.get("t") in ("Space", "SoftBreak", "LineBreak"):
                texts.append(" ")
            stack += [each["c"]] if "c" in each else []
        elif isinstance(each, str):
            texts.append(each)
        elif isinstance(each, Sequence):
            stack += reversed(each)
    return "".join(texts)
