"""Headings and divs of Markdown as the sections and excerpts of a book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, fields, replace
from typing import Any

from publish.document.model import (
    Block,
    Excerpt,
    Inlines,
    Role,
    Section,
    SourceCitation,
)
from publish.readers.markdown.attributes import Attributes
from publish.readers.markdown.block_tree import Element
from publish.readers.markdown.blocks import BlockReader
from publish.readers.markdown.context import Context
from publish.text.dataclass import dataclass

Child = Section | Excerpt | Block

_CITATION = {field.name: f"source-{field.name}" for field in fields(SourceCitation)}
EXCERPT_KEYS = ("number", "label", "anchor", *_CITATION.values())
"""The attributes of an excerpt; those of its parsed source begin with ``source-``."""


@dataclass(slots=True, frozen=True)
class _Open:
    """A section that is being read: the level of its heading, and its children until now."""

    level: int
    section: Section | None
    children: list[Child] = field(default_factory=list)


class SectionReader:
    """The reading of headings, and of the divs that contain them."""

    def __init__(self, blocks: BlockReader) -> None:
        self._blocks = blocks
        self._context = blocks.context

    def read_body(self, elements: Sequence[Element]) -> tuple[Section, ...]:
        """Return the sections of a text; blocks before the first are a chapter without a title."""
        sections: list[Section] = []
        waiting: list[Child] = []

        def close() -> None:
            if waiting:
                place = waiting[0].span.to(waiting[-1].span)
                sections.append(Section(Role.CHAPTER, (), tuple(waiting), span=place))
                waiting.clear()

        for child in self.read(elements):
            if isinstance(child, Section):
                close()
                sections.append(child)
            else:
                waiting.append(child)
        close()
        return tuple(sections)

    def read(self, elements: Iterable[Element], around: Role | None = None) -> tuple[Child, ...]:
        """Return sections, excerpts and blocks; ``around`` is the role of the section around."""
        stack = [_Open(0, None)]
        for element in elements:
            if element.kind == "heading":
                while stack[-1].level >= element.number:
                    self._close(stack)
                parent = stack[-1].section
                stack.append(self._heading(element, parent.role if parent else around))
            else:
                stack[-1].children.extend(self._read(element))
        while len(stack) > 1:
            self._close(stack)
        return tuple(stack[0].children)

    @staticmethod
    def _close(stack: list[_Open]) -> None:
        top = stack.pop()
        section = top.section
        assert section is not None
        span = section.span.to(top.children[-1].span) if top.children else section.span
        stack[-1].children.append(replace(section, children=tuple(top.children), span=span))

    def _heading(self, element: Element, around: Role | None) -> _Open:
        role = self._role(element, around)
        title = self._blocks.inlines(element.text)
        return _Open(element.number, Section(role, title, (), span=element.span))

    def _role(self, element: Element, around: Role | None) -> Role:
        """Return the role that the class of a heading names, else the usual one of its place."""
        name = find_role(element.attributes)
        names = ", ".join(Role)
        for each in element.attributes.classes:
            if each not in (name, "unnumbered", "unlisted"):
                message = f"the class `.{each}` is not read"
                self._context.report_unknown(element.span, message, f"classes of headings: {names}")
        self._context.check_attributes(
            replace(element.attributes, classes=()), element.span, (), name or "heading"
        )
        return Role(name) if name else default_role(around)

    def _read(self, element: Element) -> tuple[Child, ...]:
        name = next(iter(element.attributes.classes), "") if element.kind == "div" else ""
        if name in tuple(Role):
            return (self._section(element, Role(name)),)
        if name == "excerpt":
            return (self._excerpt(element),)
        return self._blocks.read((element,))

    def _section(self, element: Element, role: Role) -> Section:
        """Return the section that a div is; its title is a heading without a class at its start."""
        self._blocks.check_div(element, ())
        title, children = self._title(element)
        return Section(role, title, self.read(children, role), span=element.span)

    def _title(self, element: Element) -> tuple[Inlines, tuple[Element, ...]]:
        first = element.children[0] if element.children else None
        if first is None or first.kind != "heading" or find_role(first.attributes):
            return (), element.children
        self._context.check_no_attributes(first.attributes, first.span, "such a heading")
        return self._blocks.inlines(first.text), element.children[1:]

    def _excerpt(self, element: Element) -> Excerpt:
        self._blocks.check_div(element, (*EXCERPT_KEYS, "lang", "dir"))
        attributes = element.attributes
        heading, children = self._title(element)
        blocks = self._blocks.read(children)
        if "lang" in attributes or "dir" in attributes:
            blocks = (self._blocks.in_language(blocks, attributes, element.span),)
        return Excerpt(
            self._context.number(attributes, "number", element.span) or 0,
            _read_citation(self._context, element),
            heading,
            blocks,
            attributes.get("anchor", attributes.identifier),
            attributes.get("label"),
            span=element.span,
        )


def find_role(attributes: Attributes) -> str:
    """Return the first class that is the name of a role, or nothing."""
    return next((name for name in attributes.classes if name in tuple(Role)), "")


def default_role(around: Role | None) -> Role:
    """Return the role of a heading without a class in a section, or in none."""
    return Role.CHAPTER if around in (None, Role.PART) else Role.SECTION


def _read_citation(context: Context, element: Element) -> SourceCitation:
    attributes = element.attributes
    values: dict[str, Any] = {}
    for name, key in _CITATION.items():
        if key not in attributes:
            continue
        if name in ("number", "year"):
            values[name] = context.number(attributes, key, element.span)
        elif name == "partial":
            values[name] = attributes.get(key) in ("yes", "true")
            if not values[name]:
                message = f"`{key}={attributes.get(key)}` is neither yes nor true"
                context.report_unknown(element.span, message)
        else:
            values[name] = attributes.get(key)
    return SourceCitation(**values)
