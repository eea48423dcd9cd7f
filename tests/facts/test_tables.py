"""The tables of facts: their sums, which are known, and single places that are known by heart."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import publish.facts
from publish import facts
from publish.facts import Corpus, FolioSide

FOLDER = Path(publish.facts.__file__).parent
TORAH = ("Genesis", "Exodus", "Leviticus", "Numbers", "Deuteronomy")


def counts(table: str) -> dict[str, list[int]]:
    """The numbers of most editions, which stand before a slash."""
    return {
        book: [int(count.split("/")[0]) for count in row.split()]
        for book, row in (line.split("\t") for line in lines(table))
    }


def lines(table: str) -> list[str]:
    text = (FOLDER / f"{table}.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_the_tanakh_has_929_chapters_and_23206_verses() -> None:
    tanakh = counts("tanakh")
    assert len(tanakh) == 39
    assert sum(map(len, tanakh.values())) == 929
    assert sum(map(sum, tanakh.values())) == 23_206


def test_the_torah_has_5846_verses_and_by_the_masoretic_division_of_three_places_5845() -> None:
    tanakh = counts("tanakh")
    assert [sum(tanakh[book]) for book in TORAH] == [1533, 1210, 859, 1288, 956]
    assert sum(sum(tanakh[book]) for book in TORAH) == 5846
    # The Masoretes close Genesis at 1,534, Exodus at 1,209 and Deuteronomy at 955.
    assert 1534 + 1209 + 859 + 1288 + 955 == 5845


def test_the_larger_count_of_two_traditions_is_the_one_that_is_used() -> None:
    books = facts.chapters(Corpus.TANAKH)
    assert (books["Exodus"][19], books["Deuteronomy"][4], books["Numbers"][24]) == (26, 33, 19)
    assert sum(map(sum, books.values())) == 23_206 + 3 + 3 + 1


@pytest.mark.parametrize(
    ("book", "chapter", "verses"),
    [
        ("Genesis", 1, 31),
        ("Isaiah", 4, 6),
        ("Isaiah", 40, 31),
        ("Psalms", 45, 18),
        ("Psalms", 117, 2),
        ("Psalms", 119, 176),
        ("Malachi", 3, 24),
        ("Joel", 4, 21),
        ("Ecclesiastes", 12, 14),
        ("II Chronicles", 36, 23),
    ],
)
def test_chapters_that_are_known_by_heart(book: str, chapter: int, verses: int) -> None:
    assert facts.chapters(Corpus.TANAKH)[book][chapter - 1] == verses


def test_the_mishnah_has_63_tractates_525_chapters_and_4192_mishnayot() -> None:
    mishnah = counts("mishnah")
    assert len(mishnah) == 63
    assert sum(map(len, mishnah.values())) == 525
    assert sum(map(sum, mishnah.values())) == 4192


def test_daf_yomi_goes_through_the_talmud_in_2711_days() -> None:
    days = 0
    for tractate, pages in facts.pages().items():
        # Meilah, Kinnim, Tamid and Middot share the leaves on which one follows the other.
        shared = tractate in {"Kinnim", "Tamid"}
        days += pages.last.folio - pages.first.folio + (0 if shared else 1)
    assert len(facts.pages()) == 40
    assert days == 2711


def test_a_leaf_is_in_a_tractate_if_one_of_its_sides_is() -> None:
    berakhot = facts.pages()["Berakhot"]
    assert FolioSide(64) in berakhot
    assert FolioSide(64, "a") in berakhot
    assert FolioSide(64, "b") not in berakhot
    assert FolioSide(1) not in berakhot
    assert "64a" not in berakhot


def test_the_shulchan_arukh_has_1705_simanim() -> None:
    assert sum(facts.parts(Corpus.SHULCHAN_ARUKH).values()) == 1705


def test_the_tanya_has_five_parts() -> None:
    assert list(facts.parts(Corpus.TANYA).values()) == [53, 12, 12, 32, 9]


def test_the_zohar_has_three_parts() -> None:
    assert list(facts.zohar()) == [1, 2, 3]


def test_a_verse_of_christian_numbering_is_in_no_jewish_edition_and_what_it_stands_for_is() -> None:
    books = facts.chapters(Corpus.TANAKH)
    assert len(facts.in_jewish_editions()) == 134
    for (book, chapter, verse), (here, there) in facts.in_jewish_editions().items():
        assert chapter > len(books[book]) or verse > books[book][chapter - 1]
        assert there <= books[book][here - 1]


def test_every_name_is_that_of_one_known_work() -> None:
    works = {
        *facts.chapters(Corpus.TANAKH),
        *facts.chapters(Corpus.MISHNAH),
        "Zohar",
        *facts.parts(Corpus.TANYA),
        *facts.parts(Corpus.SHULCHAN_ARUKH),
    }
    for script in ("english", "hebrew"):
        names = facts.names(script)
        assert {name.work for name in names} == works
        assert len({name.text for name in names}) == len(names)
        assert all(name.text == name.text.strip() for name in names)


def test_every_tractate_of_the_talmud_is_one_of_the_mishnah() -> None:
    assert set(facts.pages()) <= set(facts.chapters(Corpus.MISHNAH))


def test_every_work_has_its_place_in_an_index() -> None:
    order = facts.order()
    assert order["Genesis"] == 0
    assert order["II Chronicles"] < order["Mishnah Berakhot"] < order["Bavli Berakhot"]
    assert order["Bavli Niddah"] < order["Zohar"] < order["Tanya, Likkutei Amarim"]
    assert len(order) == 39 + 63 + 40 + 1 + 5 + 4


@pytest.mark.parametrize("table", sorted(path.stem for path in FOLDER.glob("*.tsv")))
def test_every_table_names_its_sources(table: str) -> None:
    head = (FOLDER / f"{table}.tsv").read_text(encoding="utf-8").split("\n")
    sources = [line for line in head if line.startswith(("#   1.", "#   2."))]
    assert len(sources) == 2 or table == "names"


@pytest.mark.parametrize(
    ("character", "font"),
    [
        ("\u0591", "Ezra SIL"),
        ("\u05c7", "Ezra SIL"),
        ("漢", "Noto Serif CJK SC"),
        ("ש", "Ezra SIL"),
        ("⠿", "DejaVu Sans"),
        ("ê", "EB Garamond"),
        ("\ue000", None),
        ("\U0010fffd", None),
    ],
)
def test_a_font_is_known_for_the_characters_of_a_block(character: str, font: str | None) -> None:
    assert facts.font_with(character) == font


def test_the_blocks_of_fonts_are_in_order_and_do_not_overlap() -> None:
    rows = [line.split("\t") for line in lines("fonts")]
    edges = [int(edge, 16) for first, last, _ in rows for edge in (first, last)]
    assert edges == sorted(edges)
    assert all(font.strip() == font and font for _, _, font in rows)


@pytest.mark.parametrize(
    ("font", "face"),
    [("EB Garamond", "EBGaramond-Regular.ttf"), ("Ezra SIL", "PublishTeamim-Regular.ttf")],
)
def test_the_fonts_that_are_here_have_what_the_table_says(font: str, face: str) -> None:
    # A font of ours has every character that the table gives to the font it is made from.
    folder = FOLDER.parents[1] / "styles" / "classic" / "fonts"
    with TTFont(folder / face, lazy=True) as opened:
        has = set(opened.getBestCmap())
    for first, last, named in (line.split("\t") for line in lines("fonts")):
        if named == font:
            codes = range(int(first, 16), int(last, 16) + 1)
            assert [c for c in codes if c not in has and chr(c).isprintable()] == []
