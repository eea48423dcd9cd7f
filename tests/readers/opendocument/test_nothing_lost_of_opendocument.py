"""Each word of an OpenDocument text is printed once, or a message names it.

The files are nested at random of all that LibreOffice writes.  Each stretch of text is a word that
no other one has, so that the oracle is the list of words, without a look at the XML.
"""

from __future__ import annotations

import re
from collections import Counter
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.readers.office import reports
from tests.readers.word.reading import read_draft
from tests.readers.word.test_nothing_lost import HERE, name_word, words_of
from tests.support.opendocument_files import (
    changes,
    fodt_file,
    list_style,
    odt_file,
    paragraph,
)


def element(name: str, attributes: str = "", content: str = HERE) -> str:
    return f"<{name} {attributes}>{content}</{name}>"


def around(name: str, attributes: str = "") -> st.SearchStrategy[str]:
    return INLINES.map(lambda content: element(name, attributes, content))


def around_blocks(name: str, attributes: str = "") -> st.SearchStrategy[str]:
    return st.deferred(lambda: BLOCKS).map(lambda content: element(name, attributes, content))


def nest(*names: str, content: str = HERE) -> str:
    """Return elements in one another, the first one outside."""
    for name in reversed(names):
        content = element(name, "", content)
    return content


def between_marks(key: str, content: str) -> str:
    mark = f'<text:change{{}} text:change-id="{key}"/>'
    return f"{mark.format('-start')}{content}{mark.format('-end')}"


MARKS = [f'<text:change-{end} text:change-id="{key}"/>' for key in "ig" for end in ("start", "end")]
COMMENT = element("office:annotation", 'office:name="c"', f"<text:p>{HERE}</text:p>")
COMMENT_END = '<office:annotation-end office:name="c"/>'
STYLES = ("Bold", "BoldHe", "Both", "Under", "Super", "Hidden", "Wingdings", "none")
LEAVES = (
    HERE,
    f" {HERE} <text:s text:c='3'/>",
    f"{HERE}<text:tab/>{HERE}<text:line-break/><text:soft-page-break/>",
    element("text:page-number"),
    element("text:placeholder"),
    element("text:hidden-text", 'text:is-hidden="true"'),
    element("text:variable-set", 'text:display="none"'),
    element("text:conditional-text"),
    element("text:bookmark-ref", 'text:reference-format="page"'),
    nest("text:ruby", content=nest("text:ruby-base") + nest("text:ruby-text")),
    element("loext:content-control", 'loext:showing-place-holder="true"'),
    nest("draw:frame", "draw:object", "math:math", "math:mi"),
    nest("draw:frame", "draw:object", "office:document", "text:p"),
    nest("draw:frame", "draw:image", "text:p"),
    nest("draw:g", content=nest("draw:rect", "text:p") + "<draw:control/>"),
    between_marks("g", HERE),
    between_marks("i", HERE),
    element("office:annotation", "", f"<dc:creator>Ed</dc:creator><text:p>{HERE}</text:p>"),
    COMMENT,
    COMMENT_END,
    element("text:note", "", "<text:note-citation>1</text:note-citation>"),
)
INLINES: st.SearchStrategy[str] = st.deferred(
    lambda: st.lists(
        st.one_of(
            st.sampled_from(LEAVES),
            st.sampled_from(LEAVES),
            st.sampled_from(STYLES).flatmap(
                lambda style: around("text:span", f'text:style-name="{style}"')
            ),
            around("text:a", 'xlink:href="https://example.org"'),
            around("text:meta"),
            around("text:bookmark-ref"),
            around("loext:content-control"),
            around("loext:unknown"),
            BLOCKS.map(lambda box: nest("draw:frame", "draw:text-box", content=box)),
            st.builds(
                lambda kind, body: element(
                    "text:note",
                    f'text:note-class="{kind}"',
                    f"<text:note-citation>1</text:note-citation><text:note-body>{body}</text:note-body>",
                ),
                st.sampled_from(["footnote", "endnote"]),
                BLOCKS,
            ),
            st.sampled_from(MARKS),
        ),
        max_size=3,
    ).map("".join)
)
PARAGRAPHS = st.builds(
    lambda tag, style, content: element(tag, f'text:style-name="{style}"', content),
    st.sampled_from(["text:p", "text:p", "text:h"]),
    st.sampled_from(["Standard", "P2", "P5", "Title", "Contents_20_1", "none"]),
    INLINES,
)
CELLS = st.one_of(
    around_blocks("table:table-cell"),
    around_blocks("table:table-cell", 'table:number-columns-spanned="2"'),
    around_blocks("table:covered-table-cell"),
)
ROWS = st.builds(
    lambda attributes, cells: element("table:table-row", attributes, "".join(cells)),
    st.sampled_from(["", "", 'table:visibility="collapse"']),
    st.lists(CELLS, min_size=1, max_size=2),
)
TABLES = st.lists(ROWS, min_size=1, max_size=2).map(
    lambda rows: element("table:table", "", f"<table:title>x</table:title>{''.join(rows)}")
)
ITEMS = st.one_of(
    around_blocks("text:list-item"),
    around_blocks("text:list-item", 'text:start-value="4"'),
    around_blocks("text:list-header"),
)
BLOCK = st.deferred(
    lambda: st.one_of(
        PARAGRAPHS,
        PARAGRAPHS,
        TABLES,
        st.lists(ITEMS, min_size=1, max_size=2).map(
            lambda items: element("text:list", 'text:style-name="L1"', "".join(items))
        ),
        around_blocks("text:section"),
        around_blocks("text:section", 'text:display="none"'),
        BLOCKS.map(lambda body: nest("text:table-of-content", "text:index-body", content=body)),
        BLOCKS.map(lambda body: nest("text:bibliography", "text:index-body", content=body)),
        BLOCKS.map(lambda box: nest("draw:frame", "draw:text-box", content=box)),
        around_blocks("loext:unknown"),
        st.sampled_from([*MARKS, COMMENT, COMMENT_END]),
    )
)
BLOCKS: st.SearchStrategy[str] = st.lists(BLOCK, min_size=1, max_size=2).map("".join)


@pytest.mark.thorough
@settings(deadline=None, max_examples=40)
@given(BLOCKS, st.booleans())
def test_every_word_is_printed_once_or_named(blocks: str, is_flat: bool):
    words: list[str] = []

    def add_word(_: re.Match[str]) -> str:
        words.append(name_word(len(words)))
        return words[-1]

    make = fodt_file if is_flat else odt_file
    tracked = changes(i="insertion", g="") + paragraph("Beginning")
    text = re.sub(re.escape(HERE), add_word, blocks)
    data = make(tracked, text, automatic=list_style("1", "א"))
    with patch.object(reports, "_SHOWN", 1_000_000):
        outcome = read_draft(data)
    printed = " ".join(map(words_of, outcome.value.chunks))
    messages = " ".join(each.message for each in outcome.diagnostics)
    counts = Counter({word: printed.count(word) for word in words})
    assert [word for word in words if not counts[word] and word not in messages] == []
    assert [word for word, times in counts.items() if times > 1] == []
