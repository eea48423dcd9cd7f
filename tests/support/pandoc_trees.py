"""The trees of Pandoc and of a Work as plain tuples that can be compared.

Blocks are ``(name, …)``; inlines are strings and ``(name, …)``, strings that touch are one.  Code,
struck-out phrases and links within the text are their words, as in a Work; a list of terms is a
list whose items begin with the bold term.
"""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pypandoc

from publish.document.model import (
    Blockquote,
    Emphasis,
    Excerpt,
    Image,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Section,
    Separator,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Work,
)

Tree = Any
FORMAT = "commonmark_x-smart-emoji"
"""The Markdown of Pandoc without its changes of characters: quotes, dashes and emoji by names."""

_EXTERNAL = re.compile(r"(?:https?|mailto|ftp|tel):", re.IGNORECASE)
_STYLES = {
    Emphasis: "Emph",
    Strong: "Strong",
    Superscript: "Superscript",
    Subscript: "Subscript",
}


def run_pandoc(text: str, *options: str) -> str:
    """Return the output of Pandoc for a text; it may take 30 s and 1 GB."""
    command = [pypandoc.get_pandoc_path(), "+RTS", "-M1g", "-RTS", *options]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=30)
    return done.stdout.decode()


def pandoc_tree(text: str) -> Tree:
    """Return the tree of a text as Pandoc reads it."""
    document = json.loads(run_pandoc(text, "-f", FORMAT, "-t", "json"))
    return _blocks(document["blocks"])


def _blocks(blocks: list[Any]) -> Tree:
    return tuple(tree for block in blocks for tree in _block(block))


def _inner(blocks: list[Any]) -> Tree:
    """Return blocks in others, where a heading is bold text."""
    return tuple(
        ("paragraph", (("Strong", tree[1]),)) if tree[0] == "heading" else tree
        for tree in _blocks(blocks)
    )


def _block(block: Any) -> Tree:
    content = block.get("c")
    match block["t"]:
        case "Para" | "Plain":
            return _paragraph(_inlines(content))
        case "Header":
            return (("heading", _without_images(_inlines(content[2]))),)
        case "BlockQuote":
            return (("quotation", _inner(content)),)
        case "BulletList":
            return (("list", None, tuple(map(_inner, content))),)
        case "OrderedList":
            (start, _, _), items = content
            return (("list", start, tuple(map(_inner, items))),)
        case "DefinitionList":
            return (("list", None, tuple(_term(*item) for item in content)),)
        case "CodeBlock":
            return _paragraph(_lines(content[1])) if content[1].strip() else ()
        case "RawBlock":
            return (("raw", content[1]),)
        case "HorizontalRule":
            return (("separator",),)
        case "Table":
            _, _, _, (_, head), bodies, _ = content
            rows = [*head, *(row for body in bodies for row in body[3])]
            return (("table", tuple(map(_row, rows))),)
        case "Div":
            return (("div", content[0][1], _blocks(content[1])),)
        case kind:
            raise AssertionError(kind)


def _term(term: list[Any], bodies: list[list[Any]]) -> Tree:
    words = _without_images(_inlines(term))
    return (("paragraph", (("Strong", words),)), *(b for body in bodies for b in _inner(body)))


def _row(row: Any) -> Tree:
    cells = [_blocks(cell[4]) for cell in row[1]]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _lines(text: str) -> Tree:
    lines = text.removesuffix("\n").split("\n")
    parts: list[Tree] = []
    for line in lines:
        parts += [("LineBreak",)] if parts or line is not lines[0] else []
        parts.append(line)
    return _merge(parts)


def _paragraph(inlines: Tree) -> Tree:
    """Return a paragraph, or the pictures that are all that it has."""
    words = [each for each in inlines if each not in {("LineBreak",), " "}]
    if words and all(each[0] == "Image" for each in words):
        return tuple(words)
    return (("paragraph", _without_images(inlines)),) if inlines else ()


def _without_images(inlines: Tree) -> Tree:
    parts: list[Tree] = []
    for each in inlines:
        if isinstance(each, tuple) and each[0] == "Image":
            parts += each[3]
        elif isinstance(each, tuple) and each[0] in (*_STYLES.values(), "Link"):
            parts.append((*each[:-1], _without_images(each[-1])))
        else:
            parts.append(each)
    return _merge(parts)


def _inlines(inlines: list[Any]) -> Tree:
    return _merge([part for inline in inlines for part in _inline(inline)])


def _inline(inline: Any) -> Tree:  # noqa: PLR0912  # a case for each kind
    content = inline.get("c")
    match inline["t"]:
        case "Str":
            return (content,)
        case "Space" | "SoftBreak":
            return (" ",)
        case "LineBreak":
            return (("LineBreak",),)
        case "Emph" | "Strong" | "Superscript" | "Subscript" as kind:
            return ((kind, _inlines(content)),)
        case "Strikeout":
            return _inlines(content)
        case "Code":
            return (content[1],)
        case "Math":
            sign = "$" if content[0]["t"] == "InlineMath" else "$$"
            return (f"{sign}{content[1]}{sign}",)
        case "RawInline":
            return () if content[1].startswith("<!--") else (content[1],)
        case "Link":
            _, words, (address, _) = content
            inlines = _inlines(words)
            return (("Link", address, inlines),) if _EXTERNAL.match(address) else inlines
        case "Image":
            _, words, (address, _) = content
            inlines = _inlines(words)
            return (("Image", address, plain_tree(inlines), inlines),)
        case "Note":
            return (("Note", _inner(content)),)
        case "Span":
            return _inlines(content[1])
        case kind:
            raise AssertionError(kind)


def plain_tree(inlines: Tree) -> str:
    """Return the characters of inlines."""
    return "".join(
        each if isinstance(each, str) else "\n" if each[0] == "LineBreak" else plain_tree(each[-1])
        for each in inlines
    )


def _merge(parts: list[Tree]) -> Tree:
    result: list[Tree] = []
    for part in parts:
        last = result[-1] if result else None
        if isinstance(part, str) and isinstance(last, str):
            result[-1] = last + part
        elif last and part and part[0] == last[0] in _STYLES.values():
            # Pandoc makes one of two that touch.
            result[-1] = (part[0], _merge([*last[1], *part[1]]))
        elif part:
            result.append(part)
    return tuple(result)


# --- the tree of a Work


def work_tree(work: Work) -> Tree:
    """Return the tree of a Work; a title that the text states is a heading."""
    titles = tuple(("heading", (title,)) for _, title in work.meta.title.forms)
    return (*titles, *(tree for section in work.sections for tree in _of_section(section)))


def _of_section(section: Section) -> Tree:
    trees: list[Tree] = [("heading", _of_inlines(section.title))] if section.title else []
    for child in section.children:
        if isinstance(child, Section):
            trees += _of_section(child)
        else:
            assert not isinstance(child, Excerpt)
            trees.append(_of_block(child))
    return tuple(trees)


def _of_block(block: Any) -> Tree:
    match block:
        case Paragraph(inlines):
            return ("paragraph", _of_inlines(inlines))
        case Blockquote(blocks, attribution):
            assert not attribution
            return ("quotation", tuple(map(_of_block, blocks)))
        case List(items, start):
            return ("list", start, tuple(tuple(map(_of_block, item)) for item in items))
        case Table(rows):
            return ("table", tuple(map(_of_row, rows)))
        case Image(address, alt):
            return ("Image", address, alt, ())
        case Separator():
            return ("separator",)
        case _:
            raise AssertionError(block)


def _of_row(row: Any) -> Tree:
    cells = [tuple(map(_of_block, cell.blocks)) for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _of_inlines(inlines: Any) -> Tree:
    parts: list[Tree] = []
    for node in inlines:
        match node:
            case Text(text):
                parts.append(text)
            case LineBreak():
                parts.append(("LineBreak",))
            case Link(href, inner):
                parts.append(("Link", href, _of_inlines(inner)))
            case Note(_, blocks):
                parts.append(("Note", tuple(map(_of_block, blocks))))
            case _:
                parts.append((_STYLES[type(node)], _of_inlines(node.inlines)))
    return _merge(parts)
