"""Every letter, mark and digit that an OpenDocument text shows is in its draft."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from html import unescape
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.word.reading import read_draft
from tests.readers.word.test_letters import count, letters_of_draft
from tests.support.examples import examples
from tests.support.opendocument_files import (
    cell,
    change,
    changes,
    comment,
    field,
    fodt_file,
    items,
    list_style,
    mark,
    note,
    odt_file,
    paragraph,
    row,
    span,
    spell,
    table,
    text_box,
)

_UNSEEN = re.compile(
    r'<text:span text:style-name="Hidden">(?:(?!<text:span).)*?</text:span>'
    r"|<office:annotation\b.*?</office:annotation>|<text:tracked-changes>.*?</text:tracked-changes>"
    r'|<text:change-start text:change-id="gone"/>.*?<text:change-end text:change-id="gone"/>'
    r'|<text:section text:display="none">.*?</text:section>'
    r"|<text:note-citation.*?</text:note-citation>"
)
_TEXT = re.compile(r"<office:text>(.*)</office:text>", re.DOTALL)


def letters_of_file(data: bytes) -> Counter[str]:
    """The letters of a file by patterns alone: an oracle that shares no code with the reader."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            data = archive.read("content.xml")
    match = _TEXT.search(data.decode())
    assert match is not None
    return count(unescape(re.sub("<[^>]*>", "", _UNSEEN.sub("", match[1]))))


WORDS = st.text(
    st.sampled_from("abcxyz אבגדהושלםבְּרֵאשִׁית 0123456789.,:“”\t\v<&"), min_size=1, max_size=20
)
STYLES = ("Bold", "BoldHe", "Both", "Italic", "Under", "Super", "Hidden", "none")
SPANS = st.builds(span, WORDS, st.sampled_from(STYLES))
PARTS = st.one_of(
    WORDS.map(spell),
    SPANS,
    st.lists(SPANS, min_size=1, max_size=3).map(lambda parts: span("".join(parts), "Italic")),
    st.builds(change, st.just("new"), WORDS),
    st.builds(change, st.just("gone"), WORDS),
    st.just(mark("away")),
    st.builds(note, st.just("1"), WORDS),
    st.builds(field, st.sampled_from(["page-number", "date", "bookmark-ref"]), WORDS),
    st.builds(comment, WORDS),
    st.builds(text_box, WORDS),
    st.just("<text:soft-page-break/>"),
    st.builds('<text:a xlink:href="https://example.org">{}</text:a>'.format, WORDS.map(spell)),
)
PARAGRAPHS = st.builds(
    lambda parts, level, style: paragraph("<text:span/>", *parts, level=level, style=style),
    st.lists(PARTS, min_size=1, max_size=6),
    st.sampled_from([0, 0, 0, 1, 12]),
    st.sampled_from(["Standard", "P2", "P4", "Aside", "Title", "Verse_20_Heb"]),
)
CELLS = st.one_of(
    PARAGRAPHS.map(cell),
    st.just("<table:covered-table-cell/>"),
    st.just(cell("", attributes='table:number-columns-repeated="99999"')),
)
FLAT_BLOCKS = st.one_of(
    PARAGRAPHS,
    st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=3).map(
        lambda rows: table(*(row(*each) for each in rows))
    ),
)
BLOCKS = st.recursive(
    FLAT_BLOCKS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda blocks: items(tuple(blocks))),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda blocks: f"<text:section>{''.join(blocks)}</text:section>"
        ),
    ),
    max_leaves=4,
)


@settings(deadline=None, max_examples=examples(25))
@given(st.lists(BLOCKS, min_size=1, max_size=6), st.booleans())
def test_no_letter_is_lost(blocks: list[str], is_flat: bool):
    tracked = changes(new="insertion", gone="", away=paragraph("deleted 1 א"))
    make = fodt_file if is_flat else odt_file
    data = make(tracked, paragraph("Beginning"), *blocks, automatic=list_style("1", "א"))
    assert not letters_of_file(data) - letters_of_draft(data)


def test_letters_that_are_not_printed_are_in_messages():
    parts = (span("hidden", "Hidden"), change("gone", "deleted"), comment("remark"), mark("away"))
    data = odt_file(changes(gone="", away=paragraph("removed")), paragraph("Text", *parts))
    text = " ".join(each.message for each in read_draft(data).diagnostics)
    assert all(word in text for word in ("hidden", "deleted", "remark", "removed"))
