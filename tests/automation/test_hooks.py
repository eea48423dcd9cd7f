"""The hooks of pre-commit: their form, and a commit with and without a fault."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_manifest

from tests.conftest import ROOT

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
BIN = Path(sys.executable).parent
TEXT = "A title\n\nA line of the text.\n"


class Repository:
    """The repository of an editor, whose commits pre-commit checks."""

    def __init__(self, folder: Path, config: object) -> None:
        self.folder = folder
        (folder / "sources").mkdir(parents=True)
        (folder / "publish.toml").touch()
        (folder / ".gitignore").write_text("/output/\n")
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
        self.git("init", "--quiet")
        self.run(BIN / "pre-commit", "install")

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.run("git", "-c", "user.name=an editor", "-c", "user.email=a@b.c", *words)

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("GIT_")
        }
        return subprocess.run(
            words,
            cwd=self.folder,
            env=environment
            | {
                "PATH": os.pathsep.join((str(BIN), os.environ["PATH"])),
                "PRE_COMMIT_HOME": str(self.folder.with_name("hooks")),
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def commit(self) -> tuple[int, str]:
        """Commit everything; return the exit code, and what the hooks say."""
        self.git("add", "--all")
        process = self.git("commit", "--quiet", "--message", "a change")
        return process.returncode, process.stderr + process.stdout

    def write(self, name: str, data: bytes) -> Path:
        path = self.folder / "sources" / name
        path.write_bytes(data)
        return path


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with both hooks, run by the publish that is installed here."""
    hooks = [hook | {"language": "system"} for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    return Repository(tmp_path / "repository", config)


def test_the_manifest_is_one_of_pre_commit() -> None:
    hooks = load_manifest(MANIFEST)
    assert [hook["id"] for hook in hooks] == ["publish-check", "publish-fix"]
    assert {hook["language"] for hook in hooks} == {"python"}


@pytest.mark.slow
@pytest.mark.thorough
def test_a_commit_with_a_fault_is_stopped_and_says_why(repository: Repository) -> None:
    text = repository.write("lesson.txt", TEXT.encode())
    code, messages = repository.commit()
    assert code == 0, messages
    text.with_suffix(".toml").write_text("titel = 1")
    code, messages = repository.commit()
    assert code == 1
    assert "S02" in messages
    assert "sources/lesson.toml:1:1" in messages


@pytest.mark.slow
@pytest.mark.thorough
def test_a_removed_chapter_is_noticed(repository: Repository) -> None:
    (repository.folder / "sources" / "book").mkdir()
    for name in ("book/1.txt", "book/2.txt"):
        repository.write(name, TEXT.encode())
    repository.write("book/book.toml", b'files = ["1.txt", "2.txt"]')
    assert repository.commit()[0] == 0
    (repository.folder / "sources" / "book" / "2.txt").unlink()
    code, messages = repository.commit()
    assert (code, "there is no 2.txt" in messages) == (1, True)


@pytest.mark.slow
@pytest.mark.thorough
def test_safe_corrections_are_made_for_the_next_commit(repository: Repository) -> None:
    text = repository.write("lesson.txt", TEXT.replace(" of", "\u00a0 of").encode())
    code, messages = repository.commit()
    assert (code, "files were modified by this hook" in messages) == (1, True)
    assert "\u00a0" not in text.read_text("utf-8")
    assert repository.commit()[0] == 0


@pytest.mark.long
def test_pre_commit_installs_the_hooks(tmp_path: Path) -> None:
    program = tmp_path / "publish"
    subprocess.run(["git", "clone", "--quiet", ROOT, program], check=True)
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=program, check=True, capture_output=True, text=True
    ).stdout.strip()
    hook = {"id": "publish-check", "args": ["--strict"]}
    config = {"repos": [{"repo": str(program), "rev": revision, "hooks": [hook]}]}
    repository = Repository(tmp_path / "repository", config)
    text = repository.write("lesson.txt", b"A lesson.[1]\n")
    code, messages = repository.commit()
    assert (code, "warning[N01]" in messages) == (1, True), messages
    text.write_text(TEXT)
    assert repository.commit()[0] == 0
