"""Builds the documentation as a site in dist/docs: ``python -m tools.documentation``.

The pages are those of docs/ and the other pages of the project, and reference pages made from the
code (``reference_pages.py``).  Each warning of Sphinx, such as that about a link to a page or a
heading that does not exist, is an error.  The site loads nothing from other hosts.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from tools.reference_pages import REFERENCE

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "dist" / "docs-source"
SITE = ROOT / "dist" / "docs"

SECTIONS = {
    "Begin": ("docs/install", "docs/first-hour-editor", "docs/first-hour-organiser"),
    "How to": (
        "docs/desk",
        "docs/editions",
        "docs/booklets",
        "docs/programme-books",
        "docs/night-before",
        "docs/front",
        "docs/press",
        "docs/covers",
        "docs/archive",
        "docs/preflight",
        "docs/ebooks",
        "docs/shelf",
        "docs/marks",
        "docs/themes",
        "docs/gallery",
        "docs/safety",
        "docs/automation",
        "docs/shared-cache",
        "docs/cluster",
        "docs/files",
        "docs/*",
    ),
    "Reference": (
        *(f"docs/reference/{name}" for name in REFERENCE),
        "docs/understanding",
        "docs/bidi",
    ),
    "For programmers": (
        "docs/library",
        "docs/plugins",
        "ARCHITECTURE",
        "CONTRIBUTING",
        "docs/upstream/README",
        "tests/bench/README",
        "CHANGELOG",
    ),
}
"""The navigation: pages without their ending; a page that does not exist is left out."""

OTHER_PAGES = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
    "tests/bench/README.md",
)
"""The files of the site that are not in docs/."""

OPTIONS = {
    "project": "publish",
    "extensions": ["myst_parser"],
    "myst_heading_anchors": 4,
    "html_theme": "furo",
    "html_title": "publish",
    "html_copy_source": False,
    "html_show_copyright": False,
    "html_show_sphinx": False,
    "highlight_language": "none",
    "exclude_patterns": ["README.md"],  # the first page has its text
}
"""The settings of Sphinx (https://www.sphinx-doc.org/en/master/usage/configuration.html)."""

_TO_README = re.compile(r"(\]\((?:\.\./)?)README\.md(?=[)#])")
"""A link to README.md, from a page of the first or the second level."""


def main() -> int:
    """Build the site; return 1 if Sphinx had a warning."""
    from sphinx.application import Sphinx

    shutil.rmtree(BUILD, ignore_errors=True)
    shutil.rmtree(SITE, ignore_errors=True)
    write_pages(BUILD)
    app = Sphinx(
        BUILD,
        None,
        SITE,
        BUILD / ".doctrees",
        "html",
        OPTIONS,
        status=None,
        warningiserror=True,
    )
    app.build()
    if app.statuscode == 0:
        print(f"The documentation is in {SITE / 'index.html'}")
    return app.statuscode


def write_pages(folder: Path) -> None:
    """Write the pages of the site into ``folder``, at their paths, so that their links hold."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    for path in OTHER_PAGES:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, folder / path)
    reference = folder / "docs" / "reference"
    reference.mkdir()
    for name, make_page in REFERENCE.items():
        (reference / f"{name}.md").write_text(make_page(), encoding="utf-8")
    (folder / "index.md").write_text(make_index(folder), encoding="utf-8")
    with (folder / "docs/upstream/README.md").open("a", encoding="utf-8") as upstream:
        upstream.write("\n```{toctree}\n:hidden:\n:glob:\n\n*\n```\n")
    for page in folder.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(_TO_README.sub(r"\1index.md", text), encoding="utf-8")


def make_index(folder: Path) -> str:
    """Return the first page: that of README.md, with the navigation under it."""
    listed: set[str] = set()
    trees = [make_tree(caption, pages, folder, listed) for caption, pages in SECTIONS.items()]
    return "\n".join([(folder / "README.md").read_text(encoding="utf-8"), *trees])


def make_tree(caption: str, pages: tuple[str, ...], folder: Path, listed: set[str]) -> str:
    """Return a section of the navigation, with the pages that are not ``listed`` before it."""
    later = {page for section in SECTIONS.values() for page in section}
    names: list[str] = []
    for page in pages:
        matches = sorted(path.relative_to(folder) for path in folder.glob(f"{page}.md"))
        for name in (path.with_suffix("").as_posix() for path in matches):
            if name not in listed and (name == page or name not in later):
                names.append(name)
                listed.add(name)
    return "\n".join(["```{toctree}", f":caption: {caption}", ":hidden:", "", *names, "```", ""])


if __name__ == "__main__":
    sys.exit(main())
