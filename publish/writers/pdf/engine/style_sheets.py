"""Style sheets of a theme: mistakes of syntax, and rules that hide all text.

Syntax: https://www.w3.org/TR/css-syntax-3/.  A rule is judged by its selector and its declarations
alone, without a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from publish.diagnostics import Diagnostic, Diagnostics, Severity
from publish.diagnostics.rules.themes import HIDDEN_TEXT, STYLE_SHEET
from publish.storage.start_cache import start_cache
from publish.text.source import Source, Span
from publish.themes.theme import Theme

_DESIGN = ("ornaments", "initial-word", "initial-drop", "accent")
PRINT = ("common.css", "print.css", *(f"print-{name}.css" for name in _DESIGN))
EPUB = (
    *("epub.css", "epub-columns.css", "epub-accents.css", "epub-latin.css"),
    *(f"epub-{name}.css" for name in _DESIGN),
)

_MOST = 20
"""The number of mistakes that are reported of one style sheet."""

_ALL_TEXT = frozenset({"*", ":root", "html", "body", "main", "section", "p", "h1"})
"""Selectors of elements that every book has, and that hold its text."""

_HIDING = frozenset(
    {("display", "none"), ("visibility", "hidden"), ("visibility", "collapse")}
    | {("color", "transparent"), ("transform", "scale(0)")}
)
_ZERO = frozenset({"font-size", "opacity", "size"})
_PLACES = frozenset({"left", "right", "top", "bottom", "text-indent", "margin-left"})
_FAR = -500
"""A length, in any unit, that takes a box off its page."""

_GROUPS = frozenset({"media", "supports", "layer", "container"})


def check_style_sheets(theme: Theme, names: tuple[str, ...] = PRINT + EPUB) -> Diagnostics:
    """Return the mistakes in the style sheets of a theme, each at its line."""
    return tuple(
        chain.from_iterable(map(_check_once, chain.from_iterable(map(theme.style_sheets, names))))
    )


def _check_once(source: Source) -> Diagnostics:
    """Return the mistakes in one style sheet; the start cache marks a sheet without any."""
    store = start_cache()
    key = store.key("faultless-style-sheet", source.text)
    if store.get(key, bool):
        return ()
    diagnostics = _check(source)
    if not diagnostics:
        store.put(key, value=True)
    return diagnostics


def _check(source: Source) -> Diagnostics:
    """Return the mistakes in one style sheet; what no parser can read is an error."""
    import tinycss2

    try:
        rules = tinycss2.parse_stylesheet(source.text, skip_comments=True, skip_whitespace=True)
        return tuple(islice(_check_rules(source, rules), _MOST))
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, or thousands of open brackets.
        reason = (
            "nested too deeply" if isinstance(error, RecursionError) else "a number is too long"
        )
        message = f"{Path(source.file).name} cannot be read: {reason}"
        return (replace(STYLE_SHEET.at(Span(source.file, 0, 0), message), severity=Severity.ERROR),)


def _check_rules(source: Source, rules: list[Any]) -> Iterator[Diagnostic]:
    import tinycss2

    for rule in rules:
        if rule.type == "error":
            yield _syntax_error(source, rule)
        elif rule.type == "at-rule" and rule.lower_at_keyword in _GROUPS and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield from _check_rules(source, inner)
        elif stray := next((token for token in rule.prelude if token.type == "error"), None):
            yield _syntax_error(source, stray)
        elif rule.content is not None:
            yield from _check_declarations(source, rule)


def _check_declarations(source: Source, rule: Any) -> Iterator[Diagnostic]:
    import tinycss2

    contents = tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    selectors = tinycss2.serialize(rule.prelude).lower().split(",")
    is_page = rule.type == "at-rule" and rule.lower_at_keyword == "page"
    hides = is_page or any(selector.strip() in _ALL_TEXT for selector in selectors)
    for item in contents:
        if item.type == "error":
            yield _syntax_error(source, item)
        elif item.type == "declaration" and hides and _hides_text(item):
            declaration = " ".join(item.serialize().split())
            selector = "@page" if is_page else tinycss2.serialize(rule.prelude).strip()
            message = f"`{declaration}` of `{selector}` hides all text"
            yield HIDDEN_TEXT.at(_span(source, item), message)


def _hides_text(declaration: Any) -> bool:
    """Return whether a declaration leaves nothing to be seen of the text of its element."""
    import tinycss2

    name = declaration.lower_name
    value = tinycss2.serialize(declaration.value).strip().lower()
    numbers = [
        token.value
        for token in declaration.value
        if token.type in {"number", "dimension", "percentage"}
    ]
    if name in _ZERO:
        return bool(numbers) and min(numbers) <= 0
    if name in _PLACES:
        return any(number <= _FAR for number in numbers)
    return (name, value) in _HIDING


def _syntax_error(source: Source, error: Any) -> Diagnostic:
    return STYLE_SHEET.at(_span(source, error), f"this is not CSS: {error.message}")


def _span(source: Source, node: Any) -> Span:
    start = source.offset(node.source_line, node.source_column)
    return Span(source.file, start, min(start + 1, len(source.text)))
