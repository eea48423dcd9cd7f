"""The books of a bind, each arranged as its edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from publish.artifacts.plan import Artifact
from publish.config.bind_table import Bind
from publish.config.books import Member
from publish.config.front_matter import FrontLayout, FrontMatter
from publish.diagnostics import Diagnostics
from publish.document.lazy_book import LazyBook
from publish.text.dataclass import dataclass
from publish.themes import theme as themes

if TYPE_CHECKING:
    from publish.artifacts.render import Resources


@dataclass(frozen=True, slots=True)
class BindEdition:
    """A book of a bind, arranged as its edition, with its theme and its artifact."""

    member: Member
    book: LazyBook
    artifact: Artifact
    theme: themes.Theme
    diagnostics: Diagnostics


def arrange_members(
    books: Sequence[LazyBook], artifact: Artifact, resources: Resources
) -> list[BindEdition]:
    """Return the books of a bind, as they were read, each arranged as its edition."""
    members = artifact.book.members
    return [
        _arrange_member(member, each, artifact, resources)
        for member, each in zip(members, books, strict=True)
    ]


def _arrange_member(
    member: Member, book: LazyBook, artifact: Artifact, resources: Resources
) -> BindEdition:
    """Return a book of a bind arranged as its edition, with its front matter."""
    from publish.artifacts.render import arrange_edition
    from publish.pipeline.stages import settle

    bind = artifact.book.bind
    assert bind is not None
    front = member.front or _front_of(book, member, bind)
    own = replace(member.book, settings=replace(member.book.settings, front=front))
    member = replace(member, book=own)
    alone = replace(
        artifact, book=own, edition=member.edition, options=member.options, is_named=False
    )
    theme = themes.load_for(own.settings, own.themes)
    edition = arrange_edition(book, alone, replace(resources, theme=theme))
    diagnostics = settle(edition.diagnostics, own.settings)
    return BindEdition(member, edition.value, alone, theme, diagnostics)


def _front_of(book: LazyBook, member: Member, bind: Bind) -> FrontMatter:
    """Return the front matter of a book in a bind: a title page where it has several chapters.

    The contents are those of the bind.  An imprint has a page where there is something to state.
    """
    own, meta = member.book.settings.front, book.head.meta
    states = meta.publisher or meta.rights or meta.identifier or meta.series
    is_full = len(book.body) > 1 and bind.begins_on_recto
    return replace(
        own,
        layout=FrontLayout.FULL if is_full else FrontLayout.COMPACT,
        half_title=False,
        title_page=is_full,
        imprint=bool(states) and own.imprint,
        contents=False,
    )
