"""The numbers by which readers cite the segments of a chapter, the same in every edition."""

from __future__ import annotations

import itertools
from dataclasses import replace

from publish.config.edition_options import Numerals
from publish.document.model import Node, Section, Segment
from publish.document.walk import descend, rewrite
from publish.text.numerals import LARGEST, format_numeral


def number_segments(section: Section) -> Section:
    """Return a chapter whose segments have loci: 1, 2, 3 …, or the numbers of their verses.

    Verses are cited by their own numbers where every segment has one and no two are alike.
    """
    numbers = [node.number for node in descend(section) if isinstance(node, Segment)]
    if not numbers:
        return section
    if all(numbers) and len(set(numbers)) == len(numbers):
        return rewrite(section, _cite_by_number)
    count = itertools.count(1)

    def change(node: Node) -> Node:
        return replace(node, locus=str(next(count))) if isinstance(node, Segment) else node

    return rewrite(section, change)


def _cite_by_number(node: Node) -> Node:
    return replace(node, locus=node.number) if isinstance(node, Segment) else node


def label_segments(section: Section, numerals: Numerals) -> Section:
    """Return a numbered chapter that prints the locus of each segment.

    Where the number of a verse is its locus, that number is printed already.
    """

    def change(node: Node) -> Node:
        if isinstance(node, Segment) and node.locus and node.locus != node.number:
            return replace(node, label=_format(int(node.locus), numerals))
        return node

    return rewrite(section, change)


def _format(number: int, numerals: Numerals) -> str:
    if numerals is Numerals.HEBREW and number <= LARGEST:
        return format_numeral(number, marks=False)
    return str(number)
