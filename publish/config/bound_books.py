"""A bind as a book: its members opened, with the settings that all of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from publish.config.bind_table import Bind, BindEntry
from publish.config.book_names import find_book, suggest
from publish.config.books import WORKSPACE_FILE, Book, Member, Workspace, display_path
from publish.config.edition_options import EditionOptions, Folios
from publish.config.reach import BookContents, BookPlace, find_reach
from publish.config.settings import Settings
from publish.diagnostics import Diagnostic, Diagnostics, Outcome
from publish.diagnostics.rules import binds as rules
from publish.text.languages import best_match
from publish.text.lengths import Trim

OpenBook = Callable[[str, Workspace], Outcome[Book | None]]


def open_bind(bind: Bind, workspace: Workspace, open_book: OpenBook) -> Outcome[Book | None]:
    """Return the book that a bind makes, with the errors of its books; None after an error.

    ``open_book`` opens a book of the workspace.
    """
    errors = (*_check_names(bind, workspace), *_check_titles(bind), *_check_reach(bind, workspace))
    if errors:
        return Outcome(None, errors)
    opened = [open_book(name, workspace) for name in dict.fromkeys(e.book for e in bind.entries)]
    diagnostics = tuple(diagnostic for each in opened for diagnostic in each.diagnostics)
    books = {each.value.name: each.value for each in opened if each.value}
    if len(books) < len(opened):
        return Outcome(None, diagnostics)
    if "page" not in bind.stated:
        pages = {book.settings.page: name for name, book in books.items()}
        if len(pages) > 1:
            return Outcome(None, (*diagnostics, _differing_pages(bind, books.values())))
        bind = replace(bind, settings=replace(bind.settings, page=next(iter(pages))))
    members = tuple(_member(entry, books[entry.book], bind) for entry in bind.entries)
    bind = replace(bind, settings=_follow(members, bind))
    texts = tuple(dict.fromkeys(text for book in books.values() for text in book.texts))
    book = Book(bind.name, bind.settings, texts, workspace, bind=bind, members=members)
    return Outcome(book, diagnostics)


def _follow(members: Iterable[Member], bind: Bind) -> Settings:
    """Return the settings of a bind whose own pages are as those of its books, if they agree."""
    settings = bind.settings
    editions = {member.edition for member in members}
    if len(editions) == 1:
        settings = replace(settings, editions=tuple(editions))
    themes = {member.book.settings.theme for member in members}
    if len(themes) == 1 and "theme" not in bind.stated:
        settings = replace(settings, theme=themes.pop())
    return settings


def _check_names(bind: Bind, workspace: Workspace) -> Iterator[Diagnostic]:
    """Yield the errors about the names of a bind and of its books."""
    path = find_book(bind.name, workspace.sources)
    if path:
        message = f"the bind “{bind.name}” has the name of the book {display_path(path, workspace)}"
        yield rules.NAME_TAKEN.at(bind.span, message)
    span = bind.span_of("books")
    others = {other.name: other for other in workspace.binds}
    for name in dict.fromkeys(entry.book for entry in bind.entries):
        if name == bind.name:
            yield rules.NESTED.at(span, f"the bind “{name}” names itself")
        elif name in others:
            books = ", ".join(entry.book for entry in others[name].entries)
            message = f"the bind “{bind.name}” names the bind “{name}”"
            yield rules.NESTED.at(span, message, f"name its books instead: {books}")
        elif find_book(name, workspace.sources) is None:
            message = f"the bind “{bind.name}” names “{name}”, and there is no such book"
            yield rules.NO_SUCH_BOOK.at(span, message, *suggest(name, workspace.book_names()))


def _check_titles(bind: Bind) -> Iterator[Diagnostic]:
    """Yield an error for each front without a title, and each book on the side of no front."""
    forms = dict(bind.settings.title.forms)
    for lang in bind.fronts:
        if best_match(lang, forms) is None:
            message = f"the title of “{bind.name}” has no form for the front “{lang}”"
            example = ", ".join(f'{each} = "…"' for each in bind.fronts)
            yield rules.FRONTS.at(bind.span_of("title"), message, f"write title = {{ {example} }}")
    for entry in bind.entries:
        if entry.side and entry.side not in bind.fronts:
            fronts = " and ".join(bind.fronts) or "none: write fronts = […] under [[bind]]"
            message = f"“{entry.book}” is to stand on the side “{entry.side}”"
            span = bind.span_of("books")
            yield rules.FRONTS.at(span, f"{message}; the fronts of “{bind.name}” are {fronts}")


def _check_reach(bind: Bind, workspace: Workspace) -> Diagnostics:
    """Return the errors about a picture and a theme of other places."""
    file = workspace.root / WORKSPACE_FILE
    place = BookPlace(file, file, workspace.root, is_named=False)
    names = {bind.settings.theme, *(entry.theme for entry in bind.entries if entry.theme)}
    themes = tuple(workspace.styles / name for name in sorted(names))
    contents = BookContents(bind.settings, (), themes)
    return find_reach(place, workspace.root, WORKSPACE_FILE).refuse_contents(place, contents)


def _differing_pages(bind: Bind, books: Iterable[Book]) -> Diagnostic:
    pages = ", ".join(f"{book.name}: {_describe_page(book.settings)}" for book in books)
    message = f"the books of “{bind.name}” have pages of several sizes ({pages})"
    return rules.PAGES_DIFFER.at(bind.span, message, 'write page = "a5" under [[bind]]')


def _describe_page(settings: Settings) -> str:
    page = settings.page
    return f"{page.width:g} × {page.height:g} mm" if isinstance(page, Trim) else page


def _member(entry: BindEntry, book: Book, bind: Bind) -> Member:
    """Return a member of a bind: its page is that of the bind, and nothing fits it to sheets."""
    own = book.settings
    shared = bind.settings.theme if "theme" in bind.stated else own.theme
    settings = replace(
        own,
        page=bind.settings.page,
        theme=entry.theme or shared,
        binding=None,
        cover=None,
        address=None if own.address == bind.settings.address else own.address,
        fit=None,
        hold=False,
    )
    edition = _usual_edition(entry, book, bind)
    options = choose_options(entry, book, edition)
    member = replace(book, settings=settings)
    return Member(member, edition, options, entry.side, entry.front)


def choose_options(entry: BindEntry, book: Book, edition: str) -> EditionOptions:
    """Return the options of an edition of a book in a bind, numbered through with the others."""
    options = book.settings.edition.options(edition)
    return replace(options, **dict(entry.choices), folios=Folios.PAGES)


def _usual_edition(entry: BindEntry, book: Book, bind: Bind) -> str:
    return str(entry.edition or bind.edition or book.settings.editions[0])


def has_usual_editions(book: Book) -> bool:
    """Return whether the books of a bind are in the editions that its table asks for."""
    bind = book.bind
    return bind is None or all(
        member.edition == _usual_edition(entry, member.book, bind)
        for entry, member in zip(bind.entries, book.members, strict=True)
    )


def refuse_bind(book: Book, reason: str = "it has no text of its own") -> Diagnostic:
    """Return the error of a command that is for the books of a bind, one by one."""
    names = ", ".join(dict.fromkeys(member.book.name for member in book.members))
    message = f"“{book.name}” is bound of several books: {reason}"
    return rules.NOT_OF_BINDS.at(book.span, message, f"name one of its books: {names}")
