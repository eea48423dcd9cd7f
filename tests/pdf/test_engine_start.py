"""The start of WeasyPrint: deferred imports, cached declarations and style sheets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyphen
import pytest

from publish.writers.pdf.engine.shortcuts import hyphen_patterns

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

STOCK = "import weasyprint"
LOADED = "from publish.writers.pdf.engine import adapter; adapter.load()"

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
print(hashlib.sha256(pdf.write(work, theme.load("classic")).value).hexdigest())
"""


def run(program: str, folder: Path) -> tuple[list[str], set[str]]:
    """The words that a program prints, and the modules loaded at its end; with a cache folder."""
    environment = {**os.environ, "PUBLISH_CACHE_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    program = f"{program}\nimport sys; print('modules', *sys.modules)"
    command = [sys.executable, "-W", "error", "-c", program]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    printed, _, modules = result.stdout.rpartition("modules")
    return printed.split(), set(modules.split())


def start_entries(folder: Path) -> list[Path]:
    return [path for path in (folder / "start").iterdir() if path.name != "room"]


@pytest.mark.thorough
def test_a_second_start_parses_no_declarations_and_imports_no_unused_library(tmp_path: Path):
    heavy = {"fontTools.subset", "fontTools.varLib.instancer", "PIL.Image", "pycparser"}
    assert heavy <= run(STOCK, tmp_path)[1]
    run(f"{LOADED}\n{BOOK}", tmp_path)
    assert not heavy & run(f"{LOADED}\n{BOOK}", tmp_path)[1]


@pytest.mark.thorough
def test_a_deferred_name_is_imported_when_it_is_used(tmp_path: Path):
    program = f"""
{LOADED}
import io, sys
from weasyprint.pdf import fonts
assert "fontTools.ttLib" not in sys.modules
try:
    fonts.TTFont(io.BytesIO(b"no font"))
except fonts.TTLibError:
    from fontTools import subset, ttLib
    assert fonts.TTLibError is ttLib.TTLibError and fonts.subset is subset
    assert fonts.TTFont is ttLib.TTFont and "TTFont" in vars(fonts)
try:
    fonts.no_such_name
except AttributeError as error:
    print(error)
"""
    message = "module 'weasyprint.pdf.fonts' has no attribute 'no_such_name'"
    assert " ".join(run(program, tmp_path)[0]) == message


def test_pillow_is_imported_with_the_options_of_weasyprint_when_a_name_is_used(tmp_path: Path):
    program = f"""
{LOADED}
import sys
import weasyprint.draw.text
from weasyprint import css, images
assert "PIL" not in sys.modules
image = weasyprint.draw.text.Image.new("RGB", (1, 1))
from PIL import EpsImagePlugin, Image, ImageCms, ImageFile
assert isinstance(image, Image.Image)
assert weasyprint.draw.text.Image is Image and images.ImageFile is ImageFile
assert ImageFile.LOAD_TRUNCATED_IMAGES is True and EpsImagePlugin.gs_binary is False
profile = css.ImageCmsProfile(ImageCms.createProfile("sRGB"))
assert css.ImageCmsProfile is ImageCms.ImageCmsProfile is type(profile)
assert css.get_all_computed_styles.__builtins__ is images.get_image_from_uri.__builtins__
assert css.get_all_computed_styles.__builtins__ is vars(__builtins__)
"""
    run(program, tmp_path)


PICTURE = """
import base64, hashlib, io, weasyprint
data = base64.b64decode("R0lGODlhAQABAIABAP8AAP///yH5BAEAAAEALAAAAAABAAEAAAICRAEAOw==")
url = "data:image/gif;base64," + base64.b64encode(data).decode()
html = weasyprint.HTML(string=f"<img src='{url}' style='width: 9px'>")
print(hashlib.sha256(html.write_pdf(pdf_identifier=b"same")).hexdigest())
"""


@pytest.mark.thorough
def test_a_picture_is_the_same_with_deferred_pillow(tmp_path: Path):
    stock, deferred = (run(f"{start}\n{PICTURE}", tmp_path) for start in (STOCK, LOADED))
    assert stock[0] == deferred[0]
    assert "PIL.Image" in deferred[1]


@pytest.mark.thorough
def test_weasyprint_makes_documents_of_its_own_after_such_a_start(tmp_path: Path):
    program = "import weasyprint; print(len(weasyprint.HTML(string='<p>Ink').write_pdf()) > 999)"
    for _ in range(2):
        assert run(f"{LOADED}\n{program}", tmp_path)[0] == ["True"]


@pytest.mark.thorough
def test_a_process_removes_its_font_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (files := tmp_path / "files").mkdir()
    monkeypatch.setenv("TMPDIR", str(files))
    for _ in range(2):
        assert "weasyprint" in run(BOOK, tmp_path / "cache")[1]
        assert not list(files.iterdir())


@pytest.mark.thorough
def test_a_book_is_the_same_with_and_without_cached_declarations(tmp_path: Path):
    digests = [run(f"{first}\n{BOOK}", tmp_path)[0] for first in (STOCK, LOADED, LOADED)]
    assert digests[0] == digests[1] == digests[2]


@pytest.mark.thorough
@pytest.mark.parametrize("damage", [lambda data: data[:99], lambda data: b"\0" * len(data)])
def test_a_damaged_entry_is_a_miss(tmp_path: Path, damage):
    digest, _ = run(BOOK, tmp_path)
    for entry in start_entries(tmp_path):
        entry.write_bytes(damage(entry.read_bytes()))
    again, modules = run(BOOK, tmp_path)
    assert again == digest
    assert "pycparser" in modules
    assert "pycparser" not in run(BOOK, tmp_path)[1]


@pytest.mark.thorough
def test_without_a_cache_folder_a_book_is_the_same(tmp_path: Path):
    (file := tmp_path / "file").touch()
    digests = [run(BOOK, folder)[0] for folder in (tmp_path, file / "below", file / "below")]
    assert digests[0] == digests[1] == digests[2]


STYLED = """
import weasyprint
from publish.writers.pdf.engine import adapter
from weasyprint.text.fonts import FontConfiguration
def render(sheet):
    fonts = FontConfiguration()
    with adapter.session():
        style = weasyprint.CSS(string=sheet, font_config=fonts)
    html = weasyprint.HTML(string="<p class=ink>Ink <b>quill</b>")
    pages = html.render(stylesheets=[style], font_config=fonts).pages
    return [(page.width, [(box.element_tag, str(box.style["color"]), box.style["font_size"])
            for box in page._page_box.descendants()]) for page in pages]
"""

SHEET = """
    @page { size: 200px 100px; @top-left { content: 'ink' } } @page :first { margin: 1px }
    :root { --dark: #123; --wide: 2px solid } p:first-child > b { color: var(--dark) }
    .ink::before { content: 'x'; border: var(--wide) } @layer low { b { font-size: 30px } }
    @media print { .ink { font-size: 11px } } @media screen { p { color: red } }
    @font-face { font-family: Quill; src: local(Quill) } p, :is(i, em) > b { orphans: 3 }
"""


@pytest.mark.thorough
def test_a_cached_sheet_gives_the_same_styles(tmp_path: Path):
    def styles(start: str, sheet: str) -> list[str]:
        return run(f"{start}\n{STYLED}\nprint(render({sheet!r}))", tmp_path)[0]

    stock = styles("from publish.writers.pdf.engine import adapter; adapter.SHORTCUTS = ()", SHEET)
    assert stock == styles("", SHEET) == styles("", SHEET)
    assert stock != styles("", SHEET.replace("11px", "12px"))


@pytest.mark.thorough
def test_a_message_about_a_sheet_is_repeated_at_every_start(tmp_path: Path):
    program = """
import weasyprint
from publish.writers.pdf.engine import adapter
with adapter.session() as session:
    weasyprint.CSS(string="p { colour: red }")
print(len(session.diagnostics))
"""
    assert run(program, tmp_path)[0] == run(program, tmp_path)[0] == ["1"]


@pytest.mark.thorough
def test_a_sheet_is_read_again_when_an_imported_one_changes(tmp_path: Path):
    other = tmp_path / "other.css"
    program = f"""
import weasyprint
from publish.writers.pdf.engine import adapter
with adapter.session():
    sheet = weasyprint.CSS(string="@import 'other.css';", base_url={tmp_path.as_uri() + "/"!r})
print(len(sheet.page_rules))
"""
    for pages in (1, 2):
        other.write_text("@page { margin: 1px }" * pages)
        assert run(program, tmp_path / "cache")[0] == [str(pages)]


@pytest.mark.parametrize("language", ["en_US", "en_GB", "fr", "ru_RU", "el_GR", "eo", "af_ZA"])
def test_the_patterns_of_a_language_are_those_of_pyphen(language: str):
    path = pyphen.LANGUAGES[language]
    stock, lazy = (pyphen.HyphDict.__new__(pyphen.HyphDict) for _ in range(2))
    read = pyphen.HyphDict.__init__
    read(stock, path)
    hyphen_patterns.read_lazily(read)(lazy, path)
    patterns = {letters: lazy.patterns.get(letters) for letters in lazy.patterns}
    split = {letters: value for letters, value in patterns.items() if not callable(value)}
    assert split == stock.patterns
    assert lazy.maxlen == stock.maxlen
