"""Names of books in a library, as their titles or the settings give them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath
from urllib.parse import quote

from publish.config.library_options import LONGEST_NAME, LibraryOptions
from publish.document.metadata import Words
from publish.text.hebrew import MARKS
from publish.text.languages import HEBREW, LATIN

BOOKS = "books"
"""The folder of a library that has a folder for each book."""

_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|index")
"""Names that Windows does not allow for files, and that of pages."""

_APOSTROPHES = re.compile("['’‘ʼ׳״\"“”]")
_POINTS = re.compile(f"[{MARKS}]")
_FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def make_slug(text: str) -> str:
    """Return a text as a name of files: lower-case Latin letters, Hebrew letters, digits, hyphens.

    Points and accents are left out.  Empty where the text has no such letter or digit.
    """
    folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold())
    plain = _POINTS.sub("", folded).translate(_FOLDED)
    letters = (c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+|[א-ת0-9]+", "".join(letters))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:LONGEST_NAME]
        if len(longer) > LONGEST_NAME:
            break
        slug = longer
    return f"{slug}-book" if _RESERVED.fullmatch(slug) else slug


def derive_name(source: str, title: Words) -> str:
    """Return the name that the title of a book gives: of its form in Latin letters, else Hebrew.

    ``source`` is its name in the workspace, which counts where no title has a letter.
    """
    forms = [text for _, text in title.forms]
    ordered = [text for text in forms if LATIN.search(text) and not HEBREW.search(text)] + forms
    slugs = (make_slug(text) for text in (*ordered, PurePath(source).name))
    return next(filter(None, slugs), "book")


def page_address(source: str, title: Words, options: LibraryOptions) -> str:
    """Return the address of the page of a book in the library; empty without ``base_url``."""
    if not options.base_url:
        return ""
    name = dict(options.names).get(source) or derive_name(source, title)
    return f"{options.base_url}{BOOKS}/{quote(name)}/index.html"
