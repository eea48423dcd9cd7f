"""Rendering of a bind: its books bound by the writer of PDFs, and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from publish.artifacts.bind_editions import arrange_members
from publish.artifacts.bind_fronts import list_fronts
from publish.artifacts.plan import Artifact
from publish.diagnostics import Diagnostic, Diagnostics, Outcome, Severity, worst
from publish.document.lazy_book import LazyBook
from publish.document.model import Work

if TYPE_CHECKING:
    from publish.artifacts.render import Rendering, Resources
    from publish.writers.pdf.bound_document import BoundDocument
    from publish.writers.pdf.front_layouts import Front


def render_bind(
    books: Sequence[LazyBook], artifact: Artifact, resources: Resources
) -> Outcome[Rendering]:
    """Return the bytes of the PDF of a bind, with the diagnostics of its books and the preflight.

    Raises PublishError where a front has no book, or pages have several sizes.
    """
    from publish.artifacts.render import Rendering
    from publish.pipeline.metadata import clean_metadata
    from publish.pipeline.stages import settle
    from publish.writers.pdf.bound_document import write_bind
    from publish.writers.pdf.front_layouts import BindOptions
    from publish.writers.pdf.layout.workers import Workers

    bind, members = artifact.book.bind, artifact.book.members
    assert bind is not None
    editions = arrange_members(books, artifact, resources)
    fronts, order = list_fronts(bind, artifact, editions, resources)
    jobs, tell = resources.jobs, resources.tell
    workers = Workers(jobs, tell) if tell else Workers(jobs)
    options = BindOptions(bind.begins_on_recto, bind.lists_chapters)
    document = write_bind(fronts, options, resources.store, workers)
    about = [d for edition in editions for d in edition.diagnostics]
    for index, own in zip(order, document.diagnostics, strict=True):
        about += settle(own, members[index].book.settings)
    own_diagnostics = (*clean_metadata(bind.settings).diagnostics, *document.own_diagnostics)
    about += settle(own_diagnostics, bind.settings)
    faults = _check(document, fronts, tuple(about), resources)
    diagnostics = (*about, *settle(faults, bind.settings))
    return Outcome(Rendering(document.data, (), document.faces), tuple(dict.fromkeys(diagnostics)))


def _check(
    document: BoundDocument, fronts: Sequence[Front], about: Diagnostics, resources: Resources
) -> Diagnostics:
    """Return the faults of the PDF of each front, and of the file that binds them."""
    from publish.preflight.bound_fronts import check_fronts
    from publish.preflight.pdf import check_books
    from publish.storage.store import Store

    store = resources.store or Store()
    faults: list[Diagnostic] = []
    for front, bound in zip(fronts, document.fronts, strict=True):
        books = dict.fromkeys(bound.own, front.own.theme)
        books |= {pdf: each.theme for pdf, each in zip(bound.books, front.books, strict=True)}
        faults += check_books(books, about, store)
    if document.mirror:
        faults += check_fronts(document.data, [each.data for each in document.fronts])
    if fronts[0].own.options.profile.is_tagged and worst((*about, *faults)) is not Severity.ERROR:
        from publish.preflight.tagged_text import check_structure

        faults += check_structure(document.data, _join(fronts))
    return tuple(dict.fromkeys(faults))


def _join(fronts: Sequence[Front]) -> Work:
    """Return the texts of all books as one Work."""
    works = [each.book.work for front in fronts for each in front.books]
    sections = tuple(section for work in works for section in work.sections)
    return replace(fronts[0].own.book.head, body=sections)
