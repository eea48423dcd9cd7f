"""Workspaces with built books: small EPUBs and PDFs with the marks of this program."""

from __future__ import annotations

import io
import random
import uuid
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pikepdf
from PIL import Image

from publish.artifacts.freshness import Record, write_stamp
from publish.artifacts.inputs import find_inputs
from publish.artifacts.print_pages import store_pages
from publish.catalogue.built_files import list_built_files, plan_artifacts
from publish.config import find_workspace, open_book
from publish.config.options import Format
from publish.text.languages import direction

Forms = tuple[tuple[str, str], ...]
"""Pairs of a language and a text."""


def _picture(width: int = 40, height: int = 64, colour: str = "navy") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


@dataclass(frozen=True)
class ShelfBook:
    """A book to put on a shelf, by what its EPUB says."""

    name: str
    title: Forms
    author: Forms = (("en", "A. Author"), ("he", "מחבר"))
    languages: tuple[str, ...] = ("en", "he")
    series: Forms = ()
    position: str = ""
    identifier: str = ""
    modified: str = "2026-01-02T03:04:05Z"
    description: Forms = ()
    subjects: Forms = ()
    cover: bytes | None = _picture()
    editions: tuple[str, ...] = ("",)
    has_kepub: bool = False
    levels: int | None = 1
    has_sample: bool = False

    @property
    def urn(self) -> str:
        """The identifier of its first edition."""
        return self.identifier or uuid.uuid5(uuid.NAMESPACE_URL, self.name).urn

    def epub(self, edition: str = "") -> bytes:
        """Return the EPUB of an edition."""
        urn = uuid.uuid5(uuid.NAMESPACE_URL, self.urn + edition).urn if edition else self.urn
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("mimetype", "application/epub+zip")
            archive.writestr("META-INF/container.xml", _CONTAINER)
            archive.writestr("EPUB/content.opf", self._package(urn, edition))
            if self.cover is not None:
                archive.writestr("EPUB/cover.png", self.cover)
            if self.levels is not None:
                archive.writestr("EPUB/toc.ncx", _contents(self.levels))
        return out.getvalue()

    def _package(self, urn: str, edition: str) -> str:
        metas = [f'<meta property="dcterms:modified">{self.modified}</meta>']
        for number, (name, words) in enumerate(
            (("title", self.title), ("creator", self.author)), start=1
        ):
            (lang, text), *others = words
            metas.append(f"<dc:{name} {_lang(lang)} id='e{number}'>{escape(text)}</dc:{name}>")
            for tag, form in others:
                alternate = f"refines='#e{number}' property='alternate-script' {_lang(tag)}"
                metas.append(f"<meta {alternate}>{escape(form)}</meta>")
        metas.append("<meta refines='#e2' property='role'>aut</meta>")
        for name, forms in (("description", self.description), ("subject", self.subjects)):
            metas += [f"<dc:{name} {_lang(tag)}>{escape(t)}</dc:{name}>" for tag, t in forms]
        metas += [f"<dc:language>{tag}</dc:language>" for tag in self.languages]
        if edition:
            metas.append(f"<dc:title id='ed' {_lang('en')}>The {edition}</dc:title>")
            metas.append("<meta refines='#ed' property='title-type'>edition</meta>")
        for tag, text in self.series[:1]:
            series = f"property='belongs-to-collection' id='s' {_lang(tag)}"
            metas.append(f"<meta {series}>{escape(text)}</meta>")
            metas.append("<meta refines='#s' property='collection-type'>series</meta>")
            metas.append(f"<meta refines='#s' property='group-position'>{self.position}</meta>")
        metas += [
            f"<meta property='schema:{name}'>{value}</meta>"
            for name, value in (
                ("accessMode", "textual"),
                ("accessModeSufficient", "textual"),
                ("accessibilityFeature", "displayTransformability"),
                ("accessibilityFeature", "tableOfContents"),
                ("accessibilityHazard", "none"),
            )
        ]
        metas.append('<meta name="generator" content="publish"/>')
        cover = (
            "<item href='cover.png' id='c' media-type='image/png' properties='cover-image'/>"
            if self.cover is not None
            else ""
        )
        ncx = "<item href='toc.ncx' id='n' media-type='application/x-dtbncx+xml'/>"
        ncx = "" if self.levels is None else ncx
        progression = direction(self.languages[0]).value
        return (
            '<package xmlns="http://www.idpf.org/2007/opf" unique-identifier="uid" version="3.0">'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:identifier id='uid'>{escape(urn)}</dc:identifier>{''.join(metas)}</metadata>"
            f"<manifest>{cover}{ncx}</manifest>"
            f'<spine page-progression-direction="{progression}"/></package>'
        )


_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


def _contents(levels: int) -> str:
    """Return an NCX in which each line has one below it."""
    points = "<navPoint>" * levels + "</navPoint>" * levels
    namespace = "http://www.daisy.org/z3986/2005/ncx/"
    return f'<ncx xmlns="{namespace}"><navMap>{points}<navPoint/></navMap></ncx>'


def _lang(tag: str) -> str:
    return f"xml:lang={quoteattr(tag)} dir='{direction(tag).value}'"


def make_pdf(title: str, pages: int = 2) -> bytes:
    """Return a PDF of empty pages with the mark of this program."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.docinfo["/Title"] = title
        pdf.docinfo["/Producer"] = "publish"
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return out.getvalue()


def make_workspace(root: Path, books: list[ShelfBook], settings: str = "") -> Path:
    """Return the folder of a workspace in which these books are built, each with a PDF."""
    (root / "sources").mkdir(parents=True)
    (root / "publish.toml").write_text(settings, encoding="utf-8")
    for book in books:
        put_book(root, book)
    return root


def put_book(root: Path, book: ShelfBook) -> None:
    """Put a book into a workspace: its text, its EPUBs and its PDF."""
    (root / "sources" / f"{book.name}.txt").write_text("The light was good.\n", encoding="utf-8")
    folder = root / "output" / book.name
    folder.mkdir(parents=True, exist_ok=True)
    for edition in book.editions:
        suffix = f".{edition}" if edition else ""
        (folder / f"{book.name}{suffix}.epub").write_bytes(book.epub(edition))
        if book.has_kepub:
            (folder / f"{book.name}{suffix}.kepub.epub").write_bytes(book.epub(edition))
    if book.has_sample:
        sample = replace(book, title=tuple((lang, f"{text} (sample)") for lang, text in book.title))
        (folder / f"{book.name}.sample.epub").write_bytes(sample.epub("sample"))
    (folder / f"{book.name}.pdf").write_bytes(make_pdf(book.title[0][1]))


def mark_fresh(root: Path, name: str) -> None:
    """Record that the files of a book are as a build would make them now."""
    book = open_book(name, find_workspace(root))
    files = list_built_files(book)
    artifacts = plan_artifacts(book, files)
    contents = {file.path: file.path.read_bytes() for file in files}
    for path, content in contents.items():
        path.touch()
        if artifacts[path].format is Format.PDF:
            store_pages(artifacts[path], content, ())
    for path, content in contents.items():
        inputs = find_inputs(artifacts[path])
        write_stamp(artifacts[path], inputs, content, Record((), None))


_LATIN = "The Light of Words & <Letters> “Quoted” it's a/b \\ C: \u202eabc\u202c café —".split(" ")
_HEBREW = "אוֹר הַמִּלִּים ספר ד״ר הרב׳ שלום וברכה \u2067תורה\u2069 &quot; ישראל".split(" ")
_NAMES = (
    (("en", "Rabbi A. & B. <Sons>"), ("he", "הרב א׳ ״המחבר״")),
    (("he", "מחברת בלבד"),),
    (("en", "O'Neil / Smith"),),
)


def random_books(seed: int, number: int) -> list[ShelfBook]:
    """Return books with odd titles, in one or two scripts, with series, editions and no covers."""
    chance = random.Random(seed)
    covers = [_picture(), _picture(300, 200, "maroon"), None]
    books = []
    for index in range(number):
        latin = " ".join(chance.choices(_LATIN, k=chance.choice((1, 3, 6, 80)))) + f" {index}"
        hebrew = " ".join(chance.choices(_HEBREW, k=chance.choice((1, 3, 6, 80)))) + f" {index}"
        title = chance.choice(
            ((("en", latin),), (("he", hebrew),), (("en", latin), ("he", hebrew)))
        )
        series = chance.choice(((), (("en", "A Series & More"),), (("he", "סדרה ״טובה״"),)))
        books.append(
            ShelfBook(
                f"book-{index}",
                title,
                chance.choice(_NAMES),
                chance.choice((("en",), ("he",), ("en", "he"), ("he", "en"), ("yi", "he"))),
                series,
                str(index) if series else "",
                description=chance.choice(((), (("en", latin), ("he", hebrew)))),
                subjects=chance.choice(((), (("en", "Light & <dark>"),))),
                cover=chance.choice(covers),
                editions=chance.choice((("",), ("", "translation"), ("", "original"))),
                has_kepub=index % 3 == 0,
                has_sample=index % 2 == 0,
                modified=f"2026-01-{1 + index % 28:02}T00:00:00Z",
            )
        )
    return books


def rename(book: ShelfBook, title: str) -> ShelfBook:
    """Return a book with another title."""
    return replace(book, title=(("en", title),))
