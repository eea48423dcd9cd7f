"""A theme: the styles, templates and fonts a book is dressed in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from publish.diagnostics import PublishError
from publish.diagnostics.rules import settings
from publish.storage.digests import digest
from publish.storage.file_digests import digests
from publish.text.lengths import Trim
from publish.themes.page_geometry import PageGeometry, page_for

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent.parent


def own_styles() -> Path:
    """Return the folder of the themes that come with the package.

    In a wheel it lies inside the package; in a checkout beside it, where people look for it.
    """
    inside = _HERE / "styles"
    return inside if inside.is_dir() else _HERE.parent / "styles"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file; its family has no other file of the same weight and style."""

    family: str
    file: str
    script: str
    weight: int = 400
    style: str = "normal"


@dataclass(frozen=True)
class Theme:
    """A folder of styles; ``faces`` are the only fonts a book in this theme may use."""

    name: str
    folder: Path
    faces: tuple[Face, ...]
    pages: Mapping[str, PageGeometry] = field(default_factory=dict)
    large_print: Mapping[str, PageGeometry] = field(default_factory=dict)

    def page(self, size: str | Trim, *, large_print: bool = False) -> PageGeometry:
        """Return the page of that name, or one for that trim in the proportions of the theme's.

        Raises PublishError where the theme has none.
        """
        pages = self.large_print if large_print else self.pages
        if isinstance(size, Trim) and pages:
            return page_for(size, tuple(pages.values()))
        if isinstance(size, str) and size in pages:
            return pages[size]
        kind = "large-print page" if large_print else "page"
        raise PublishError(
            settings.UNKNOWN_VALUE.anywhere(
                f"the theme “{self.name}” has no {kind} “{size}”",
                f"{kind}s of the theme: {', '.join(pages) or 'none'}",
            )
        )

    def text(self, name: str) -> str:
        """Return the contents of one of the theme's files."""
        return (self.folder / name).read_text(encoding="utf-8")

    def data(self, name: str) -> bytes:
        """Return the bytes of one of the theme's files."""
        return (self.folder / name).read_bytes()

    def state(self, *, templates: bool) -> str:
        """Return the digest of the theme's templates, or of all its files but the templates."""
        return digest(
            *(
                part
                for name, told in digests(self.folder)
                if name.startswith("templates/") is templates
                for part in (name, told)
            )
        )

    @cached_property
    def templates(self) -> Environment:
        """The theme's Jinja2 templates: a name that is not given is an error, all is escaped."""
        folder = self.folder / "templates"
        return _environment(
            tuple(
                (path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8"))
                for path in sorted(folder.rglob("*.j2"))
            )
        )


@lru_cache(maxsize=4)
def _environment(texts: tuple[tuple[str, str], ...]) -> Environment:
    """Return an environment of templates by their names; each is compiled when first used."""
    from jinja2 import DictLoader, Environment, StrictUndefined

    return Environment(
        loader=DictLoader(dict(texts)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def load(name: str, folders: Iterable[Path] = ()) -> Theme:
    """Return the theme ``name`` from the first of ``folders`` that has it, else our own."""
    folder = find(name, folders)
    table = tomllib.loads((folder / "theme.toml").read_text(encoding="utf-8"))
    faces = tuple(Face(**face) for face in table.get("face", ()))
    pages = {page: PageGeometry(**given) for page, given in table.get("page", {}).items()}
    large = {
        page: PageGeometry(**given, large=True)
        for page, given in table.get("large-print", {}).items()
    }
    return Theme(name, folder, faces, pages, large)


def find(name: str, folders: Iterable[Path] = ()) -> Path:
    """Return the folder of the theme ``name``; raise PublishError where there is none."""
    places = [*folders, own_styles()]
    for place in places:
        if (place / name / "theme.toml").is_file():
            return place / name
    known = sorted({f.parent.name for place in places for f in place.glob("*/theme.toml")})
    raise PublishError(
        settings.UNKNOWN_THEME.anywhere(
            f"there is no theme “{name}”", f"themes found: {', '.join(known) or 'none'}"
        )
    )
