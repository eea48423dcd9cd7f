"""The attempts at one page with its footnotes, and the best of them.

A page is made again where a long note ends it, where a note would begin after the page of its
call, or where a note of an earlier page goes on: with a part of the note that fills the page
(``footnote_parts``).  All other pages are made once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Any

from publish.text.dataclass import dataclass
from publish.writers.pdf.engine.footnote_pages import (
    line_count,
    page_of_notes,
    page_room,
    room_below_call,
)
from publish.writers.pdf.engine.footnote_parts import (
    NoteDivision,
    NoteHeight,
    continue_note,
    divide_note,
    limit_lines,
    line_ends,
    measure_note,
)
from publish.writers.pdf.engine.footnote_watch import FootnoteWatch

LEAST_DIVIDED = 8
"""The least lines of a note that is divided only to fill a page."""

LEAST_PART = 3
"""The least lines of either part of such a note."""

LARGE_GAP = 0.3
"""The share of a page that is not left empty where half as many lines can be divided."""

MOST_RUNNING = 0.6
"""The share of a page that notes of earlier pages take while there is text to set."""

FEW_LINES = 2
"""The lines of a page, as of a heading, for which a note rather leaves the page of its call."""

_MOST_MARGIN = 3
"""The lines that margins between the first blocks of a note may take."""

_MOST_LOOSE = 12
"""The most notes of one line that leave its page."""

_TEXT_BELOW = (0, 1, 2, 4, 7, 11)
"""Lines of text for which room is left below the line that calls a note, one after another."""

MakePage = Callable[[int], tuple[Any, Any]]
"""A function that makes the page of a number, and returns it and where the next one begins."""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The notes that are divided at the end of a page, and whether the page has notes alone.

    ``divisions`` are by the ids of the boxes of the notes.  The notes of ``loose`` may begin on the
    page after that of their call.
    """

    divisions: Mapping[int, NoteDivision] = field(default_factory=dict)
    notes_only: bool = False
    loose: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PageAttempt:
    """A page made by a plan, and where the next one begins.

    ``placed`` are its notes, ``late`` those that are called by then and begin on a later page;
    for ``refused`` a line was moved to the next page.
    """

    plan: PagePlan
    page: Any
    resume_at: Any
    placed: tuple[Any, ...]
    late: tuple[Any, ...]
    refused: Any

    @property
    def room(self) -> float:
        """The height between the text and the notes."""
        return page_room(self.page)


class NotePage:
    """The attempts at one page with its notes, and the best of them.

    With ``notes_only`` the page has waiting notes alone, though there is text left.
    """

    def __init__(
        self,
        context: Any,
        remake: MakePage,
        watch: FootnoteWatch,
        number: int,
        *,
        notes_only: bool = False,
    ) -> None:
        self._context = context
        self._remake = remake
        self._watch = watch
        self._number = number
        self._waiting = tuple(context.reported_footnotes)
        self._footnotes = tuple(context.footnotes)
        self._least_part = LEAST_PART
        self._has_text = not notes_only and (
            number == 0 or context.page_maker[number][0] is not None
        )
        self._best = self._last = self._try(PagePlan(notes_only=not self._has_text))

    def make(self) -> tuple[Any, Any]:
        """Return the page and where the next one begins."""
        if self._waiting:
            self._go_on()
        if self._best.late:
            self._divide_late()
        if self._best.late and self._waiting and self._has_text:
            self._accept(self._try(self._plan_waiting(1.0, notes_only=True)))
        if self._best.refused is not None and not self._best.plan.divisions:
            self._divide_refused()
            if not self._best.plan.divisions and line_count(self._best.page) <= FEW_LINES:
                self._loosen()
        if self._best.plan.divisions:
            self._fill()
        if self._last is not self._best:
            self._best = self._try(self._best.plan)
        return self._best.page, self._best.resume_at

    # --- attempts

    def _try(self, plan: PagePlan) -> PageAttempt:
        """Return the page made by a plan; the layout context is left as after this page."""
        context = self._context
        context.footnotes[:] = self._footnotes
        context.reported_footnotes = list(self._waiting)
        del context.page_maker[self._number + 1 :]
        context.page_maker[self._number][-1].update(
            content_changed=False, pages_wanted=False, anchors=[], content_lookups=[]
        )
        notes = {id(note): note for note in (*self._footnotes, *self._waiting)}
        for key, division in plan.divisions.items():
            limit_lines(notes[key], division.lines)
        for key in plan.loose:
            notes[key].style["footnote_policy"] = "auto"
        with page_of_notes(context, self._number, alone=plan.notes_only):
            self._watch.begin_page()
            page, resume_at = self._remake(self._number)
        placed = tuple(self._watch.page_notes)
        late = tuple(note for note in context.reported_footnotes if not line_ends(note))
        for key in plan.loose:
            notes[key].style["footnote_policy"] = "line"
        for key, division in plan.divisions.items():
            limit_lines(notes[key], None)
            if notes[key] in placed:
                context.reported_footnotes.insert(0, continue_note(notes[key], division.rest))
        self._last = PageAttempt(plan, page, resume_at, placed, late, self._watch.refused)
        return self._last

    def _accept(self, attempt: PageAttempt, *placed: Any) -> bool:
        """Take an attempt for the best if it has no more late notes, and has placed these."""
        better = len(attempt.late) <= len(self._best.late)
        better = better and all(note in attempt.placed for note in placed)
        if better:
            self._best = attempt
        return better

    # --- notes of earlier pages

    def _go_on(self) -> None:
        """Divide a note of an earlier page that would take too much of this one."""
        share = MOST_RUNNING if self._has_text else 1.0
        plan = self._plan_waiting(share, notes_only=not self._has_text)
        if not plan.divisions:
            return
        # Its end is on a later page in any case, so that the first attempt does not count.
        self._best = self._try(plan)
        if self._best.late and self._has_text:
            self._accept(self._try(self._plan_waiting(1.0, lines=3)))

    def _plan_waiting(self, share: float, *, lines: int = 0, notes_only: bool = False) -> PagePlan:
        """Return the plan by which waiting notes take a share of the page less lines of text."""
        page = self._best.page
        room = share * (page.height - lines * self._leading) - _area_margin(page)
        for note in self._waiting:
            height = measure_note(self._context, note).height
            if height > room:
                division = divide_note(self._context, note, room)
                return PagePlan({id(note): division} if division else {}, notes_only)
            room -= height
        return PagePlan(notes_only=notes_only)

    # --- notes called on the page

    def _divide_late(self) -> None:
        """Divide the first note that is called on this page and begins on a later one."""
        note = self._best.late[0]
        if note in self._waiting or self._best.plan.divisions:
            return
        leading = measure_note(self._context, note).leading
        for height in (self._best.room, 3.2 * leading, 2.2 * leading):
            division = divide_note(self._context, note, height)
            if division:
                attempt = self._try(self._with(note, division))
                if len(attempt.late) < len(self._best.late) and self._accept(attempt, note):
                    return

    def _divide_refused(self) -> None:
        """Divide a long note whose line was moved to the next page, if the page has room for it."""
        note = self._best.refused
        if note in self._best.placed or note in self._best.late:
            return
        size = measure_note(self._context, note)
        gap = self._best.room > LARGE_GAP * self._best.page.height
        self._least_part = LEAST_PART - 1 if gap else LEAST_PART
        if size.lines < (LEAST_DIVIDED // 2 if gap else LEAST_DIVIDED):
            return
        # With the smallest part the line stays if it can; the next attempts show what goes with it.
        least = self._find_least_part(note, self._least_part, size)
        if least and self._try_part(note, least.height):
            self._lengthen(note, size)

    def _lengthen(self, note: Any, size: NoteHeight) -> None:
        """Let a divided note take the room below its line, except what other lines need."""
        page = self._best.page
        below = room_below_call(page, note) - _area_margin(page)
        most = (size.lines - self._least_part + 0.2) * size.leading
        for lines in _TEXT_BELOW:
            if self._try_part(note, min(below - lines * self._leading, most)):
                return

    def _loosen(self) -> None:
        """Let notes of a line begin on the next page, where the page would be empty for them."""
        note = self._best.refused
        division = self._find_least_part(note, LEAST_PART, measure_note(self._context, note))
        plan = self._with(note, division) if division else self._best.plan
        for _ in range(_MOST_LOOSE):
            attempt = self._try(plan)
            if line_count(attempt.page) > line_count(self._best.page):
                self._best = attempt
                break
            if attempt.refused is None:
                break
            plan = replace(plan, loose=plan.loose | {id(attempt.refused)})

    def _find_least_part(self, note: Any, lines: int, size: NoteHeight) -> NoteDivision | None:
        """Return the first part of a note that has at least so many lines; a list has margins."""
        for margin in range(_MOST_MARGIN + 1):
            height = (lines + margin + 0.2) * size.leading
            division = divide_note(self._context, note, height)
            if division and division.lines >= lines:
                return division
        return None

    def _try_part(self, note: Any, height: float) -> bool:
        """Accept the page with a part of a note that is at most ``height`` high, if it can be."""
        division = divide_note(self._context, note, height)
        if division is None or division.lines < self._least_part:
            return False
        return self._accept(self._try(self._with(note, division)), note)

    def _fill(self) -> None:
        """Lengthen the part of a divided note where the page has room left."""
        ((key, division),) = self._best.plan.divisions.items()
        note = next((each for each in self._best.placed if id(each) == key), None)
        if note is None:  # a loose note, which begins on the next page
            return
        longer = divide_note(self._context, note, division.height + self._best.room)
        if longer and longer.lines > division.lines:
            attempt = self._try(self._with(note, longer))
            if attempt.resume_at == self._best.resume_at:
                self._accept(attempt, note)

    def _with(self, note: Any, division: NoteDivision) -> PagePlan:
        return replace(self._best.plan, divisions={id(note): division})

    @property
    def _leading(self) -> float:
        from weasyprint.text.line_break import strut

        leading, _ = strut(self._best.page.children[0].style)
        return float(leading)


def _area_margin(page: Any) -> float:
    """Return the height of the footnote area of a page without its notes."""
    _, area, *_ = page.children
    return float(area.margin_height() - area.height)
