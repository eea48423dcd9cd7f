"""Each word of a Word file is printed once, or a message names it.

The files are nested at random of all that Word writes.  Each stretch of text is a word that no
other one has, so that the oracle is the list of words, without a look at the XML.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from publish.document.draft import Chunk
from publish.readers.office import reports
from tests.readers.word.reading import read_draft
from tests.support.examples import examples
from tests.support.word_files import NAMESPACES, numbering, paragraph, word_file

_LATIN = "abcdefghijklmnop"
_HEBREW = "אבגדהוזחטיךלמןסע"
HERE = "{}"
"""The place of a word; words that two alternative contents share stand in both."""


def name_word(number: int) -> str:
    """A word for a number: four letters between two that no other word has."""
    letters = _HEBREW if number % 3 == 0 else _LATIN
    return "".join(
        ["ק" if number % 3 == 0 else "q", *(letters[int(d, 16)] for d in f"{number:04x}")]
    )


def in_run(properties: str = "", content: str = f"<w:t>{HERE}</w:t>") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"


def around(head: str, tail: str) -> st.SearchStrategy[str]:
    return INLINES.map(lambda content: f"{head}{content}{tail}")


def tag_change(tag: str) -> tuple[str, str]:
    return f'<w:{tag} w:id="1" w:author="Ed">', f"</w:{tag}>"


def field(instruction: str) -> tuple[str, str]:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + code + mark("separate"), mark("end")


def field_of_code(instruction: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + code + mark("end")


def drawing(inner: str) -> str:
    return in_run(
        content="<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp>"
        f"{inner}</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


LEAVES = (
    in_run(),
    in_run("<w:b/><w:bCs/>"),
    in_run("<w:rtl/>"),
    in_run("<w:caps/><w:strike/>"),
    in_run("<w:webHidden/>"),
    in_run("<w:vanish/>"),
    in_run(content=f"<w:t>{HERE}</w:t><w:tab/><w:t>{HERE}</w:t><w:cr/><w:noBreakHyphen/>"),
    in_run(content=f"<w:t>{HERE}</w:t><w:br w:type='page'/><w:lastRenderedPageBreak/>"),
    in_run(content=f"<w:ptab w:alignment='left'/><w:t>{HERE}</w:t><w:softHyphen/><w:pgNum/>"),
    f"<w:del w:id='2' w:author='Ed'><w:r><w:delText>{HERE}</w:delText></w:r></w:del>",
    f"<w:moveFrom w:id='2' w:author='Ed'>{in_run()}</w:moveFrom>",
    f"<m:oMath><m:f><m:num><m:r><m:t>{HERE}</m:t></m:r></m:num></m:f></m:oMath>",
    f"<m:oMath><m:e><m:r><w:t>{HERE}</w:t></m:r></m:e></m:oMath>",
    in_run(content=f"<w:ruby><w:rt>{in_run()}</w:rt><w:rubyBase>{in_run()}</w:rubyBase></w:ruby>"),
    in_run(content=f"<w:pict><v:shape><v:textpath string='{HERE}'/></v:shape></w:pict>"),
    drawing(f"<a:txBody><a:p><a:r><a:t>{HERE}</a:t></a:r></a:p></a:txBody>"),
    field_of_code(f"EQ \\o({HERE})"),
    f"<w:r><w:fldChar w:fldCharType='begin'/></w:r>{in_run()}",
    f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{in_run()}</w:sdtContent></w:sdt>",
    f"<other:wrapper xmlns:other='urn:other'>{in_run()}</other:wrapper>",
    in_run(content=f"<other:inner xmlns:other='urn:other'>{in_run()}</other:inner>"),
    "<w:bookmarkStart w:id='1' w:name='x'/><w:proofErr w:type='spellEnd'/>",
)
INLINES: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        st.sampled_from(LEAVES),
        st.sampled_from(LEAVES),
        around(*tag_change("ins")),
        around(*tag_change("moveTo")),
        around("<w:hyperlink w:anchor='x'>", "</w:hyperlink>"),
        around("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        around("<w:smartTag>", "</w:smartTag>"),
        around("<w:customXml>", "</w:customXml>"),
        around("<w:dir w:val='rtl'>", "</w:dir>"),
        around("<w:bdo w:val='rtl'>", "</w:bdo>"),
        around("<w:fldSimple w:instr=' SEQ x '>", "</w:fldSimple>"),
        around(*field(" REF x ")),
        around(*field(' HYPERLINK "https://example.org" ')),
        around(*field(" PAGEREF x ")),
        around("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
        BLOCKS.map(
            lambda box: drawing(f"<wps:txbx><w:txbxContent>{box}</w:txbxContent></wps:txbx>")
        ),
        st.sampled_from(("footnote", "endnote")).map(lambda kind: f"<note {kind}>"),
    )
)
PROPERTIES = st.sampled_from(
    [
        *("", "", "", "<w:pStyle w:val='1'/>", "<w:pStyle w:val='TOC1'/>", "<w:bidi/>"),
        "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>",
        "<w:rPr><w:del w:id='3' w:author='Ed'/></w:rPr>",
        "<w:rPr><w:vanish/><w:specVanish/></w:rPr>",
        "<w:framePr w:dropCap='drop'/>",
        "<w:sectPr/>",
    ]
)
PARAGRAPHS = st.builds(
    lambda properties, content: f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>",
    PROPERTIES,
    st.lists(INLINES, max_size=4),
)
CELLS = st.builds(
    lambda properties, content: f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>",
    st.sampled_from(
        ["", "<w:gridSpan w:val='2'/>", "<w:vMerge/>", "<w:cellDel w:id='4' w:author='Ed'/>"]
    ),
    st.deferred(lambda: BLOCKS),
)
ROWS = st.builds(
    lambda properties, cells: f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>",
    st.sampled_from(["", "", "<w:tblHeader/>", "<w:ins w:id='5' w:author='Ed'/>", "<w:del/>"]),
    st.lists(CELLS, min_size=1, max_size=3),
)
TABLES = st.lists(ROWS, min_size=1, max_size=3).map(lambda rows: f"<w:tbl>{''.join(rows)}</w:tbl>")
BLOCK = st.deferred(
    lambda: st.one_of(
        PARAGRAPHS,
        PARAGRAPHS,
        TABLES,
        BLOCKS.map(lambda each: f"<w:sdt><w:sdtContent>{each}</w:sdtContent></w:sdt>"),
        BLOCKS.map(lambda each: f"<w:customXml>{each}</w:customXml>"),
        BLOCKS.map(lambda each: f"<w:ins w:id='6' w:author='Ed'>{each}</w:ins>"),
        BLOCKS.map(lambda each: f"<other:block xmlns:other='urn:other'>{each}</other:block>"),
        st.just(f"<m:oMathPara><m:oMath><m:r><m:t>{HERE}</m:t></m:r></m:oMath></m:oMathPara>"),
        INLINES.map(
            lambda each: f"<w:p>{field(' TOC ')[0]}{each}</w:p><w:p>{each}{field('')[1]}</w:p>"
        ),
    )
)
BLOCKS: st.SearchStrategy[str] = st.lists(BLOCK, min_size=1, max_size=3).map("".join)


def complete(blocks: str, bodies: list[str]) -> tuple[bytes, list[str]]:
    """A Word file of blocks with notes of these bodies, and the words in it."""
    numbers = count(1)
    words: list[str] = []

    def add_word(_: re.Match[str]) -> str:
        words.append(name_word(len(words)))
        return words[-1]

    used: dict[str, list[str]] = {"footnote": [], "endnote": []}

    def add_call(match: re.Match[str]) -> str:
        kind = match[1]
        body = bodies[len(used[kind]) % len(bodies)].replace("<note ", "<w:lost ") if bodies else ""
        number = next(numbers)
        used[kind].append(f'<w:{kind} w:id="{number}"><w:p>{body}</w:p></w:{kind}>')
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    text = re.sub("<note (footnote|endnote)>", add_call, blocks)
    text = re.sub(re.escape(HERE), add_word, text)
    parts = {
        f"{kind}s": f"<w:{kind}s {NAMESPACES}>{re.sub(re.escape(HERE), add_word, ''.join(notes))}"
        f"</w:{kind}s>"
        for kind, notes in used.items()
    }
    parts["numbering"] = numbering("decimal")
    return word_file(paragraph("Beginning"), text, parts=parts), words


def words_of(chunk: Chunk) -> str:
    bodies = (body for call in chunk.calls for body in call.body)
    return " ".join([chunk.text.text, *map(words_of, bodies)])


@settings(deadline=None, max_examples=examples(60))
@given(BLOCKS, st.lists(st.sampled_from(LEAVES), max_size=3))
def test_every_word_is_printed_once_or_named(blocks: str, bodies: list[str]):
    data, words = complete(blocks, bodies)
    with patch.object(reports, "_SHOWN", 1_000_000):
        outcome = read_draft(data)
    printed = " ".join(map(words_of, outcome.value.chunks))
    messages = " ".join(each.message for each in outcome.diagnostics)
    counts = Counter({word: printed.count(word) for word in words})
    assert [word for word in words if not counts[word] and word not in messages] == []
    assert [word for word, times in counts.items() if times > 1] == []
