"""Every letter, mark and digit that a Word file shows is in its draft."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import Counter
from html import unescape
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.word.reading import read_draft
from tests.support.examples import examples
from tests.support.word_files import (
    deletion,
    field,
    insertion,
    item,
    notes,
    numbering,
    paragraph,
    reference,
    run,
    table,
    text_box,
    word_file,
)

_UNSEEN = re.compile(
    r"<w:(del|moveFrom)\b[^>]*>.*?</w:\1>|<mc:Fallback>.*?</mc:Fallback>|<w:instrText.*?</w:instrText>"
    r"|<w:r\b[^>]*><w:rPr>(?:(?!</w:rPr>).)*<w:vanish/>.*?</w:r>"
)
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def count(text: str) -> Counter[str]:
    return Counter(each for each in text if unicodedata.category(each)[0] in "LMN")


def letters_of_file(data: bytes) -> Counter[str]:
    """The letters of a file by patterns alone: an oracle that shares no code with the reader."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [
            name for name in ("document", "footnotes") if f"word/{name}.xml" in archive.namelist()
        ]
        parts = [archive.read(f"word/{name}.xml").decode() for name in names]
    return sum(
        (count(unescape("".join(_WORDS.findall(_UNSEEN.sub("", p))))) for p in parts), Counter()
    )


def letters_of_draft(data: bytes) -> Counter[str]:
    chunks = read_draft(data).value.chunks
    bodies = [body for chunk in chunks for call in chunk.calls for body in call.body]
    return count("".join(chunk.text.text for chunk in (*chunks, *bodies)))


WORDS = st.text(
    st.sampled_from("abcxyz אבגדהושלםבְּרֵאשִׁית 0123456789.,:“”\t\v<&"), min_size=1, max_size=20
)
RUNS = st.builds(
    run,
    WORDS,
    st.sampled_from(
        ["", "<w:b/>", "<w:bCs/><w:rtl/>", "<w:i/><w:u w:val='single'/>", "<w:vanish/>"]
    ),
)
INLINES = st.one_of(
    RUNS,
    st.builds(insertion, RUNS),
    st.builds(deletion, st.just("deleted 1 א")),
    st.builds(field, st.just(" REF x "), WORDS),
    st.just(reference(2)),
    st.builds(text_box, WORDS),
    st.just('<w:r><w:br w:type="page"/></w:r>'),
)
PARAGRAPHS = st.lists(INLINES, min_size=1, max_size=6).map(lambda runs: paragraph(*runs))
CELLS = st.text(st.sampled_from("abc אבג 12"), max_size=12)
BLOCKS = st.one_of(
    PARAGRAPHS,
    st.builds(item, WORDS, st.integers(0, 1)),
    st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=3).map(lambda rows: table(*rows)),
)


@settings(deadline=None, max_examples=examples(40))
@given(st.lists(BLOCKS, min_size=1, max_size=8), st.tuples(WORDS, WORDS))
def test_no_letter_is_lost(blocks: list[str], note: tuple[str, str]):
    parts = {"footnotes": notes({2: note}), "numbering": numbering("decimal", "hebrew1")}
    data = word_file(paragraph("Beginning", reference(2)), *blocks, parts=parts)
    lost = letters_of_file(data) - letters_of_draft(data)
    assert not lost
