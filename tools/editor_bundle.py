#!/usr/bin/env python3
"""The bundle of the source editor: CodeMirror and ``tools/editor/editor.js`` in one module.

``npm ci --ignore-scripts`` in ``tools/editor`` installs the packages, in the versions of its lock.
``python tools/editor_bundle.py`` writes the bundle and the licences of the packages in it.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tools" / "editor"
PROGRAM = FOLDER / "node_modules" / ".bin" / "esbuild"
ASSETS = ROOT / "publish" / "desk" / "assets"
BUNDLE = ASSETS / "codemirror.js"
LICENCES = ASSETS / "codemirror.licences.txt"


def make_bundle() -> bytes:
    """Return the bundle as esbuild makes it; the same packages give the same bytes."""
    options = ("--bundle", "--format=esm", "--target=es2022", "--minify", "--charset=utf8")
    command = [str(PROGRAM), "editor.js", *options, "--legal-comments=none"]
    return subprocess.run(command, cwd=FOLDER, capture_output=True, check=True).stdout


def read_licences() -> str:
    """Return the licences of the packages in the bundle, each under their names."""
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))
    names: dict[str, list[str]] = {}
    for place, package in sorted(lock["packages"].items()):
        if not place or package.get("dev"):
            continue
        name = f"{place.removeprefix('node_modules/')} {package['version']}"
        names.setdefault((FOLDER / place / "LICENSE").read_text("utf-8").strip(), []).append(name)
    return (
        "\n\n\n".join(f"{', '.join(packages)}\n\n{licence}" for licence, packages in names.items())
        + "\n"
    )


def main() -> None:
    """Write the bundle and its licences."""
    BUNDLE.write_bytes(make_bundle())
    LICENCES.write_text(read_licences(), "utf-8")
    print(f"{BUNDLE.relative_to(ROOT)}: {BUNDLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
