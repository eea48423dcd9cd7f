"""Markup left in a text: Markdown, HTML and AsciiDoc become parts, ranges and notes of a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import markup as rules
from publish.document.draft import Chunk, Draft
from publish.passes.clean.markup.asciidoc import read_asciidoc
from publish.passes.clean.markup.headings import set_heading_parts
from publish.passes.clean.markup.html import HtmlText, read_html
from publish.passes.clean.markup.markdown import read_markdown
from publish.passes.clean.markup.signs import (
    ENOUGH,
    Language,
    find_candidates,
    find_signs,
    has_quotations,
)
from publish.text.source import Span

_PLURALS = {"emphasis": "emphases"}


def find_hard_breaks(draft: Draft) -> frozenset[int]:
    """Return the offsets of the line ends of a draft as read that two spaces follow.

    In Markdown they are line breaks (https://spec.commonmark.org/0.31.2/#hard-line-breaks).
    """
    return frozenset(
        chunk.text.offset(len(bare))
        for chunk in draft.chunks
        if chunk.text.text.endswith("  ") and (bare := chunk.text.text.rstrip())
    )


def read_markup(
    draft: Draft, markup: str = "auto", hard_breaks: frozenset[int] = frozenset()
) -> Outcome[Draft]:
    """Return the draft without the markup in its text.

    ``markup`` is "none", the name of a language, or "auto", where the signs of the text decide.  A
    draft with parts that are not those of marks in the settings has been read, and stays as it is.
    """
    chunks: Sequence[Chunk] = draft.chunks
    if markup == "none" or any(map(_is_read, chunks)):
        return Outcome(draft)
    languages, diagnostics = _choose(chunks, markup)
    if Language.HTML in languages:
        html = read_html(chunks)
        chunks = html.chunks
        diagnostics += _report_html(html, draft)
    counts: Counter[str] = Counter()
    if Language.MARKDOWN in languages:
        quotes = has_quotations(chunks)
        chunks = read_markdown(chunks, counts, hard_breaks, has_quotes=quotes)
        diagnostics += _report(Language.MARKDOWN, counts, draft)
    elif Language.ASCIIDOC in languages:
        chunks = read_asciidoc(chunks, counts)
        diagnostics += _report(Language.ASCIIDOC, counts, draft)
    if not languages or not chunks:
        return Outcome(draft, tuple(diagnostics))
    return Outcome(replace(draft, chunks=tuple(set_heading_parts(chunks))), tuple(diagnostics))


def _is_read(chunk: Chunk) -> bool:
    return chunk.part is not chunk.mark or bool(chunk.markup or chunk.calls)


def _choose(chunks: Sequence[Chunk], markup: str) -> tuple[set[Language], list[Diagnostic]]:
    """Return the languages of a text, and a warning where a sign leaves it open."""
    if markup != "auto":
        return {Language(markup)}, []
    candidates = find_candidates(chunks)
    signs = {language: find_signs(chunks, candidates, language) for language in Language}
    languages = {language for language, own in signs.items() if own.weight >= ENOUGH}
    if {Language.MARKDOWN, Language.ASCIIDOC} <= languages:
        markdown, asciidoc = signs[Language.MARKDOWN], signs[Language.ASCIIDOC]
        less = asciidoc.weight <= markdown.weight
        languages.remove(Language.ASCIIDOC if less else Language.MARKDOWN)
    if languages:
        return languages, []
    doubtful = {language: own.first for language, own in signs.items() if own.first}
    return languages, list(_report_doubtful(doubtful))


def _report_doubtful(doubtful: Mapping[Language, Span]) -> Iterator[Diagnostic]:
    for language, span in doubtful.items():
        yield rules.PERHAPS_MARKUP.at(
            span,
            f"printed as it stands, but looks like {language.display_name}",
            f'to have it read as such, set markup = "{language}"; if it is text, "none"',
        )


def _report(language: Language, counts: Counter[str], draft: Draft) -> list[Diagnostic]:
    names = [_count(number, name) for name, number in counts.items()]
    message = f"this text has {language.display_name} in it"
    if names:
        message += f": {_enumerate(names)} {'is' if counts.total() == 1 else 'are'} read as such"
    return [rules.MARKUP_READ.at(_beginning(draft), message)]


def _report_html(html: HtmlText, draft: Draft) -> list[Diagnostic]:
    diagnostics = _report(Language.HTML, html.counts, draft)
    if html.unknown:
        first, *others = html.unknown
        message = f"{_count(len(html.unknown), 'unknown tag')} printed as written"
        diagnostics.append(rules.UNKNOWN_TAG.at(first, message, also=others))
    if html.dropped:
        first, *others = html.dropped
        message = "not printed: comments, scripts or styles of HTML"
        diagnostics.append(rules.DROPPED_HTML.at(first, message, also=others))
    return diagnostics


def _beginning(draft: Draft) -> Span:
    return Span(draft.file, 0, 0)


def _count(number: int, name: str) -> str:
    return f"{number} {name if number == 1 else _PLURALS.get(name, name + 's')}"


def _enumerate(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
