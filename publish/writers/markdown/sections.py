"""Sections and excerpts as Markdown: headings where these suffice, else divs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from publish.document.model import Block, Excerpt, Inlines, Role, Section, SourceCitation
from publish.writers.markdown.blocks import BlockWriter
from publish.writers.markdown.escapes import format_attributes
from publish.writers.markdown.inlines import LINE_BREAK_TAG
from publish.writers.markdown.lines import Lines, join_blocks

_DEEPEST = 6
"""The levels of headings in Markdown."""


@dataclass(frozen=True)
class SectionWriter:
    """The writing of sections and of what stands in them."""

    blocks: BlockWriter

    def write_group(self, name: str, sections: Sequence[Section]) -> Lines:
        """Return the sections before or after the body, in a div."""
        return self.blocks.div(name, self.write(sections, 1))

    def write_body(self, sections: Sequence[Section]) -> Lines:
        """Return the body of a book."""
        return self.write(sections, 1, is_body=True)

    def write(
        self, children: Sequence[Section | Excerpt | Block], level: int, *, is_body: bool = False
    ) -> Lines:
        """Return the children of a section, or those of the body of a book.

        A section under a heading lasts until the next one, so that only the sections after which
        no other children come have headings alone.  In the body blocks are a chapter by themselves.
        """
        first = len(children)
        while first and level <= _DEEPEST and _has_heading(children[first - 1]):
            first -= 1
        parts: list[Lines] = []
        run: list[Block] = []
        for index, child in enumerate(children):
            if not isinstance(child, Section | Excerpt):
                run.append(child)
                continue
            parts.append(self.blocks.write(tuple(run)))
            run.clear()
            if isinstance(child, Excerpt):
                parts.append(self._excerpt(child, level))
            elif index >= first:
                heading = self._heading(child.title, level, child.role.value)
                parts += [[heading], self.write(child.children, level + 1)]
            elif is_body and _is_plain(child) and not (index and _is_plain(children[index - 1])):
                parts.append(self.write(child.children, level + 1))
            else:
                parts.append(self._div(child, level))
        parts.append(self.blocks.write(tuple(run)))
        return join_blocks(parts)

    def _heading(self, title: Inlines, level: int, role: str = "") -> str:
        inlines = replace(self.blocks.inlines, line_break=LINE_BREAK_TAG)
        text = inlines.block(title, begins_line=False)
        if text.endswith("#"):
            text = f"{text[:-1]}\\#"
        attributes = f" {format_attributes(role)}" if role else ""
        return f"{'#' * min(level, _DEEPEST)} {text}{attributes}"

    def _div(self, section: Section, level: int) -> Lines:
        heading = [self._heading(section.title, level)] if section.title else []
        children = self.write(section.children, level + 1)
        return self.blocks.div(section.role.value, join_blocks([heading, children]))

    def _excerpt(self, excerpt: Excerpt, level: int) -> Lines:
        heading = [self._heading(excerpt.heading, level)] if excerpt.heading else []
        values = [
            ("number", str(excerpt.number)),
            *((key, text) for key, text in _names(excerpt) if text),
            *_citation(excerpt.citation),
        ]
        body = self.blocks.write(excerpt.blocks)
        return self.blocks.div("excerpt", join_blocks([heading, body]), values)


def _names(excerpt: Excerpt) -> list[tuple[str, str]]:
    return [("label", excerpt.label), ("anchor", excerpt.anchor)]


def _has_heading(child: Section | Excerpt | Block) -> bool:
    return isinstance(child, Section) and bool(child.title)


def _is_plain(child: Section | Excerpt | Block) -> bool:
    """Return whether a child is a chapter without a title and without sections."""
    if not isinstance(child, Section) or child.role is not Role.CHAPTER or child.title:
        return False
    return bool(child.children) and not any(isinstance(each, Section) for each in child.children)


def _citation(citation: SourceCitation) -> list[tuple[str, str]]:
    values: list[tuple[str, str]] = []
    for each in fields(citation):
        value = getattr(citation, each.name)
        if value is True or (value is not None and value is not False):
            values.append((f"source-{each.name}", "yes" if value is True else str(value)))
    return values
