"""The example package, installed by pip in an environment of its own, used and removed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from publish.cli import main
from tests.plugins.packages import EXAMPLE, ROOT, Site, forget_packages

SUBTITLES = """1
00:00:01,000 --> 00:00:04,000
Good evening... we begin
with the letter alef.

2
00:00:04,200 --> 00:00:08,000
It makes no sound: אָלֶף.

3
00:00:12,000 --> 00:00:15,000
The second letter is bet.
"""


@dataclass(frozen=True)
class Environment:
    """An environment of Python with publish and the packages that it needs, and a workspace."""

    folder: Path
    workspace: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def pip(self, *words: str) -> None:
        """Run pip, which has no network."""
        command = (sys.executable, "-m", "pip", "--python", str(self.python), *words)
        environment = os.environ | {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        subprocess.run(command, env=environment, check=True, capture_output=True)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run publish in the workspace."""
        return subprocess.run(
            [self.python, "-m", "publish", *words],
            cwd=self.workspace,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """A fresh environment; its packages are those of this one, but for what tests install."""
    fresh = Environment(tmp_path / "environment", tmp_path / "workspace")
    venv.create(fresh.folder, symlinks=True)
    scheme = {"base": str(fresh.folder), "platbase": str(fresh.folder)}
    site = Path(sysconfig.get_path("purelib", vars=scheme))
    (site / "lent.pth").write_text(f"{ROOT}\n{sysconfig.get_path('purelib')}\n")
    (fresh.workspace / "sources").mkdir(parents=True)
    return fresh


@pytest.mark.long
def test_the_example_is_installed_used_and_removed(environment: Environment) -> None:
    workspace = environment.workspace
    (workspace / "publish.toml").write_text("")
    settings = 'title = "The letters"\ntheme = "paper"\npage = "square"\n'
    (workspace / "sources" / "talk.srt").write_text(SUBTITLES, "utf-8")
    (workspace / "sources" / "talk.toml").write_text(settings)
    (workspace / "sources" / "other.txt").write_text("Another\n\nThree dots... stay.\n")
    (workspace / "sources" / "paper.txt").write_text("A Title\n\nSome words.\n")
    (workspace / "sources" / "paper.toml").write_text('theme = "paper"\n')
    environment.pip("install", "--no-deps", "--no-build-isolation", str(EXAMPLE))

    listed = environment.run("plugins")
    assert listed.returncode == 0, listed.stderr
    assert "publish_example 1.2  (interface 1)" in listed.stdout

    built = environment.run("build")
    assert built.returncode == 0, built.stderr
    assert built.stdout.count("made ") == 6
    with pikepdf.open(workspace / "output/talk/talk.pdf") as pdf:
        assert {round(float(page.trimbox[2]) * 25.4 / 72) for page in pdf.pages} == {170}
    assert "Three dots… stay." in environment.run("show", "other").stdout
    assert environment.run("build").stdout.count("fresh ") == 6
    exported = environment.run("export", "talk", "--format", "plain")
    assert exported.returncode == 0, exported.stderr
    words = "Good evening… we begin with the letter alef. It makes no sound: אָלֶף.\n"
    assert words in (workspace / "output/talk/talk.txt").read_text("utf-8")

    tests = [environment.python, "-m", "pytest", "-q", "-p", "no:cacheprovider", EXAMPLE / "tests"]
    subprocess.run(tests, cwd=environment.folder, check=True, capture_output=True)

    environment.pip("uninstall", "--yes", "publish-example")

    assert environment.run("plugins").stdout == "No package that extends publish is installed.\n"
    without = environment.run("build")
    assert without.returncode == 1
    assert "Traceback" not in without.stderr
    assert "there is no theme “paper”" in without.stderr
    assert "made   output/other/other.pdf" in without.stdout
    assert "Three dots... stay." in environment.run("show", "other").stdout
    assert "error[F01]" in environment.run("check", "talk").stderr
    assert (workspace / "output/paper/paper.pdf").exists(), "the last good file stays"
    refused = environment.run("export", "other", "--format", "plain")
    assert refused.returncode == 2
    assert "'plain' is not" in refused.stderr
    assert environment.run("export", "other", "--format", "json").returncode == 0


@pytest.mark.thorough
def test_a_type_checker_knows_the_interface(tmp_path: Path) -> None:
    """An author has publish as an installed package, and checks with mypy in its strict mode."""
    folder = tmp_path / "publish_example"
    shutil.copytree(EXAMPLE / "src" / "publish_example", folder)
    command = (sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache", folder)
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    module = folder / "subtitles.py"
    module.write_text(module.read_text("utf-8").replace('Reader("subtitles"', "Reader(3"), "utf-8")
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert 'Argument 1 to "Reader" has incompatible type "int"' in checked.stdout


@pytest.fixture
def example(here: Site) -> Site:
    """The example, installed for this process."""
    here.install_example()
    forget_packages()
    return here


def check(site: Site, text: str) -> str:
    """Return what `publish check` says of subtitles."""
    site.write("sources/talk.srt", text)
    result = CliRunner().invoke(main, ["check", "talk"])
    assert "Traceback" not in result.stderr
    return result.stderr


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_subtitles_are_paragraphs(example: Site, end: str) -> None:
    assert "info[Z01]: 3 numbers and times" in check(example, SUBTITLES.replace("\n", end))
    tree = CliRunner().invoke(main, ["show", "talk"]).stdout
    assert "Good evening… we begin with the letter alef. It makes no sound:" in tree
    assert tree.count("Paragraph") == 2


def test_words_before_the_first_subtitle_are_a_paragraph(example: Site) -> None:
    assert "[X07]" not in check(example, f"The words of Tuesday.\n\n{SUBTITLES}")
    assert "The words of Tuesday." in CliRunner().invoke(main, ["show", "talk"]).stdout


def test_the_writer_has_the_words_and_the_notes(example: Site) -> None:
    text = "A Title\n\nThe first line.[1]\n\nבְּרֵאשִׁית, the second.\n\n[1] The body of the note.\n"
    example.write("sources/lesson.txt", text)
    for _ in range(2):
        result = CliRunner().invoke(main, ["export", "lesson", "--format", "plain"])
        assert result.exit_code == 0, result.stderr
    written = (example.workspace / "output" / "lesson" / "lesson.txt").read_text("utf-8")
    assert "The first line.\nThe body of the note.\nבְּרֵאשִׁית, the second.\n" in written


@pytest.mark.parametrize(
    "text",
    [
        "no subtitles at all\n",
        "1\n00:00:01,000 --> 00:00:02,000\n",
        "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:02,000 --> 00:00:03,000\nWords.\n",
        "1\n99:99:99,9 --> 0:0:0.0 X1:0\nWords\n1\n0:0:0,0 --> 0:0:0,0\nmore.",
    ],
)
def test_odd_subtitles_are_no_fault_of_the_reader(example: Site, text: str) -> None:
    assert "[X03]" not in check(example, text)
