"""The list of books: titles as the title pages have them, each read when it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from .running_desk import Client

pytestmark = pytest.mark.thorough

BOTH = 'title = { en = "The Leaf", he = "העלה" }\n'


def titles(client: Client) -> dict[str, tuple[str, bool]]:
    books = client.get("/api/desk")["books"]
    return {book["name"]: (book["title"], book["is_title_known"]) for book in books}


def test_titles_come_from_settings_or_texts_or_the_names_of_files(
    client: Client, workspace: Path
) -> None:
    for name in ("of-settings", "of-text", "broken"):
        text = "The River\n\nA paragraph of the text.\n"
        (workspace / "sources" / f"{name}.txt").write_text(text, "utf-8")
    (workspace / "sources" / "of-settings.toml").write_text(BOTH, "utf-8")
    (workspace / "sources" / "broken.txt").write_bytes(b"\0\1\2")
    client.view(client.book("small"))
    assert titles(client) == {
        "broken": ("Broken", False),
        "of-settings": ("Of settings", False),
        "of-text": ("Of text", False),
        "small": ("A Small Book", True),
    }

    for name in ("of-settings", "of-text", "broken"):
        client.get(f"{client.book(name)}/name")

    assert titles(client) == {
        "broken": ("Broken", True),
        "of-settings": ("The Leaf · העלה", True),
        "of-text": ("The River", True),
        "small": ("A Small Book", True),
    }
