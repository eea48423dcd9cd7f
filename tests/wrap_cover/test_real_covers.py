"""Covers of pasted texts, made by the command from their pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from publish.cli import main
from publish.text.lengths import MM

pytestmark = pytest.mark.thorough

_SETTINGS = """
binding = "{binding}"
identifier = "978-965-90123-4-3"
notes_pages = {{ place = "end", count = 40 }}
[wrap_cover]
paper = {{ sheet = "{sheet}" }}
back = {{ en = "Read (all of) this.", he = "קרא (את כל) זאת." }}
"""


@pytest.mark.parametrize(("binding", "sheet"), [("left", "0.08mm"), ("right", "0.9mm")])
def test_covers_of_the_corpus_fit_their_pages(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, binding: str, sheet: str
):
    (tmp_path / "sources").mkdir()
    (tmp_path / "publish.toml").write_text("")
    for number, text in enumerate(sorted(corpus.glob("*.txt"))):
        shutil.copy(text, tmp_path / "sources" / f"text-{number}.txt")
        settings = _SETTINGS.format(binding=binding, sheet=sheet)
        if number:
            settings = settings.replace("978-965-90123-4-3", "978-3-16-148410-0")
        (tmp_path / "sources" / f"text-{number}.toml").write_text(settings, "utf-8")
    monkeypatch.chdir(tmp_path)
    answer = CliRunner().invoke(main, ["cover", "-j", "1"])
    assert answer.exit_code == 0, answer.output
    covers = sorted(Path("output").glob("*/*.cover.pdf"))
    assert len(covers) == len(list(Path("sources").glob("*.txt")))
    for cover in covers:
        with pikepdf.open(cover.with_name(cover.name.replace(".cover", ""))) as pdf:
            leaves = (len(pdf.pages) + 1) // 2
        with pikepdf.open(cover) as pdf:
            left, _, right, _ = (float(edge) for edge in pdf.pages[0].TrimBox)
        spine = (right - left) / MM - 2 * 148
        assert spine == pytest.approx(leaves * float(sheet.removesuffix("mm")), abs=0.05)
