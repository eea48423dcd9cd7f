"""Processes that end at random events of each command leave nothing broken and nothing behind."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.fault_injection import Action, Fault
from tests.support.processes import ForkServer, group_is_alive, wait_until

from .conftest import CACHE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9 are of Unix")

SIGNALS = (Action.KILL, Action.KILL, Action.TERMINATE, Action.INTERRUPT)
"""The signals to choose from: SIGKILL as often as the two others."""

WORDS = ("good", "seen from far away")
TEXTS = {
    "a.txt": "A Lesson\n\nIn the beginning,\n\nבְּרֵאשִׁית,\n\nthe light was {}.\n\nוְהָאוֹר טוֹב.\n",
    "b/1.txt": "One\n\nOf one.\n",
    "b/2.txt": "Two\n\nThe second light was {}.\n",
    "c.txt": "A Page\n\nThe third light was {}, and it shone upon the sea.\n",
    "d.txt": "A Flaw\n\nThe fourth\u200b light was {}\u200b.\n",
}
SETTINGS = {
    "a.toml": 'formats = ["epub"]\n',
    "b/book.toml": 'formats = ["epub"]\n',
    "c.toml": 'formats = ["pdf"]\n',
    "d.toml": 'formats = ["epub"]\n',
}
BOOKLET = "c.booklet-a4.pdf"
IMPORT = ("import", "a", "b", "--force")
ARTIFACTS = {"a.epub", "b.epub", "c.pdf", "d.epub", BOOKLET, "a.md", "a.toml", "b.md", "b.toml"}

Files = dict[str, bytes]
"""The bytes of each file by its name."""


@dataclass(frozen=True)
class Command:
    """A command, and how often it is killed among 330."""

    words: tuple[str, ...]
    times: int
    in_worker: bool = False
    watches: bool = False


COMMANDS = (
    Command(("build", "-j", "1"), 80),
    Command(("build", "-j", "2", "--force"), 20),
    Command(("build", "-j", "2", "--force"), 40, in_worker=True),
    Command(("watch", "c"), 15, watches=True),
    Command(("watch", "a", "b", "d", "--format", "epub"), 15, watches=True),
    Command(("booklet", "c"), 50),
    Command(("check", "--fix"), 50),
    Command(IMPORT, 30),
    Command(("clean",), 30),
)


class KilledWorkspace:
    """A workspace with small books in two versions, and the artifacts of fresh builds."""

    def __init__(self, base: Path) -> None:
        self.root = base / "workspace"
        self.output = self.root / "output"
        (self.root / "sources" / "b").mkdir(parents=True)
        (self.root / "publish.toml").write_text("", "utf-8")
        for name, settings in SETTINGS.items():
            (self.root / "sources" / name).write_text(settings, "utf-8")
        self.save(0)
        self.server = ForkServer(self.root)
        self.fresh: list[dict[str, set[bytes]]] = []
        for version in range(len(WORDS)):
            artifacts: dict[str, set[bytes]] = {}
            shutil.rmtree(self.output, ignore_errors=True)
            self.save(version)
            for preparation in ("build", "booklet c", "check --fix", "build", " ".join(IMPORT)):
                self.run(*preparation.split())
                for name, data in self.artifacts().items():
                    artifacts.setdefault(name, set()).add(data)
            assert artifacts.keys() == ARTIFACTS
            self.fresh.append(artifacts)

    def run(self, *words: str) -> None:
        """Run a command, which must succeed."""
        assert self.server.run(*words) == 0, self.server.log.read_text()

    def save(self, version: int) -> None:
        """Save each text by replacing its file, so that a process reads whole texts."""
        self.version = version
        for name, text in TEXTS.items():
            whole = self.root / "whole.txt"
            whole.write_text(text.format(WORDS[version]), "utf-8")
            whole.replace(self.root / "sources" / name)

    def artifacts(self) -> Files:
        """Return the artifacts in the output folder."""
        return {
            path.name: path.read_bytes()
            for path in self.output.rglob("*")
            if path.is_file() and not any(part.startswith(".") for part in path.parts)
        }

    def check_whole(self, before: Files) -> None:
        """Assert that each artifact is the one before or the new one, and each text is whole."""
        for name, data in self.artifacts().items():
            expected = self.fresh[self.version][name] | {before.get(name)}
            assert data in expected, f"{name} is broken: {self.server.log.read_text()}"
        for name, text in TEXTS.items():
            flawed = text.format(WORDS[self.version])
            saved = (self.root / "sources" / name).read_text("utf-8")
            assert saved in {flawed, flawed.replace("\u200b", "")}, f"{name} is broken"

    def check_next_run(self) -> None:
        """Assert that the next runs make the same as fresh ones, and leave nothing else."""
        self.run("check", "--fix")
        self.run("build", "-j", "1")
        self.run("booklet", "c")
        self.run(*IMPORT)
        artifacts = self.artifacts()
        assert artifacts.keys() == ARTIFACTS
        for name, data in artifacts.items():
            assert data in self.fresh[self.version][name], f"{name} is of another version"
        assert [path for path in self.list_unfinished() if CACHE not in path.parts] == []
        files = {path.relative_to(self.root / "sources") for path in self.files("sources")}
        assert files == set(map(Path, (*TEXTS, *SETTINGS)))
        folders = {path.name for path in self.output.iterdir()}
        assert folders <= {"a", "b", "c", "d", CACHE}

    def check_clean_run(self) -> None:
        """Assert that a build and a clean leave nothing in caches and the temporary folder."""
        self.save((self.version + 1) % len(WORDS))
        self.check_next_run()
        assert self.list_unfinished() == []
        self.run("clean")
        assert {path.name for path in self.output.iterdir()} <= set("abcd")
        self.check_next_run()
        assert list(self.server.temporary.iterdir()) == []

    def files(self, folder: str) -> Iterator[Path]:
        return (path for path in (self.root / folder).rglob("*") if path.is_file())

    def list_unfinished(self) -> list[Path]:
        return list(self.root.rglob(".*.part"))


def kill(workspace: KilledWorkspace, command: Command, fault: Fault) -> bool:
    """Run a command with a fault on another version of the texts; return whether it came."""
    server = workspace.server
    before = workspace.artifacts()
    version = (workspace.version + 1) % len(WORDS)
    if command.watches:
        pid = server.start(*command.words, fault=fault)
        wait_until(lambda: _rounds(server) >= 1)
        before = workspace.artifacts()
        workspace.save(version)
        Path(fault.start or "").touch()
        wait_until(lambda: server.has_ended(pid) or _rounds(server) >= 2)
        # A child that has ended stays until it is waited for; the fault may come at this moment.
        os.kill(pid, signal.SIGKILL)
        server.wait(pid)
    else:
        workspace.save(version)
        pid = server.start(*command.words, fault=fault)
        server.wait(pid)
    wait_until(lambda: not group_is_alive(pid))
    assert "Traceback" not in server.log.read_text()
    workspace.check_whole(before)
    return server.ask(count=pid) >= fault.number


def _rounds(server: ForkServer) -> int:
    return server.log.read_text().count("watching; Ctrl-C")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KilledWorkspace]:
    workspace = KilledWorkspace(tmp_path_factory.mktemp("kills"))
    yield workspace
    workspace.server.end()


def kill_all(
    workspace: KilledWorkspace, share: int, seed: int, report: Callable[[str], None]
) -> int:
    """Kill each command ``times / share`` times at random events; return how often."""
    chance = random.Random(seed)
    kills = 0
    for command in COMMANDS:
        largest = 0
        for turn in range(-(-command.times // share)):
            action = chance.choice(SIGNALS)
            start = None
            if command.watches:
                start = str(workspace.root.with_name(f"saved-{kills}"))
            # A number beyond the last event is halved until the fault comes.
            number = chance.randint(1, largest or 400)
            while not kill(
                workspace, command, Fault(number, action, command.in_worker, start=start)
            ):
                number = -(-number // 2)
            largest = max(largest, 2 * number)
            kills += 1
            if turn % 3 == 2:
                workspace.check_next_run()
        if share == 1:
            workspace.check_clean_run()
    workspace.check_clean_run()
    report(f"{kills} kills of {len(COMMANDS)} commands at random events left nothing broken")
    return kills


@pytest.mark.thorough
def test_kills_at_random_events_leave_nothing_broken_and_nothing_behind(
    workspace: KilledWorkspace, figures: Callable[[str], None]
):
    assert kill_all(workspace, 40, 1, figures) >= 10


@pytest.mark.long
def test_330_kills_at_random_events_leave_nothing_broken_and_nothing_behind(
    workspace: KilledWorkspace, figures: Callable[[str], None]
):
    assert kill_all(workspace, 1, 2, figures) >= 330
