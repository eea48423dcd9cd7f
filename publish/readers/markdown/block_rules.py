"""Rules of markdown-it for the blocks that CommonMark lacks, and its parser with them.

The container plugin of mdit-py-plugins takes the first fence of the right length for the end of a
block, so that blocks with fences of equal length nest wrongly.  Here an opening fence has a class
or attributes, and a bare fence closes the innermost open block, as in Pandoc.
https://pandoc.org/MANUAL.html#extension-fenced_divs
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from publish.readers.markdown.list_rules import definition, fancy_list

FENCE = re.compile(r":{3,}[ \t]*(?P<opening>\{.*\}|[^\s{}:]+)?[ \t]*:*[ \t]*")
_CODE_FENCE = re.compile(r"(`{3,}|~{3,})(?=[^`]*$)")
_MARKS = re.compile(r"(?:(?:[-+*:~]|\(?\w{1,9}[.)])[ \t]+)+")
_CODE_INDENT = 4
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:")
_DELIMITER = re.compile(r"[ \t]*:?-+:?[ \t]*")
_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")

DEEPEST = 60
"""Levels of nesting that are read; deeper blocks are one paragraph."""


class _Parser(MarkdownIt):
    """A parser that keeps addresses as they are, those of any scheme."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  # the name is that of markdown-it
        del url
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


@cache
def parser() -> MarkdownIt:
    """Return the parser of blocks: those of CommonMark without HTML, and those of Pandoc."""
    parser = _Parser("commonmark", {"maxNesting": 2 * DEEPEST})
    parser.disable(["html_block"])
    rules = parser.block.ruler
    everywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    rules.before("code", "too_deep", _too_deep)
    rules.before("fence", "div", _div, everywhere)
    rules.before("fence", "comment", _comment, {"alt": ["paragraph", "blockquote", "list"]})
    rules.before("list", "definition", definition, {"alt": ["paragraph"]})
    rules.before(
        "list", "fancy_list", fancy_list, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    rules.before("reference", "note", _note, {"alt": ["paragraph", "reference"]})
    rules.before("lheading", "pipe_table", _pipe_table, {"alt": ["paragraph", "reference"]})
    return parser


def split_cells(row: str) -> list[tuple[int, int]]:
    """Return the start and the end of each cell of a row between bars, with spaces around them."""
    start = len(row) - len(row.lstrip())
    end = len(row.rstrip())
    start += row.startswith("|", start)
    bars = [match.end() - 1 for match in _BAR.finditer(row, start, end)]
    if not bars or bars[-1] != end - 1:
        bars.append(end)
    starts = [start, *(bar + 1 for bar in bars)]
    return list(zip(starts, bars, strict=False))


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take all lines of a block that is nested too deep as one paragraph."""
    if state.level < DEEPEST or silent:
        return False
    token = state.push("too_deep", "", 0)
    token.content = state.getLines(start, end, 0, keepLastLF=False)
    token.map = [start, end]
    state.line = end
    return True


def _div(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    match = FENCE.fullmatch(_line(state, start))
    if match is None or state.is_code_block(start):
        return False
    if silent:
        return True
    if not match["opening"]:
        state.push("stray_fence", "", 0).map = [start, start + 1]
        state.line = start + 1
        return True
    close, is_closed = _find_close(state, start, end)
    token = state.push("div_open", "div", 1)
    token.info = match["opening"]
    token.map = [start, close + is_closed]
    token.meta = {"is_closed": is_closed}
    before = state.lineMax, state.parentType
    state.lineMax, state.parentType = close, "div"
    state.md.block.tokenize(state, start + 1, close)
    state.lineMax, state.parentType = before
    state.push("div_close", "div", -1)
    state.line = close + is_closed
    return True


def _find_close(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    """Return the line of the fence that closes a block; or where the block ends without one.

    Blocks in items of lists may open in the line of their mark, and close at its column.
    """
    columns = [state.blkIndent]
    code = ""
    for line in range(start + 1, end):
        if state.isEmpty(line):
            continue
        column, text = state.sCount[line], _line(state, line)
        if column < state.blkIndent:
            return line, False
        if code:
            code = "" if text.rstrip() == text[0] * len(text.rstrip()) >= code else code
            continue
        marks = _MARKS.match(text)
        rest = text[marks.end() :] if marks else text
        if match := _CODE_FENCE.match(rest):
            code = match[1]
        elif fence := FENCE.fullmatch(rest):
            if not fence["opening"]:
                while len(columns) > 1 and columns[-1] > column:
                    columns.pop()
            if column - columns[-1] >= _CODE_INDENT:
                continue
            if fence["opening"]:
                columns.append(column + len(text) - len(rest))
            else:
                columns.pop()
            if not columns:
                return line, True
    return end, False


def _comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not _line(state, start).startswith("<!--") or state.is_code_block(start):
        return False
    for line in range(start, end):
        text = state.src[state.bMarks[line] : state.eMarks[line]]
        if "-->" in text:
            if not text.rstrip().endswith("-->"):
                return False
            if not silent:
                token = state.push("comment", "", 0)
                token.content = state.getLines(start, line + 1, 0, keepLastLF=False)
                token.map = [start, line + 1]
                state.line = line + 1
            return True
    return False


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    match = _NOTE.match(_line(state, start))
    if match is None or state.is_code_block(start):
        return False
    if silent:
        return True
    token = state.push("note_open", "", 1)
    token.info = match[1]
    old = state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType
    first = state.bMarks[start] + state.tShift[start] + match.end()
    rest = state.src[first : state.eMarks[start]]
    indent = len(rest) - len(rest.lstrip(" \t"))
    state.blkIndent += 4
    state.bMarks[start], state.tShift[start] = first, indent
    state.sCount[start], state.parentType = state.blkIndent, "note"
    state.md.block.tokenize(state, start, end)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType = old
    state.blkIndent -= 4
    token.map = [start, state.line]
    state.push("note_close", "", -1)
    return True


def _pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 2 > end or state.sCount[start + 1] < state.blkIndent or state.is_code_block(start):
        return False
    header, delimiters = _line(state, start), _line(state, start + 1)
    if "|" not in header or "|" not in delimiters:
        return False
    cells = split_cells(delimiters)
    if not all(_DELIMITER.fullmatch(delimiters, *cell) for cell in cells):
        return False
    if len(split_cells(header)) != len(cells):
        return False
    if silent:
        return True
    terminators = state.md.block.ruler.getRules("blockquote")
    line = start + 2
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        if any(rule(state, line, end, True) for rule in terminators):
            break
        line += 1
    token = state.push("pipe_table", "table", 0)
    token.content = state.getLines(start, line, state.blkIndent, keepLastLF=False)
    token.map = [start, line]
    state.line = line
    return True
