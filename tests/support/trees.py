"""Hypothesis strategies of bilingual runs with nested inlines of every kind."""

from __future__ import annotations

from hypothesis import strategies as st

from publish.document.model import (
    Citation,
    Dir,
    Emphasis,
    Foreign,
    Gloss,
    Inline,
    Inlines,
    Link,
    Note,
    Quote,
    Reference,
    Strong,
    Text,
)

# Words and characters of pasted texts, with one of every class that UAX #9 treats differently. A
# range with an en dash is left out: the pass keeps its order where UAX #9 would reverse it.
WORDS = (
    "שלום", "אוֹר", "תּוֹרָה", "על־ידי", "רב\"ש", "ה'", "light", "Torah", "of", "G-d", "7", "1986",
    "1:2", "20-30", "3.5%", "$9", "#4", "12b", "(", ")", "[", "]", "(אב)", "[cd]", "“", "”", "\"",
    ".", ",", ":", "?", "!", "…", "•", "/", "+", "ب",
)  # fmt: skip

_pieces = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)
# Also without spaces, so that markup divides words, numbers and brackets.
texts = st.one_of(
    _pieces.map(" ".join), _pieces.map(" ".join).map(lambda t: f"{t} "), _pieces.map("".join)
)
_text = texts.map(Text)
_note = st.integers(1, 99).map(str).map(Note)


def _with_marks(inside: st.SearchStrategy[Inlines]) -> st.SearchStrategy[Inline]:
    dirs = st.sampled_from([("he", Dir.RTL), ("en", Dir.LTR)])
    return st.one_of(
        inside.map(Emphasis),
        inside.map(Strong),
        inside.map(lambda nodes: Link("#", nodes)),
        inside.map(lambda nodes: Citation(Reference("work"), nodes)),
        inside.map(lambda nodes: Quote("“", "”", nodes)),
        st.builds(lambda term, meaning: Gloss(term, " [", meaning, "]"), inside, inside),
        st.builds(lambda how, nodes: Foreign(*how, nodes), dirs, inside),
    )


def _run(inline: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inlines]:
    return st.lists(inline, min_size=1, max_size=5).map(tuple)


runs: st.SearchStrategy[Inlines] = _run(
    st.recursive(
        st.one_of(_text, _text, _note), lambda inner: _with_marks(_run(inner)), max_leaves=8
    )
)
"""Runs of inlines; about a third of the nodes have children."""
