"""Stage 3: the parts of a book in their places, each page with its number.

The pages of one part do not depend on those of another, but for the side on which it begins and
for what a contents or an index says of page numbers.  So parts are laid out, or found as they were
laid out before, until the numbers that were said are the numbers that came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules.pdf import NOTE_TOO_LONG
from publish.storage.store import Store
from publish.themes.theme import Page
from publish.writers.pdf.content.parts import Numbers, Part, Rendered
from publish.writers.pdf.engine import font_subsets
from publish.writers.pdf.engine.pagination import Layout
from publish.writers.pdf.engine.typesetter import Before, Press
from publish.writers.pdf.layout import workers
from publish.writers.pdf.objects.laid_out_pages import LaidOutPage, LaidOutPart

FIRST_SHEET, SHEET = 10, 50
"""How many folios are laid out together: those of a handout, and those that a book has more."""

PATIENCE = 4
"""Rounds after which a part gives up no page that it once had, so that there is an end of them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A part in its place: ``first`` is the number of its first page.

    ``name`` is the digest of all that its pages were made of.
    """

    part: Part
    first: int
    laid: LaidOutPart
    name: str
    said: Diagnostics = ()

    @property
    def end(self) -> int:
        """The number of the page after its last one."""
        return self.first + len(self.laid.pages)


@dataclass(frozen=True, slots=True)
class Book:
    """All parts, front to back, and the sheets of folios by the number each begins with.

    Pages of the book that belong to no part are blank.
    """

    parts: tuple[Placed, ...]
    folios: Mapping[int, LaidOutPart]

    @property
    def laid(self) -> tuple[LaidOutPart, ...]:
        """All that was laid out for it."""
        return (*(one.laid for one in self.parts), *self.folios.values())

    def folio(self, page: int) -> LaidOutPage:
        """Return what stands on a page as its folio."""
        first, _ = _sheet(page)
        return self.folios[first].pages[page - first]

    @property
    def said(self) -> Diagnostics:
        """What was said in making it, each thing once."""
        told = (*(one.said for one in self.parts), *(one.diagnostics for one in self.laid))
        return tuple(dict.fromkeys(one for each in told for one in each))


def bound(
    made: tuple[Part, ...], press: Press, page: Page, store: Store | None, jobs: int = 1
) -> Book:
    """Return the parts of a book in their places, every note on the page of its call.

    A note that no page can hold is told after the text of its part, and said.  With a store,
    ``jobs`` processes share the work, if they are enough to gain by it.
    """
    bindery = _Bindery(press, store)
    if store and jobs >= workers.HANDS:
        _lay_ahead(made, page, bindery, jobs)
    placed = _settled(made, page, bindery)
    numbered = (n for one in placed if one.part.folios for n in range(one.first, one.end))
    sheets = dict.fromkeys(map(_sheet, numbered))
    book = Book(placed, {first: bindery.folios(first, count) for first, count in sheets})
    if store:
        store.trim()
    return book


def _lay_ahead(made: tuple[Part, ...], page: Page, bindery: _Bindery, jobs: int) -> None:
    """Leave in the cache the texts that are not there, on the sides where they will stand."""
    new = [
        part for part in made if part.name == "text" and not part.bound and not bindery.known(part)
    ]
    if len(new) < workers.PARTS:
        return
    workers.shared(new, lambda part: bindery.placed(part, 1, {}), jobs)
    turned: list[Part] = []
    at = 1
    for part in made:
        at += part.recto and at % 2 == 0
        placed = None if part.bound else bindery.known(part)
        if part in new and at % 2 == 0:
            turned.append(part)
        at += len(placed.laid.pages) if placed else part.expected(page)
    workers.shared(turned, lambda part: bindery.placed(part, 2, {}), jobs)


def _settled(made: tuple[Part, ...], page: Page, bindery: _Bindery) -> tuple[Placed, ...]:
    """Return the parts in their places, when what they say of pages is true of these places."""
    numbers = _expected(made, page, bindery)
    before: tuple[Placed, ...] = ()
    least: dict[Part, int] = {}
    turn = 0
    while True:
        turn += 1
        placed: list[Placed] = []
        at = 1
        for part in made:
            at += part.recto and at % 2 == 0
            placed.append(bindery.placed(part, at, numbers))
            at = placed[-1].end
            if part.bound and turn > PATIENCE:
                at = least[part] = max(at, least.get(part, at))
        if _same(placed, before):
            return before
        before, numbers = tuple(placed), _numbers(placed)


def _same(placed: list[Placed], before: tuple[Placed, ...]) -> bool:
    return len(placed) == len(before) and all(
        one.first == other.first and one.laid is other.laid
        for one, other in zip(placed, before, strict=True)
    )


def _expected(made: tuple[Part, ...], page: Page, bindery: _Bindery) -> Numbers:
    """Return the page of each anchor, when bound parts are as long as they are expected to be."""
    placed: list[Placed] = []
    numbers: dict[str, int] = {}
    at = 1
    for part in made:
        at += part.recto and at % 2 == 0
        if part.bound:
            numbers[part.anchor] = at
            at += part.expected(page)
        else:
            placed.append(bindery.placed(part, at, {}))
            at = placed[-1].end
    return {**_numbers(placed), **numbers}


def _numbers(placed: Iterable[Placed]) -> Numbers:
    """Return the page of each anchor; of several of one name, as links lead, the first."""
    numbers: dict[str, int] = {}
    for one in placed:
        for number, page in enumerate(one.laid.pages, start=one.first):
            for anchor in page.anchors:
                numbers.setdefault(anchor, number)
    return numbers


@dataclass(slots=True)
class _Bindery:
    """Lays parts out, each once: what was laid out before, in this run or another, is found."""

    press: Press
    store: Store | None
    _laid: dict[str, LaidOutPart] = field(default_factory=dict)
    _placed: dict[tuple[Part, str], Placed] = field(default_factory=dict)

    def placed(self, part: Part, at: int, numbers: Numbers) -> Placed:
        """Return a part that begins on page ``at``."""
        side = "recto" if at % 2 else "verso"
        if part.bound:
            return self._place(part, at, side, numbers)
        before = self._placed.get((part, side))
        if before is None:
            before = self._placed[part, side] = self._place(part, at, side, numbers)
        return before if before.first == at else replace(before, first=at)

    def known(self, part: Part) -> Placed | None:
        """Return a part as it was placed before on either side, as if it began on page 1."""
        return self._kept(part, 1, "recto") or self._kept(part, 1, "verso")

    def _place(self, part: Part, at: int, side: str, numbers: Numbers) -> Placed:
        """Return a part as it was placed before, where its key is known, or placed anew."""
        entry = self._key(part, side)
        if self.store is None or entry is None:
            return self._placed_anew(part, at, side, numbers)
        kept = self._kept(part, at, side)
        if kept:
            return kept
        placed = self._placed_anew(part, at, side, numbers)
        self.store.put(entry, (placed.name, placed.said))
        return placed

    def _key(self, part: Part, side: str) -> str | None:
        """Return the key of the place of a part in the store, or None where it has none."""
        if self.store is None or part.bound or not part.key:
            return None
        return self.store.key("placed", self.press.digest(part.key, side))

    def _kept(self, part: Part, at: int, side: str) -> Placed | None:
        entry = self._key(part, side)
        kept = self.store.get(entry, tuple) if self.store and entry else None
        if kept is None:
            return None
        name, said = kept
        laid = self._found(name)
        return Placed(part, at, laid, name, said) if laid else None

    def _placed_anew(self, part: Part, at: int, side: str, numbers: Numbers) -> Placed:
        ends: frozenset[str] = frozenset()
        while True:
            rendered = part.rendered(ends, numbers)
            markup = self.press.document(rendered.markup, side)
            name = self.press.digest(markup)
            laid = self._pages(name, partial(self._laid_out, part, side, markup, name))
            moved = _homeless(rendered, laid, ends)
            if not moved:
                return Placed(part, at, laid, name, tuple(_told(rendered, ends)))
            # Laying out again costs as much as the first time, but such notes are rare.
            ends |= moved

    def _laid_out(self, part: Part, side: str, markup: str, name: str) -> LaidOutPart:
        """Return the pages of a part, laid out from those that it had before, where it had any."""
        if self.store is None or not part.place:
            laid, _ = self.press.pages(markup)
            return laid
        latest = self.store.key("latest", self.press.digest(part.place, side))
        laid, layout = self.press.pages(markup, self._before(latest, self.store))
        self.store.put(self.store.key("breaks", name), layout, remember=False)
        self.store.put(latest, name, remember=False)
        return laid

    def _before(self, latest: str, store: Store) -> Before | None:
        name = store.get(latest, str, remember=False)
        if name is None:
            return None
        laid = self._found(name)
        layout = store.get(store.key("breaks", name), Layout, remember=False)
        return (laid, layout) if laid and layout else None

    def folios(self, first: int, count: int) -> LaidOutPart:
        """Return a sheet of the numbers of pages from ``first`` on."""
        name = self.press.digest("folios", str(first), str(count))
        return self._pages(name, lambda: self.press.folios(first, count))

    def _pages(self, name: str, laid_out: Callable[[], LaidOutPart]) -> LaidOutPart:
        """Return the pages of that name from the store, or newly laid out."""
        found = self._laid.get(name)
        if found is None:
            found = self._found(name)
            if found is None:
                found = laid_out()
                self._keep(name, found)
            self._laid[name] = found
        return found

    def _found(self, name: str) -> LaidOutPart | None:
        if self.store is None:
            return None
        laid = self.store.get(self.store.key("pages", name), LaidOutPart)
        return laid if laid and font_subsets.at_hand(laid, self.store) else None

    def _keep(self, name: str, laid: LaidOutPart) -> None:
        if self.store:
            font_subsets.keep(laid, self.store)
            self.store.put(self.store.key("pages", name), laid)


def _sheet(page: int) -> tuple[int, int]:
    """Return with which folio the sheet begins that has a page's, and how many are on it."""
    if page <= FIRST_SHEET:
        return 1, FIRST_SHEET
    beyond = FIRST_SHEET + 1
    return page - (page - beyond) % SHEET, SHEET


def _homeless(rendered: Rendered, laid: LaidOutPart, ends: frozenset[str]) -> frozenset[str]:
    """Return the notes that found no place at the foot of a page.

    One that is too long drives away those that come after it, which then are absent too; so only
    where none is too long are those that are absent meant.
    """
    long = frozenset(note for note, fits in laid.note_fits.items() if not fits)
    return long or frozenset(rendered.notes.places) - laid.note_fits.keys() - ends


def _told(rendered: Rendered, ends: frozenset[str]) -> Iterator[Diagnostic]:
    for note, span in rendered.notes.places.items():
        if note in ends:
            yield NOTE_TOO_LONG.at(span, "the note is longer than a page; it follows its chapter")
