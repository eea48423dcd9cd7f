"""References in whole books: those of this project, and the pasted texts where they are."""

from pathlib import Path

from publish.config import Settings
from publish.diagnostics import Severity
from publish.document.model import Citation
from publish.document.walk import descend, plain
from publish.passes.references import references
from publish.pipeline.assemble import assemble
from publish.pipeline.stages import parse
from publish.text.source import Source
from tests.conftest import ROOT


def read(path: Path) -> tuple[list[str], list[str]]:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    settings = Settings()
    outcome = references(assemble([parse(source, settings).value], settings, path.stem).value)
    loci = []
    for node in descend(outcome.value):
        if isinstance(node, Citation):
            assert source.text[node.span.start : node.span.end] == plain(node.inlines)
            loci.append(f"{node.target.work} {':'.join(node.target.locus)}")
    grave = [each for each in outcome.diagnostics if each.severity is not Severity.INFO]
    return loci, [each.message for each in grave]


def test_no_reference_in_the_books_of_this_project_is_reported() -> None:
    books = sorted((ROOT / "sources").rglob("*.txt"))
    assert books
    total = 0
    for book in books:
        loci, grave = read(book)
        assert grave == [], book.name
        total += len(loci)
    assert total > 30


def test_the_handout_has_one_verse_that_does_not_exist(corpus: Path) -> None:
    loci, grave = read(corpus / "000_68df5b70f9f21819.txt")
    assert loci == ["Isaiah 4:31", "Bavli Shabbat 152"]
    assert grave == ["there is no Isaiah 4:31: Isaiah 4 has 6 verses"]


def test_the_lesson_names_one_chapter_in_both_languages(corpus: Path) -> None:
    loci, grave = read(corpus / "002_23b3a7e230a686c7.txt")
    assert loci == ["Tanya, Likkutei Amarim 46", "Tanya, Likkutei Amarim 46"]
    assert grave == []
