"""Metadata of a book, as title pages show it: plain values of the model and of settings."""

from __future__ import annotations

from publish.storage.serialize import register_module
from publish.text.dataclass import dataclass
from publish.text.languages import best_match


@dataclass(frozen=True, slots=True)
class Words:
    """A short text in one or more languages; ``forms`` are pairs of a language tag and a text."""

    forms: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.forms)

    def in_(self, lang: str) -> str:
        """Return the form in ``lang``, else the first one, else nothing."""
        forms = dict(self.forms)
        tag = best_match(lang, forms)
        return forms[tag] if tag else next(iter(forms.values()), "")

    def in_order(self, lang: str) -> tuple[tuple[str, str], ...]:
        """Return every (language, form), the one in ``lang`` first."""
        tag = best_match(lang, dict(self.forms))
        return tuple(sorted(self.forms, key=lambda form: form[0] != tag))

    def others(self, lang: str) -> tuple[tuple[str, str], ...]:
        """Return every (language, form) but the one that ``in_(lang)`` gives."""
        shown = self.in_(lang)
        return tuple(form for form in self.forms if form[1] != shown)


@dataclass(frozen=True, slots=True)
class Date:
    """A date of any precision: in ISO 8601 (``2025-05``), and ``given`` as in the text."""

    iso: str
    given: str


@dataclass(frozen=True, slots=True)
class Creator:
    """A person or body that made the book; ``role`` is a MARC relator such as ``aut``.

    ``sort`` is the name as libraries file it, where the editor gives it.
    """

    name: Words
    role: str = "aut"
    sort: Words = Words()


@dataclass(frozen=True, slots=True)
class Series:
    """The series a book belongs to, and its place in it."""

    name: Words
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Certification:
    """The claim of a person that an e-book is accessible.

    https://www.w3.org/TR/epub-a11y-11/#sec-conf-reporting

    ``level`` is that of WCAG: ``2.1 AA``.  ``report`` is the address of an evaluation.
    """

    by: str
    level: str
    report: str = ""
    credential: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """The bibliographic metadata of a book.

    ``title_sort`` is the title as libraries file it.  ``source`` names the publication that the
    book was made from.  ``edition`` is empty for the first edition of a book.
    """

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
    title_sort: Words = Words()
    description: Words = Words()
    subjects: tuple[Words, ...] = ()
    source: str | None = None
    certified: Certification | None = None
    edition: Words = Words()

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages of all its texts, in their order; a language may come more than once."""
        words = [self.title, self.subtitle, self.event, self.event_theme]
        words += [creator.name for creator in self.creators]
        words += [self.series.name] if self.series else []
        return tuple(lang for each in words for lang, _ in each.forms)


register_module(__name__)
