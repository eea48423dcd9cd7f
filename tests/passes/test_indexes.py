"""Tests of the indexes pass: entries, their order and their places."""

from dataclasses import replace

import pytest

from publish.document.model import (
    Citation,
    Dir,
    Entry,
    Excerpt,
    Gloss,
    Index,
    Inlines,
    Meta,
    Paragraph,
    Reference,
    Role,
    Section,
    SourceCitation,
    Text,
    Work,
)
from publish.document.walk import descend, plain
from publish.facts import order
from publish.passes.indexes import indexes
from publish.passes.indexes.hebrew import translate_name
from publish.text.languages import HEBREW


def gloss(term: str, meaning: str) -> Gloss:
    return Gloss((Text(term),), " [", (Text(meaning),), "]")


def reference(work: str, *locus: str) -> Citation:
    return Citation(Reference(work, locus), (Text("there"),))


def excerpt(number: int, citation: SourceCitation, *inlines: Gloss | Citation) -> Excerpt:
    return Excerpt(number, citation, (Text("From"),), (Paragraph(tuple(inlines)),))


LETTERS = SourceCitation("B. Author", "Letters", "Letter", 77)
ROWS = SourceCitation("A. Author", None, "Article", 6, 1989, "The Row")

WORK = Work(
    Meta(),
    "en",
    Dir.LTR,
    (
        Section(
            Role.CHAPTER,
            (),
            (
                excerpt(1, LETTERS, gloss("Kelim", "vessels"), reference("Bavli Shabbat", "152b")),
                excerpt(2, ROWS, gloss("kelim", "tools"), reference("Isaiah", "40", "31")),
                excerpt(3, ROWS, gloss("Dvekut", "adhesion"), reference("Isaiah", "40", "9")),
                excerpt(
                    4, SourceCitation(), reference("Bavli Shabbat", "9a"), reference("Isaiah", "4")
                ),
            ),
        ),
    ),
)


def build_indexes(*wanted: str) -> list[tuple[Section, tuple[Entry, ...]]]:
    work = indexes(WORK, wanted).value
    result = []
    for section in work.back:
        (index,) = section.children
        assert isinstance(index, Index)
        result.append((section, index.entries))
    return result


def lines(entries: tuple[Entry, ...], depth: int = 0) -> list[str]:
    """Return each entry as a line with its text and the labels of its places."""
    shown: list[str] = []
    for entry in entries:
        parts: list[Inlines] = [entry.term, entry.meaning]
        line = ": ".join(text for part in parts if (text := plain(part)))
        where = ", ".join(place.label for place in entry.places)
        shown.append(f"{'  ' * depth}{line}{f' ({where})' if where else ''}")
        shown += lines(entry.under, depth + 1)
    return shown


def test_without_settings_the_work_is_unchanged() -> None:
    assert indexes(WORK).value is WORK


def test_a_glossary_has_an_entry_for_each_term_with_all_meanings() -> None:
    ((section, entries),) = build_indexes("glossary")
    assert (section.role, plain(section.title)) == (Role.GLOSSARY, "Glossary")
    assert lines(entries) == ["Dvekut: adhesion (3)", "Kelim: vessels; tools (1, 2)"]


def build_glossary(*glosses: Gloss, lang: str = "en") -> list[str]:
    chapters = (Section(Role.CHAPTER, (), tuple(Paragraph((each,)) for each in glosses)),)
    work = indexes(Work(Meta(), lang, Dir.LTR, chapters), ["glossary"]).value
    (index,) = work.back[0].children
    assert isinstance(index, Index)
    return lines(index.entries)


def test_differently_pointed_words_are_different_headwords() -> None:
    words = {"סֵפֶר": "book", "סַפָּר": "barber", "סְפָר": "border", "סֻפַּר": "it was told"}
    glossary = build_glossary(*(gloss(term, meaning) for term, meaning in words.items()))
    assert sorted(line.partition(" (")[0] for line in glossary) == sorted(
        f"{term}: {meaning}" for term, meaning in words.items()
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("מִלְמַטָּה", "מִלְמַטָה"),  # a dagesh
        ("נֶאֱמַר", "נֶאְמַר"),  # a hataf
        ("סֵפֶר", "סֵ֣פֶר"),  # an accent
        ("דָּבָר", "דָבָר"),  # a dagesh at the start
    ],
)
def test_words_that_differ_in_a_slip_are_one_headword(first: str, second: str) -> None:
    (line,) = build_glossary(gloss(first, "one"), gloss(second, "two"), gloss(first, "one"))
    assert line == f"{first}: one; two (1, 2, 3)"


def test_a_word_without_points_is_the_pointed_one_with_its_meaning() -> None:
    assert build_glossary(gloss("ספר", "book"), gloss("סַפָּר", "barber"), gloss("סֵפֶר", "book")) == [
        "סֵפֶר: book (1, 3)",
        "סַפָּר: barber (2)",
    ]
    assert build_glossary(gloss("סַפָּר", "barber"), gloss("ספר", "Safed’s")) == [
        "ספר: Safed’s (2)",
        "סַפָּר: barber (1)",
    ]


def test_headwords_are_in_alphabetical_order_and_those_without_points_come_first() -> None:
    terms = ["תורה", "מלכים", "מֶלֶךְ", "מלך", "אוֹר יָשָׁר", "אור", "אורה", "Ruach", "אין־סוף", "אינו"]
    glossary = build_glossary(*(gloss(term, f"meaning {n}") for n, term in enumerate(terms)))
    order_in_english = [line.partition(":")[0] for line in glossary]
    assert order_in_english == [
        "Ruach", "אור", "אוֹר יָשָׁר", "אורה", "אין־סוף", "אינו", "מלך", "מֶלֶךְ", "מלכים", "תורה",
    ]  # fmt: skip
    in_hebrew = build_glossary(*(gloss(term, "m") for term in terms), lang="he")
    assert in_hebrew[-1].startswith("Ruach")


def test_sources_stand_under_their_authors() -> None:
    ((_, entries),) = build_indexes("sources")
    assert lines(entries) == [
        "A. Author",
        "  Article 6 (1989), The Row (2, 3)",
        "B. Author",
        "  Letters, Letter 77 (1)",
    ]


def test_references_stand_in_the_order_of_the_books() -> None:
    ((_, entries),) = build_indexes("references")
    assert lines(entries) == [
        "Isaiah",
        "  4 (4)",
        "  40:9 (3)",
        "  40:31 (2)",
        "Bavli Shabbat",
        "  9a (4)",
        "  152b (1)",
    ]


def test_a_hebrew_index_has_hebrew_names_and_numerals() -> None:
    work = indexes(replace(WORK, lang="he", dir=Dir.RTL), ["references"]).value
    (index,) = work.back[0].children
    assert isinstance(index, Index)
    assert lines(index.entries) == [
        "ישעיה",
        "  ד (4)",
        "  מ, ט (3)",
        "  מ, לא (2)",
        "שבת",
        "  ט ע״א (4)",
        "  קנב ע״ב (1)",
    ]


def test_every_work_that_can_be_cited_has_a_hebrew_name() -> None:
    assert [work for work in order() if not HEBREW.search(translate_name(work))] == []


def test_every_place_has_an_anchor_and_anchors_are_unique() -> None:
    work = indexes(WORK, ("glossary", "sources", "references")).value
    anchors = [n.anchor for n in descend(work.body) if isinstance(n, Gloss | Citation | Excerpt)]
    assert len(set(anchors)) == len(anchors) == 12
    targets = {
        place.anchor for n in descend(work.back) if isinstance(n, Entry) for place in n.places
    }
    assert targets <= set(anchors)


def test_an_index_without_entries_is_left_out() -> None:
    bare = Work(Meta(), "en", Dir.LTR, (Section(Role.CHAPTER, (), (Paragraph((Text("x"),)),)),))
    assert indexes(bare, ("glossary", "references")).value.back == ()
