"""Shared by the tests of texts that were once read wrongly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from publish.cli import main

Shown = Callable[..., str]
"""Function from a text and its settings to the output of ``publish pdf``."""


@pytest.fixture
def print_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Return a function that prints a text as a PDF and returns the output of the command."""
    monkeypatch.chdir(tmp_path)

    def run(text: str, settings: str = "") -> str:
        Path("book.txt").write_text(text, "utf-8")
        Path("book.toml").write_text(settings, "utf-8")
        result = CliRunner().invoke(main, ["pdf", "book.txt"])
        assert result.exit_code == 0, result.output
        return click.unstyle(result.output).replace("\u2068", "").replace("\u2069", "")

    return run
