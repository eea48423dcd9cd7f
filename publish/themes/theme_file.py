"""``theme.toml``, read and validated: every mistake is a diagnostic with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from publish.access import find_inside
from publish.config.colours import read_colour
from publish.config.design import Design
from publish.config.design_table import DESIGN_KEYS
from publish.config.file_access import read_source
from publish.config.toml_file import InvalidValue, key_span, load_toml, unknown_key
from publish.config.toml_table import TomlTable
from publish.config.values import (
    member_of,
    number_from,
    one_of,
    parse_with,
    read_path,
    read_string,
)
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules import themes as rules
from publish.text.dataclass import dataclass
from publish.text.lengths import millimetres
from publish.text.source import Source, Span
from publish.themes.font_file import font_error, table_error
from publish.themes.page_geometry import PageGeometry
from publish.themes.theme_search import THEME_FILE

PRINT_STYLES = ("common.css", "print.css")
EPUB_STYLES = ("epub.css",)
TEMPLATES = (
    *(f"print/{name}.html.j2" for name in ("document", "cover", "title", "imprint", "contents")),
    *(f"print/{name}.html.j2" for name in ("text", "notes", "ruled", "colophon", "address")),
    *("print/folios.html.j2", "print/folios.css.j2", "print/pages.css.j2"),
    *(f"epub/{name}.xhtml.j2" for name in ("cover", "title", "nav", "section", "colophon")),
)
"""The templates that the writers render; a theme may have others, which these include."""


class FaceScript(StrEnum):
    """The letters for which a face is used."""

    LATIN = "latin"
    HEBREW = "hebrew"
    CANTILLATION = "cantillation"


@dataclass(frozen=True, slots=True)
class Face:
    """A font file; no other file of its family has the same weight and style.

    ``folder`` is the theme that has the ``file``.
    """

    family: str
    file: str
    script: str
    weight: int = 400
    style: str = "normal"
    folder: Path = field(default=Path(), repr=False)

    @property
    def path(self) -> Path:
        """The path of the font file."""
        return self.folder / self.file


@dataclass(frozen=True, slots=True)
class CoverColours:
    """The colours of the covers of EPUBs, each ``#rrggbb``."""

    ground: str = "#23364b"
    ink: str = "#f6efe0"
    accent: str = "#c9a96a"


@dataclass(frozen=True, slots=True)
class ThemeTables:
    """The contents of a ``theme.toml``: faces, pages by their names, colours of covers, design."""

    faces: tuple[Face, ...] = ()
    pages: Mapping[str, PageGeometry] = field(default_factory=dict)
    large_print: Mapping[str, PageGeometry] = field(default_factory=dict)
    cover: CoverColours = CoverColours()
    design: Design = Design()


def _length(value: object) -> str:
    parse_with(millimetres, "a length")(value)
    return str(value)


V = TypeVar("V", CoverColours, Design)
_Readers = Mapping[str, Callable[[object], Any]]
_FACE: _Readers = {
    "family": read_string,
    "file": read_path,
    "script": member_of(FaceScript),
    "weight": number_from(1, 1000, "a weight"),
    "style": one_of("normal", "italic", "oblique"),
}
_PAGE: _Readers = {
    **dict.fromkeys(("width", "height", "top", "inner", "outer", "size", "leading"), _length),
    "lines": number_from(1, 500, "a number of lines"),
}
_COVER: _Readers = dict.fromkeys(("ground", "ink", "accent"), read_colour)
_DESIGN: _Readers = {key: DESIGN_KEYS[key] for key in ("initials", "ornaments")}
_KEYS = ("base", "face", "page", "large-print", "cover", "design")


def read_theme(
    folder: Path, base: ThemeTables | None = None, *, is_own: bool = False
) -> ThemeTables:
    """Return the tables of the theme in ``folder``, over those of the theme that it is based on.

    Faces replace those of the base for the same script.  A page or a table of colours replaces the
    keys that it has.  The tables of fonts are read too, unless the theme is one of this package.

    Raises PublishError with all mistakes: unknown keys, wrong values, missing style sheets,
    templates and fonts, files that are not fonts, and pages that do not hold their lines.
    """
    source = read_source(folder / THEME_FILE, may_be_empty=True)
    reader = _Reader(source, folder, is_own=is_own)
    table = load_toml(source)
    below = base or ThemeTables()
    reader.check_base(table.get("base", "classic"))
    faces = reader.faces(table.get("face", []))
    scripts = {face.script for face in faces}
    pages = reader.pages("page", table.get("page", {}), below.pages)
    large = reader.pages("large-print", table.get("large-print", {}), below.large_print)
    cover = reader.values("cover", table.get("cover", {}), _COVER, below.cover)
    design = reader.values("design", table.get("design", {}), _DESIGN, below.design)
    for key in table:
        if key not in _KEYS:
            reader.errors.append(unknown_key(key_span(source, key), key, _KEYS))
    if base is None:
        reader.errors += _missing_files(source, folder)
    if reader.errors:
        raise PublishError(*reader.errors)
    inherited = (face for face in below.faces if face.script not in scripts)
    return ThemeTables((*faces, *inherited), pages, large, cover, design)


class _Reader:
    """The tables of one file, read one after another; collects the errors."""

    def __init__(self, source: Source, folder: Path, *, is_own: bool) -> None:
        self._source = source
        self._is_own = is_own
        self._folder = folder
        self.errors: list[Diagnostic] = []

    def check_base(self, name: object) -> None:
        """Collect an error for a base that is no name of a theme."""
        if not isinstance(name, str) or not name or Path(name).name != name:
            error = InvalidValue('the name of a theme such as "classic"')
            self.errors.append(error.diagnostic(key_span(self._source, "base"), "`base`", name))

    def faces(self, tables: object) -> tuple[Face, ...]:
        """Return the faces whose tables are right."""
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            error = InvalidValue('tables: [[face]], then lines such as family = "…"')
            self.errors.append(error.diagnostic(key_span(self._source, "face"), "`face`", tables))
            return ()
        faces = []
        for index, table in enumerate(tables):
            place = TomlTable(self._source, "face", index)
            values = self._values(place, table, _FACE, required=("family", "file", "script"))
            if values:
                faces.append(Face(**values, folder=self._folder))
                self._check_font(place, faces[-1].file)
        return tuple(faces)

    def pages(
        self, kind: str, tables: object, below: Mapping[str, PageGeometry]
    ) -> dict[str, PageGeometry]:
        """Return the pages whose tables are right, by their names, over those of the base."""
        if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
            error = InvalidValue(f'tables: [{kind}.NAME], then lines such as width = "148mm"')
            self.errors.append(error.diagnostic(key_span(self._source, kind), f"`{kind}`", tables))
            return {}
        pages = dict(below)
        for name, table in tables.items():
            place = TomlTable(self._source, f"{kind}.{name}")
            inherited = asdict(below[name]) if name in below else {}
            required = tuple(key for key in _PAGE if key not in inherited)
            values = self._values(place, table, _PAGE, required=required)
            if values:
                page = PageGeometry(**{**inherited, **values, "large": kind == "large-print"})
                if message := _does_not_fit(page):
                    self.errors.append(rules.PAGE_TOO_SMALL.at(place.span, message))
                pages[name] = page
        return pages

    def values(self, name: str, table: object, readers: _Readers, below: V) -> V:
        """Return the values of a table over those of the base, which are all of a wrong table."""
        if not isinstance(table, dict):
            keys = ", ".join(readers)
            error = InvalidValue(f"a table: [{name}], then lines with the keys {keys}")
            self.errors.append(error.diagnostic(key_span(self._source, name), f"`{name}`", table))
            return below
        values = self._values(TomlTable(self._source, name), table, readers, required=())
        return replace(below, **values or {})

    def _values(
        self,
        place: TomlTable,
        table: dict[str, object],
        readers: _Readers,
        required: tuple[str, ...],
    ) -> dict[str, Any] | None:
        """Return the values of a table, or None where one of them is wrong."""
        before = len(self.errors)
        values = {}
        for key, value in table.items():
            if key not in readers:
                self.errors.append(unknown_key(place.span_of(key), key, readers))
                continue
            try:
                values[key] = readers[key](value)
            except InvalidValue as error:
                name = f"`{key}` of [{place.name}]"
                self.errors.append(error.diagnostic(place.span_of(key), name, value))
        missing = [key for key in required if key not in table]
        if missing:
            message = f"[{place.name}] has no {', '.join(f'`{key}`' for key in missing)}"
            self.errors.append(rules.MISSING_KEY.at(place.span, message))
        return values if len(self.errors) == before else None

    def _check_font(self, place: TomlTable, file: str) -> None:
        path = self._folder / file
        span = place.span_of("file")
        if find_inside(path, (self._folder,)) is None:
            message = f"{file} is not in the folder of the theme"
            self.errors.append(rules.MISSING_FILE.at(span, message))
        elif not path.is_file():
            message = f"there is no font {file} in {self._folder}"
            self.errors.append(rules.MISSING_FILE.at(span, message))
        elif message := font_error(path) or ("" if self._is_own else table_error(path)):
            self.errors.append(rules.NOT_A_FONT.at(span, f"{file} {message}"))


def _does_not_fit(page: PageGeometry) -> str:
    """Return why the text block does not fit its page; empty where it does."""
    height, top = millimetres(page.height), millimetres(page.top)
    block = page.lines * millimetres(page.leading)
    if top + block >= height:
        return (
            f"{page.lines} lines of {page.leading} under {page.top} are higher than {page.height}"
        )
    if millimetres(page.inner) + millimetres(page.outer) >= millimetres(page.width):
        return f"the margins {page.inner} and {page.outer} are wider than {page.width}"
    return ""


def _missing_files(source: Source, folder: Path) -> Iterator[Diagnostic]:
    templates = (f"templates/{name}" for name in TEMPLATES)
    for name in (*PRINT_STYLES, *EPUB_STYLES, *templates):
        if not (folder / name).is_file():
            yield rules.MISSING_FILE.at(
                Span(source.file, 0, 0),
                f"the theme {folder.name} has no {name}",
                'write base = "classic" at the head of theme.toml, or copy the file from classic',
            )
