"""Bodies for notes that have none: the references of the verses at their calls.

Square brackets mark them as the editor's, as Hebrew and English usage has it
(https://hebrew-academy.org.il/category/סוגריים, rule 21).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import scripture as rules
from publish.document.inline_ranges import flat
from publish.document.model import Citation, Inline, Note, Paragraph, Reference, Text, Work
from publish.document.walk import descend, inline_runs, rewrite, running_text
from publish.passes.indexes.hebrew import format_locus, translate_name
from publish.passes.line_features import has_points
from publish.passes.verses.differences import Change
from publish.passes.verses.neighbours import Neighbour
from publish.passes.verses.quotation import Quotation
from publish.passes.verses.report import join, name_verses
from publish.passes.verses.translations import TranslatedWords, find_marks
from publish.passes.verses.words import FORMULAS, read_words
from publish.text.dataclass import dataclass
from publish.text.languages import Script, base_script, home

_MOST_VERSES = 4
"""The most verses with the same words that a body lists."""

_WORD = re.compile(r"\w")

_FEWEST_WORDS = 3
"""The fewest words without points that are no idiom and no title of a book, such as “כרם חמד”."""

_OTHER_WORDS = frozenset((Change.LETTERS, Change.LEFT_OUT, Change.ADDED))


@dataclass(frozen=True, slots=True)
class NoteBody:
    """A note without a body, and the quotation beside it; ``doubt`` is empty where it is sure."""

    note: Note
    quotation: Quotation
    doubt: str = ""


def find_bodies(
    quotations: Iterable[Quotation], translated: Iterable[TranslatedWords] = ()
) -> list[NoteBody]:
    """Return the notes without a body that stand beside quotations, each once.

    A note in a translation belongs to the words right before it, if these are known.
    """
    words: dict[int, list[TranslatedWords]] = defaultdict(list)
    for each in translated:
        words[id(each.original)].append(each)
    claims: dict[int, list[NoteBody]] = defaultdict(list)
    for quotation in quotations:
        own = words[id(quotation)]
        sure = tuple(each for each in quotation.notes if _is_at_words(each, quotation, own))
        narrowed = replace(quotation, notes=sure) if sure else quotation
        for neighbour in narrowed.notes:
            if isinstance(neighbour.node, Note):
                doubt = "" if sure else "other words stand before it"
                claims[id(neighbour.node)].append(NoteBody(neighbour.node, narrowed, doubt))
    return [
        replace(
            first, doubt=first.doubt or _doubt([first.quotation, *(o.quotation for o in others)])
        )
        for first, *others in claims.values()
    ]


def _is_at_words(
    note: Neighbour, quotation: Quotation, translated: Sequence[TranslatedWords]
) -> bool:
    """Return whether a note stands right after a quotation, or after its words in a translation."""
    if any(node is note.node for node in descend(quotation.run)):
        return True
    if not translated:
        return note.is_last
    return any(
        any(node is note.node for node in descend(each.run))
        and each.end <= note.start
        and not _WORD.search(flat(each.run), each.end, note.start)
        for each in translated
    )


def _doubt(quotations: Sequence[Quotation]) -> str:
    """Return the reason for which a note beside these quotations stays empty."""
    first = quotations[0]
    if not first.is_inferred:
        return "the text names the verse already"
    if len(quotations) > 1:
        return f"{len(quotations)} quotations stand beside it"
    if len(first.notes) > 1:
        return "it is not sure which"
    if len(first.verses) > _MOST_VERSES:
        return f"{len(first.verses)} verses have the words"
    if any(each.difference.change in _OTHER_WORDS for each in first.differences):
        return "the words differ from the verse"
    if len(first.places[0]) < _FEWEST_WORDS and not has_points(first.words):
        return "two words may be an idiom or the title of a book"
    if _has_other_words(first):
        return "the quotation marks enclose other words as well"
    return ""


def _has_other_words(quotation: Quotation) -> bool:
    """Return whether words of an author stand before a verse between the same quotation marks.

    The note is rather the source of these: “the sages said, as it is written, …”.
    """
    text = flat(quotation.run)
    for start, end in find_marks(quotation.run):
        if start < quotation.start < end:
            before = read_words(text, start, quotation.start).words
            return any(word.letters not in FORMULAS for word in before)
    return False


def report_bodies(bodies: Iterable[NoteBody]) -> Iterator[Diagnostic]:
    """Yield a message for each note that is filled, and for each quotation that fills none."""
    doubtful: set[int] = set()
    for body in bodies:
        verses, span = name_verses(body.quotation.references), body.quotation.span
        if not body.doubt:
            message = f"note {body.note.call} is filled with {verses}, in brackets"
            yield rules.NOTE_FILLED.at(span, message)
        elif id(body.quotation) not in doubtful:
            doubtful.add(id(body.quotation))
            calls = join(body.quotation.calls, "or")
            message = f"note {calls} may be {verses}, and stays empty: {body.doubt}"
            yield rules.NOTE_NOT_FILLED.at(span, message)


def fill_notes(work: Work, bodies: Iterable[NoteBody]) -> Work:
    """Return the work with the bodies that are sure, each in the language around its call."""
    sure = {id(each.note): each.quotation.references for each in bodies if not each.doubt}
    filled: dict[int, Note] = {}
    for run in inline_runs(work.sections) if sure else ():
        for node in descend(run):
            if isinstance(node, Note) and id(node) in sure:
                in_hebrew = base_script(running_text(run), home(work.lang)) is Script.HEBREW
                inlines = tuple(_write_body(sure[id(node)], node, in_hebrew=in_hebrew))
                filled[id(node)] = replace(node, blocks=(Paragraph(inlines, span=node.span),))
    return rewrite(work, lambda node: filled.get(id(node), node)) if filled else work


def _write_body(
    references: Sequence[Reference], note: Note, *, in_hebrew: bool
) -> Iterator[Inline]:
    book = ""
    for reference in references:
        name = _print_name(reference, in_hebrew=in_hebrew, with_book=reference.work != book)
        yield Text("; " if book else "[", span=note.span)
        yield Citation(reference, (Text(name, span=note.span),), inferred=True, span=note.span)
        book = reference.work
    yield Text("]", span=note.span)


def _print_name(reference: Reference, *, in_hebrew: bool, with_book: bool) -> str:
    """Return a reference as it is printed; one after another of its book is without the name."""
    book = translate_name(reference.work) if in_hebrew else reference.work
    locus = format_locus(reference.locus) if in_hebrew else ":".join(reference.locus)
    return (f"{book} {locus}" if with_book else locus).replace("-", "–")
