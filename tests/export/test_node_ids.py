"""Ids of nodes: one for each, and the same after edits elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import publish
from publish.document.model import (
    Citation,
    Dir,
    Node,
    Note,
    Paragraph,
    Passage,
    Reference,
    Role,
    Section,
    Segment,
    Separator,
    Work,
)
from publish.document.node_ids import NAMED_KINDS, NodeIds
from publish.document.walk import descend, rewrite, running_text
from tests.support.every_node import book_with_every_node, para, words
from tests.support.examples import examples
from tests.support.works import PLAIN_WORDS, Generator, works

Naming = Callable[[Work], list[tuple[Node, str]]]

LESSON = """The Two Names of the Light

At dawn the light is called shachar.

The wise say nothing of noon.

Amen.

At dusk the light is called erev.[1]

Amen.

[1] The evening of the first day.
"""


def name_nodes(work: Work) -> list[tuple[Node, str]]:
    """Return the nodes of a Work that have ids, in reading order, each with its id."""
    ids = NodeIds()
    named = []
    for section in work.sections:
        chapter = ids.name_chapter(section)
        named += [
            (node, chapter.take(node)) for node in descend(section) if isinstance(node, NAMED_KINDS)
        ]
    return named


def name_by_place(work: Work) -> list[tuple[Node, str]]:
    """Return the nodes of a Work with their numbers as ids."""
    return [(node, f"{type(node).__name__}-{n}") for n, (node, _) in enumerate(name_nodes(work))]


def ids_of(text: str) -> Mapping[str, str]:
    """Return the ids of the paragraphs of a text by their words; the last of each counts."""
    named = name_nodes(publish.read(text).value)
    return {running_text(node.inlines): name for node, name in named if isinstance(node, Paragraph)}


@settings(max_examples=examples(60), deadline=None)
@given(works())
def test_each_node_has_an_id_of_its_own(work: Work) -> None:
    named = name_nodes(work)
    assert len({name for _, name in named}) == len(named)
    assert named == name_nodes(work)


def test_ids_stay_when_other_lines_are_edited() -> None:
    before = ids_of(LESSON)
    after = ids_of(LESSON.replace("The wise say nothing of noon.", "At noon it is called tzohar."))
    same = before.keys() & after.keys()
    assert len(same) == len(before) - 1
    assert all(before[each] == after[each] for each in same)


def test_ids_are_the_same_in_an_edition_with_the_same_words() -> None:
    pairs = "The Light\n\nאור\n\nlight\n\nערב\n\ndusk\n"
    whole, edition = (
        re.findall(rb'"id": "(segment-[^"]*)"', publish.export(pairs, edition=each).value)
        for each in (None, "facing")
    )
    assert len(whole) == 2
    assert whole == edition


def test_ids_do_not_depend_on_styles_and_notes() -> None:
    line = "At dusk the light is called erev."
    assert ids_of(LESSON)[line] == ids_of(LESSON.replace("erev.[1]", "erev."))[line]


def test_a_quotation_of_several_verses_has_notes_of_its_own() -> None:
    verses = (Reference("Isaiah", ("40", "31")), Reference("Psalms", ("1", "1")))
    citation = Citation(verses[0], (Note("1", (para("Again."),)),), inferred=True, also=verses)
    section = Section(Role.CHAPTER, (), (para("Light", citation),))
    assert [type(node) for node, _ in _names_in(section)] == [Section, Paragraph, Note, Paragraph]


def test_nodes_that_are_alike_are_numbered_in_order() -> None:
    section = Section(Role.CHAPTER, (), (para("Amen."), Separator(), para("Amen.")))
    first, _, third = (name for _, name in _names_in(section)[1:])
    assert third == f"{first}-2"


def _names_in(section: Section) -> list[tuple[Node, str]]:
    work = replace(book_with_every_node("en"), front=(), body=(section,), back=())
    return name_nodes(work)


def test_a_segment_is_known_by_its_number_in_a_chapter_with_a_title() -> None:
    def segment_id(original: str, number: str, anchor: str = "", title: str = "Ink") -> str:
        passage = Passage("he", Dir.RTL, (para(original),))
        segment = Segment(passage, number=number, anchor=anchor)
        section = Section(Role.CHAPTER, words(title), (segment,))
        return next(name for node, name in _names_in(section) if isinstance(node, Segment))

    assert segment_id("אור", "3") == segment_id("הָאוֹר", "3")
    assert segment_id("אור", "3") != segment_id("אור", "4")
    assert segment_id("אור", "3") != segment_id("אור", "3", title="Paper")
    assert segment_id("אור", "", "Ink 3") == segment_id("דיו", "3", "Ink 3", title="Paper")
    assert segment_id("אור", "") != segment_id("דיו", "")


@settings(max_examples=examples(100), deadline=None)
@given(st.integers(0, 2**32))
def test_unchanged_nodes_keep_their_ids_through_random_edits(seed: int) -> None:
    before, after = edit(seed)
    assert not list(find_changes(name_nodes, before, after))


def test_ids_by_place_would_not_stay() -> None:
    changed = [seed for seed in range(8) if list(find_changes(name_by_place, *edit(seed)))]
    assert len(changed) > 3


def edit(seed: int) -> tuple[Work, Work]:
    """Return a random Work before and after three random edits of its blocks and titles."""
    random = Random(seed)
    work = Generator(random, PLAIN_WORDS, 1).work()
    edited = work
    for _ in range(3):
        targets = [
            node for node in descend(edited.sections) if isinstance(node, Paragraph | Section)
        ]
        target = random.choice(targets)
        edits: list[Callable[[Node], Any]] = [lambda node: (para("New words"), node)]
        if isinstance(target, Paragraph):
            edits += [lambda _: (), lambda node: replace(node, inlines=words("Other words"))]
        else:
            edits = [lambda node: replace(node, title=words("Another title"))]
            edits += [lambda node: replace(node, children=(para("New"), *node.children))]
        change = random.choice(edits)
        edited = rewrite(edited, lambda node, t=target, c=change: c(node) if node is t else node)
    return work, edited


def find_changes(name: Naming, before: Work, after: Work) -> Iterator[tuple[Node, str, str]]:
    """Yield the nodes that are in both Works, unchanged, with ids that differ.

    Nodes that are alike are told apart by their order alone.  A segment with a number depends on
    the titles above it.
    """
    named = [name_nodes(work) for work in (before, after)]
    counts = [Counter(_base(each) for _, each in names) for names in named]
    alike = {base for count in counts for base, number in count.items() if number > 1}
    later = {id(node): each for node, each in name(after)}
    for (node, each), (_, own) in zip(name(before), named[0], strict=True):
        is_numbered = isinstance(node, Segment) and node.number
        if not is_numbered and _base(own) not in alike and later.get(id(node), each) != each:
            yield node, each, later[id(node)]


def _base(name: str) -> str:
    """Return an id without its number among nodes that are alike."""
    return "-".join(name.split("-")[:2])
