"""The pages of an EPUB turn by the first language of its edition, which its front matter has."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publish import to_epub
from publish.config.options import Edition
from publish.text.languages import Dir

LESSON = (
    "At the beginning of the book there is one letter,\n\nבִּתְחִלַּת הַסֵּפֶר יֵשׁ אוֹת אַחַת,\n\n"
    "and it is a large bet.\n\nוְהִיא בֵּית גְּדוֹלָה.\n"
)
SETTINGS = {
    "title": {"en": "Three Gates", "he": "שלושה שערים"},
    "languages": ["en", "he"],
    "date": datetime(2026, 6, 1, tzinfo=UTC).date(),
    "rights": "כל הזכויות שמורות",
}
EDITIONS = [edition for edition in Edition if edition is not Edition.LARGE_PRINT]


@pytest.mark.parametrize("binding", [None, "left", "right"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_pages_turn_by_the_first_language_or_the_binding(
    edition: Edition, binding: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "lesson.txt"
    path.write_text(LESSON, "utf-8")
    settings = SETTINGS | ({"binding": binding} if binding else {})
    data = to_epub(path, settings=settings, edition=edition).value
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        files = {name: file.read(name).decode() for name in file.namelist() if "html" in name}
        package = next(file.read(n).decode() for n in file.namelist() if n.endswith(".opf"))
    is_hebrew = edition not in {Edition.INTERLINEAR, Edition.TRANSLATION}
    is_rtl = binding == "right" or (binding is None and is_hebrew)
    turning = re.search(r'page-progression-direction="(\w+)"', package)
    assert turning is not None
    assert Dir(turning[1]) is (Dir.RTL if is_rtl else Dir.LTR)
    pages = {name.rpartition("/")[2]: text for name, text in files.items()}
    titles = re.findall(r'class="title(?: other)?"[^>]*>([^<]*)<', pages["title.xhtml"])
    assert titles[0].startswith("שלושה" if is_hebrew else "Three")
    assert ("תוכן העניינים" in pages["nav.xhtml"]) is is_hebrew
    assert ("1 ביוני 2026" in pages["colophon.xhtml"]) is is_hebrew
    assert re.search(r'class="rights"[^>]*dir="rtl"', pages["colophon.xhtml"])
