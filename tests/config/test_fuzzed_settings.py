"""Settings of any content are read, or refused with a message that names their file."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from publish.artifacts.book_check import check_name
from publish.cli import main
from publish.config.setting_keys import KEYS
from publish.config.workspace import inspect_workspace
from publish.diagnostics import Severity
from tests.support.mutations import ODD, mutate

SETTINGS = """\
title = { en = "A Title", he = "כותרת" }
subtitle = "Under it"
creators = [{ name = "A Writer", role = "aut" }, { name = { he = "סופר" }, role = "trl" }]
event = "A Lesson"
date = 2025-05-20
publisher = "Home"
rights = "All"
identifier = "urn:isbn:9783161484100"
series = { name = "Lessons", position = 3 }
languages = ["en", "he"]
binding = "left"
theme = "classic"
editions = ["interlinear", "original"]
formats = ["pdf", "epub", "booklet"]
profiles = ["screen", "accessible"]
shape = "lines"
translation = "after"
typography = "improve"
page = { width = "148mm", height = "210mm" }
cover = true
notes_pages = { place = "end", count = 2 }
address = "https://example.org"
address_label = "See"
indexes = ["glossary", "sources"]
ignore = ["Q03"]
severity = { T04 = "info" }

[booklet]
sheet = "a4"
signature = 4
creep = "0.1mm"

[[mark]]
line = "A Lesson"
as = "drop"
"""
FILES = ("publish.toml", "sources/a.toml", "sources/b/book.toml")
FOLDERS = '\n[folders]\nsources = "sources"\noutput = "output"\nstyles = "styles"\n'


def build_workspace(root: Path) -> Path:
    (root / "sources" / "b").mkdir(parents=True)
    for name in ("a.txt", "b/1.txt"):
        (root / "sources" / name).write_text("A Lesson\n\nSome words.\n", "utf-8")
    return root


def inputs(random: Random) -> tuple[str, bytes]:
    """Return a settings file and its odd content."""
    file = random.choice(FILES)
    if random.random() < 0.3:
        return file, f"{random.choice(sorted(KEYS))} = {random.choice(ODD)}\n".encode()
    text = SETTINGS + FOLDERS if file == "publish.toml" else SETTINGS
    return file, mutate(text, random)


def check_input(root: Path, seed: int) -> None:
    random = Random(seed)
    file, data = inputs(random)
    path = root / file
    path.write_bytes(data)
    workspace = inspect_workspace(root)
    diagnostics = list(workspace.diagnostics)
    for name in ("a", "b"):
        diagnostics += check_name(name, workspace.value).diagnostics
    for diagnostic in diagnostics:
        assert diagnostic.code != "F30", diagnostic.message
        assert (
            diagnostic.severity is not Severity.ERROR
            or diagnostic.span.file
            or "/" in diagnostic.message
            or diagnostic.code in {*("F01", "F06", "S07")}
        ), diagnostic
    is_refused = any(each.severity is Severity.ERROR for each in workspace.diagnostics)
    if seed % 40 == 0 and not is_refused:
        result = CliRunner().invoke(main, ["epub", "a", "b", "-j1"])
        assert result.exit_code in {0, 1, 2}, result.output
        assert "F30" not in result.output
    path.unlink()


def check_inputs(root: Path, seeds: range) -> None:
    for seed in seeds:
        try:
            check_input(root, seed)
        except BaseException as error:
            error.add_note(f"seed {seed}")
            raise


@pytest.mark.thorough
def test_odd_settings_are_refused_with_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(build_workspace(tmp_path))
    check_inputs(tmp_path, range(1, 40))


@pytest.mark.slow
@pytest.mark.long
def test_two_thousand_odd_settings_are_refused_with_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(build_workspace(tmp_path))
    check_inputs(tmp_path, range(2000))
