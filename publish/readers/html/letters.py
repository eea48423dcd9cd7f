"""Letters and links of the elements of a page."""

from __future__ import annotations

from collections.abc import Sequence

from publish.readers.html.elements import CODE
from publish.readers.html.tokens import Characters
from publish.readers.html.tree import Element


def count_letters(
    elements: Sequence[Element],
) -> tuple[dict[Element, int], dict[Element, tuple[int, int]]]:
    """Return the letters and digits in each element, and its links with the letters in them.

    ``elements`` are in the order of the file, so that the innermost ones are counted first.
    """
    counts: dict[Element, int] = {}
    all_links: dict[Element, tuple[int, int]] = {}
    for element in reversed(elements):
        letters = links = in_links = 0
        for child in element.children:
            if isinstance(child, Characters):
                letters += sum(map(str.isalnum, child.text))
            elif isinstance(child, Element):
                letters += counts[child]
                links += all_links[child][0]
                in_links += all_links[child][1]
        letters = 0 if element.name in CODE else letters
        is_link = element.name == "a" and "href" in element.attributes
        counts[element] = letters
        all_links[element] = (1, letters) if is_link else (links, in_links)
    return counts, all_links
