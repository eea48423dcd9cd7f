"""Rules of markdown-it for lists that CommonMark lacks: with letters or Roman numerals, of terms.

https://pandoc.org/MANUAL.html#extension-fancy_lists
https://pandoc.org/MANUAL.html#definition-lists
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from publish.text.dataclass import dataclass

_DECIMAL = r"\d{1,9}"
_LETTERS = "[A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9}"
_MARK = re.compile(
    rf"(?:\((?P<round>{_DECIMAL}|{_LETTERS})\)|(?P<plain>{_LETTERS})(?P<sign>[.)]))(?=[ \t\n]|$)"
)
_DEFINITION = re.compile(r"[:~](?=[ \t]|$)")
_WIDEST = 4
_TAB = 4


@dataclass(frozen=True, slots=True)
class _Mark:
    """The mark of an item: its number as written, the kind of its list, and its length."""

    number: str
    kind: str
    length: int


def fancy_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a list whose numbers are letters, Roman numerals or in round brackets."""
    mark = None if state.is_code_block(start) else _read_mark(state, start)
    if mark is None:
        return False
    is_in_paragraph = state.parentType == "paragraph" and state.sCount[start] >= state.blkIndent
    if silent:
        # As in CommonMark only a list that begins with 1 follows a paragraph without a blank line.
        has_words = bool(_line(state, start)[mark.length :].strip())
        return not is_in_paragraph or (mark.number == "1" and has_words)
    token = state.push("ordered_list_open", "ol", 1)
    token.map = [start, start]
    token.meta = {"numerals": mark.number}
    before, state.parentType = state.parentType, "list"
    terminators = state.md.block.ruler.getRules("list")
    line = start
    next_mark: _Mark | None = mark
    while next_mark is not None:
        _read_item(state, line, end, next_mark)
        line = state.line
        if line >= end or state.sCount[line] < state.blkIndent or state.is_code_block(line):
            break
        if any(rule(state, line, end, True) for rule in terminators):
            break
        next_mark = _read_mark(state, line)
        if next_mark and not _belongs(next_mark, mark):
            break
    token.map[1] = line
    state.push("ordered_list_close", "ol", -1)
    state.parentType = before
    return True


def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a definition, which follows its term, a paragraph, or another definition."""
    if state.is_code_block(start) or not _DEFINITION.match(_line(state, start)):
        return False
    around: list[int] = state.env.setdefault("definitions", [])
    if silent:
        is_next = bool(around) and around[-1] <= state.sCount[start] < state.blkIndent
        is_first = state.parentType == "paragraph" and state.sCount[start] >= state.blkIndent
        return is_next or is_first
    last = state.tokens[-1] if state.tokens else None
    if last is None or last.type not in ("paragraph_close", "definition_close"):
        return False
    if last.level != state.level:
        return False
    token = state.push("definition_open", "dd", 1)
    before, state.parentType = state.parentType, "list"
    around.append(state.blkIndent)
    _read_contents(state, start, end, 1)
    around.pop()
    state.parentType = before
    token.map = [start, state.line]
    state.push("definition_close", "dd", -1)
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _read_mark(state: StateBlock, line: int) -> _Mark | None:
    text = _line(state, line)
    match = _MARK.match(text)
    if match is None:
        return None
    number = match["round"] or match["plain"]
    sign = match["sign"] or "()"
    if sign == "." and number.isupper() and not re.match(r"[ ]{2}|\t", text[match.end() :]):
        return None  # “B. Russell” is a name
    kind = "decimal" if number.isdecimal() else "upper" if number.isupper() else "lower"
    return _Mark(number, f"{kind} {sign}", match.end())


def _belongs(mark: _Mark, first: _Mark) -> bool:
    """Return whether a mark is that of an item of the list that begins with ``first``."""
    is_letter = first.number.isalpha() and len(first.number) == 1 and first.number not in "iI"
    return mark.kind == first.kind and not (is_letter and len(mark.number) > 1)


def _read_item(state: StateBlock, start: int, end: int, mark: _Mark) -> None:
    token = state.push("list_item_open", "li", 1)
    token.info = mark.number
    _read_contents(state, start, end, mark.length)
    token.map = [start, state.line]
    state.push("list_item_close", "li", -1)


def _read_contents(state: StateBlock, start: int, end: int, length: int) -> None:
    """Read the blocks after a mark of ``length`` characters, and those indented as the first."""
    first = state.bMarks[start] + state.tShift[start] + length
    text = state.src[first : state.eMarks[start]]
    column = initial = state.sCount[start] + length
    for character in text:
        if character not in " \t":
            break
        column += _TAB - (column + state.bsCount[start]) % _TAB if character == "\t" else 1
    is_empty = not text.strip(" \t")
    indent = 1 if is_empty or column - initial > _WIDEST else column - initial
    before = state.tShift[start], state.sCount[start], state.blkIndent, state.listIndent
    state.listIndent, state.blkIndent = state.blkIndent, initial + indent
    state.tShift[start] = state.eMarks[start] if is_empty else first + _indent(text)
    state.tShift[start] -= state.bMarks[start]
    state.sCount[start] = column
    if is_empty and state.isEmpty(start + 1):
        state.line = min(start + 2, end)
    else:
        state.md.block.tokenize(state, start, end)
    state.tShift[start], state.sCount[start], state.blkIndent, state.listIndent = before


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" \t"))
