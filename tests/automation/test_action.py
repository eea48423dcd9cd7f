"""The action of GitHub: its form, and its steps as a runner runs them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from jsonschema import Draft7Validator

from tests.conftest import ROOT

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
INSTALL, CHECK = ACTION["runs"]["steps"]


class Runner:
    """A runner of GitHub: the folder of the repository, and files that steps write to."""

    def __init__(self, folder: Path, action: Path = ROOT) -> None:
        self.workspace = folder / "repository"
        (self.workspace / "sources").mkdir(parents=True)
        (self.workspace / "publish.toml").touch()
        (self.workspace / ".git").mkdir()
        self._action = action
        self._files = {name: folder / name for name in ("GITHUB_OUTPUT", "GITHUB_PATH")}
        for path in self._files.values():
            path.touch()

    def write(self, name: str, text: str) -> None:
        (self.workspace / "sources" / name).write_text(text, "utf-8")

    def run(self, step: dict[str, Any], **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run a step with the shell that runners use for it."""
        values = {f"inputs.{name}": each["default"] for name, each in ACTION["inputs"].items()}
        values |= {f"inputs.{name}": value for name, value in inputs.items()}
        values["github.action_path"] = str(self._action)

        def fill(text: str) -> str:
            return re.sub(r"\$\{\{ (\S+) \}\}", lambda match: values[match[1]], text)

        path = (*self._files["GITHUB_PATH"].read_text().split(), os.environ["PATH"])
        script = self.workspace.with_name("step.sh")
        script.write_text(step["run"])
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.workspace / fill(step.get("working-directory", ".")),
            env={
                **os.environ,
                **{name: fill(value) for name, value in step["env"].items()},
                **{name: str(path) for name, path in self._files.items()},
                "GITHUB_WORKSPACE": str(self.workspace),
                "PATH": os.pathsep.join(path),
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def outputs(self) -> dict[str, str]:
        lines = self._files["GITHUB_OUTPUT"].read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A runner on which the step that installs publish has been run."""
    runner = Runner(tmp_path)
    (tmp_path / "GITHUB_PATH").write_text(str(Path(sys.executable).parent))
    runner.write("lesson.txt", "A lesson.[1]\n")
    return runner


def test_the_action_keeps_to_the_schema() -> None:
    validator = Draft7Validator(get_builtin_schema("vendor.github-actions"))
    assert [error.message for error in validator.iter_errors(ACTION)] == []
    assert not validator.is_valid({**ACTION, "runs": {"using": "composite"}})


def test_no_input_is_written_into_a_script() -> None:
    """A runner pastes expressions into scripts, where a name could be a command."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]


@pytest.mark.slow
def test_each_message_is_beside_its_line(runner: Runner) -> None:
    step = runner.run(CHECK)
    assert step.returncode == 0, step.stderr
    assert "::warning file=sources/lesson.txt,line=1,endLine=1,col=10::N01 " in step.stdout
    assert runner.run(CHECK, strict="true").returncode == 1


@pytest.mark.slow
def test_a_book_with_an_error_fails_the_check_unless_others_are_named(runner: Runner) -> None:
    runner.write("broken.txt", "")
    assert runner.run(CHECK).returncode == 1
    assert runner.run(CHECK, books="lesson\n").returncode == 0


@pytest.mark.slow
def test_a_name_of_a_book_is_neither_a_command_nor_an_option(runner: Runner) -> None:
    name = '$(touch a) `touch b`; touch c" --fix'
    step = runner.run(CHECK, books=f"{name}\n--fix")
    assert step.returncode == 1
    assert "touch" in step.stdout
    assert {path.name for path in runner.workspace.iterdir()} <= {
        *(".git", "publish.toml", "sources", "output")
    }


@pytest.mark.slow
def test_a_log_for_code_scanning_is_written_also_when_the_check_fails(runner: Runner) -> None:
    runner.write("broken.txt", "")
    assert runner.run(CHECK, sarif="publish.sarif").returncode == 1
    assert runner.outputs() == {"sarif": "publish.sarif"}
    log = json.loads((runner.workspace / "publish.sarif").read_text("utf-8"))
    assert {"F02", "N01"} <= {result["ruleId"] for result in log["runs"][0]["results"]}


@pytest.mark.long
def test_a_runner_installs_and_checks(tmp_path: Path) -> None:
    action = tmp_path / "action"
    subprocess.run(["git", "clone", "--quiet", ROOT, action], check=True)
    runner = Runner(tmp_path, action)
    runner.write("lesson.txt", "A lesson.[1]\n")
    install = runner.run(INSTALL)
    assert install.returncode == 0, install.stdout + install.stderr
    step = runner.run(CHECK)
    assert (step.returncode, "N01" in step.stdout) == (0, True)
    assert (tmp_path / "GITHUB_PATH").read_text().strip() == str(action / ".venv" / "bin")
