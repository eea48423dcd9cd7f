"""Kinds of text in a page or a book that are not of its text."""

from __future__ import annotations

from enum import StrEnum


class Surroundings(StrEnum):
    """A kind of text on a page that is not of its article, by its name in messages."""

    NAVIGATION = "navigation"
    HEAD = "the head of the page"
    FOOT = "the foot of the page"
    CONTROLS = "forms and buttons"
    MEDIA = "drawings, films and framed pages"
    ASIDE = "side columns"
    SHARING = "share buttons"
    COMMENTS = "comments of readers"
    BYLINE = "the date, the author and the categories of a post"
    NOTICES = "notices and advertisements"
    OUTSIDE = "text outside the article"
    HIDDEN = "hidden text"
    DELETED = "deleted text"
    BACKLINKS = "links from notes to their calls"
    COVER = "the cover"
    TITLE_PAGE = "the title page, whose words are those of the metadata"
    CONTENTS = "the contents"
    INDEX = "the index, which settings make again"
    COLOPHON = "the colophon"
    PAGE_NUMBERS = "page numbers of another edition"
    ADDED_HEADING = "headings that the program added to the text"
    NOTES_HEADING = "headings over notes, which are printed at their calls"


CERTAIN = frozenset(
    {
        Surroundings.NAVIGATION,
        Surroundings.HEAD,
        Surroundings.FOOT,
        Surroundings.CONTROLS,
        Surroundings.MEDIA,
        Surroundings.BACKLINKS,
    }
)
"""The kinds that elements and roles name, which are hardly ever of the text."""

FRAME = frozenset(
    {
        Surroundings.COVER,
        Surroundings.TITLE_PAGE,
        Surroundings.CONTENTS,
        Surroundings.INDEX,
        Surroundings.COLOPHON,
        Surroundings.PAGE_NUMBERS,
        Surroundings.ADDED_HEADING,
        Surroundings.NOTES_HEADING,
    }
)
"""The kinds that stand around the text of an e-book."""
