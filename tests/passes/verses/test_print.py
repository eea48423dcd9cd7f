"""Inferred citations print as their words: a book is the same with the verses pass and without."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO

import pytest

from publish import read, to_epub
from publish.config.edition_options import EditionOptions
from publish.config.options import Edition
from publish.diagnostics import Outcome
from publish.document.lazy_book import split_chapters
from publish.document.model import Citation, Work
from publish.document.walk import descend
from publish.pipeline import pass_table
from publish.pipeline.editions import arrange

TEXT = """A Book of Lines

He said “ואשים דברי בפיך” and then (so it is) לשוני עט סופר מהיר, 3–4 times;
“וחשך על פני תהום”? Yes: יהי אור ויהי אור!

הסופר אמר (in English) “ואשים דברי בפיך ובצל ידי כסיתיך” and more,
וגם לשוני עט [pen] סופר מהיר, 12 פעמים.

The word לשוני [my tongue] עט סופר מהיר is *here* “וימינו תחבקני”, 5.

“בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם” אמר, he had said
“בראשית ברא אלהים” 1:1 (a), “לשוני עט” (Psalms 45:2).
"""


ACCENTS = """Jonah

1 וַֽיְהִי֙ דְּבַר־יְהוָ֔ה אֶל־יוֹנָ֥ה בֶן־אֲמִתַּ֖י לֵאמֹֽר׃

וַיִּמְצָ֥א אָנִיָּ֣ה ׀ בָּאָ֣ה תַרְשִׁ֗ישׁ וַיִּתֵּ֨ן שְׂכָרָ֜הּ וַיֵּ֤רֶד בָּהּ֙׃
"""


def contents(indexes: list[str]) -> dict[str, bytes]:
    data = to_epub(TEXT, settings={"indexes": indexes} if indexes else None).value
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "content" not in name}


def count_inferred(work: Work) -> int:
    return sum(isinstance(node, Citation) and node.inferred for node in descend(work))


@contextmanager
def without_the_pass() -> Iterator[None]:
    def leave(work: Work, **_options: bool) -> Outcome[Work]:
        return Outcome(work)

    table = tuple(
        replace(each, run=leave) if each.name == "verses" else each for each in pass_table.BUILT_IN
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pass_table, "BUILT_IN", table)
        _forget_passes()
        try:
            yield
        finally:
            _forget_passes()


def _forget_passes() -> None:
    pass_table.arrange_passes.cache_clear()
    pass_table.passes.cache_clear()


@pytest.mark.thorough
@pytest.mark.parametrize("indexes", [[], ["references"]])
def test_a_book_prints_as_without_the_pass(indexes: list[str]) -> None:
    assert count_inferred(read(TEXT).value) > 6
    book = contents(indexes)
    with without_the_pass():
        assert count_inferred(read(TEXT).value) == 0
        assert contents(indexes) == book


@pytest.mark.parametrize("text", [TEXT, ACCENTS], ids=["prose", "accents"])
@pytest.mark.parametrize("edition", [Edition.INTERLINEAR, Edition.ORIGINAL])
def test_an_edition_has_the_texts_of_a_work_without_the_pass(text: str, edition: Edition) -> None:
    def arrange_text() -> Work:
        work = read(text).value
        return arrange(split_chapters(work), edition, EditionOptions()).value.work

    assert count_inferred(read(text).value) > 1
    book = arrange_text()
    with without_the_pass():
        assert arrange_text() == book
