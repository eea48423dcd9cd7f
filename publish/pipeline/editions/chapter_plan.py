"""The arrangement of a chapter in an edition: a pure function of the section and a plan."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from functools import partial

from publish.config.edition_options import Commentary, Numerals, Points
from publish.document.model import Section, Segment, Work
from publish.pipeline.book_language import in_language, section_in_language
from publish.pipeline.editions.codex_points import add_points
from publish.pipeline.editions.commentary import (
    last_in_language,
    leave_out_commentary,
    move_commentary_to_foot,
)
from publish.pipeline.editions.languages import (
    choose_translation,
    drop_transliterations,
    show_languages,
)
from publish.pipeline.editions.note_numbers import renumber_notes
from publish.pipeline.editions.points import remove_meta_points, remove_points
from publish.pipeline.editions.quotations import drop_inferred_citations
from publish.pipeline.editions.running_text import passages_of, run_on
from publish.pipeline.segment_numbers import label_segments, number_segments
from publish.text.dataclass import dataclass


class ShownText(StrEnum):
    """The texts of segments that an edition shows."""

    BOTH = "both"
    ORIGINAL = "original"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class ChapterPlan:
    """The inputs of the arrangement of a chapter beside its text, as plain values.

    ``book_lang`` is the language of the book as it was read, ``lang`` that of the edition.
    ``languages`` are those shown, empty for all.  ``numerals`` are those in the margin, or None.
    """

    text: ShownText
    book_lang: str
    lang: str
    languages: tuple[str, ...] = ()
    in_columns: bool = False
    commentary: Commentary = Commentary.INLINE
    transliteration: bool = True
    points: Points = Points.GIVEN
    numerals: Numerals | None = None


def arrange_chapter(section: Section, plan: ChapterPlan) -> Section:
    """Return a section of the body in an edition, its segments numbered."""
    numbered = number_segments(section)
    if plan.numerals is not None:
        numbered = label_segments(numbered, plan.numerals)
    return renumber_notes(numbered, arrange_section(numbered, plan))


def arrange_section(section: Section, plan: ChapterPlan) -> Section:
    """Return a section in an edition, with the numbers of segments and notes as they are."""
    if plan.points is Points.CODEX:
        section = add_points(section)
    section = drop_inferred_citations(section, plan.book_lang)
    if plan.text is ShownText.BOTH and plan.languages:
        section = show_languages(section, plan.languages, in_columns=plan.in_columns)
    if not plan.transliteration:
        section = drop_transliterations(section)
    section = _place_commentary(section, plan)
    if plan.lang != plan.book_lang:
        section = section_in_language(section, plan.book_lang, plan.lang)
    if plan.text is not ShownText.BOTH:
        section = run_on(section, lambda segment: choose_passage(segment, plan), plan.lang)
    if plan.points is Points.NONE:
        section = remove_points(section, plan.lang)
    return section


def arrange_head(head: Work, plan: ChapterPlan) -> Work:
    """Return the head of a book, its metadata and the front and back matter, in an edition."""
    front = tuple(arrange_section(section, plan) for section in head.front)
    back = tuple(arrange_section(section, plan) for section in head.back)
    meta = remove_meta_points(head.meta) if plan.points is Points.NONE else head.meta
    bare = in_language(replace(head, front=(), back=()), plan.lang)
    return replace(bare, meta=meta, front=front, back=back)


def choose_passage(segment: Segment, plan: ChapterPlan) -> int:
    """Return the place of the passage that runs on, among those of the segment."""
    if plan.text is ShownText.ORIGINAL:
        return 0
    return choose_translation([each.lang for each in passages_of(segment)], plan.languages)


def _place_commentary(section: Section, plan: ChapterPlan) -> Section:
    match plan.commentary:
        case Commentary.INLINE:
            return section
        case Commentary.NONE:
            return leave_out_commentary(section)
        case Commentary.FOOT:
            host = partial(_host, plan)
            return move_commentary_to_foot(section, host, plan.book_lang)


def _host(plan: ChapterPlan, segment: Segment, lang: str) -> int:
    """Return the place of the passage that has the note of commentary in a language."""
    if plan.text is ShownText.BOTH:
        return last_in_language(segment, lang)
    return choose_passage(segment, plan)
