"""Finds in Hebrew prose without Scripture, which are to be judged by a reader.

    python -m tests.passes.verses.prose [--phrases] FILE …

Each line of a file is a paragraph.  The texts are not part of the repository; docs/verses.md names
those for which it states figures.  ``--phrases`` counts the phrases that are as rare in the Tanakh
as quotations are: the measure of the idioms in ``publish.passes.verses.candidates``.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.passes.verses.candidates import CandidateFinder
from tests.passes.verses.marked_set import count_words
from tests.support.verse_texts import name_quotation, quotations

_TOGETHER = 200
"""The lines that are read as one text."""
_BITS = 11.0
"""The bits of a phrase that may be an idiom."""


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file that are not blank."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def show_finds(path: Path) -> Iterator[str]:
    """Yield a line for each find in a file, and one with their number."""
    lines = read_lines(path)
    finds = 0
    for start in range(0, len(lines), _TOGETHER):
        for quotation in quotations("\n\n".join(lines[start : start + _TOGETHER])):
            finds += 1
            yield f"{path.name}: {quotation.words} = {name_quotation(quotation)}"
    yield f"{path.name}: {finds} finds in {sum(map(count_words, lines)):,} words"


def count_phrases(paths: Iterable[Path]) -> Counter[str]:
    """Return how often phrases stand that are as rare as quotations."""
    phrases: Counter[str] = Counter()
    for line in (line for path in paths for line in read_lines(path)):
        finder = CandidateFinder(line, 0, len(line))
        words = finder.words
        for each in finder.candidates():
            if each.bits >= _BITS:
                first, last = words.starts[each.run.start], words.ends[each.run.end - 1]
                phrases[line[first:last]] += 1
    return phrases


def main() -> None:
    """Print the finds in files, or the phrases that stand there twice and more."""
    parser = ArgumentParser(description="Finds in Hebrew prose without Scripture.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--phrases", action="store_true", help="count phrases that are rare")
    options = parser.parse_args()
    if options.phrases:
        counts = count_phrases(options.files).most_common()
        print(*(f"{number} {phrase}" for phrase, number in counts if number > 1), sep="\n")
    else:
        for path in options.files:
            print(*show_finds(path), sep="\n")


if __name__ == "__main__":
    main()
