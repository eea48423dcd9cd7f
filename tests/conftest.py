"""What the tests share: where things are."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"

# Where a change is judged, the same texts are tried each time; at a desk, new ones.
settings.register_profile("judging", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("judging")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the two pasted texts that are not ours to copy; skips where it is not."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of pasted texts is not beside the project")
    return CORPUS
