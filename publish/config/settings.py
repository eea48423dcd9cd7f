"""The settings of a book: keys of ``book.toml`` over those of ``publish.toml`` over defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from publish.config.attendees import Address, Attendees, Cover, NotesPages
from publish.config.booklet_options import Binding, BookletSettings
from publish.config.design import Design
from publish.config.design_table import read_design
from publish.config.edition_options import NO_CHOICES, EditionTable, Points
from publish.config.edition_table import read_edition
from publish.config.fit import Fit
from publish.config.front_matter import FULL_FRONT, FrontMatter
from publish.config.mark_table import read_marks
from publish.config.note_options import NoteFill, NoteOptions
from publish.config.options import Edition, Format
from publish.config.pdf_profiles import SCREEN, PdfProfile
from publish.config.sample_size import SampleSize
from publish.config.setting_keys import KEYS
from publish.config.toml_file import InvalidValue, find_key, key_span, load_toml, unknown_key
from publish.config.wrap_cover import WrapCover
from publish.diagnostics import Diagnostic, Outcome, PublishError, Verdicts
from publish.document.dates import format_date
from publish.document.marks import Mark, MarkRole
from publish.document.metadata import Certification, Creator, Date, Series, Words
from publish.text.dataclass import dataclass
from publish.text.languages import Dir
from publish.text.lengths import Trim
from publish.text.source import NOWHERE, Source, Span


@dataclass(frozen=True, slots=True)
class Settings:
    """The decisions of the editor of a book; None where the text or the program decides.

    ``page`` is the name of a page of the theme, or a size.  ``printers`` are the workspace's own
    profiles, of which a file depends on the one that it has.  ``toml`` are the files that set keys,
    the one that counts most last; they do not count when settings are compared.
    """

    title: Words = Words()
    subtitle: Words = Words()
    creators: tuple[Creator, ...] = ()
    event: Words = Words()
    date: Date | None = None
    publisher: str | None = None
    rights: str | None = None
    identifier: str | None = None
    series: Series | None = None
    title_sort: Words = Words()
    description: Words = Words()
    subjects: tuple[Words, ...] = ()
    source: str | None = None
    certified: Certification | None = None
    languages: tuple[str, ...] = ()
    binding: Binding | None = None
    theme: str = "classic"
    editions: tuple[str, ...] = (Edition.INTERLINEAR,)
    edition: EditionTable = NO_CHOICES
    formats: tuple[Format, ...] = (Format.PDF, Format.EPUB)
    profiles: tuple[str, ...] = (SCREEN,)
    files: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    shape: str | None = None
    translation: str | None = None
    order: str = "logical"
    lines: str | None = None
    markup: str = "auto"
    styles: tuple[tuple[str, MarkRole], ...] = ()
    typography: str = "improve"
    notes: NoteOptions = NoteOptions()
    indexes: tuple[str, ...] = ()
    verdicts: Verdicts = Verdicts()
    page: str | Trim = "a5"
    hold: bool = False
    front: FrontMatter = FULL_FRONT
    fit: Fit | None = None
    cover: Cover | None = None
    notes_pages: NotesPages | None = None
    address: str | None = None
    address_label: Words = Words()
    booklet: BookletSettings = BookletSettings()
    wrap_cover: WrapCover = WrapCover()
    sample: SampleSize = SampleSize()
    design: Design = Design()
    printers: tuple[PdfProfile, ...] = field(default=(), repr=False)
    toml: tuple[Source, ...] = field(default=(), compare=False, repr=False)

    @property
    def binding_dir(self) -> Dir | None:
        """The direction of turning pages, where ``binding`` decides it."""
        return {Binding.LEFT: Dir.LTR, Binding.RIGHT: Dir.RTL, None: None}[self.binding]

    @property
    def fills_notes(self) -> bool:
        """Whether verses fill the notes beside them that have no body."""
        return self.notes.fill is NoteFill.VERSES

    @property
    def points_verses(self) -> bool:
        """Whether an edition prints verses with the points of the codex."""
        return ("points", Points.CODEX) in self.edition.values

    @property
    def indexes_verses(self) -> bool:
        """Whether an index has the verses that the text does not name."""
        return "verses" in self.indexes

    @property
    def attendees(self) -> Attendees:
        """The pages for attendees: cover, ruled pages, address."""
        address = Address(self.address, self.address_label) if self.address else None
        return Attendees(self.cover, self.notes_pages, address)

    @property
    def content_files(self) -> tuple[tuple[str, Path], ...]:
        """The files that settings name beside the texts, each after its key."""
        wrap = self.wrap_cover
        files = (
            ("cover", self.cover.image if self.cover else None),
            ("wrap_cover", wrap.picture),
            ("wrap_cover", wrap.back_file),
        )
        return tuple((key, path) for key, path in files if path)

    def span_of(self, key: str) -> Span:
        """Return the span of ``key`` in the file that sets it, or ``NOWHERE``."""
        spans = (find_key(source, key) for source in reversed(self.toml))
        return next(filter(None, spans), NOWHERE)


def read_settings(source: Source, base: Settings, own: frozenset[str] = frozenset()) -> Settings:
    """Return ``base`` with the keys that ``source`` sets; the caller reads ``own`` keys.

    Raises one PublishError with the diagnostics of all keys.
    """
    return _require(inspect_settings(source, base, own))


def inspect_settings(
    source: Source, base: Settings, own: frozenset[str] = frozenset()
) -> Outcome[Settings]:
    """Return ``base`` with the valid keys of ``source``, and the errors of the others."""
    try:
        table = load_toml(source)
    except PublishError as error:
        return Outcome(base, error.diagnostics)
    return _inspect_table(table, base, source, own)


_NO_FILE = Source("", "")

TABLES = ("mark", "design", "edition")
"""Keys whose readers report each mistake at its own line."""


def parse_settings(table: Mapping[str, object], base: Settings) -> Settings:
    """Return ``base`` with the keys of ``table``; raises PublishError as ``read_settings`` does."""
    return _require(_inspect_table(table, base, _NO_FILE, frozenset()))


def _require(outcome: Outcome[Settings]) -> Settings:
    if outcome.diagnostics:
        raise PublishError(*outcome.diagnostics)
    return outcome.value


def _inspect_table(
    table: Mapping[str, object], base: Settings, source: Source, own: frozenset[str]
) -> Outcome[Settings]:
    values: dict[str, Any] = {}
    errors: list[Diagnostic] = []
    for key, value in table.items():
        if key in own:
            continue
        if key == "mark":
            marks = read_marks(value, source)
            values["marks"] = marks.value
            errors += marks.diagnostics
            continue
        if key == "design":
            choices = read_design(value, source)
            values["design"] = replace(base.design, **choices.value)
            errors += choices.diagnostics
            continue
        if key == "edition":
            editions = read_edition(value, source)
            values["edition"] = base.edition.merge(editions.value)
            errors += editions.diagnostics
            continue
        if key not in KEYS:
            error = unknown_key(key_span(source, key), key, {*KEYS, *own, *TABLES})
            if key in tuple(Edition):
                error = replace(error, hints=(f"options of an edition stand in [edition.{key}]",))
            errors.append(error)
            continue
        try:
            values[key] = KEYS[key](value)
        except InvalidValue as error:
            errors.append(error.diagnostic(key_span(source, key), f"`{key}`", value))
    verdicts = Verdicts(
        base.verdicts.ignore + values.pop("ignore", ()),
        values.pop("severity", ()) + base.verdicts.severity,
    )
    toml = base.toml if source is _NO_FILE else (*base.toml, source)
    return Outcome(resolve(replace(base, **values, verdicts=verdicts, toml=toml)), tuple(errors))


def resolve(settings: Settings) -> Settings:
    """Return the settings with the defaults that depend on other keys."""
    first = settings.languages[0] if settings.languages else "en"
    date = settings.date
    if date is not None and not date.given:
        settings = replace(settings, date=Date(date.iso, format_date(date.iso, first)))
    if settings.address and not settings.booklet.back:
        # The address is the last page, and readers look for it on the outside.
        settings = replace(settings, booklet=replace(settings.booklet, back=True))
    return settings
