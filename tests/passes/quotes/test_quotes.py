"""Properties of the quotes pass for any text, and its handling of headings, titles and notes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.document.model import (
    Creator,
    Excerpt,
    Meta,
    Note,
    Paragraph,
    Quote,
    Section,
    SourceCitation,
    Text,
    Words,
    Work,
)
from publish.document.walk import descend
from publish.passes.quotes import quotes
from publish.text.source import Span
from tests.passes.quotes.by_hand import FILE, book, format_diagnostics, lines
from tests.support.examples import examples
from tests.support.growth import is_linear

MARKS = frozenset("\"'“”„‟‘’‚‛״׳")

# Texts made mostly of marks: random Unicode text rarely has two of them.
_bits = st.sampled_from(
    [
        *MARKS,
        " ",
        " ",
        "a",
        "s",
        "5",
        ".",
        ",",
        "(",
        "-",
        "־",
        "\ufffc",
        "''",
        "tis",
        "ש",
        "ב",
        "ה",
        "לָ",
        "ים",
    ]
)
_lines = st.lists(_bits, max_size=24).map("".join) | st.text(
    st.characters(exclude_characters="\r\n"), max_size=24
)
_texts = st.lists(_lines, min_size=1, max_size=4).map("\n".join)


@settings(max_examples=examples(300), deadline=None)
@given(_texts, st.sampled_from(["en", "he"]), st.booleans())
def test_only_marks_change_and_the_pass_is_idempotent(text: str, lang: str, excerpt: bool) -> None:
    work = book(text, lang=lang, excerpt=excerpt)
    once = quotes(work).value
    for before, after in zip(lines(work), lines(once), strict=True):
        assert len(before) == len(after)
        for old, new in zip(before, after, strict=True):
            assert old == new or {old, new} <= MARKS
    assert quotes(once).value is once


@settings(max_examples=examples(100), deadline=None)
@given(_texts)
def test_every_change_is_reported_at_its_position(text: str) -> None:
    work = book(text)
    outcome = quotes(work)
    places = {
        (span.start, span.end)
        for d in outcome.diagnostics
        if d.code in {"Q01", "Q07", "Q08"}
        for span in (d.span, *d.also)
    }
    before = {n.span.start + i: c for n in _texts_of(work) for i, c in enumerate(n.text)}
    after = {n.span.start + i: c for n in _texts_of(outcome.value) for i, c in enumerate(n.text)}
    assert places == {(offset, offset + 1) for offset, c in before.items() if after[offset] != c}


def _texts_of(work: Work) -> list[Text]:
    return [node for node in descend(work) if isinstance(node, Text)]


def test_as_given_changes_nothing_and_still_reports_unclosed_quotations() -> None:
    work = book('She said holiness”) is.\nHe said "don\'t" and “left.')
    outcome = quotes(work, typography="as-given")
    assert outcome.value is work
    assert [d.code for d in outcome.diagnostics] == [
        d.code for d in quotes(work).diagnostics if d.code not in {"Q01", "Q07", "Q08"}
    ]
    assert {d.code for d in outcome.diagnostics} == {"Q02", "Q03"}


def test_a_heading_and_its_citation_have_the_marks_of_their_language() -> None:
    line = "The Binder, \"On 'White,' Again”"
    title = Quote(
        '"', "”", (Text("On 'White,' Again", span=Span(FILE, 13, 30)),), span=Span(FILE, 12, 31)
    )
    heading = (Text("The Binder, ", span=Span(FILE, 0, 12)), title)
    excerpt = Excerpt(1, SourceCitation(title="On 'White,' Again"), heading, ())
    work = book("A text.")
    (section,) = work.body
    outcome = quotes(_with(work, (excerpt,)))
    (changed,) = (node for node in descend(outcome.value) if isinstance(node, Excerpt))
    assert section.children != outcome.value.body[0].children
    assert changed.citation.title == "On ‘White,’ Again"
    quote = changed.heading[1]
    assert isinstance(quote, Quote)
    assert (quote.open, quote.close) == ("“", "”")
    (mixed,) = (d for d in format_diagnostics(outcome.diagnostics, line) if "Q04" in d)
    assert mixed.startswith("! Q04 info at 1:13: the quotation \"On 'White,' Again” is opened")


def _with(work: Work, children: tuple[Excerpt | Paragraph, ...]) -> Work:
    (section,) = work.body
    return Work(work.meta, work.lang, work.dir, (Section(section.role, section.title, children),))


def test_titles_and_names_of_the_book_have_the_marks_of_their_language() -> None:
    meta = Meta(
        title=Words((("en", 'On "White"'), ("he", 'על "הלבן"'))),
        creators=(Creator(Words((("he", 'הרב"ש'),))),),
    )
    work = book("A text.")
    outcome = quotes(Work(meta, work.lang, work.dir, work.body))
    assert outcome.value.meta.title.forms == (("en", "On “White”"), ("he", "על ”הלבן”"))
    assert outcome.value.meta.creators[0].name.in_("he") == "הרב״ש"
    assert len(outcome.diagnostics) == 3


def test_a_note_is_a_separate_text_and_its_call_is_not_a_letter() -> None:
    body = Paragraph((Text('See "there".'),))
    paragraph = Paragraph((Text('He said "so'), Note("1", (body,)), Text('" and left.')))
    outcome = quotes(_with(book("x"), (paragraph,)))
    assert lines(outcome.value) == ["He said “so1” and left.", "See “there”."]
    assert [d.code for d in outcome.diagnostics] == ["Q01"]


@pytest.mark.parametrize(
    "text",
    ['"', '("a ', "“a ", "a” ", "'a ", "a' ", 'ב"אבג ', "א'", "a'", "5\"'5", "“a \"b ‘c 'd "],
    ids=repr,
)
def test_the_time_is_linear_in_the_length_of_the_text(text: str) -> None:
    assert is_linear(lambda count: quotes(book(text * count)), 600)


LANGUAGES = {
    "yi": ("דער לאָמפּ האָט'ן און ס'איז", "דער לאָמפּ האָט’ן און ס’איז"),
    "he": ("הצ'ק של ר' לוי", "הצ׳ק של ר׳ לוי"),
    "lad": ("איג'ה", "איג׳ה"),
    "de": ("Er sagte \"ja, 'gut' und mehr\".", "Er sagte „ja, ‚gut‘ und mehr“."),
    "fr": ('Il dit "oui", l\'ami.', 'Il dit "oui", l’ami.'),
    "es": ('Dijo "sí".', "Dijo “sí”."),
    "ru": ('Он сказал "да".', "Он сказал «да»."),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_marks_are_those_of_the_language(lang: str) -> None:
    text, printed = LANGUAGES[lang]
    work = quotes(book(text, lang=lang)).value
    assert lines(work) == [printed]
    assert quotes(work).value is work
