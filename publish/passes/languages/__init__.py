"""The languages pass: marks phrases and blocks in the language of another script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import bidi as rules
from publish.document.inline_ranges import Run, enclose, flat, span_of
from publish.document.marks import MarkRole, mark_hint
from publish.document.model import (
    Block,
    Blockquote,
    Foreign,
    Inline,
    Inlines,
    List,
    Paragraph,
    Passage,
    Verse,
    Work,
    direction,
)
from publish.passes.languages.addresses import enclose_addresses
from publish.passes.languages.groups import groups
from publish.passes.languages.isolates import enclose_isolates, outside_isolates
from publish.passes.languages.language_pair import (
    ForeignLanguage,
    foreign_language,
    languages_by_script,
)
from publish.passes.languages.runs import foreign_runs
from publish.passes.sentence_scripts import frame_script
from publish.passes.visitor import Child, RunContext, Visit
from publish.text.language_detection import has_yiddish_letters
from publish.text.languages import (
    LETTERS_OF,
    Script,
    count_letters,
    home,
    is_close_call,
)
from publish.text.source import NOWHERE

__all__ = ["languages"]


def languages(work: Work, languages: Sequence[str] = ()) -> Outcome[Work]:
    """Return the work with each foreign phrase in a ``Foreign``, each such block in a ``Passage``.

    A block is in the script of most of its letters, or of the sentence around names that have more
    (``frame_script``).  In it, words of another script are foreign.  Digits and punctuation belong
    to a foreign phrase where the meaning needs them, else to the text around.  ``languages`` are
    those of the settings.
    A work without foreign phrases comes back as the same object.
    """
    by_script = languages_by_script(work.lang, languages)
    diagnostics: list[Diagnostic] = []

    def blocks(row: tuple[Child, ...], here: RunContext) -> tuple[Child, ...]:
        if not here.certain:
            diagnostics.extend(_report_close_calls(row, here, by_script))
        return _enclose_blocks(row, here, by_script)

    def inlines(nodes: Inlines, here: RunContext) -> Inlines:
        nodes = enclose_addresses(enclose_isolates(nodes, here, by_script), here, by_script)
        return _enclose_phrases(nodes, here, by_script)

    return Outcome(Visit(inlines, blocks).work(work), tuple(diagnostics))


def _report_close_calls(
    row: tuple[Child, ...], here: RunContext, by_script: Mapping[Script, str]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each paragraph with as many Hebrew letters as others."""
    for node in row:
        text = flat(node.inlines) if isinstance(node, Paragraph) else ""
        if not is_close_call(text):
            continue
        kind = frame_script(text, home(here.lang))
        others = {key: n for key, n in count_letters(text).items() if key is not kind}
        other = by_script[max(others, key=others.__getitem__)]
        side = "right to left" if kind is Script.HEBREW else "left to right"
        yield rules.CLOSE_CALL.at(
            node.span,
            f"set from {side}: about half of its letters are of another script",
            mark_hint(text, MarkRole.TEXT, other),
        )


def _enclose_phrases(
    inlines: Inlines, here: RunContext, by_script: Mapping[Script, str]
) -> Inlines:
    """Return the inlines with each foreign phrase in a ``Foreign``."""
    text = flat(inlines)
    own = home(here.lang)
    scripts = [
        script for script in count_letters(text) if script is not own and script in LETTERS_OF
    ]
    whole = _foreign_script(text, here) if scripts else None
    for script in (whole,) if whole in scripts else scripts:
        inlines = _enclose_script(inlines, script, by_script, is_whole=script is whole)
    return inlines


def _enclose_script(
    inlines: Inlines, script: Script, by_script: Mapping[Script, str], *, is_whole: bool
) -> Inlines:
    text = flat(inlines)
    foreign = foreign_language(script, by_script[script])
    if is_whole:
        # A line or heading wholly in the language keeps all its punctuation.
        bare = text.strip()
        start = len(text) - len(text.lstrip())
        runs = [(start, start + len(bare))]
    else:
        runs = foreign_runs(text, groups(inlines, text), foreign)

    def make(nodes: Inlines, run: Run) -> Inline:
        lang = _language(text[slice(*run)], foreign)
        return Foreign(lang, direction(lang), nodes, span=span_of(nodes))

    return enclose(inlines, runs, make)


def _language(text: str, foreign: ForeignLanguage) -> str:
    """Return the language of a phrase: Yiddish by its letters, else that of its script."""
    return "yi" if foreign.lang == "he" and has_yiddish_letters(text) else foreign.lang


_BRACKETED = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"\w")


def _foreign_script(text: str, here: RunContext) -> Script | None:
    """Return the script of a whole line or block where it is not that of the text around."""
    own = home(here.lang)
    most = frame_script(text, own)
    if most is own or most not in LETTERS_OF or _is_references(text):
        return None
    if here.certain and len(count_letters(text)) > 1:
        return most if foreign_language(most, "").matches(text) else None
    return most


def _is_references(text: str) -> bool:
    """Return whether a text is bracketed references alone, which stay in the order around it."""
    rest, count = _BRACKETED.subn("", text)
    return count > 1 and not _WORD.search(rest)


def _enclose_blocks(
    row: tuple[Child, ...], here: RunContext, by_script: Mapping[Script, str]
) -> tuple[Child, ...]:
    """Return the row with neighbouring blocks in a foreign script merged into one ``Passage``."""
    scripts = [_block_script(block, here) for block in row]
    if not any(scripts):
        return row
    result: list[Child] = []
    for script, group in groupby(zip(row, scripts, strict=True), key=lambda pair: pair[1]):
        blocks = [block for block, _ in group]
        if script:
            lang = by_script[script]
            own: tuple[Block, ...] = tuple(b for b in blocks if isinstance(b, Block))
            span = own[0].span.to(own[-1].span) if own else NOWHERE
            result.append(Passage(lang, direction(lang), own, span=span))
        else:
            result += blocks
    return tuple(result)


def _block_script(node: Child, here: RunContext) -> Script | None:
    """Return the script of a block, or of each block inside it, where it is a foreign one."""
    match node:
        case Paragraph(inlines):
            return _foreign_script(outside_isolates(flat(inlines)), here)
        case Verse(lines):
            return _foreign_script(outside_isolates("\n".join(map(flat, lines))), here)
        case Blockquote(blocks):
            return _common_script(blocks, here)
        case List(items):
            return _common_script([block for item in items for block in item], here)
        case _:
            return None


def _common_script(blocks: Sequence[Block], here: RunContext) -> Script | None:
    scripts = {_block_script(block, here) for block in blocks}
    return scripts.pop() if len(scripts) == 1 else None
