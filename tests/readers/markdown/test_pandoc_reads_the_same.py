"""Pandoc reads common Markdown as the reader does: blocks, emphasis, links and notes."""

from __future__ import annotations

import re
from random import Random
from subprocess import CalledProcessError

import pytest

from publish.diagnostics.rules import markdown as rules
from publish.document.model import Work
from publish.readers.markdown import read_markdown
from publish.text.source import Source
from tests.support.markdown_texts import common_markdown
from tests.support.pandoc_trees import Tree, pandoc_tree, plain_tree, work_tree

_RAW = "raw"


def trees(text: str) -> tuple[Tree, Tree] | None:
    """Return the trees of Pandoc and of the reader; None where these differ for a known reason.

    Pandoc drops notes without a partner, does not end on a note that calls itself, and reads lines
    after a line that begins with a tag of HTML as HTML.
    """
    try:
        theirs = squeeze(pandoc_tree(text))
    except CalledProcessError:
        return None
    outcome = read_markdown(Source("a.md", text))
    assert isinstance(outcome.value, Work)
    if any(d.code == rules.NOTE_WITHOUT_PARTNER.code for d in outcome.diagnostics):
        return None
    if _RAW in str(theirs):
        return None
    title = outcome.value.meta.title
    if title:  # the title of a book has no emphasis
        index = next(i for i, tree in enumerate(theirs) if tree[0] == "heading")
        heading = ("heading", (squeeze(plain_tree(theirs[index][1])),))
        theirs = (*theirs[:index], heading, *theirs[index + 1 :])
    return theirs, squeeze(work_tree(outcome.value))


def squeeze(tree: Tree) -> Tree:
    """Return a tree with one space for several; those of code are kept by the reader alone."""
    if isinstance(tree, str):
        return re.sub(r"[ \t]+", " ", tree)
    if not isinstance(tree, tuple):
        return tree
    return tuple(map(squeeze, tree[:3] if tree[:1] == ("Image",) else tree))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_a_random_text_is_read_as_pandoc_reads_it(seed: int) -> None:
    text = common_markdown(Random(seed))
    both = trees(text)
    if both:
        assert both[1] == both[0], text


@pytest.mark.long
def test_many_random_texts_are_read_as_pandoc_reads_them() -> None:
    different = []
    for seed in range(1000, 1400):
        both = trees(common_markdown(Random(seed)))
        if both and both[0] != both[1]:
            different.append(seed)
    # Two marks of lists that markdown-it reads otherwise than the specification.
    assert len(different) <= 4


TEXTS = {
    "lists in lists": "1. a\n\n   b\n   - c\n     d\n   - e\n\n2. f\n",
    "a lazy line": "> a\nb\n\n- c\nd\n",
    "headings with lines under them": "One\ntwo\n===\n\nThree\n---\n\nText.\n",
    "a table with escapes": "| a \\| b | `c` |\n|---|:-:|\n| *d* | e \\\\ |\n| f |\n",
    "notes with paragraphs": "A[^n] b[^m].\n\n[^n]: one\n\n    two\n\n    - three\n\n[^m]: x\n",
    "Hebrew with points": "# סֵפֶר\n\nבְּ**רֵאשִׁי**ת *בָּרָא* אֱלֹהִים, “שׁ”.\n\n- א\n- ב\n",
    "both directions": "The word *אור* (light) is “**טוב**”, 3.5% of ג׳.\n",
    "code": "Text\n\n    a\n\n    b\n\n```\nc *d*\n\ne\n```\n",
    "letters": "a) b\n\n   c\nb) d\n\nx\n\n(i) e\n(ii) f\n\nA.  g\nB.  h\n\niv. j\nv. k\n",
    "Hebrew letters": "א. b\nב. c\n",
    "lines after bars": "| a\n| b\n",
    "terms": "a\n: b\n\nc\n\n: d\n\n  e\n: f\n",
    "an initial": "B. Russell\n\nA) was\n",
    "links": "[a](<http://b c> \"d\") <http://e.org> [f] [g][f] ![h](i 'j')\n\n[f]: http://k\n",
    "links in brackets": "[a [b](http://c.org) d](http://e.org) \\[f\\](g) [[h]](http://i.org)\n",
    "emphasis in words": "a*b*c a_b_c __d__ ***e** f* *g**h**i* **j*k* l**\n",
    "a formula": "$a_1*b*$ costs $5 and $6, $$c$$\n",
    "escapes": "\\* \\a \\\\ \\# &copy; &#1488; &nope; a\\\nb  \nc\n",
    "signs of CriticMarkup and wikis": "{++a++} {>>b<<} [[c|d]] ==e== ::f\n",
    "struck-out and raised": "~~a b~~ c^d^ e~f~ j^2\n",
    "quotations": "> a\n> > b\n>\n> - c\n>   > d\n\nafter\n",
    "a separator after a list": "- a\n- b\n\n---\n\n***\n",
    "pictures": "![a](b.png)\n\ntext ![c *d*](e.png) more\n\n![f](g.png)\n![h](i.png)\n",
    "a link to a heading": "# Of Light\n\n# Two\n\n[Of Light] and [it][of light]\n",
    "numbers": "7. a\n8. b\n\n1986\\. A year\n\n1986. b\n",
    "a mark without words": "-\n- a\n\n1.\n2. b\n",
    "tabs": "-\ta\n\n\tb\n\n1.\tc\n\n\t- d\n",
    "a task": "- [ ] a\n- [x] b\n",
}
"""Texts that people write, by what is in them."""


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_of_people_is_read_as_pandoc_reads_it(name: str) -> None:
    both = trees(TEXTS[name])
    assert both is not None
    assert both[1] == both[0]
