"""Signs of the markup language of a text: what plain texts have once at most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from publish.document.draft import Chunk
from publish.passes.clean.markup import asciidoc, markdown
from publish.passes.clean.markup.html_tokens import TokenKind, find_tokens
from publish.passes.clean.markup.markdown_inlines import BOLD, EMPHASIS, LINK, UNDERSCORED
from publish.text.dataclass import dataclass
from publish.text.source import Span

ENOUGH = 2
"""The number of signs from which on a text has a markup language."""

_MOST_QUOTED = 0.6
"""The share of lines with ``>`` from which on they are a quoted mail."""

_MANY_STYLES = 3
"""The number of emphases that are a second sign, or a first one."""

_FIRST = ("=", ">", ":", "[")
_CHARACTERS = re.compile(r"[#*_`<&|]|\]\(|:\[")
"""The characters of which each line with a sign has one, except those that are first in a line."""


class Language(StrEnum):
    """A markup language, by its name in settings."""

    HTML = "html"
    MARKDOWN = "markdown"
    ASCIIDOC = "asciidoc"

    @property
    def display_name(self) -> str:
        """The name of the language in messages."""
        return {"html": "HTML", "markdown": "Markdown", "asciidoc": "AsciiDoc"}[self]


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a markup language in a text: their weight, and the first with a place."""

    weight: int
    first: Span | None


def find_candidates(chunks: Sequence[Chunk]) -> list[int]:
    """Return the indices of the lines that may have a sign, and whose part no pass has set."""
    return [
        index
        for index, chunk in enumerate(chunks)
        if chunk.part is chunk.mark
        and (chunk.text.text.startswith(_FIRST) or _CHARACTERS.search(chunk.text.text))
    ]


def find_signs(chunks: Sequence[Chunk], indices: Sequence[int], language: Language) -> Signs:
    """Return the signs of ``language`` in the lines with these indices."""
    finders = {
        Language.HTML: _find_html,
        Language.MARKDOWN: _find_markdown,
        Language.ASCIIDOC: _find_asciidoc,
    }
    weight = 0
    first: Span | None = None
    for own, span in finders[language](chunks, indices) if indices else ():
        weight += own
        first = first or span
    return Signs(weight, first)


def has_quotations(chunks: Sequence[Chunk]) -> bool:
    """Return whether ``>`` at the start of lines marks quotations, not the lines of a mail."""
    own = [chunk for chunk in chunks if not chunk.text.text.startswith(">")]
    is_mail = len(chunks) - len(own) >= _MOST_QUOTED * len(chunks)
    return not is_mail or find_signs(own, find_candidates(own), Language.MARKDOWN).weight >= ENOUGH


_Sign = tuple[int, Span | None]


def _find_html(chunks: Sequence[Chunk], indices: Sequence[int]) -> Iterator[_Sign]:
    """Yield a sign for each pair of tags, each empty element and each character reference."""
    open_tags: Counter[str] = Counter()
    for chunk in (chunks[index] for index in indices):
        for token in find_tokens(chunk.text.text):
            span = chunk.text.span(token.start, token.end)
            match token.kind:
                case TokenKind.REFERENCE | TokenKind.DOCTYPE:
                    yield ENOUGH, span
                case TokenKind.START:
                    open_tags[token.name] += 1
                    is_certain = token.attributes or token.name == "br"
                    yield (ENOUGH if is_certain else 1), span
                case TokenKind.END if open_tags[token.name]:
                    open_tags[token.name] -= 1
                    yield 1, span
                case _:
                    pass


def _find_markdown(chunks: Sequence[Chunk], indices: Sequence[int]) -> Iterator[_Sign]:
    """Yield a sign for each heading, bold passage and link; two for a table or an image."""
    styles = 0
    others = 0
    for index in indices:
        chunk = chunks[index]
        text = chunk.text.text
        before = chunks[index - 1] if index else None
        following = chunks[index + 1] if index + 1 < len(chunks) else None
        if markdown.HEADING.fullmatch(text) and _stands_apart(before, chunk, following):
            yield 1, chunk.span
        if before is not None and _is_table(before, chunk):
            yield ENOUGH, chunk.span
        for match in LINK.finditer(text):
            is_certain = match["image"] or "/" in match["target"]
            if match["target"] and is_certain:
                yield (ENOUGH if match["image"] else 1), chunk.text.span(*match.span())
        for match in BOLD.finditer(text):
            yield 1, chunk.text.span(*match.span())
        styles += sum(1 for _ in EMPHASIS.finditer(text)) + sum(
            1 for _ in UNDERSCORED.finditer(text)
        )
        others += text.startswith(("> ", "```", "[^"))
    yield (1 if others else 0), None
    yield (ENOUGH if styles >= _MANY_STYLES else min(styles, 1)), None


def _is_table(before: Chunk, chunk: Chunk) -> bool:
    """Return whether a line is the rule under the head of a table."""
    text = chunk.text.text
    has_bars = "|" in text and "|" in before.text.text and not chunk.blanks
    return has_bars and bool(markdown.DELIMITER_ROW.fullmatch(text))


def _stands_apart(before: Chunk | None, chunk: Chunk, following: Chunk | None) -> bool:
    """Return whether a line with ``#`` is no item of a list whose items begin so."""
    text = chunk.text.text
    if not any(map(str.isalpha, text)):
        return False
    neighbours = ((before, chunk), (chunk, following))
    is_list = any(
        first
        and second
        and not second.blanks
        and {first.text.text[:2], second.text.text[:2]} == {"# "}
        for first, second in neighbours
    )
    return not is_list and (before is None or chunk.blanks > 0 or text.startswith("##"))


def _find_asciidoc(chunks: Sequence[Chunk], indices: Sequence[int]) -> Iterator[_Sign]:
    """Yield a sign for each heading, quotation block and note."""
    rules = 0
    for index in indices:
        chunk = chunks[index]
        text = chunk.text.text
        match = asciidoc.HEADING.fullmatch(text)
        if match and (index == 0 or chunk.blanks) and any(map(str.isalpha, text)):
            yield 1, chunk.span
        if asciidoc.QUOTE_RULE.fullmatch(text):
            rules += 1
        for note in asciidoc.FOOTNOTE.finditer(text):
            yield ENOUGH, chunk.text.span(*note.span())
        if asciidoc.BLOCK_ATTRIBUTES.fullmatch(text) or asciidoc.ATTRIBUTE.fullmatch(text):
            yield 1, None
    yield (1 if rules > 1 else 0), None
