"""Packages that extend publish, written to a folder as an installer would write them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from publish import plugins, readers
from publish.pipeline.pass_table import arrange_passes, passes, stages
from publish.storage import distributions
from publish.writers import export as exporters

ROOT = Path(__file__).parents[2]
EXAMPLE = Path(__file__).parent / "example"
"""The package of docs/plugins.md."""

_BLOCK = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def recipe(heading: str) -> dict[str, str]:
    """The files of the example in a section of CONTRIBUTING.md, by their names."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return dict(_BLOCK.findall(section))


@dataclass(frozen=True)
class Site:
    """A folder of installed packages beside a workspace; publish runs there in a process."""

    folder: Path
    workspace: Path

    def install(self, files: dict[str, str]) -> None:
        """Install the package of a pyproject.toml and its modules."""
        self._write_metadata(files["pyproject.toml"])
        for name, text in files.items():
            if name != "pyproject.toml":
                (self.folder / name).write_text(text, "utf-8")

    def install_example(self) -> Path:
        """Install the example; return the folder of its modules."""
        self._write_metadata((EXAMPLE / "pyproject.toml").read_text("utf-8"))
        folder = self.folder / "publish_example"
        shutil.copytree(EXAMPLE / "src" / "publish_example", folder)
        return folder

    def _write_metadata(self, toml: str) -> None:
        project = tomllib.loads(toml)["project"]
        info = self.folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n")
        lines = []
        for group, entries in project["entry-points"].items():
            lines += [f"[{group}]", *(f"{name} = {value}" for name, value in entries.items()), ""]
        (info / "entry_points.txt").write_text("\n".join(lines))

    def uninstall(self, info: str) -> None:
        """Remove the metadata of a package."""
        folder = self.folder / info
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()

    def write(self, name: str, text: str) -> None:
        """Write a file of the workspace."""
        path = self.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the command in a process that has the packages on its path."""
        return self.python("-m", "publish", *words)

    def python(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the workspace, with the packages on its path."""
        path = os.pathsep.join((str(ROOT), str(self.folder)))
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.workspace,
            env=os.environ | {"PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
        )


def package(kind: str, name: str, value: str, code: str = "") -> dict[str, str]:
    """The files of a package with one entry point; ``value`` is in the module ``kind``_x."""
    module = value.partition(":")[0]
    toml = (
        f'[project]\nname = "{module}"\nversion = "1.0"\n'
        f'[project.entry-points."publish.{kind}"]\n"{name}" = "{value}"\n'
    )
    return {"pyproject.toml": toml, f"{module}.py": code}


def forget_packages() -> None:
    """Have the packages that are installed be looked for again, in this process."""
    for function in (
        *(distributions.all_entry_points, distributions.entry_points, plugins.theme_folders),
        *(readers.table, readers.load_reader, arrange_passes, passes, stages),
        *(exporters.table, exporters.find_exporter),
    ):
        function.cache_clear()
    sys.modules.pop("publish.cli.export", None)  # its option has the names of the formats
