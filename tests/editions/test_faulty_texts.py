"""Texts whose originals and translations do not match: every edition is made, with their words."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest

from publish import read, to_epub, to_pdf
from publish.config.options import Edition
from publish.diagnostics import PublishError
from publish.document.model import Segment, Text, Work
from publish.document.walk import descend
from publish.preflight.segment_places import bare_letters, split_words
from tests.support.edition_books import FAULTY_TEXTS, letters_of_epub

pytestmark = [pytest.mark.slow, pytest.mark.long]

BILINGUAL = (Edition.INTERLINEAR, Edition.FACING, Edition.SPREADS)


def read_text(name: str) -> Work:
    return read(FAULTY_TEXTS[name], settings={"shape": "interlinear"}).value


def words_of(value: object) -> set[str]:
    texts = (node.text for node in descend(value) if isinstance(node, Text))
    return set(split_words(" ".join(texts)))


def words_of_edition(work: Work, edition: Edition) -> set[str]:
    """Return the words of a work that are not in texts which the edition leaves out."""
    if edition in BILINGUAL:
        return words_of(work)
    segments = [node for node in descend(work) if isinstance(node, Segment) and node.translations]
    left_out = [
        each.translations if edition is Edition.ORIGINAL else each.original for each in segments
    ]
    return words_of(work) - words_of(tuple(left_out))


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("name", FAULTY_TEXTS)
def test_an_edition_has_the_words_of_a_faulty_text(name: str, edition: Edition) -> None:
    work = read_text(name)
    to_pdf(work, edition=edition)
    if edition is Edition.LARGE_PRINT:
        return
    letters = bare_letters(letters_of_epub(to_epub(work, edition=edition).value))
    assert {word for word in words_of_edition(work, edition) if word not in letters} == set()


@pytest.mark.parametrize("edition", Edition)
def test_a_language_that_no_passage_has_is_named(edition: Edition) -> None:
    settings = {"edition": {"languages": ["he", "de"]}}
    with pytest.raises(PublishError, match="“de”"):
        to_pdf(read_text("one segment"), edition=edition, settings=settings)


@pytest.mark.parametrize("edition", Edition)
def test_a_work_without_text_is_written_or_refused(edition: Edition) -> None:
    work = read_text("one segment")
    for body in ((), (replace(work.body[0], children=()),)):
        with suppress(PublishError):
            to_pdf(replace(work, body=body), edition=edition)
        if edition is not Edition.LARGE_PRINT:
            with suppress(PublishError):
                to_epub(replace(work, body=body), edition=edition)
