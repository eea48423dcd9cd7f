"""The article of a page, and reports of what is left out."""

from __future__ import annotations

import pytest

from publish.diagnostics import Outcome
from publish.diagnostics.rules import readers as rules
from publish.document.draft import Draft
from tests.readers.html.pages import codes, draft, page


def list_dropped(outcome: Outcome[Draft], html: str, code: str) -> list[str]:
    """The stretches that diagnostics of a code name."""
    own = [each for each in outcome.diagnostics if each.code == code]
    return [html[place.start : place.end] for each in own for place in each.places]


def read_texts(html: str) -> list[str]:
    return [each.text.text for each in draft(html).value.chunks]


@pytest.mark.parametrize(
    "tags",
    [
        ("<article>", "</article>"),
        ("<main>", "</main>"),
        ('<div role="main">', "</div>"),
        ('<div class="entry-content">', "</div>"),
        ('<section itemprop="articleBody">', "</section>"),
    ],
)
def test_the_article_is_told_by_its_element_role_or_class(tags: tuple[str, str]) -> None:
    start, end = tags
    html = (
        f"<nav>Home</nav><p>Around</p>{start}<p>The text of it all.</p>{end}<footer>Foot</footer>"
    )
    outcome = draft(html)
    assert [each.text.text for each in outcome.value.chunks] == ["The text of it all."]
    assert list_dropped(outcome, html, rules.PAGE_PART.code) == ["<p>Around</p>"]
    around = list_dropped(outcome, html, rules.PAGE_AROUND.code)
    assert around == ["<nav>Home</nav>", "<footer>Foot</footer>"]


def test_a_page_without_signs_is_printed_whole() -> None:
    html = "<html><body><p>One</p><div><p>Two</p></div></body></html>"
    assert read_texts(html) == ["One", "Two"]
    assert codes(draft(html).diagnostics) == []


def test_a_page_whose_article_is_unclear_is_printed_whole_with_a_warning() -> None:
    html = "<nav>Home</nav><article>One text</article><article>Two texts</article>"
    assert read_texts(html) == ["One text", "Two texts"]
    assert rules.NO_ARTICLE.code in codes(draft(html).diagnostics)


@pytest.mark.parametrize(
    "part",
    [
        "<aside>Recent</aside>",
        '<div class="share-buttons">Share</div>',
        '<div id="cookieNotice">Cookies</div>',
        '<section class="comments-area">A reader</section>',
    ],
)
def test_parts_of_the_article_that_are_not_of_its_text_are_reported(part: str) -> None:
    html = page(f"<p>The gate was open, and he went in.</p>{part}")
    outcome = draft(html)
    assert [each.text.text for each in outcome.value.chunks] == [
        "The gate was open, and he went in."
    ]
    assert list_dropped(outcome, html, rules.PAGE_PART.code) == [part]


def test_a_large_part_is_text_though_its_class_says_otherwise() -> None:
    html = page('<p>Short.</p><div class="sidebar-right"><p>All of the text stands here.</p></div>')
    assert read_texts(html) == ["Short.", "All of the text stands here."]


@pytest.mark.parametrize(
    "attributes", ["hidden", 'style="display: none"', 'aria-hidden="true"', 'class="x"']
)
def test_hidden_text_is_reported(attributes: str) -> None:
    part = f"<p {attributes}>Hidden</p>"
    html = page(f"<p>The gate was open.</p>{part}").replace("<style>", "<style>.x{display:none}")
    outcome = draft(html)
    assert [each.text.text for each in outcome.value.chunks] == ["The gate was open."]
    assert list_dropped(outcome, html, rules.HIDDEN_TEXT.code) == [part]


def test_a_page_that_a_dialogue_hides_is_printed() -> None:
    html = '<div aria-hidden="true"><p>The text of it all.</p></div><div role="dialog">Yes</div>'
    assert read_texts(html) == ["The text of it all."]


def test_scripts_and_comments_are_reported() -> None:
    html = page("<p>The gate<!-- draft 1 --> was open.</p><script>var x = '<p>1</p>';</script>")
    outcome = draft(html)
    assert [each.text.text for each in outcome.value.chunks] == ["The gate was open."]
    assert list_dropped(outcome, html, rules.PAGE_CODE.code)[0] == "<!-- draft 1 -->"


def test_the_heading_outside_the_article_is_kept() -> None:
    html = (
        "<html><head><title>The Gate | Site</title></head><body><header><h1>The Gate</h1></header>"
        "<article><p>The gate was open.</p></article></body></html>"
    )
    assert read_texts(html) == ["The Gate", "The gate was open."]


def test_each_code_of_pages_has_its_test() -> None:
    shown_elsewhere = (rules.REVIEW_COMMENT, rules.NOTE_REPEATED, rules.STATED_LANGUAGE)
    assert [each.code for each in shown_elsewhere] == ["W45", "W46", "W47"]
    assert rules.NESTED_TOO_DEEP.code == "W48"
