"""All the files of a book, bound in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from publish import __version__
from publish.diagnostics import Diagnostics, Outcome
from publish.diagnostics.rules.epub import NO_TITLE
from publish.document.model import Text, Words, Work
from publish.themes.theme import Theme
from publish.writers import cantillation
from publish.writers.epub.content_documents import Matter, Page, contents, homes, pages
from publish.writers.epub.hebrew_runs import marked
from publish.writers.epub.metadata import describe, identifier, shown_identifier
from publish.writers.epub.navigation import Entry, ncx
from publish.writers.epub.package import Item, Package
from publish.writers.epub.page_templates import Press
from publish.writers.epub.styling import styling
from publish.writers.strings import wording

_TITLE, _NAV, _COLOPHON = "title", "nav", "colophon"

# Without it Apple Books sets every text, vowel points and all, in faces of its own choice.
_APPLE = Item(
    "apple",
    "META-INF/com.apple.ibooks.display-options.xml",
    "application/xml",
    b'<?xml version="1.0" encoding="utf-8"?>\n<display_options>\n  <platform name="*">\n'
    b'    <option name="specified-fonts">true</option>\n  </platform>\n</display_options>\n',
)


def bind(work: Work, theme: Theme, modified: datetime, edition: str) -> Outcome[Package]:
    """Return the package of ``work``: title page, contents, text, colophon, styles and fonts."""
    work, untitled = _titled(work)
    chapters = pages(work)
    lines = contents(chapters, marked(work.meta.title.in_(work.lang), work.lang), work.lang)
    own = wording(work.lang)
    name = identifier(work, edition)
    # A page of contents with a single line on it is a page to skip.
    front = (_TITLE, _NAV) if len(list(_all(lines))) > 1 else (_TITLE,)
    colophon = Entry((Text(own.colophon),), f"{_COLOPHON}.xhtml")
    press = Press(work, theme, homes(chapters))
    text = (
        press.page(_TITLE, own.title_page),
        press.page(
            _NAV,
            own.contents,
            ("nav",),
            entries=(*lines, colophon),
            landmarks=_landmarks(front, chapters),
        ),
        *(press.chapter(page) for page in chapters),
    )
    style = styling(
        theme, accents=any(cantillation.ATTRIBUTE.encode() in item.data for item in text)
    )
    items = (
        *text,
        press.page(
            _COLOPHON,
            own.colophon,
            identifier=shown_identifier(work.meta),
            version=__version__,
            faces=style.faces,
        ),
        Item(
            "ncx",
            "toc.ncx",
            "application/x-dtbncx+xml",
            ncx(work.meta.title.in_(work.lang), name, work.lang, (*lines, colophon)),
        ),
        style.sheet,
        *style.files,
    )
    described = describe(work)
    package = Package(
        identifier=name,
        lang=work.lang,
        dir=work.dir,
        modified=modified,
        metadata=described.value,
        items=items,
        spine=(*front, *(page.id for page in chapters), _COLOPHON),
        outside=(_APPLE,),
    )
    return Outcome(package, untitled + described.diagnostics)


def _titled(work: Work) -> tuple[Work, Diagnostics]:
    if work.meta.title.in_(work.lang).strip():
        return work, ()
    own = wording(work.lang)
    meta = replace(work.meta, title=Words(((own.lang, own.untitled),)))
    named = f"the book has no title; the EPUB calls it “{own.untitled}”"
    return replace(work, meta=meta), (NO_TITLE.anywhere(named),)


def _all(lines: Iterable[Entry]) -> Iterable[Entry]:
    for line in lines:
        yield line
        yield from _all(line.children)


def _landmarks(front: tuple[str, ...], chapters: tuple[Page, ...]) -> tuple[tuple[str, str], ...]:
    """Return (type, file) of the places that reading systems offer to go to."""
    kinds = {_TITLE: "titlepage", _NAV: "toc"}
    body = next((page.name for page in chapters if page.matter is Matter.BODY), None)
    begin = (("bodymatter", body),) if body else ()
    return (*((kinds[name], f"{name}.xhtml") for name in front), *begin)
