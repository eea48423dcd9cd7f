"""A site of packages and a workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugins.packages import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site beside an empty workspace."""
    folder, workspace = tmp_path / "site", tmp_path / "workspace"
    folder.mkdir()
    workspace.mkdir()
    (workspace / "publish.toml").write_text("")
    return Site(folder, workspace)
