"""A workspace of books of several kinds, each with what it takes to other machines."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

_LESSON = "In the beginning,\n\nבְּרֵאשִׁית,\n\nthe light was good.\n\nוְהָאוֹר טוֹב.\n"

KINDS = {
    "plain": {"plain.txt": f"A lesson\n\n{_LESSON}"},
    "folder": {
        "folder/01.txt": f"One\n\n{_LESSON}",
        "folder/02.txt": f"Two\n\n{_LESSON}",
        "folder/book.toml": 'title = "Tales"\nformats = ["pdf", "epub", "booklet", "kepub"]\n',
    },
    "theme": {"theme.txt": f"A theme\n\n{_LESSON}", "theme.toml": 'theme = "own"\n'},
    "pictures": {
        "pictures.md": "# Pictures\n\nA text.\n\n![blue](blue.png)\n\n![gone](gone.png)\n"
    },
    "press": {
        "press.txt": f"For a press\n\n{_LESSON}",
        "press.toml": 'profiles = ["press", "archive-source"]\nformats = ["pdf"]\n',
    },
    "cover": {
        **{f"cover/{number:02}.txt": f"Chapter {number}\n\nText.\n" for number in range(1, 27)},
        "cover/book.toml": 'title = "Covered"\nprofiles = ["press"]\nformats = ["cover"]\n',
    },
    "faulty": {"faulty.txt": ""},
}
"""The files of each kind of book under ``sources/``, by the name of the book."""


def make_books(root: Path, *kinds: str, copies: int = 1) -> Path:
    """Make a workspace with books of these kinds, and further books like the plain one."""
    files = {f"sources/{name}": text for kind in kinds for name, text in KINDS[kind].items()}
    files |= {
        f"sources/plain-{number}.txt": f"Lesson {number}\n\n{_LESSON}"
        for number in range(2, copies + 1)
    }
    files["publish.toml"] = 'formats = ["pdf", "epub"]\n'
    files["styles/own/theme.toml"] = 'base = "classic"\n'
    files["styles/own/print.css"] = "p { color: navy }\n"
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    Image.new("RGB", (40, 40), "navy").save(root / "sources/blue.png")
    return root
