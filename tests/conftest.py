"""Shared by all tests: paths, a private user cache, and a place for measurements."""

import os
import shutil
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.examples import ALL, examples

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"

# The same examples at every run, so that the result depends on the code alone. With
# PUBLISH_TEST_RANDOM=1 Hypothesis looks for new ones. On a busy machine it is slow to make them.
settings.register_profile(
    "fixed",
    derandomize=True,
    max_examples=examples(100),
    suppress_health_check=[HealthCheck.too_slow],
)
if not os.environ.get("PUBLISH_TEST_RANDOM"):
    settings.load_profile("fixed")


LONG = bool(os.environ.get("PUBLISH_TEST_LONG"))
"""Whether the tests marked ``long`` may run."""

SHARE = os.environ.get("PUBLISH_TEST_SHARE", "")
"""Empty for all tests, or a share of them such as ``2/3``, the second of three."""


def pytest_report_header() -> list[str]:
    """Name the tests that are left out, so that no check is left out in silence."""
    lines = [f"share {SHARE} of the tests runs (PUBLISH_TEST_SHARE)"] if SHARE else []
    if not ALL:
        lines.append("random tests try a quarter of their examples; PUBLISH_TEST_EXAMPLES=1 all")
    if LONG:
        return [*lines, "tests marked `long` run (PUBLISH_TEST_LONG)"]
    return [*lines, "tests marked `long` are left out; `make test-long` runs them"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests marked ``long`` unless they are asked for, and those of other shares."""
    others = {
        item
        for item in items
        if not _in_share(item.nodeid) or (item.get_closest_marker("long") and not LONG)
    }
    config.hook.pytest_deselected(items=[item for item in items if item in others])
    items[:] = [item for item in items if item not in others]


def _in_share(name: str) -> bool:
    number, _, shares = SHARE.partition("/")
    return not shares or zlib.crc32(name.encode()) % int(shares) == int(number) % int(shares)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the two pasted texts that are not ours to copy; skips where it is not."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of pasted texts is not beside the project")
    return CORPUS


OWN_CACHE = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep the start cache of all tests and their processes in a folder of this run."""
    if not hasattr(config, "workerinput"):
        config.stash[OWN_CACHE] = tempfile.mkdtemp(prefix="publish-tests-")
        os.environ["PUBLISH_CACHE_DIR"] = config.stash[OWN_CACHE]
        os.environ["PUBLISH_CONFIG_DIR"] = str(Path(config.stash[OWN_CACHE], "config"))
        os.environ.pop("PUBLISH_SHARED_CACHE", None)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the start cache of the tests."""
    if OWN_CACHE in config.stash:
        shutil.rmtree(config.stash[OWN_CACHE], ignore_errors=True)


FIGURES = "figures"


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """A function that records a measured line, which is printed at the end of the run."""
    return lambda line: record_property(FIGURES, line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured, in their order."""
    reports = (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed"))
    lines = [
        line
        for report in sorted(reports, key=lambda report: report.nodeid)
        if report.when == "call"
        for name, line in report.user_properties
        if name == FIGURES
    ]
    if lines:
        terminalreporter.section(FIGURES)
        for line in lines:
            terminalreporter.write_line(str(line))
