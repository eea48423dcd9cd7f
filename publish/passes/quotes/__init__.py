"""Quotation marks, apostrophes, geresh and gershayim: each told from the others, and printed true.

A line is looked at three times.  Its neighbours say of each mark what it can be (``places``,
``singles``); the marks of a line are paired (``lines``); and what a line leaves open, a later one
of the same run of text may close (``flows``, ``stitch``).  Only then is anything changed, one
character for one, so that every later stage still knows where each letter stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from publish.diagnostics import Outcome
from publish.document.model import Excerpt, Inlines, Meta, Quote, Text, Words, Work
from publish.document.walk import plain
from publish.passes.languages.language_pair import (
    ForeignLanguage,
    foreign_language,
    languages_by_script,
)
from publish.passes.quotes.diagnostics import Telling
from publish.passes.quotes.double_marks import Line, depth, line
from publish.passes.quotes.flat_text import Places, pieces, put
from publish.passes.quotes.marks import DOUBLE, Mark, printed
from publish.passes.quotes.multiline import stitch
from publish.passes.quotes.single_marks import singles
from publish.passes.quotes.text_runs import Flow, Row, flows
from publish.passes.visitor import Child, Visit
from publish.text.hebrew import LETTERS, MARKS_TO_LETTERS
from publish.text.languages import HEBREW, LATIN, Script, home

__all__ = ["quotes"]

# Any mark but the apostrophe of man’s, which is all that most paragraphs have and needs no care.
_ANY = re.compile(f"[{DOUBLE}'‘‚‛]|(?<![A-Za-z])’|’(?![A-Za-z])")
_SINGLE = re.compile("['‘‚‛]|(?<![A-Za-z])’|’(?![A-Za-z])")
_DOUBLES = re.compile(f"[{DOUBLE}]")
_UNSETTLED = re.compile(f"[\"״'‘‚‛„‟]|[{MARKS_TO_LETTERS}][“”’]|[“”’][{LETTERS}]")


def quotes(work: Work, typography: str = "improve") -> Outcome[Work]:
    """Return the work with the true marks of each language in place of straight ones.

    With ``typography="as-given"`` no mark is changed.  Quotations that do not close, and marks
    that close nothing, are told in either case and never mended.
    """
    telling = Telling()
    changed: dict[int, Inlines] = {}
    for flow in flows(work):
        for row, new in _flow(flow, work.lang, telling):
            changed[id(row.inlines)] = new
    if typography != "improve":
        return Outcome(work, telling.faults())
    # A run is known again by its identity: equal runs may stand in different company.
    visit = Visit(
        lambda inlines, _: changed.get(id(inlines), inlines),
        lambda children, _: _retitled(children, changed),
    )
    improved = visit.work(work) if changed else work
    meta = _meta(work.meta, work.lang, telling)
    if meta is not work.meta:
        improved = replace(improved, meta=meta)
    return Outcome(improved, telling.all())


def _flow(flow: Flow, book: str, telling: Telling) -> Iterator[tuple[Row, Inlines]]:
    """Yield the lines of a run of text that change, as they become; tell all there is to say."""
    lines: list[Line] = []
    places: dict[int, Places] = {}
    open_ = 0
    left = False
    for number, row in enumerate(flow.rows):
        if not _has_marks(row.inlines):
            lines.append(_NOTHING)
            continue
        said = pieces(row.inlines)
        text = "".join(piece.text for piece in said)
        if not left and _is_settled(text):
            lines.append(_NOTHING)
            continue
        one, new, inner = _line(text, row.lang, book, inherited=open_ > 0)
        open_ = depth(one.marks, open_ if flow.whole else 0)
        left = left or bool(one.left)
        lines.append(one)
        places[number] = where = Places(said)
        telling.unclear(one, [*one.marks, *inner], where.span)
        if new != text:
            for mark in (*one.marks, *inner):
                if new[mark.at] != text[mark.at]:
                    telling.changed(mark, where.span(mark.at))
            yield row, put(row.inlines, new)
    if not places:
        return
    faults = stitch(lines, whole=flow.whole)
    telling.wrong(faults, lines, lambda number, at: places[number].span(at))


_NOTHING = Line("", Script.LATIN, [])


def _has_marks(inlines: Inlines) -> bool:
    match inlines:
        case (Text(text),):
            return bool(_ANY.search(text))
        case ():
            return False
        case _:
            return True


def _is_settled(text: str) -> bool:
    """Tell whether every quotation is in curly marks and closed before the next one opens."""
    if _UNSETTLED.search(text):
        return False
    marks = "".join(_DOUBLES.findall(text))
    return marks == "“”" * (len(marks) // 2)


def _line(text: str, lang: str, book: str, *, inherited: bool) -> tuple[Line, str, list[Mark]]:
    """Return a line, what is printed for it, and its single marks."""
    script = _home(text, lang, book)
    one = line(text, script, inherited=inherited)
    new = _with(text, one.marks)
    if not _SINGLE.search(text):
        return one, new, []
    inner = singles(new, one.marks, script)
    return one, _with(new, inner), inner


def _with(text: str, marks: list[Mark]) -> str:
    """Return ``text`` with every mark as it is printed."""
    parts: list[str] = []
    at = 0
    for mark in marks:
        character = printed(mark)
        if character != mark.given:
            parts += (text[at : mark.at], character)
            at = mark.at + 1
    return "".join((*parts, text[at:])) if parts else text


def _home(text: str, lang: str, book: str) -> Script:
    """Return the script of the language that a line is written in, whatever it quotes."""
    hebrew = not text.isascii() and bool(HEBREW.search(text))
    latin = bool(LATIN.search(text))
    if hebrew and latin:
        foreign = _foreign(lang, book)
        return foreign.script if foreign.matches(text) else home(lang)
    if hebrew or latin:
        return Script.HEBREW if hebrew else Script.LATIN
    return home(lang)


@cache
def _foreign(lang: str, book: str) -> ForeignLanguage:
    return foreign_language(lang, languages_by_script(book))


# --- what says again what the text says


def _retitled(children: tuple[Child, ...], changed: dict[int, Inlines]) -> tuple[Child, ...]:
    """Return the row with the title in each excerpt's citation as its heading has it."""
    if not any(isinstance(child, Excerpt) for child in children):
        return children
    found = tuple(
        _cited(child, changed[id(child.heading)])
        if isinstance(child, Excerpt) and id(child.heading) in changed
        else child
        for child in children
    )
    return children if all(a is b for a, b in zip(children, found, strict=True)) else found


def _cited(excerpt: Excerpt, heading: Inlines) -> Excerpt:
    for old, new in zip(excerpt.heading, heading, strict=True):
        if isinstance(old, Quote) and isinstance(new, Quote):
            title = plain(new.inlines).strip()
            if plain(old.inlines).strip() == excerpt.citation.title != title:
                return replace(excerpt, citation=replace(excerpt.citation, title=title))
    return excerpt


def _meta(meta: Meta, book: str, telling: Telling) -> Meta:
    """Return what the book says of itself with the same marks as its text."""
    titles: dict[str, Words] = {
        name: _words(getattr(meta, name), book, name.replace("_", " "), telling)
        for name in ("title", "subtitle", "event", "event_theme")
    }
    creators = tuple(
        replace(creator, name=_words(creator.name, book, "name", telling))
        for creator in meta.creators
    )
    same = all(getattr(meta, name) is words for name, words in titles.items())
    if same and creators == meta.creators:
        return meta
    return replace(
        meta,
        title=titles["title"],
        subtitle=titles["subtitle"],
        event=titles["event"],
        event_theme=titles["event_theme"],
        creators=creators,
    )


def _words(words: Words, book: str, what: str, telling: Telling) -> Words:
    forms: list[tuple[str, str]] = []
    for lang, text in words.forms:
        new = _line(text, lang, book, inherited=False)[1] if _ANY.search(text) else text
        if new != text:
            telling.renamed(what, new)
        forms.append((lang, new))
    return words if tuple(forms) == words.forms else Words(tuple(forms))
