"""A site of packages and a workspace."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins.packages import Site, forget_packages

collect_ignore = ["example"]
"""The tests of the example, which ``test_example.py`` runs where it is installed."""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site beside an empty workspace."""
    folder, workspace = tmp_path / "site", tmp_path / "workspace"
    folder.mkdir()
    workspace.mkdir()
    (workspace / "publish.toml").write_text("")
    return Site(folder, workspace)


@pytest.fixture
def here(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site on the path of this process, whose folder is the workspace."""
    modules = set(sys.modules)
    monkeypatch.setattr(sys, "path", [*sys.path, str(site.folder)])
    monkeypatch.chdir(site.workspace)
    forget_packages()
    yield site
    for name in set(sys.modules) - modules:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(site.folder)):
            del sys.modules[name]
    forget_packages()
