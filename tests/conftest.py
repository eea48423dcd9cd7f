"""What the tests share: where things are."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the two pasted texts that are not ours to copy; skips where it is not."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of pasted texts is not beside the project")
    return CORPUS
