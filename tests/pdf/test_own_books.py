"""A text copied from a PDF of publish is read as the paragraphs that it was made from."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from publish import read, to_pdf
from publish.config import Settings
from publish.pipeline.stages import parse
from publish.text.source import Source

WORDS = (
    "the of and a keeper lamp evening house that he was by in it to understanding wonderful road "
    "children remembered considered morning another nobody listened quietly bread water window "
    "composition arrangement responsibility neighbourhood conversation"
).split()


def make_paragraphs(count: int, seed: int) -> list[str]:
    draw = random.Random(seed)
    paragraphs: list[str] = []
    for _ in range(count):
        sentences = [
            " ".join(draw.choice(WORDS) for _ in range(draw.randint(8, 25))).capitalize() + "."
            for _ in range(draw.randint(2, 7))
        ]
        paragraphs.append(" ".join(sentences))
    return paragraphs


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
@pytest.mark.parametrize("seed", [7, 8])
def test_the_text_of_a_pdf_comes_back_as_paragraphs(seed: int, tmp_path: Path) -> None:
    paragraphs = make_paragraphs(24, seed)
    text = "The Keeper\n\n" + "\n\n".join(paragraphs)
    pdf = tmp_path / "keeper.pdf"
    pdf.write_bytes(to_pdf(read(text, settings={"shape": "prose"}).value).value)
    copied = subprocess.run(
        ["pdftotext", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    outcome = parse(Source("copied.txt", copied), Settings(), after="clean")
    body = " ".join(paragraphs)
    lines = [chunk.text.text for chunk in outcome.value.chunks if chunk.text.text in body]
    assert " ".join(lines) == body
    # Two paragraphs are one where the last line of the first is full: a PDF has no other sign.
    assert len(lines) > 0.9 * len(paragraphs)
    # Nor has it a sign that a paragraph goes on over a page that ends with a sentence. A line of
    # few letters that ends with one may look like the last of its paragraph, too.
    pages = [" ".join(page.split()) for page in copied.split("\f")]
    inner = [line for line in lines if not any(line.startswith(each) for each in paragraphs)]
    assert sum(not any(line[:40] in page[:120] for page in pages) for line in inner) <= 1
