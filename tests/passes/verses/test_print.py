"""Inferred citations print as their words: a book is the same with the verses pass and without."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from publish import read, to_epub
from publish.diagnostics import Outcome
from publish.document.model import Citation, Work
from publish.document.walk import descend
from publish.pipeline import pass_table

TEXT = """A Book of Lines

He said “ואשים דברי בפיך” and then (so it is) לשוני עט סופר מהיר, 3–4 times;
“וחשך על פני תהום”? Yes: יהי אור ויהי אור!

הסופר אמר (in English) “ואשים דברי בפיך ובצל ידי כסיתיך” and more,
וגם לשוני עט [pen] סופר מהיר, 12 פעמים.

The word לשוני [my tongue] עט סופר מהיר is *here* “וימינו תחבקני”, 5.

“בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם” אמר, he had said
“בראשית ברא אלהים” 1:1 (a), “לשוני עט” (Psalms 45:2).
"""


def contents(indexes: list[str]) -> dict[str, bytes]:
    data = to_epub(TEXT, settings={"indexes": indexes} if indexes else None).value
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "content" not in name}


@pytest.mark.thorough
@pytest.mark.parametrize("indexes", [[], ["references"]])
def test_a_book_prints_as_without_the_pass(
    indexes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inferred = [n for n in descend(read(TEXT).value) if isinstance(n, Citation) and n.inferred]
    assert len(inferred) > 6
    book = contents(indexes)

    def leave(work: Work) -> Outcome[Work]:
        return Outcome(work)

    table = tuple(
        replace(each, run=leave) if each.name == "verses" else each for each in pass_table.BUILT_IN
    )
    monkeypatch.setattr(pass_table, "BUILT_IN", table)
    pass_table.passes.cache_clear()
    try:
        assert not any(isinstance(n, Citation) and n.inferred for n in descend(read(TEXT).value))
        assert contents(indexes) == book
    finally:
        pass_table.passes.cache_clear()
