"""The pages that settings add to a text."""

from __future__ import annotations

from publish.config.front_matter import FULL_FRONT, FrontMatter
from publish.text.dataclass import dataclass
from publish.writers.pdf.content.attendee_pages import NO_ATTENDEE_PAGES, AttendeePages
from publish.writers.pdf.content.personal_words import People


@dataclass(frozen=True, slots=True)
class AddedPages:
    """The pages that settings add to a text: front matter, and pages for attendees.

    With ``people`` the first pages of the book, one for each person, are all its pages.
    """

    attendee_pages: AttendeePages = NO_ATTENDEE_PAGES
    front: FrontMatter = FULL_FRONT
    people: People = ()

    @property
    def begins_with_title(self) -> bool:
        """Whether the first page of the book is a cover or a title page."""
        return self.attendee_pages.cover or (self.front.title_page and not self.front.half_title)


NO_ADDED_PAGES = AddedPages()
