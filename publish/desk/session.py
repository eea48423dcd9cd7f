"""The session of a desk: one thread makes views after saves, and files where they are asked for."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from publish.artifacts.watch import saves
from publish.desk.artifact_states import ArtifactStates
from publish.desk.book_titles import BookTitles
from publish.desk.epub_view import EpubShelf
from publish.desk.events import EventHub
from publish.desk.jobs import Job, run_job
from publish.desk.page_words import PageWords
from publish.desk.view_making import make_views
from publish.desk.views import LaidOutView, Status, View, ViewKey
from publish.diagnostics import Diagnostic
from publish.diagnostics.tracebacks import LOGGER

if TYPE_CHECKING:
    from publish.desk.words.placed_text import PagePlace

QUIET = 15
"""Milliseconds without a save after which views are made; a save of an editor takes fewer."""

_CALM = 2.0
"""Seconds after a view until its messages are looked for on its pages, which takes long."""

_PROGRESS = 1.0
"""Seconds between two events of a layout that goes on."""

_MOST_PLACED = 300
"""Messages whose places on pages are looked for; a book with more has most of them in one kind."""

_DOCUMENTS = 4
"""PDFs of earlier builds from which pages are still drawn, for clients that come late."""


class Session:
    """The views of the books in one workspace, made by a thread of their own.

    A view is made when it is first asked for, and after each save as long as somebody asks for
    it.  Saves during a build count: the newest state of the files is always made.  ``draw_ahead``
    is called with new pages before they are announced, ``rest`` when nothing is to be done.
    """

    def __init__(
        self,
        folder: Path,
        draw_ahead: Callable[[LaidOutView], None] = lambda _: None,
        rest: Callable[[], None] = lambda: None,
    ) -> None:
        self.folder = folder
        self._rest = rest
        self._has_rested = True
        self._draw_ahead = draw_ahead
        self.events = EventHub()
        self._condition = threading.Condition()
        self._reading = threading.Lock()
        self.words = PageWords(self._reading)
        self.epubs = EpubShelf(self._reading)
        self.artifacts = ArtifactStates(self._reading)
        self.titles = BookTitles(self._reading)
        self._views: dict[ViewKey, View] = {}
        self._made_at: dict[ViewKey, int] = {}
        self._asked: dict[ViewKey, None] = {}
        self._documents: dict[str, LaidOutView] = {}
        self._jobs: deque[Job] = deque()
        self.jobs: dict[str, Job] = {}
        self._saves = 1
        self._revision = 0
        self._unplaced: set[ViewKey] = set()
        self._shown_at = 0.0
        self._is_making = False
        self._told_at = 0.0
        self._is_closed = False

    def start(self) -> None:
        """Start the threads: the watch of saves, and the making of views and files."""
        for run in (self._make_all, self._watch):
            threading.Thread(target=run, daemon=True).start()

    def close(self) -> None:
        """End all streams of events, and make nothing more."""
        with self._condition:
            self._is_closed = True
            self._condition.notify_all()
        self.events.close()

    def view(self, key: ViewKey) -> View:
        """Return a view as it was made last, and have it made again if files have changed."""
        with self._condition:
            self._asked.pop(key, None)
            self._asked[key] = None
            self._condition.notify_all()
            return self._views.get(key, View(key))

    def last_view(self, key: ViewKey) -> View | None:
        """Return a view as it was made last, without having it made again."""
        with self._condition:
            return self._views.get(key)

    def views_of(self, book: str) -> list[View]:
        """Return the views of a book as they were made last."""
        with self._condition:
            return [view for key, view in self._views.items() if key.book == book]

    def book_names(self) -> set[str]:
        """Return the names of the books that were shown."""
        with self._condition:
            return {key.book for key in self._views}

    def is_building(self, key: ViewKey) -> bool:
        """Return whether a newer state of the view is being made, or is to be made."""
        with self._condition:
            return self._made_at.get(key, 0) < self._saves

    def notice_save(self) -> None:
        """Have the views that are asked for made again; any thread may call this."""
        with self._condition:
            self._saves += 1
            self._condition.notify_all()

    def document(self, page: str) -> tuple[LaidOutView, int] | None:
        """Return the PDF that has the page of that digest, and the page's number."""
        with self._condition:
            # A view that is shown again after others still has its pages.
            shown = [view.laid_out for view in self._views.values() if view.laid_out]
            documents = [*shown, *self._documents.values()]
        for laid_out in reversed(documents):
            for face in laid_out.pages:
                if face.digest == page:
                    return laid_out, face.number
        return None

    def add_job(self, job: Job) -> None:
        """Have files made, after the views that are asked for."""
        with self._condition:
            self.jobs[job.name] = job
            self._jobs.append(job)
            self._condition.notify_all()

    def _watch(self) -> None:
        with suppress(Exception):  # the workspace is gone; the next request tells
            for _ in saves((), self.folder, QUIET):
                self.notice_save()
                # The watch itself looks at all books again after a save.
                with self._condition:
                    self._condition.wait_for(lambda: self._is_closed or self._has_no_view_to_make())
                    if self._is_closed:
                        return

    def _make_all(self) -> None:
        while work := self._next():
            try:
                work()
            except Exception:
                # Faults of books are diagnostics; another one must not end this thread.
                logging.getLogger(LOGGER).debug("fault of the desk", exc_info=True)
                time.sleep(1)

    def _next(self) -> Callable[[], None] | None:
        """Return the next piece of work, as soon as there is any; None at the end."""
        with self._condition:
            while not self._is_closed:
                if key := self._next_view():
                    return partial(self._make, key, self._saves)
                if self._jobs:
                    return partial(self._run, self._jobs.popleft())
                if self._has_rested and not self._unplaced:
                    self._condition.wait()
                elif (wait := self._shown_at + _CALM - time.monotonic()) > 0:
                    self._condition.wait(wait)
                elif self._unplaced:
                    return partial(self._place, next(iter(self._unplaced)))
                else:
                    self._has_rested = True
                    return self._rest
        return None

    def _make(self, key: ViewKey, saves_before: int) -> None:
        earlier = self._views.get(key)
        with self._condition:
            self._is_making = True
            self._told_at = time.monotonic()
        try:
            with self._reading:
                tell = partial(self._tell_progress, key)
                for view in make_views(key, self.folder, tell):
                    self._show(view.follow(earlier), saves_before)
        finally:
            with self._condition:
                self._is_making = False
                self._condition.notify_all()

    def _show(self, view: View, saves_before: int) -> None:
        """Let a view take the place of the last one, and announce it."""
        with self._condition:
            shown = self._views.get(view.key)
            if shown is not None and view.looks_like(shown):
                view = replace(
                    view, revision=shown.revision, before=shown.before, places=shown.places
                )
            else:
                self._revision += 1
                view = replace(view, revision=self._revision)
                self._unplaced.add(view.key)
                # Nobody may look at the view any more; whoever does asks for it after the event.
                self._asked.pop(view.key, None)
            self._views[view.key] = view
            if view.is_checked:
                self._made_at[view.key] = saves_before
            if view.laid_out:
                self._documents.pop(view.laid_out.name, None)
                self._documents[view.laid_out.name] = view.laid_out
                for name in list(self._documents)[:-_DOCUMENTS]:
                    del self._documents[name]
            self._shown_at = time.monotonic()
            self._has_rested = False
        if view.laid_out and not view.is_checked:
            self._draw_ahead(view.laid_out)
        self._announce(view)

    def _announce(self, view: View) -> None:
        status = view.status if view.is_checked else Status.BUILDING
        state = {"revision": view.revision, "status": status.value, "built": view.built}
        self.events.announce({**asdict(view.key), **state})

    def _tell_progress(self, key: ViewKey, done: int, total: int) -> None:
        """Announce how many texts of a long book are laid out, once in a while."""
        now = time.monotonic()
        if now > self._told_at + _PROGRESS:
            self._told_at = now
            progress = {"status": Status.BUILDING.value, "progress": [done, total]}
            self.events.announce({**asdict(key), **progress})

    def _place(self, key: ViewKey) -> None:
        """Find the diagnostics of a view on its pages, unless something else is to be done."""
        view = self._views[key]
        places: dict[Diagnostic, PagePlace] = {}
        for diagnostic in view.diagnostics[:_MOST_PLACED]:
            if self._is_busy():
                return
            place = view.laid_out and self.words.place(view.laid_out, diagnostic)
            if place:
                places[diagnostic] = place
        with self._condition:
            if self._views[key] is not view:
                return
            self._unplaced.discard(key)
            if places == view.places:
                return
            self._revision += 1
            view = replace(view, places=places, revision=self._revision)
            self._views[key] = view
        self._announce(view)

    def _has_no_view_to_make(self) -> bool:
        return not self._is_making and self._next_view() is None

    def _is_busy(self) -> bool:
        """Return whether a view or a file is to be made."""
        with self._condition:
            return self._is_closed or bool(self._jobs) or self._next_view() is not None

    def _next_view(self) -> ViewKey | None:
        """Return the view to be made next: of those that are asked for, the one asked for last."""
        stale = (key for key in reversed(self._asked) if self._made_at.get(key, 0) < self._saves)
        return next(stale, None)

    def _run(self, job: Job) -> None:
        with self._reading:
            for step in run_job(job, self.folder):
                with self._condition:
                    self.jobs[job.name] = step
                self.events.announce(step.event)
