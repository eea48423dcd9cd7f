"""A desk: the session of a workspace, and the identifiers by which clients name its books."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from starlette.requests import Request

from publish.artifacts.plan import ALL_EDITIONS
from publish.config.book_names import is_path
from publish.config.options import Edition
from publish.config.profiles import list_profiles
from publish.config.workspace import (
    WORKSPACE_FILE,
    Book,
    Workspace,
    inspect_book,
    inspect_workspace,
)
from publish.desk.booklet_view import BookletShelf
from publish.desk.choices import check_languages
from publish.desk.page_pictures import PagePainter
from publish.desk.refusals import Refusal
from publish.desk.session import Session
from publish.desk.text_edits import EditHistory
from publish.desk.views import ViewKey, name_of
from publish.diagnostics import PublishError
from publish.themes.theme_search import list_themes


class Desk:
    """The state of a running desk; ``books`` are the names given by the user, none for all.

    ``rest`` is called by the thread that makes views when nothing has changed for a while.
    """

    def __init__(
        self,
        folder: Path,
        books: tuple[str, ...] = (),
        rest: Callable[[], None] = lambda: None,
    ) -> None:
        self.folder = folder
        self.books = books
        self.painter = PagePainter()
        self.booklets = BookletShelf()
        self.session = Session(folder, self.painter.draw_ahead, rest)
        self.history = EditHistory()
        settings = self.workspace().root / WORKSPACE_FILE
        self._settings = settings if settings.is_file() else None

    def start(self) -> None:
        """Start the session, with the first book laid out in advance."""
        self.session.start()
        for book in list(self.book_names())[:1]:
            self.session.view(ViewKey(book))

    def close(self) -> None:
        """End the session and the process that draws pages."""
        self.session.close()
        self.painter.close()

    def workspace(self) -> Workspace:
        """Return the workspace as its settings are now, as far as they can be read."""
        return inspect_workspace(self.folder).value

    def present_workspace(self) -> Workspace:
        """Return the workspace; raise 409 where it is no longer in its place.

        A store of pages that was written to meanwhile can have made the folder anew.
        """
        if self._settings and not self._settings.is_file():
            folder = self._settings.parent
            raise Refusal(409, f"the folder {folder} is gone", "move it back to its place")
        return self.workspace()

    def writable(self) -> tuple[Path, ...]:
        """Return the folders and files that the desk may write to: those of its books."""
        named = (Path(name) for name in self.books if is_path(name))
        return (self.workspace().root, *(path.absolute().parent for path in named))

    def open_book(self, request: Request) -> Book:
        """Return the book that an address names; raise 409 where it cannot be opened now."""
        outcome = inspect_book(self.book_of(request), self.workspace())
        if outcome.value is None:
            raise Refusal.of(PublishError(*outcome.diagnostics), 409)
        return outcome.value

    def book_names(self) -> Iterator[str]:
        """Yield the names of the books on the desk."""
        yield from self.books or self.workspace().book_names()

    def add_name(self, book: str) -> None:
        """Add a book to the desk, where it is not one of all books of the workspace."""
        if self.books:
            self.books = (*self.books, book)

    def book_of(self, request: Request) -> str:
        """Return the name of the book that an address names; raise 404 where there is none.

        A book whose files are missing meanwhile is still shown, with its last good pages.
        """
        wanted = request.path_params["book"]
        for name in (*self.book_names(), *self.session.book_names()):
            if name_of("book", name) == wanted:
                return name
        raise Refusal(404, "this book is not in the workspace any more")

    def profiles(self) -> tuple[str, ...]:
        """Return the names of the profiles of the workspace."""
        return tuple(profile.name for profile in list_profiles(self.workspace().defaults))

    def key_of(self, request: Request) -> ViewKey:
        """Return the view that an address names; raise 422 for choices that do not exist."""
        book = self.book_of(request)
        choices = {
            "edition": tuple(Edition),
            "profile": self.profiles(),
            "theme": list_themes((self.workspace().styles,)),
        }
        values = {name: request.query_params.get(name, "") for name in choices}
        for name, value in values.items():
            if value and (value == ALL_EDITIONS or value not in choices[name]):
                raise Refusal(422, f"there is no {name} “{value}”")
        languages = request.query_params.get("languages", "")
        check_languages(languages)
        return ViewKey(book, **values, languages=languages)
