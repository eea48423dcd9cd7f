"""Characters of a line: the first search finds every character that the pass changes."""

from __future__ import annotations

import sys

from publish.passes.clean import characters


def test_the_first_search_finds_every_character_that_is_changed() -> None:
    patterns = (
        characters._LINE_BREAK,
        characters.INVISIBLE,
        characters._SPACES,
        characters._VARIATION_SELECTOR,
        characters._STRAY_JOINER,
        characters.DIRECTION_MARK,
    )
    every = map(chr, range(sys.maxunicode + 1))
    changed = [c for c in every if any(pattern.match(c) for pattern in patterns)]
    assert len(changed) > 2000
    assert [c for c in changed if not characters._CHANGED.match(c)] == []
