"""Front matter of an EPUB: title page or title block, contents, imprint."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from publish.config.front_matter import FrontMatter, read_front_matter
from publish.document.model import Work
from publish.preflight.epub import check_epub
from publish.themes.theme import Theme
from publish.writers import epub
from publish.writers.epub.options import EpubOptions

from .conftest import MODIFIED
from .test_preflight import replace_text


def write(work: Work, theme: Theme, front: FrontMatter) -> dict[str, str]:
    """Return the documents of an EPUB by name, once its preflight finds no fault."""
    outcome = epub.write(work, theme, EpubOptions(front=front), modified=MODIFIED)
    assert check_epub(outcome.value, work) == ()
    with zipfile.ZipFile(BytesIO(outcome.value)) as archive:
        return {
            name.removeprefix("EPUB/"): archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".xhtml", ".opf"))
        }


def spine(documents: dict[str, str]) -> list[str]:
    (package,) = (text for name, text in documents.items() if name.endswith(".opf"))
    return [part.split('"')[1] for part in package.split("<itemref idref=")[1:]]


@pytest.mark.parametrize("name", ["handout", "prose", "hebrew", "lesson"])
def test_a_compact_epub_opens_with_a_title_block(
    name: str, books: dict[str, Work], classic: Theme
) -> None:
    documents = write(books[name], classic, read_front_matter("compact"))
    assert "title.xhtml" not in documents
    first = spine(documents)[0]
    page = documents[f"{first.removeprefix('text-')}.xhtml"]
    assert page.count('class="title-block"') == 1
    title = books[name].meta.title.in_(books[name].lang)
    assert title in page.replace("\u00a0", " ")
    assert "nav.xhtml" in documents
    assert "nav" not in spine(documents)
    assert spine(documents)[-1] == "colophon"
    assert 'class="title-block"' not in "".join(
        text for name, text in documents.items() if text is not page
    )


def test_an_epub_without_front_matter_has_navigation_and_text(
    books: dict[str, Work], classic: Theme
) -> None:
    documents = write(books["prose"], classic, read_front_matter("none"))
    assert all(name.startswith("text-") for name in spine(documents))
    assert "nav.xhtml" in documents
    assert 'class="title-block"' not in "".join(documents.values())


def test_switches_take_contents_and_imprint_out_of_an_epub(
    books: dict[str, Work], classic: Theme
) -> None:
    full = spine(write(books["prose"], classic, FrontMatter()))
    assert (full[:2], full[-1]) == (["title", "nav"], "colophon")
    fewer = spine(write(books["prose"], classic, FrontMatter(contents=False, imprint=False)))
    assert fewer == full[:1] + full[2:-1]


def test_a_letter_lost_from_a_title_block_is_found(books: dict[str, Work], classic: Theme) -> None:
    work = books["handout"]
    options = EpubOptions(front=read_front_matter("compact"))
    data = epub.write(work, classic, options, modified=MODIFIED).value
    title = work.meta.title.in_(work.lang)
    shown = "The\u00a0Making of\u00a0a\u00a0Page"
    assert shown.replace("\u00a0", " ") == title
    damaged = replace_text(data, "EPUB/01-chapter.xhtml", f">{shown}</h1>", "></h1>")
    assert "E07" in {diagnostic.code for diagnostic in check_epub(damaged, work)}
