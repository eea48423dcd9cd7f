"""P: a book that is made to fill a number of pages."""

from publish.diagnostics import Rule, Severity

FITTED = Rule(
    "P40",
    "book-fills-its-pages",
    Severity.INFO,
    summary="The book was made to fill the number of pages that the settings ask for.",
    why="The setting `fit` names a number of pages or of sheets. Gaps, leading, size of the type "
    "and margins are changed in this order, as little as possible and alike on all pages.",
    advice="Look at a page. If it is too close or too wide, allow the book more or fewer pages.",
)
NOT_FITTED = Rule(
    "P41",
    "book-does-not-fill-its-pages",
    Severity.WARNING,
    summary="The book cannot be made to fill the number of pages that the settings ask for.",
    why="Gaps, leading, size of the type and margins have bounds within which a reader does not "
    "notice them, and the text needs more than they give. The book is made without `fit`.",
    advice="Shorten the text by the lines that the message names, or add as many; or ask for "
    "another number of pages.",
)

ALL = (FITTED, NOT_FITTED)
