"""Markdown within a block as a tree of pieces with their places.

An own scanner, because markdown-it keeps no offsets within a line.  Delimiters of emphasis and
brackets are matched as in CommonMark (https://spec.commonmark.org/0.31.2/#phase-2-inline-structure),
in time linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace

from publish.readers.markdown.attributes import NO_ATTRIBUTES, Attributes, parse_attributes
from publish.readers.markdown.emphasis import DEEPEST, depth_of, match_delimiters
from publish.readers.markdown.entities import ENTITY, decode_entities, decode_entity
from publish.readers.markdown.pieces import Piece, Target

_SPECIAL = re.compile(r"[\\`*_~^\[\]!<&$\n]|\{(?=[.#=\w])")
_CODE = re.compile(r"`+")
_NOTE = re.compile(r"\[\^([^\]\s\[]+)\]")
_BREAK = re.compile(r"\n[ \t]*")
_RAISED = re.compile(r"\^((?:[^\s^\\]|\\.)++)\^|~((?:[^\s~\\]|\\.)++)~(?!~)")
_ADDRESS = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*+(?:\s[^<>]*+)?/?>")
_FORMULA = re.compile(r"(\$\$?)(?![\s$])((?:[^$\\]|\\.)++)(?<!\s)\1(?!\d)", re.DOTALL)
_RAW = re.compile(r"\{=[^\s{}]+\}")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TARGET = re.compile(
    r"\(\s*+(?:<(?P<angled>(?:[^<>\n\\]|\\.)*+)>|(?P<bare>(?:[^\s()<>\\]|\\.|\((?:[^\s()\\]|\\.)*+\))*+))"
    r"(?:\s++(?P<title>\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'"
    r"|\((?:[^()\\]|\\.)*+\)))?\s*+\)"
)
_LABEL = re.compile(r"\[([^\[\]]*)\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONGEST_LABEL = 1000
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def unescape(text: str) -> str:
    """Return a text without backslashes before punctuation, references decoded."""
    return decode_entities(_ESCAPE.sub(r"\1", text))


def parse_inlines(text: str, targets: Mapping[str, Target] = {}) -> tuple[Piece, ...]:
    """Return the pieces of a text; ``targets`` are the addresses of normalized labels."""
    return _Scanner(text, targets).scan()


class _Scanner:
    """The scan of one text from its start to its end."""

    def __init__(self, text: str, targets: Mapping[str, Target]) -> None:
        self._text = text
        self._targets = targets
        self._pieces: list[Piece] = []
        self._brackets: list[int] = []
        self._position = 0
        self._ends_of_code: dict[int, int] = {}
        self._last_comment_end = text.rfind("-->")
        self._first_link = 0  # the first of the open brackets that can begin a link
        self._deepest = -1  # the index of the last piece that a bracket around would nest too deep
        self._signs: dict[str, Callable[[], bool]] = {
            "\\": self._escape,
            "`": self._code,
            "*": self._delimiters,
            "_": self._delimiters,
            "~": self._tilde,
            "^": self._raise,
            "[": self._open,
            "!": self._open_image,
            "]": self._close,
            "<": self._angle,
            "&": self._entity,
            "$": self._formula,
            "{": self._attributes,
            "\n": self._break,
        }

    def scan(self) -> tuple[Piece, ...]:
        """Return the pieces of the whole text."""
        text = self._text
        while self._position < len(text):
            match = _SPECIAL.search(text, self._position)
            end = match.start() if match else len(text)
            if end > self._position:
                self._add("text", end, text[self._position : end])
            elif not self._signs[text[end]]():
                self._add("text", end + 1, text[end])
        return match_delimiters(self._pieces)

    def _add(
        self,
        kind: str,
        end: int,
        text: str = "",
        attributes: Attributes = NO_ATTRIBUTES,
        children: tuple[Piece, ...] = (),
    ) -> bool:
        self._pieces.append(Piece(kind, self._position, end, text, attributes, children))
        self._position = end
        return True

    def _escape(self) -> bool:
        following = self._text[self._position + 1 : self._position + 2]
        if following == "\n":
            match = _BREAK.match(self._text, self._position + 1)
            assert match is not None
            return self._add("break", match.end())
        return (
            following in _ESCAPABLE
            and following != ""
            and self._add("text", self._position + 2, following)
        )

    def _break(self) -> bool:
        match = _BREAK.match(self._text, self._position)
        assert match is not None
        last = self._pieces[-1] if self._pieces else None
        is_hard = False
        if last and last.kind == "text" and last.text == self._text[last.start : last.end]:
            bare = last.text.rstrip(" \t")
            is_hard = last.text.endswith("  ")
            self._pieces[-1] = replace(last, text=bare, end=last.start + len(bare))
        return self._add("break" if is_hard else "text", match.end(), "" if is_hard else " ")

    def _entity(self) -> bool:
        match = ENTITY.match(self._text, self._position)
        if match is None or (text := decode_entity(match[0])) == match[0]:
            return False
        return self._add("text", match.end(), text)

    def _code(self) -> bool:
        """Read code between runs of backticks of one length; a run without a partner is text."""
        text, start = self._text, self._position
        match = _CODE.match(text, start)
        assert match is not None
        marks, first = match[0], match.end()
        if self._ends_of_code.get(len(marks), len(text)) >= first:
            for run in _CODE.finditer(text, first):
                if len(run[0]) == len(marks):
                    code = text[first : run.start()].replace("\n", " ")
                    if code.strip(" ") and code[0] == code[-1] == " ":
                        code = code[1:-1]
                    end, attributes = run.end(), NO_ATTRIBUTES
                    if _LINE_BREAK.fullmatch(code) and text.startswith("{=html}", end):
                        return self._add("break", end + len("{=html}"))
                    if parsed := parse_attributes(text, end):
                        attributes, end = parsed
                    return self._add("code", end, code, attributes)
            self._ends_of_code[len(marks)] = 0
        return self._add("text", first, marks)

    def _formula(self) -> bool:
        """Read a formula of TeX, whose signs are no Markdown."""
        match = _FORMULA.match(self._text, self._position)
        return match is not None and self._add("formula", match.end(), match[0])

    def _attributes(self) -> bool:
        """Read attributes that follow no element with attributes."""
        text, start = self._text, self._position
        parsed = parse_attributes(text, start)
        raw = _RAW.match(text, start)
        if raw is None and parsed is None:
            return False
        end = raw.end() if raw else parsed[1] if parsed else start
        return self._add("attributes", end, text[start:end])

    def _delimiters(self) -> bool:
        text, start = self._text, self._position
        sign = text[start]
        end = start
        while end < len(text) and text[end] == sign:
            end += 1
        before, after = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
        left = not after.isspace() and (
            not _is_punctuation(after) or before.isspace() or _is_punctuation(before)
        )
        right = not before.isspace() and (
            not _is_punctuation(before) or after.isspace() or _is_punctuation(after)
        )
        opens, closes = left, right
        if sign == "_":
            opens = left and (not right or _is_punctuation(before))
            closes = right and (not left or _is_punctuation(after))
        piece = Piece("delimiters", start, end, text[start:end], opens=opens, closes=closes)
        self._pieces.append(piece)
        self._position = end
        return True

    def _tilde(self) -> bool:
        if self._text.startswith("~~", self._position):
            return self._delimiters()
        return self._raise()

    def _raise(self) -> bool:
        match = _RAISED.match(self._text, self._position)
        if match is None:
            is_note = self._text.startswith("^[", self._position)
            return is_note and self._add("caret", self._position + 1, "^")
        group = 1 if match[1] else 2
        inner = parse_inlines(match[group])
        children = tuple(each.move(match.start(group)) for each in inner)
        kind = "superscript" if group == 1 else "subscript"
        return self._add(kind, match.end(), children=children)

    def _angle(self) -> bool:
        may_end = self._position < self._last_comment_end
        if may_end and (match := _COMMENT.match(self._text, self._position)):
            return self._add("comment", match.end(), match[1])
        if match := _LINE_BREAK.match(self._text, self._position):
            return self._add("break", match.end())
        match = _ADDRESS.match(self._text, self._position)
        if match is None:
            tag = _TAG.match(self._text, self._position)
            return tag is not None and self._add("tag", tag.end(), tag[0])
        target = match[1] if ":" in match[1] else f"mailto:{match[1]}"
        child = Piece("text", match.start(1), match.end(1), match[1])
        return self._add("link", match.end(), target, children=(child,))

    # --- brackets

    def _open(self) -> bool:
        if match := _NOTE.match(self._text, self._position):
            return self._add("note", match.end(), match[1])
        self._brackets.append(len(self._pieces))
        return self._add("open", self._position + 1, "[")

    def _open_image(self) -> bool:
        if not self._text.startswith("![", self._position) or self._text.startswith(
            "![^", self._position
        ):
            return False
        self._brackets.append(len(self._pieces))
        return self._add("open", self._position + 2, "![")

    def _close(self) -> bool:
        if not self._brackets:
            return False
        index = self._brackets.pop()
        opening = self._pieces[index]
        outer = len(self._brackets)
        may_link = outer >= self._first_link
        self._first_link = min(self._first_link, outer)
        is_too_deep = index < self._deepest
        result = None
        if not is_too_deep:
            result = self._read_span(opening) or self._read_link(opening, may_link=may_link)
        children = match_delimiters(self._pieces[index + 1 :]) if result else ()
        depth = depth_of(children) + 1
        if result is None or depth > DEEPEST:
            if result:
                self._deepest = index
            self._pieces[index] = replace(opening, kind="text")
            return False
        del self._pieces[index:]
        if result.kind == "link":
            self._first_link = outer  # a link contains no link
        self._pieces.append(replace(result, children=children, depth=depth))
        self._position = result.end
        return True

    def _read_span(self, opening: Piece) -> Piece | None:
        parsed = parse_attributes(self._text, self._position + 1) if opening.text == "[" else None
        return Piece("span", opening.start, parsed[1], attributes=parsed[0]) if parsed else None

    def _read_link(self, opening: Piece, *, may_link: bool) -> Piece | None:
        text, after = self._text, self._position + 1
        kind = "image" if opening.text == "![" else "link"
        if kind == "link" and not may_link:
            return None
        name = title = ""
        if match := _TARGET.match(text, after):
            target = unescape(match["bare"] if match["angled"] is None else match["angled"])
            title, end = unescape((match["title"] or "")[1:-1]), match.end()
        else:
            label = _LABEL.match(text, after)
            end = label.end() if label else after
            name = label[1] if label and label[1] else text[opening.end : self._position]
            name = normalize_label(name) if len(name) < _LONGEST_LABEL else ""
            if name not in self._targets:
                return None
            target, title = self._targets[name].address, self._targets[name].title
        attributes = NO_ATTRIBUTES
        if parsed := parse_attributes(text, end):
            attributes, end = parsed
        return Piece(kind, opening.start, end, target, attributes, title=title, label=name)


def normalize_label(label: str) -> str:
    """Return the label of a definition as labels are compared."""
    return " ".join(label.split()).casefold()


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
