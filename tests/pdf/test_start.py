"""A cheap start: what WeasyPrint loads and parses before its first page, and need not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyphen
import pytest
from cssselect2 import compiler

from publish.storage.start_cache import start_cache
from publish.writers.pdf.engine import adapter
from publish.writers.pdf.engine.shortcuts import hyphen_patterns, lazy_selectors

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

STOCK = "import weasyprint"
OURS = "from publish.writers.pdf.engine import adapter; adapter.mend()"
LAID_OUT = (
    "; import weasyprint; pdf = weasyprint.HTML(string='<p>Ink').write_pdf(); assert b'%PDF' in pdf"
)


def loaded(program: str, folder: Path) -> set[str]:
    """The modules that a program has loaded at its end; ``folder`` is its cache folder."""
    environment = {**os.environ, "PUBLISH_CACHE_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    told = f"{program}; import sys; print(*sys.modules)"
    command = [sys.executable, "-W", "error", "-c", told]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_what_is_not_needed_is_not_loaded(tmp_path: Path):
    heavy = {"fontTools.subset", "fontTools.varLib.instancer", "pycparser"}
    assert heavy <= loaded(STOCK, tmp_path)
    loaded(OURS, tmp_path)
    assert not heavy & loaded(OURS + LAID_OUT, tmp_path)


USED = {
    "fontTools": (
        "from weasyprint.pdf import fonts; from fontTools import subset, ttLib"
        "; assert fonts.subset.Options().recalc_bounds is subset.Options().recalc_bounds"
        "\nassert not issubclass(type(fonts.TTLibError), type)"
        "\ntry: fonts.TTFont(io.BytesIO(b'no font'))"
        "\nexcept fonts.TTLibError: assert fonts.TTLibError is ttLib.TTLibError"
        "\ntry: fonts.instantiateVariableFont(ttLib.TTFont(), {})"
        "\nexcept ValueError: print('used')"
    ),
    "PIL": (
        "from weasyprint import images; images.Image.open(io.BytesIO(png)).load()"
        "; from PIL import EpsImagePlugin, Image, ImageFile; assert images.Image is Image"
        "; assert ImageFile.LOAD_TRUNCATED_IMAGES and EpsImagePlugin.gs_binary is False"
        "; print('used')"
    ),
    "urllib.request": (
        "from weasyprint import urls; import base64; data = base64.b64encode(png).decode()"
        "; found = urls.URLFetcher().fetch('data:image/png;base64,' + data)"
        "; assert found.read() == png and found.content_type == 'image/png'"
        "; from urllib.request import OpenerDirector"
        "; assert issubclass(urls.URLFetcher, OpenerDirector); print('used')"
    ),
    "email.message": (
        "from weasyprint import urls; given = urls.URLFetcherResponse('theme:/', 'ink', {'A': 'b'})"
        "; assert given.charset == 'utf-8' and given.headers['a'] == 'b'"
        "; assert urls.URLFetcherResponse('theme:/', b'', given.headers).headers is given.headers"
        "; print('used')"
    ),
    "tinyhtml5": LAID_OUT.lstrip("; ") + "; print('used')",
    "mimetypes": (
        "from weasyprint.pdf import anchors"
        "; assert anchors.MIMETYPES.guess_type('a.png') == ('image/png', None); print('used')"
    ),
}
"""For each module that is put off a program that cannot do without it."""


@pytest.mark.parametrize("module", USED)
def test_what_was_put_off_is_there_when_it_is_used(tmp_path: Path, module: str):
    png = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00"
        b":~\x9bU\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    start = f"{OURS}; import io, sys; png = {png!r}"
    loaded(start, tmp_path)
    assert module not in loaded(start, tmp_path)
    there = loaded(f"{start}; assert {module!r} not in sys.modules\n{USED[module]}", tmp_path)
    assert {module, "used"} <= there


BOOK = """
import hashlib
from publish.document import model
from publish.themes import theme
from publish.writers import pdf
text = "The scribe writes אותיות with ink, and the incomprehensible quill remembers. "
note = model.Note("1", (model.Paragraph((model.Text(text),)),))
paragraph = model.Paragraph((model.Text(text * 9), note))
section = model.Section(model.Role.CHAPTER, (model.Text("Ink"),), (paragraph,) * 3)
work = model.Work(model.Meta(model.Words((("en", "Ink"),))), "en", model.Dir.LTR, (section,))
print("book", hashlib.sha256(pdf.write(work, theme.load("classic")).value).hexdigest())
"""


def test_a_book_needs_nothing_that_was_put_off(tmp_path: Path):
    heavy = {*USED, "email", "http.client", "fontTools.ttLib.tables.otTables"}
    assert heavy - {"mimetypes"} <= loaded(f"{STOCK}\n{BOOK}pass", tmp_path)
    loaded(f"{OURS}\n{BOOK}pass", tmp_path)
    assert not heavy & loaded(f"{OURS}\n{BOOK}pass", tmp_path)


def test_a_process_takes_its_fonts_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (files := tmp_path / "files").mkdir()
    monkeypatch.setenv("TMPDIR", str(files))
    for _ in range(2):
        assert "weasyprint" in loaded(f"{BOOK}pass", tmp_path / "kept")
        assert not list(files.iterdir())


def test_a_book_is_the_same_with_declarations_that_were_kept(tmp_path: Path):
    books = [
        {name for name in loaded(f"{first}\n{BOOK}pass", tmp_path) if len(name) == 64}
        for first in (STOCK, OURS, OURS)
    ]
    assert len(books[0]) == 1
    assert books[0] == books[1] == books[2]


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "not ours"])
def test_declarations_that_are_damaged_are_parsed_again(tmp_path: Path, damage: str):
    loaded(OURS, tmp_path)
    entries = (tmp_path / "start").iterdir()
    (kept,) = (path for path in entries if b"hb_face_create" in path.read_bytes())
    whole = kept.read_bytes()
    middle = len(whole) // 2
    kept.write_bytes(
        {
            "cut": whole[:middle],
            "changed": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
            "empty": b"",
            "not ours": b"\x00" * len(whole),
        }[damage]
    )
    assert "pycparser" in loaded(OURS + LAID_OUT, tmp_path)
    assert kept.read_bytes() == whole
    assert "pycparser" not in loaded(OURS + LAID_OUT, tmp_path)


def test_where_nothing_can_be_kept_declarations_are_parsed_each_time(tmp_path: Path):
    file = tmp_path / "file"
    file.touch()
    for _ in range(2):
        assert "pycparser" in loaded(OURS + LAID_OUT, file / "below")


SHEETS = """
import tinycss2
parsed = []
stock = tinycss2.parse_stylesheet
def counting(text, *more, **named):
    parsed.append(text)
    return stock(text, *more, **named)
tinycss2.parse_stylesheet = counting
from publish.writers.pdf.engine import adapter
adapter.mend()
"""


def parsed(program: str, folder: Path) -> int:
    """How many style sheets a program parses, the engine's own among them."""
    counted = f"{SHEETS}\n{program}\nprint(f'parsed={{len(parsed)}}')\nprint"
    (told,) = (word for word in loaded(counted, folder) if word.startswith("parsed="))
    return int(told.removeprefix("parsed="))


def test_a_style_sheet_is_parsed_once(tmp_path: Path):
    first = parsed(BOOK, tmp_path)
    assert first > 5
    assert parsed(BOOK, tmp_path) == 0


@pytest.mark.parametrize("damage", [b"", b"not ours"])
def test_a_style_sheet_that_is_damaged_is_parsed_again(tmp_path: Path, damage: bytes):
    first = parsed(BOOK, tmp_path)
    for kept in (tmp_path / "start").iterdir():
        kept.write_bytes(damage)
    assert parsed(BOOK, tmp_path) == first
    assert parsed(BOOK, tmp_path) == 0


STYLED = """
import weasyprint
from weasyprint.text.fonts import FontConfiguration
def rendered(sheet):
    fonts = FontConfiguration()
    given = weasyprint.CSS(string=sheet, font_config=fonts)
    html = weasyprint.HTML(string="<p class=ink>Ink <b>quill</b>")
    pages = html.render(stylesheets=[given], font_config=fonts).pages
    return [(page.width, [(box.element_tag, str(box.style["color"]), box.style["font_size"])
            for box in page._page_box.descendants()]) for page in pages]
"""


def told(program: str, folder: Path) -> str:
    """What a program says of itself in one word."""
    (word,) = (one for one in loaded(f"{program}\npass", folder) if one.startswith("told="))
    return word


def test_a_sheet_that_was_kept_means_what_it_meant(tmp_path: Path):
    css = """
        @page { size: 200px 100px; @top-left { content: 'ink' } } @page :first { margin: 1px }
        :root { --dark: #123; --wide: 2px solid } p:first-child > b { color: var(--dark) }
        .ink::before { content: 'x'; border: var(--wide) } @layer low { b { font-size: 30px } }
        @media print { .ink { font-size: 11px } } @media screen { p { color: red } }
    """
    program = "import zlib; print('told=' + str(zlib.crc32(repr(rendered({!r})).encode())))"
    stock = told(STYLED + program.format(css), tmp_path)
    first, kept = (told(f"{OURS}\n{STYLED}{program.format(css)}", tmp_path) for _ in range(2))
    assert stock == first == kept
    other = css.replace("11px", "12px")
    assert stock != told(f"{OURS}\n{STYLED}{program.format(other)}", tmp_path)


def test_what_a_sheet_says_is_said_every_time(tmp_path: Path):
    program = f"""
{OURS}
import logging, weasyprint
heard = []
logging.getLogger("weasyprint").handlers = [handler := logging.Handler()]
handler.emit = lambda record: heard.append(record.getMessage())
weasyprint.CSS(string="p {{ colour: red }}")
print(f"told={{len(heard)}}")
"""
    assert told(program, tmp_path) == told(program, tmp_path) == "told=1"


def test_a_sheet_that_imports_another_is_read_with_it(tmp_path: Path):
    other = tmp_path / "other.css"
    program = f"""
{OURS}
import weasyprint
sheet = weasyprint.CSS(string="@import 'other.css';", base_url={tmp_path.as_uri() + "/"!r})
print(f"told={{len(sheet.page_rules)}}")
"""
    for pages in (1, 2):
        other.write_text("@page { margin: 1px }" * pages)
        assert told(program, tmp_path / "kept") == f"told={pages}"


adapter.mend()


@pytest.mark.parametrize("language", ["en_US", "en_GB", "fr", "ru_RU", "el_GR", "eo", "af_ZA"])
def test_the_patterns_of_a_language_are_those_of_the_stock_reading(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PUBLISH_CACHE_DIR", str(tmp_path))
    start_cache.cache_clear()
    stock, new, kept = (pyphen.HyphDict.__new__(pyphen.HyphDict) for _ in range(3))
    pyphen.HyphDict.__init__.__wrapped__(stock, pyphen.LANGUAGES[language])
    pyphen.HyphDict.__init__(new, pyphen.LANGUAGES[language])
    assert list((tmp_path / "start").iterdir())
    monkeypatch.setattr(hyphen_patterns, "_by_letters", None)
    pyphen.HyphDict.__init__(kept, pyphen.LANGUAGES[language])
    for later in (new, kept):
        found = {letters: later.patterns.get(letters) for letters in later.patterns}
        assert {k: v for k, v in found.items() if not callable(v)} == stock.patterns
        assert later.maxlen == stock.maxlen


def test_only_patterns_that_a_word_meets_are_taken_apart():
    english = pyphen.HyphDict(pyphen.LANGUAGES["en_US"])
    assert isinstance(english.patterns, hyphen_patterns.Patterns)
    assert english.positions("hyphenation") == [2, 6]
    apart = [value for value in english.patterns.values() if isinstance(value, tuple)]
    assert 0 < len(apart) < 100 < len(english.patterns)


def test_a_selector_is_compiled_when_it_is_first_tried(monkeypatch: pytest.MonkeyPatch):
    compiled: list[str] = []

    def counting(source: str, *names: object) -> object:
        compiled.append(source)
        return eval(source, *names)

    monkeypatch.setattr(lazy_selectors, "eval", counting, raising=False)
    monkeypatch.setattr(compiler, "eval", lazy_selectors.later, raising=False)
    chosen = compiler.compile_selector_list("p.ink")[0]
    assert not compiled
    for text, told in (("<p/>", False), ("<p class='ink'/>", True), ("<p/>", False)):
        assert chosen.test(_wrapped(text)) is told
    assert len(compiled) == 1


def _wrapped(text: str):
    import xml.etree.ElementTree as ET

    from cssselect2 import ElementWrapper

    return ElementWrapper.from_html_root(ET.fromstring(text))
