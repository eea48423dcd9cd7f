"""The options of a build on a cluster, and what is said where it cannot begin."""

from __future__ import annotations

import sys

import pytest
from click.testing import CliRunner, Result

from publish.cli import main
from tests.support.cluster_books import make_books


@pytest.fixture
def build(tmp_path, monkeypatch):
    """A function that runs ``publish build`` in a workspace with a book."""
    monkeypatch.chdir(make_books(tmp_path, "plain"))

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, ("build", *words))

    return run


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--cluster", "tcp://scheduler:8786"), "tcp:// has none"),
        (("--cluster", "local", "-o", "there"), "-o and --cluster exclude each other"),
        (("--cluster", "local", "--limit-time", "1min"), "limits of memory and time"),
        (("--cluster-ca", "publish.toml"), "--cluster-ca needs --cluster"),
    ],
)
def test_wrong_usage_names_the_reason(build, words, reason):
    result = build(*words)
    assert result.exit_code == 2
    assert reason in " ".join(result.output.split())


def test_the_limits_of_a_workspace_are_not_passed_over(build, tmp_path):
    (tmp_path / "publish.toml").write_text('[limits]\nmemory = "1 GB"\n')
    result = build("--cluster", "local")
    assert result.exit_code == 2
    assert "[limits] in publish.toml" in " ".join(result.output.split())


def test_without_the_extra_the_message_says_how_to_install_it(build, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = build("--cluster", "local")
    assert result.exit_code == 1
    assert "J01" in result.output
    assert 'pip install --editable ".[cluster]"' in result.output
    assert "install publish" not in result.output  # which is another program on PyPI


def test_a_scheduler_under_tls_needs_certificates(build):
    result = build("--cluster", "tls://127.0.0.1:9")
    assert result.exit_code == 1
    assert "J03" in result.output
    assert "DASK_DISTRIBUTED__COMM__TLS__CA_FILE" in result.output


def test_a_scheduler_that_is_not_there_is_named(build, monkeypatch):
    monkeypatch.setattr("publish.cluster.connection.CONNECT_SECONDS", 0.2)
    result = build("--cluster", "tcp://127.0.0.1:9")
    assert result.exit_code == 1
    assert "J02" in result.output
    assert "tcp://127.0.0.1:9 cannot be reached" in result.output
