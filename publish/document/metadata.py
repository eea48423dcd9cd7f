"""What a title page says of a book: the plain values of the model, which settings hold as well."""

from __future__ import annotations

from dataclasses import dataclass

from publish.storage.serialize import register_module


@dataclass(frozen=True, slots=True)
class Words:
    """One short text in one or more languages, the book's first language first."""

    forms: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.forms)

    def in_(self, lang: str) -> str:
        """Return the form in ``lang``, else the first one, else nothing."""
        return dict(self.forms).get(lang, self.forms[0][1] if self.forms else "")

    def in_order(self, lang: str) -> tuple[tuple[str, str], ...]:
        """Return every (language, form), the one in ``lang`` first."""
        return tuple(sorted(self.forms, key=lambda form: form[0] != lang))

    def others(self, lang: str) -> tuple[tuple[str, str], ...]:
        """Return every (language, form) but the one that ``in_(lang)`` gives."""
        shown = self.in_(lang)
        return tuple(form for form in self.forms if form[1] != shown)


@dataclass(frozen=True, slots=True)
class Date:
    """A date of any precision: ISO 8601 (``2025-05``) and as the text wrote it."""

    iso: str
    given: str


@dataclass(frozen=True, slots=True)
class Creator:
    """Someone who made the book; ``role`` is a MARC relator code such as ``aut`` or ``trl``."""

    name: Words
    role: str = "aut"


@dataclass(frozen=True, slots=True)
class Series:
    """The series a book belongs to, and its place in it."""

    name: Words
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    """What a library would want to know of the book."""

    title: Words = Words()
    subtitle: Words = Words()
    creators: tuple[Creator, ...] = ()
    event: Words = Words()
    event_theme: Words = Words()
    date: Date | None = None
    publisher: str | None = None
    rights: str | None = None
    identifier: str | None = None
    series: Series | None = None


register_module(__name__)
