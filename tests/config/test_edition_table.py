"""The table ``[edition]``: choices for all editions of a book, and for some of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.artifacts.plan import Request, editions_of, plan, suffix
from publish.config import Book, find_workspace, open_book
from publish.config.edition_options import Commentary, EditionOptions, Keep, Points, SegmentNumbers
from publish.config.options import Edition
from publish.config.settings import Settings, inspect_settings
from publish.text.source import Source


def read(text: str, base: Settings = Settings()) -> tuple[Settings, list[str]]:
    """Return the settings of a file, and its errors with their lines."""
    source = Source("book.toml", text)
    outcome = inspect_settings(source, base)
    errors = [
        f"{source.position(error.span.start).line}: {error.message} {' '.join(error.hints)}"
        for error in outcome.diagnostics
    ]
    return outcome.value, errors


WORKSPACE = '[edition]\ncommentary = "foot"\n[edition.spreads]\nkeep = "segments"\n'
BOOK = '[edition]\nnumbers = "margin"\n[edition.facing]\ncommentary = "none"\npoints = "none"\n'


def test_an_edition_has_the_choices_for_all_and_its_own() -> None:
    settings, errors = read(BOOK, read(WORKSPACE)[0])
    assert errors == []
    options = settings.edition.options
    usual = EditionOptions(commentary=Commentary.FOOT, numbers=SegmentNumbers.MARGIN)
    assert options(Edition.ORIGINAL) == usual
    assert options(Edition.SPREADS).keep is Keep.SEGMENTS
    assert options(Edition.FACING) == EditionOptions(
        commentary=Commentary.NONE, points=Points.NONE, numbers=SegmentNumbers.MARGIN
    )


def test_a_book_without_the_table_has_the_usual_options() -> None:
    assert Settings().edition.options(Edition.INTERLINEAR) == EditionOptions()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('edition = "facing"\n', "1: `edition` takes a table: [edition], then lines such as"),
        ('[edition]\nnumber = "margin"\n', "2: there is no key `number` did you mean `numbers`?"),
        ("[edition]\nfacing = true\n", "`facing` takes a table: [edition.facing], then lines"),
        (
            '[edition.facin]\npoints = "none"\n',
            "there is no edition “facin” did you mean “facing”? editions: interlinear, facing, ",
        ),
        ('edition = "facing"\n', 'editions = ["facing"] names the editions to make'),
        ('[facing]\npoints = "none"\n', "options of an edition stand in [edition.facing]"),
        ('[edition.facing]\npoints = "some"\n', "2: `points` of [edition.facing] takes one of"),
        ('[edition]\nlanguages = ["Hebrew"]\n', "2: `languages` of [edition] takes a language tag"),
    ],
)
def test_a_wrong_choice_is_refused_at_its_line(text: str, message: str) -> None:
    (error,) = read(text)[1]
    assert message in error


@pytest.fixture(name="book")
def book_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    (tmp_path / "sources" / "lesson").mkdir(parents=True)
    (tmp_path / "publish.toml").write_text('title = "Gates"\n', "utf-8")
    (tmp_path / "sources" / "lesson" / "1.txt").write_text("A line.\n", "utf-8")
    (tmp_path / "sources" / "lesson" / "book.toml").write_text(
        'editions = ["facing", "interlinear"]\n' + BOOK, "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return open_book("lesson", find_workspace(tmp_path))


def test_a_file_is_named_by_its_edition_and_the_options_that_differ(book: Book) -> None:
    def suffixes(edition: str | None, **options: object) -> list[str]:
        request = Request(("pdf",), edition, options=tuple(options.items()))
        return [suffix(artifact) for artifact in plan(book, request)]

    assert suffixes(None) == ["", "interlinear"]
    assert suffixes("facing", commentary=Commentary.INLINE) == ["commentary"]
    assert suffixes("spreads", commentary=Commentary.NONE) == ["spreads.no-commentary"]
    assert suffixes("original", languages=("he", "fr")) == ["original.he-fr"]


def test_all_editions_begin_with_those_of_the_book(book: Book) -> None:
    editions = editions_of(book, Request(edition="all"))
    assert editions[:2] == ("facing", "interlinear")
    assert set(editions) == set(Edition)
