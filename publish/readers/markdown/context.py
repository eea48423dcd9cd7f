"""The reading of one Markdown text: its notes, its addresses, and the messages about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import field

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import markdown as rules
from publish.document.model import Block, Blocks, Citation, Gloss, Inlines, Link, Node, Note, Text
from publish.document.walk import plain, rewrite
from publish.readers.markdown.attributes import Attributes
from publish.readers.markdown.block_tree import Element
from publish.readers.markdown.pieces import Target
from publish.text.dataclass import dataclass
from publish.text.language_detection import detect
from publish.text.languages import TAG, Dir, direction
from publish.text.source import Span

_NUMBER = re.compile(r"-?\d{1,9}")
_IGNORED_CLASSES = frozenset({"unnumbered", "unlisted", "smart"})
"""Classes of Pandoc that mean nothing in a book."""


@dataclass(frozen=True)
class Context:
    """The parts of a text that its blocks share.

    ``notes`` are the bodies of notes by their labels, ``read_body`` reads one; ``calls`` are the
    numbers of those that are called, ``moved`` the blocks of those whose calls stand where no note
    can.  ``targets`` are the addresses of links by their labels, ``used`` the labels that links
    have.  ``is_explicit`` is true of a text with classes or attributes, in which nothing is
    guessed.
    """

    notes: dict[str, Element]
    targets: Mapping[str, Target]
    is_explicit: bool
    read_body: Callable[[Element], Blocks]
    calls: dict[str, int] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    moved: list[Block] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def report_misplaced(self, span: Span, message: str, *hints: str) -> None:
        """Report a block that stands where none such can stand."""
        self.diagnostics.append(rules.MISPLACED.at(span, message, *hints))

    def report_not_kept(self, span: Span, message: str) -> None:
        """Report something that a book has no counterpart of."""
        self.diagnostics.append(rules.NOT_KEPT.at(span, message))

    def report_unknown(self, span: Span, message: str, *hints: str) -> None:
        """Report a name that is not read."""
        self.diagnostics.append(rules.UNKNOWN_NAME.at(span, message, *hints))

    def check_attributes(
        self, attributes: Attributes, span: Span, keys: Collection[str], name: str
    ) -> None:
        """Report all attributes but the class ``name`` and the first value of each of ``keys``.

        An identifier is the anchor of an element that has one, if it names no other.
        """
        others = attributes.classes[1:] if attributes.classes[:1] == (name,) else attributes.classes
        for each in others:
            if each not in _IGNORED_CLASSES:
                self.report_unknown(span, f"the class `.{each}` is not read beside `.{name}`")
        for key, value in attributes.duplicates:
            message = f"the attribute `{key}` stands twice; `{value}` is not read"
            self.report_unknown(span, message)
        for key, value in attributes.values:
            if key not in keys:
                names = ", ".join(f"`{each}`" for each in sorted(keys)) or "none"
                message = f"the attribute `{key}={value}` is not read here"
                self.report_unknown(span, message, f"attributes of `.{name}`: {names}")
        if "anchor" not in keys or "anchor" in attributes:
            self.check_no_identifier(attributes, span)

    def check_no_attributes(self, attributes: Attributes, span: Span, name: str) -> None:
        """Report the classes, the keys and the identifier of an element that has none."""
        for each in attributes.classes:
            self.report_unknown(span, f"{name} has no classes; `.{each}` is not read")
        for key, value in attributes.values:
            self.report_unknown(span, f"{name} has no attributes; `{key}={value}` is not read")
        self.check_no_identifier(attributes, span)

    def check_no_identifier(self, attributes: Attributes, span: Span) -> None:
        """Report an identifier, which only links within a text need."""
        if attributes.identifier:
            self.report_not_kept(span, f"the identifier #{attributes.identifier}")

    def report_text(self, span: Span, name: str, *hints: str) -> None:
        """Report signs that mean something in Markdown but are printed as they stand."""
        self.report_unknown(span, f"{name} is printed as it stands", *hints)

    def plain_text(self, inlines: Inlines, name: str) -> str:
        """Return the characters of ``name``, which has no markup; bodies of notes go to the end.

        Addresses of links in it, targets of citations and anchors are reported.
        """

        def remove(node: Node) -> Node:
            if isinstance(node, Note) and node.blocks:
                message = (
                    f"{name} has no notes; the note “{node.call}” stands at the end of the text"
                )
                self.diagnostics.append(rules.NOTE_WITHOUT_PARTNER.at(node.span, message))
                self.moved.extend(node.blocks)
                return Text("", span=node.span)
            match node:
                case Link(address):
                    self.report_not_kept(node.span, f"{name} has no links; {address} is not kept")
                case Citation(target, _, anchor):
                    place = " ".join(filter(None, (target.work, *target.locus, anchor)))
                    self.report_not_kept(node.span, f"{name} has no citations of {place}")
                case Gloss(anchor=anchor) if anchor:
                    self.report_not_kept(node.span, f"{name} has no anchors; {anchor} is not kept")
            return node

        return plain(rewrite(inlines, remove))

    def number(self, attributes: Attributes, key: str, span: Span) -> int | None:
        """Return the number that an attribute is, or None; report a value that is no number."""
        value = attributes.get(key)
        if _NUMBER.fullmatch(value):
            return int(value)
        if key in attributes:
            self.report_unknown(span, f"`{key}={value}` is no number")
        return None

    def language(self, attributes: Attributes, text: str, span: Span) -> tuple[str, Dir]:
        """Return the language and the direction that attributes name, else those of the text."""
        lang = attributes.get("lang")
        if not TAG.fullmatch(lang):
            if lang:
                self.report_unknown(
                    span, f"“{lang}” is no language tag", 'write `lang="he"`, as BCP 47'
                )
            lang = detect(text).lang
        name = attributes.get("dir")
        if name and name not in tuple(Dir):
            self.report_unknown(span, f"“{name}” is no direction", "write `dir=rtl` or `dir=ltr`")
        return lang, Dir(name) if name in tuple(Dir) else direction(lang)
