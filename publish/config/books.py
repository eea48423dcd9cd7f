"""Values of the workspace and of its books: folders, settings and texts."""

from __future__ import annotations

from pathlib import Path

from publish.config import book_names
from publish.config.bind_table import Bind
from publish.config.edition_options import EditionOptions
from publish.config.front_matter import FrontMatter
from publish.config.library_options import NO_OPTIONS, LibraryOptions
from publish.config.limits import NO_LIMITS, Limits
from publish.config.settings import Settings
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Span

WORKSPACE_FILE = "publish.toml"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder of books; ``defaults`` are the settings of books that do not set a key."""

    root: Path
    sources: Path
    output: Path
    styles: Path
    defaults: Settings = Settings()
    limits: Limits = NO_LIMITS
    library: LibraryOptions = NO_OPTIONS
    binds: tuple[Bind, ...] = ()

    @property
    def has_file(self) -> bool:
        """Whether the folder has a ``publish.toml``, and is no folder of single texts."""
        return (self.root / WORKSPACE_FILE).is_file()

    def book_names(self) -> list[str]:
        """Return the name of every book in ``sources/``, in natural order: 2 before 10."""
        return sorted(book_names.list_books(self.sources), key=book_names.natural)


@dataclass(frozen=True, slots=True)
class Member:
    """A book that is bound with others, in an edition with its options.

    ``side`` is the language of the front on whose side it stands, empty where its text decides.
    """

    book: Book
    edition: str
    options: EditionOptions
    side: str = ""
    front: FrontMatter | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A book: its name, its settings and its texts in order; ``folder`` holds those of several.

    A book that a ``bind`` makes of others has these as its members, and all their texts.
    """

    name: str
    settings: Settings
    texts: tuple[Path, ...]
    workspace: Workspace
    folder: Path | None = None
    bind: Bind | None = None
    members: tuple[Member, ...] = ()

    @property
    def output(self) -> Path:
        """The folder of its artifacts."""
        return self.workspace.output / self.name

    @property
    def span(self) -> Span:
        """The place of messages about the whole book: its file or its folder."""
        if self.bind:
            return self.bind.span
        if not self.texts:
            return NOWHERE
        path = self.texts[0] if len(self.texts) == 1 else self.texts[0].parent
        return Span(display_path(path, self.workspace), 0, 0)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of its content: the texts, and the files that its settings name."""
        named = dict.fromkeys(path for _, path in self.settings.content_files)
        return (*self.texts, *named)

    @property
    def themes(self) -> tuple[Path, ...]:
        """The folders of themes that come before installed ones."""
        return (self.workspace.styles,)


def display_path(path: Path, workspace: Workspace) -> str:
    """Return a path for messages, relative to the workspace if it is inside."""
    path = path.absolute()
    return str(path.relative_to(workspace.root) if path.is_relative_to(workspace.root) else path)
