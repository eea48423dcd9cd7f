"""Files that strangers made to do harm are refused or harmless, within bounds.

Each is a book of which ``publish pdf`` makes the PDF in a process of its own.  The bounds of time
and memory are those of docs/safety.md.
"""

from __future__ import annotations

import os
import re
import socket
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support import opendocument_files
from tests.support.word_files import NAMESPACES, paragraph, picture, word_file, zip_files

pytestmark = pytest.mark.slow

MOST_SECONDS = 10
MOST_MEMORY = 400_000_000
"""Bounds for each of the files, with the start of the program; a handout takes 2 s and 150 MB."""

SECRET = "the-secret-of-the-house"
LAST_BOOK = b"the last good book"


@dataclass(frozen=True)
class Place:
    """The addresses that a hostile file names: a server, and a file outside of the workspace."""

    server: str
    secret: Path


Writer = Callable[[Place], bytes]


@dataclass(frozen=True)
class Hostile:
    """A hostile file: its name, its content, and the codes of the messages about it.

    A refused file has no book.  ``size`` is that of the file, with zeros after the content.
    """

    name: str
    write: Writer
    codes: tuple[str, ...]
    is_refused: bool = False
    size: int = 0


def refusal(name: str, data: bytes | Writer, code: str, size: int = 0) -> Hostile:
    write = data if callable(data) else lambda _place: data
    return Hostile(name, write, (code,), True, size)


def harmless(name: str, data: bytes | Writer, *codes: str) -> Hostile:
    return Hostile(name, data if callable(data) else lambda _place: data, codes)


# --- Word


def document(body: str, head: str = "") -> bytes:
    text = f"{head}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return zip_files({"word/document.xml": text})


TEXT = paragraph("The gate was open.")
ENTITY = "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"
BOMB = (
    "<!DOCTYPE a [<!ENTITY l 'ha'>"
    + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>"
        for a, b in zip("lkjihgfedcb", "kjihgfedcba", strict=True)
    )
    + "]>"
)


def external_entity(place: Place) -> bytes:
    return document(ENTITY, f'<!DOCTYPE a [<!ENTITY a SYSTEM "{place.secret.as_uri()}">]>')


def external_parts(place: Place) -> bytes:
    """A Word file whose picture, template and fields are elsewhere."""
    field = f'INCLUDEPICTURE "{place.server}/p.png" \\* MERGEFORMAT'
    include = f'INCLUDETEXT "{place.secret}"'
    fields = "".join(
        f'<w:fldSimple w:instr="{f}"><w:r><w:t>Shown</w:t></w:r></w:fldSimple>'
        for f in (field.replace('"', "&quot;"), include.replace('"', "&quot;"))
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    settings = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}/attachedTemplate" Target="{place.server}/t.dotm" '
        'TargetMode="External"/></Relationships>'
    )
    return word_file(
        TEXT,
        paragraph(picture("far", "A far picture", external=True)),
        f"<w:p>{fields}</w:p>",
        media={f"far.{place.server}/x.png": b""},
        more={"word/_rels/settings.xml.rels": settings.encode()},
    )


def tags_of(unit: str, count: int) -> bytes:
    """A small Word file of very many tags, whose ratio is that of a text."""
    noise = "".join(f"{zlib.crc32(str(n).encode()):08x}" for n in range(count // 50))
    return document(paragraph(noise) + unit * count)


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it has a size, and has no pixels."""

    def part(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", b"") + part(b"IEND", b"")


def with_picture(data: bytes) -> bytes:
    return word_file(TEXT, paragraph(picture("p", "A picture")), media={"p.png": data})


# --- OpenDocument


def odt(head: str) -> bytes:
    """An OpenDocument text whose content begins with a document type."""
    body = "<office:body><office:text><text:p>&a;</text:p></office:text></office:body>"
    root = f"<office:document-content {opendocument_files.NAMESPACES}>{body}"
    files = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"{head}{root}</office:document-content>",
    }
    return opendocument_files.zip_files(files)


def flat_odt(place: Place) -> bytes:
    """A flat OpenDocument text with an external entity, and a picture that is elsewhere."""
    text = opendocument_files.fodt_file(
        opendocument_files.paragraph("&a;"),
        opendocument_files.paragraph(opendocument_files.picture(f"{place.server}/p.png")),
    ).decode()
    document_type = f'<!DOCTYPE a [<!ENTITY a SYSTEM "{place.secret.as_uri()}">]>'
    return text.replace("?>", f"?>{document_type}", 1).replace("&amp;a;", "&a;").encode()


# --- web pages, mails and Markdown

ASKING = """<!DOCTYPE html><html><head><base href="{server}/">
<meta http-equiv="refresh" content="0;url={server}/"><link rel="import" href="{server}/i">
<link rel="stylesheet" href="{file}"><link rel="stylesheet" href="{server}/c.css">
<style>@import url("{server}/c.css"); @font-face{{src:url({file})}}
p{{background:url("{file}")}}</style><script src="{server}/s.js"></script>
</head><body background="{server}/b.png"><article>
<p style="background-image:url({server}/p.png)">The gate was open.</p>
<img src="{server}/1.png" srcset="{file} 2x, {server}/2.png 3x"><img src="{file}">
<img src="../../{name}"><picture><source srcset="{server}/4.png"><img src="x.png"></picture>
<svg><image href="{file}"/><use href="{server}/u.svg#x"/></svg>
<iframe src="{file}"></iframe><object data="{server}/o"></object><embed src="{server}/e">
<video src="{server}/v" poster="{file}"></video>
<img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3C/svg%3E">
<a href="{file}" ping="{server}/">here</a>
<form action="{server}/"><input type="image" src="{server}/f"></form></article></body></html>"""


def asking_page(place: Place) -> bytes:
    names = {"server": place.server, "file": place.secret.as_uri(), "name": place.secret.name}
    return ASKING.format(**names).encode()


def asking_markdown(place: Place) -> bytes:
    return (
        f"# The Gate\n\nIt was open.\n\n![a]({place.server}/a.png)\n\n"
        f"![b]({place.secret.as_uri()})\n\n"
        f"![c](../../{place.secret.name})\n\n<img src='{place.server}/i.png'>\n"
    ).encode()


def asking_text(place: Place) -> bytes:
    return asking_markdown(place).replace(b"<img", b"text <img")


def deep_mail(depth: int) -> bytes:
    heads = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)
    )
    return f"From: a@example.org\nMIME-Version: 1.0\n{heads}\nText".encode()


MAIL = b"""From: a@example.org
Subject: The Gate
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

The gate was open, and nobody stood in it.
--b
Content-Type: application/octet-stream; name="../../../evil.sh"
Content-Disposition: attachment; filename="../../../evil.sh"

rm -rf
--b--
"""

LARGE = 500_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DEEP = '{"title": "A", "language": "en", "sectionNames": ["A"], "text": '
TAGS = 3_000_001
MILLION = range(1_000_000)
LINES = 1_000_001

CASES = {
    "entities that multiply": refusal("a.docx", document(ENTITY, BOMB), "W11"),
    "entities in UTF-16": refusal(
        "a.docx",
        lambda _: zip_files({"word/document.xml": f"{BOMB}<a>&a;</a>".encode("utf-16")}),
        "W11",
    ),
    "an external entity": refusal("a.docx", external_entity, "W11"),
    "a part that unpacks very large": refusal(
        "a.docx", lambda _: word_file(TEXT, more={"word/x.xml": bytes(90_000_000)}), "W11"
    ),
    "very many tags in a small file": refusal("a.docx", lambda _: tags_of("<w:p/>", TAGS), "F31"),
    "a million runs": refusal(
        "a.docx",
        lambda _: document(
            f"<w:p>{''.join(f'<w:r><w:t>{n}</w:t></w:r>' for n in range(10**6))}</w:p>"
        ),
        "F31",
    ),
    "ten thousand levels of XML": refusal(
        "a.docx", document("<w:sdt>" * 10_000 + TEXT + "</w:sdt>" * 10_000), "W12"
    ),
    "a name that leads out": refusal("a.docx", word_file(TEXT, more={"../evil": b"x"}), "W11"),
    "an absolute name": refusal("a.docx", word_file(TEXT, more={"/tmp/evil": b"x"}), "W11"),
    "very many files": refusal(
        "a.docx", lambda _: word_file(TEXT, more={f"x{n}": b"" for n in range(10_001)}), "W11"
    ),
    "macros": harmless("a.docm", word_file(TEXT, more={"word/vbaProject.bin": b"x"})),
    "parts that are elsewhere": harmless("a.docx", external_parts),
    "a picture that is none": harmless("a.docx", with_picture(b"no picture")),
    "a picture of very many pixels": harmless("a.docx", with_picture(png_of(60_000, 60_000))),
    "a Word file named as a text": harmless("a.txt", word_file(TEXT)),
    "a text named as a Word file": refusal("a.docx", b"The gate was open.", "W13"),
    "an old Word file": refusal("a.docx", OLE + bytes(512), "F03"),
    "an encrypted Word file": refusal(
        "a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "W14"
    ),
    "entities of OpenDocument that multiply": refusal("a.odt", odt(BOMB), "W11"),
    "an external entity of flat OpenDocument": refusal("a.fodt", flat_odt, "W11"),
    "an OpenDocument text with a name that leads out": refusal(
        "a.odt",
        opendocument_files.odt_file(
            opendocument_files.paragraph("Text"), more={"Pictures/../../evil": b"x"}
        ),
        "W11",
    ),
    "an OpenDocument text whose picture is elsewhere": harmless(
        "a.odt",
        lambda place: opendocument_files.odt_file(
            opendocument_files.paragraph("The gate was open."),
            opendocument_files.paragraph(opendocument_files.picture(f"{place.server}/p.png", "A")),
        ),
    ),
    "a text of 500 MB": refusal("a.txt", b"The gate.", "F31", LARGE),
    "a Word file of 500 MB": refusal("a.docx", b"PK\x03\x04", "F31", LARGE),
    "a page of 500 MB": refusal("a.html", b"<html>", "F31", LARGE),
    "a mail of 500 MB": refusal("a.eml", b"From: a", "F31", LARGE),
    "very many lines": refusal("a.txt", lambda _: b"a\n" * LINES, "F31"),
    "a page of very many tags": refusal("a.html", lambda _: b"<html>" + b"<b>" * TAGS, "F31"),
    "a page of ten thousand levels": harmless(
        "a.html", b"<html><body>" + b"<div>" * 10_000 + b"<p>The gate was open.", "W48"
    ),
    "a page that asks for files and addresses": harmless("a.html", asking_page),
    "Markdown that asks for files and addresses": harmless("a.md", asking_markdown, "W80", "W81"),
    "a text that asks for files and addresses": harmless("a.txt", asking_text, "W80", "W81"),
    "JSON of a thousand levels": refusal("a.json", DEEP.encode() + b"[" * 1000, "W60"),
    "a mail of a thousand levels": refusal("a.eml", deep_mail(1000), "W72"),
    "an attachment whose name leads out": harmless("a.eml", MAIL, "W71"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[socket.socket]:
    """A server that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0)
        yield listening


@pytest.fixture(scope="module", autouse=True)
def _warm_up(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Make a book first, because the first one looks for the libraries of the system."""
    folder = tmp_path_factory.mktemp("warm-up")
    (folder / "a.txt").write_text("The gate was open.")
    run_publish(folder / "a.txt", folder)


@pytest.fixture
def place(tmp_path: Path, server: socket.socket) -> Place:
    secret = tmp_path / "secret.png"
    secret.write_text(SECRET)
    return Place(f"http://127.0.0.1:{server.getsockname()[1]}", secret)


@dataclass(frozen=True)
class Run:
    """An ended process: its output, and what it noted and used."""

    exit_code: int
    output: str
    events: list[str]
    seconds: float
    memory: int


def run_publish(file: Path, folder: Path) -> Run:
    """Make the PDF of a file in a process that ends far beyond the bounds."""
    log = folder / "log"
    limits = (str(2 * MOST_SECONDS), str(8 * MOST_MEMORY))  # address space is not all used
    program = (sys.executable, "-m", "tests.support.watched_publish", log, *limits)
    with (folder / "output").open("w+b") as output:
        process = subprocess.Popen(
            (*program, "pdf", file.name),
            cwd=file.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=output,
            stderr=output,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode()
    seconds = usage.ru_utime + usage.ru_stime
    lines = log.read_text("utf-8").splitlines()
    (memory,) = (int(line) for line in lines if line.isdigit())
    events = [line for line in lines if not line.isdigit()]
    return Run(process.returncode, text, events, seconds, memory)


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits and measures memory")
@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_does_no_harm(
    name: str, place: Place, server: socket.socket, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    case = CASES[name]
    file = tmp_path / "workspace" / case.name
    book = file.parent / "output" / "a" / "a.pdf"
    book.parent.mkdir(parents=True)
    if case.is_refused:
        book.write_bytes(LAST_BOOK)
    file.write_bytes(case.write(place))
    if case.size:
        os.truncate(file, case.size)
    run = run_publish(file, tmp_path)
    megabytes = run.memory // 1_000_000
    figures(f"hostile file, {name}: {run.seconds:.1f} s of CPU, {megabytes} MB")

    assert "Traceback" not in run.output
    assert "internal error" not in run.output
    assert run.exit_code == int(case.is_refused), run.output
    codes = set(re.findall(r"(?:error|warning|info)\[(\w+)\]", run.output))
    assert set(case.codes) <= codes, run.output
    if case.is_refused:
        assert f"error[{case.codes[0]}]" in run.output
        assert case.name in run.output
        assert "= hint:" in run.output
        assert book.read_bytes() == LAST_BOOK
    else:
        assert book.read_bytes().startswith(b"%PDF")
    assert not [each for each in run.events if place.secret.name in each]
    assert not [each for each in run.events if not each.startswith("open")]
    assert not list(tmp_path.rglob("evil*"))
    assert SECRET not in run.output
    with pytest.raises(BlockingIOError):
        server.accept()
    assert run.seconds < MOST_SECONDS
    assert run.memory < MOST_MEMORY
