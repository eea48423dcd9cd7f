"""The number of examples that a random test tries: a quarter of them in a run by hand."""

from __future__ import annotations

import os

ALL = bool(os.environ.get("PUBLISH_TEST_EXAMPLES") or os.environ.get("PUBLISH_TEST_RANDOM"))
"""Whether random tests try all of their examples, as in CI."""


def examples(number: int) -> int:
    """Return how many of so many examples run: at least ten."""
    return number if ALL else min(number, max(number // 4, 10))
