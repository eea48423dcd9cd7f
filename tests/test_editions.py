"""An edition arranges one Work for one reader and loses nothing of what that reader asked for."""

from dataclasses import replace

import pytest

from publish.editions import (
    EDITIONS,
    original,
    translation,
    with_live_indexes,
    without_commentary,
)
from publish.model import (
    Dir,
    Foreign,
    Gloss,
    Meta,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Text,
    Work,
)
from publish.passes.indexes import indexes
from publish.walk import descend


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def segment(original: str, translation: str | None, *commentary: str) -> Segment:
    return Segment(
        Passage("he", Dir.RTL, (paragraph(original),)),
        Passage("en", Dir.LTR, (paragraph(translation),)) if translation else None,
        tuple(map(paragraph, commentary)),
    )


LESSON = Work(
    Meta(),
    "en",
    Dir.LTR,
    (
        Section(
            Role.CHAPTER,
            (Text("A Gate"),),
            (
                paragraph("Before."),
                segment("אחת", "One.", "After one."),
                segment("שתים", None),
            ),
        ),
    ),
)


def texts(work: Work) -> list[str]:
    return [node.text for node in descend(work) if isinstance(node, Text)]


def test_the_first_edition_is_the_work_itself() -> None:
    assert EDITIONS["interlinear"](LESSON) is LESSON


def test_the_original_alone_is_a_book_in_its_own_language() -> None:
    work = original(LESSON)
    assert (work.lang, work.dir) == ("he", Dir.RTL)
    assert texts(work) == ["A Gate", "Before.", "אחת", "After one.", "שתים"]


def test_what_is_not_in_the_originals_language_says_so() -> None:
    (section,) = original(LESSON).body
    assert section.title == (Foreign("en", Dir.LTR, (Text("A Gate"),)),)
    before, first, _ = section.children
    assert before == Passage("en", Dir.LTR, (paragraph("Before."),))
    assert isinstance(first, Segment)
    assert first.commentary == (Passage("en", Dir.LTR, (paragraph("After one."),)),)


def test_the_translation_alone_keeps_what_was_never_translated() -> None:
    work = translation(LESSON)
    assert work.lang == "en"
    assert texts(work) == ["A Gate", "Before.", "One.", "After one.", "שתים"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_commentary_can_be_left_out_of_every_edition(edition: str) -> None:
    assert {"Before.", "After one."} <= set(texts(EDITIONS[edition](LESSON)))
    shown = texts(EDITIONS[edition](without_commentary(LESSON)))
    assert shown[0] == "A Gate"
    assert not {"Before.", "After one."} & set(shown)


def test_an_index_leads_to_nothing_that_an_edition_has_left_out() -> None:
    noted = Paragraph((Gloss((Text("Kelim"),), " [", (Text("vessels"),), "]"),))
    lesson = replace(
        LESSON,
        body=(
            Section(
                Role.CHAPTER,
                (),
                (Segment(Passage("he", Dir.RTL, ()), Passage("en", Dir.LTR, (noted,))),),
            ),
        ),
    )
    work = indexes(lesson, ["glossary"]).value
    assert with_live_indexes(work) == work
    assert with_live_indexes(translation(work)).back == work.back
    assert with_live_indexes(original(work)).back == ()
