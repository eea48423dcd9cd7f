"""Pass that distinguishes quotation marks, apostrophes, geresh and gershayim.

Each mark is classified by its neighbours (``mark_context``, ``single_marks``), the marks of a line
are paired (``double_marks``), and marks left open are paired with later lines of the same text run
(``text_runs``, ``multiline``).  Every replacement keeps the length of the text, so that source
positions stay valid for later stages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from publish.diagnostics import Outcome
from publish.document.model import Excerpt, Inlines, Meta, Quote, Text, Words, Work
from publish.document.walk import plain
from publish.passes.languages.language_pair import foreign_language
from publish.passes.quotes.diagnostics import QuoteDiagnostics
from publish.passes.quotes.double_marks import Line, nesting_depth, read_line
from publish.passes.quotes.flat_text import SourceMap, flatten, replace_text
from publish.passes.quotes.marks import DOUBLE, Mark, Style, output_character, styles
from publish.passes.quotes.multiline import pair_across_lines
from publish.passes.quotes.single_marks import Spelling, find_single_marks
from publish.passes.quotes.text_runs import LineContext, Row, TextRun, find_text_runs
from publish.passes.sentence_scripts import frame_script
from publish.passes.visitor import Child, Visit
from publish.text.hebrew import LETTERS, MARKS_TO_LETTERS
from publish.text.languages import LETTERS_OF, Script, count_letters, home, primary

__all__ = ["quotes"]

# Any mark except the apostrophe inside an English word, which never changes.
_ANY = re.compile(f"[{DOUBLE}'‘‚‛]|(?<![A-Za-z])’|’(?![A-Za-z])")
_SINGLE = re.compile("['‘‚‛]|(?<![A-Za-z])’|’(?![A-Za-z])")
_DOUBLES = re.compile(f"[{DOUBLE}]")
_UNSETTLED = re.compile(f"[\"״'‘‚‛„‟]|[{MARKS_TO_LETTERS}][“”’]|[“”’][{LETTERS}]")


def quotes(work: Work, typography: str = "improve") -> Outcome[Work]:
    """Return the work with straight marks replaced by the marks of each language.

    With ``typography="as-given"`` no mark is changed.  Unclosed quotations and unpaired closing
    marks are reported in either case and never corrected.
    """
    diagnostics = QuoteDiagnostics()
    changed: dict[int, Inlines] = {}
    for run in find_text_runs(work):
        for row, new in _improve_run(run, diagnostics):
            changed[id(row.inlines)] = new
    if typography != "improve":
        return Outcome(work, diagnostics.faults())
    # Inlines are looked up by identity: equal inlines may stand in different contexts.
    visit = Visit(
        lambda inlines, _: changed.get(id(inlines), inlines),
        lambda children, _: _update_citations(children, changed),
    )
    improved = visit.work(work) if changed else work
    meta = _improve_meta(work.meta, diagnostics)
    if meta is not work.meta:
        improved = replace(improved, meta=meta)
    return Outcome(improved, diagnostics.all())


def _improve_run(run: TextRun, diagnostics: QuoteDiagnostics) -> Iterator[tuple[Row, Inlines]]:
    """Yield the changed rows of a text run with their new inlines, and report diagnostics."""
    lines: list[Line] = []
    source_maps: dict[int, SourceMap] = {}
    open_count = 0
    has_open = False
    for number, row in enumerate(run.rows):
        if not _has_marks(row.inlines):
            lines.append(_NO_MARKS)
            continue
        pieces = flatten(row.inlines)
        text = "".join(piece.text for piece in pieces)
        if not has_open and _is_settled(text):
            lines.append(_NO_MARKS)
            continue
        line, new, single_marks = _improve_line(text, row.context, inherited=open_count > 0)
        open_count = nesting_depth(line.marks, open_count if run.whole else 0)
        has_open = has_open or bool(line.open_at_end)
        lines.append(line)
        source_maps[number] = source_map = SourceMap(pieces)
        diagnostics.report_unclear(line, [*line.marks, *single_marks], source_map.span)
        if new != text:
            for mark in (*line.marks, *single_marks):
                if new[mark.offset] != text[mark.offset]:
                    style = styles(row.context.lang)[mark.style]
                    diagnostics.record_change(mark, style, source_map.span(mark.offset))
            yield row, replace_text(row.inlines, new)
    if not source_maps:
        return
    faults = pair_across_lines(lines, whole=run.whole)
    diagnostics.report_faults(
        faults, lines, lambda number, offset: source_maps[number].span(offset)
    )


_NO_MARKS = Line("", Script.LATIN, [])


def _has_marks(inlines: Inlines) -> bool:
    match inlines:
        case (Text(text),):
            return bool(_ANY.search(text))
        case ():
            return False
        case _:
            return True


def _is_settled(text: str) -> bool:
    """Return whether every quotation has curly marks and closes before the next opens."""
    if _UNSETTLED.search(text):
        return False
    marks = "".join(_DOUBLES.findall(text))
    return marks == "“”" * (len(marks) // 2)


def _improve_line(
    text: str, context: LineContext, *, inherited: bool
) -> tuple[Line, str, list[Mark]]:
    """Return a line, its improved text, and its single marks."""
    lang = context.lang
    script = _line_script(text, context)
    line = read_line(text, script, inherited=inherited)
    forms = styles(lang)
    new = _apply(text, line.marks, forms)
    if not _SINGLE.search(text):
        return line, new, []
    spelling = Spelling.YIDDISH if primary(lang) in _YIDDISH else Spelling.HEBREW
    single_marks = find_single_marks(new, line.marks, script, spelling)
    return line, _apply(new, single_marks, forms), single_marks


def _line_script(text: str, context: LineContext) -> Script:
    """Return the script by whose rules the marks of a line are set: that of ``languages``."""
    own = home(context.lang)
    most = frame_script(text, own)
    if most is own or not context.certain or most not in LETTERS_OF or len(count_letters(text)) < 2:
        return most
    return most if foreign_language(most, "").matches(text) else own


_YIDDISH = frozenset({"yi", "ji", "yih", "ydd"})


def _apply(text: str, marks: list[Mark], forms: Mapping[Script, Style]) -> str:
    """Return ``text`` with the output character of every mark."""
    parts: list[str] = []
    offset = 0
    for mark in marks:
        character = output_character(mark, forms)
        if character != mark.character:
            parts += (text[offset : mark.offset], character)
            offset = mark.offset + 1
    return "".join((*parts, text[offset:])) if parts else text


# --- citations and metadata


def _update_citations(
    children: tuple[Child, ...], changed: dict[int, Inlines]
) -> tuple[Child, ...]:
    """Return ``children`` with the title of each excerpt's citation taken from its heading."""
    if not any(isinstance(child, Excerpt) for child in children):
        return children
    new_children = tuple(
        _update_citation(child, changed[id(child.heading)])
        if isinstance(child, Excerpt) and id(child.heading) in changed
        else child
        for child in children
    )
    return (
        children
        if all(a is b for a, b in zip(children, new_children, strict=True))
        else new_children
    )


def _update_citation(excerpt: Excerpt, heading: Inlines) -> Excerpt:
    for old, new in zip(excerpt.heading, heading, strict=True):
        if isinstance(old, Quote) and isinstance(new, Quote):
            title = plain(new.inlines).strip()
            if plain(old.inlines).strip() == excerpt.citation.title != title:
                return replace(excerpt, citation=replace(excerpt.citation, title=title))
    return excerpt


def _improve_meta(meta: Meta, diagnostics: QuoteDiagnostics) -> Meta:
    """Return the metadata of the book with improved marks."""
    titles: dict[str, Words] = {
        name: _improve_words(getattr(meta, name), name.replace("_", " "), diagnostics)
        for name in ("title", "subtitle", "event", "event_theme")
    }
    creators = tuple(
        replace(creator, name=_improve_words(creator.name, "name", diagnostics))
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


def _improve_words(words: Words, field: str, diagnostics: QuoteDiagnostics) -> Words:
    forms: list[tuple[str, str]] = []
    for lang, text in words.forms:
        new = (
            _improve_line(text, LineContext(lang), inherited=False)[1]
            if _ANY.search(text)
            else text
        )
        if new != text:
            diagnostics.report_title(field, new)
        forms.append((lang, new))
    return words if tuple(forms) == words.forms else Words(tuple(forms))
