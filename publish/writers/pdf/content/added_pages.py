"""The pages that settings add to a text."""

from __future__ import annotations

from collections.abc import Iterator

from publish.config.front_matter import FULL_FRONT, FrontMatter
from publish.text.dataclass import dataclass
from publish.writers.pdf.content.attendee_pages import NO_ATTENDEE_PAGES, AttendeePages
from publish.writers.pdf.content.font_families import FontFamilies
from publish.writers.pdf.content.personal_words import People
from publish.writers.pdf.content.table_of_contents import TocLine

PEOPLE_OF_A_PART = 100
"""People whose pages are laid out together: the cost of a part grows faster than its length."""


@dataclass(frozen=True, slots=True)
class AddedPages:
    """The pages that settings add to a text: front matter, and pages for attendees.

    With ``people`` the first pages of the book, one for each person, are all its pages.  ``listed``
    are lines of the contents for other books, between the pages of a book without a text, and
    ``families`` are the fonts of these books.
    """

    attendee_pages: AttendeePages = NO_ATTENDEE_PAGES
    front: FrontMatter = FULL_FRONT
    people: People = ()
    listed: tuple[TocLine, ...] = ()
    families: tuple[FontFamilies, ...] = ()

    def divide_people(self) -> Iterator[People]:
        """Yield the people in groups of a size whose pages are laid out soonest."""
        for start in range(0, len(self.people), PEOPLE_OF_A_PART):
            yield self.people[start : start + PEOPLE_OF_A_PART]

    @property
    def begins_with_title(self) -> bool:
        """Whether the first page of the book is a cover or a title page."""
        return self.attendee_pages.cover or (self.front.title_page and not self.front.half_title)


NO_ADDED_PAGES = AddedPages()
