"""A walk meets every node once, in reading order; a rewrite shares what it leaves alone."""

from dataclasses import replace

from publish.document.model import (
    Dir,
    Emphasis,
    Foreign,
    Inlines,
    Meta,
    Node,
    Note,
    Paragraph,
    Role,
    Section,
    Text,
    Work,
)
from publish.document.walk import descend, plain, rewrite

NOTE = Note("1", (Paragraph((Text("a note"),)),))
RUN: Inlines = (
    Text("one "),
    Emphasis((Text("two"),)),
    NOTE,
    Foreign("he", Dir.RTL, (Text("שלוש"),)),
)
WORK = Work(Meta(), "en", Dir.LTR, (Section(Role.CHAPTER, (), (Paragraph(RUN), Paragraph(RUN))),))


def test_parents_come_before_children_and_in_order() -> None:
    kinds = [type(node).__name__ for node in descend(WORK.body[0].children[0])]
    assert kinds == [
        "Paragraph",
        "Text",
        "Emphasis",
        "Text",
        "Note",
        "Paragraph",
        "Text",
        "Foreign",
        "Text",
    ]


def test_a_rewrite_that_changes_nothing_gives_back_the_same_work() -> None:
    assert rewrite(WORK, lambda node: node) is WORK


def test_a_rewrite_shares_every_branch_it_leaves_alone() -> None:
    def shout(node: Node) -> Node:
        return replace(node, text="TWO") if node == Text("two") else node

    changed = rewrite(WORK, shout)
    assert plain(changed.body[0].children[0].inlines) == "one TWO1שלוש"  # type: ignore[union-attr] # a Paragraph
    assert rewrite(WORK.body[0].children[0], shout).inlines[2] is NOTE  # type: ignore[union-attr] # the same


def test_a_node_can_become_several() -> None:
    def split(node: Node) -> Node | tuple[Node, ...]:
        return (Text("tw"), Text("o")) if node == Text("two") else node

    assert rewrite(RUN, split)[1] == Emphasis((Text("tw"), Text("o")))


def test_a_closed_node_is_not_entered() -> None:
    def shout(node: Node) -> Node:
        return replace(node, text=node.text.upper()) if isinstance(node, Text) else node

    assert rewrite(RUN, shout, closed=(Emphasis, Note))[:3] == (Text("ONE "), *RUN[1:3])


def test_the_plain_text_leaves_bodies_of_notes_out() -> None:
    assert plain(RUN) == "one two1שלוש"
