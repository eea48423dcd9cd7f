#!/usr/bin/env python3
"""Draw the pictures of README.md and of docs/gallery.md anew.

    .venv/bin/python tools/pictures.py [NAME…]

Needs the development environment, and Chromium for pictures of EPUBs.  Each picture keeps the
digest of its text and settings; tests/packaging/test_pictures.py compares digests and pixels.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from publish import build, to_epub, to_pdf
from publish.catalogue.library import make_library
from publish.config import find_workspace
from publish.storage.digests import digest
from publish.themes.theme import Theme, load

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SPECIMENS = DOCS / "specimens" / "sources"
SOURCES = ROOT / "sources"

INPUTS = "publish-inputs"
"""The key of the digest of the inputs in the text of a PNG."""

PAGE = "publish-page"
"""The key of the digest of a page of an EPUB."""

_GREYS = 16
_LIGHT_GREY = (211, 211, 211)


@dataclass(frozen=True)
class Picture:
    """A picture of pages of a PDF side by side, or of a page of an EPUB on a telephone.

    ``page`` is the first page of ``count``, counted from 1, or the pattern of the name of a page of
    an EPUB, ``cover`` for its cover.  ``scale`` is 1 for 72 points an inch; ``settings`` are TOML,
    and come before those beside the text.
    """

    name: str
    text: Path
    page: int | str
    count: int = 1
    scale: float = 1.0
    settings: str = ""

    @property
    def file(self) -> Path:
        """The file of the picture."""
        return DOCS / "pictures" / f"{self.name}.png"

    @property
    def needs_chromium(self) -> bool:
        """Whether a browser draws it."""
        return isinstance(self.page, str) and self.page != "cover"

    def inputs(self) -> str:
        """Return the digest of the text, its settings, and how the picture shows them."""
        files = (self.text, self.text.with_suffix(".toml"), self.text.parents[1] / "publish.toml")
        contents = (file.read_bytes() for file in files if file.is_file())
        return digest(*contents, repr((self.page, self.count, self.scale, self.settings)))

    def page_digest(self) -> str:
        """Return the digest of the page of an EPUB with its styles; empty for other pictures.

        A browser draws the page in fonts of the system, so that its pixels are no measure.
        """
        if not self.needs_chromium:
            return ""
        with zipfile.ZipFile(io.BytesIO(_make_epub(self.text, self.settings))) as epub:
            names = [name for name in epub.namelist() if Path(name).match(str(self.page))]
            texts = [epub.read(name).decode() for name in (*names, "EPUB/epub.css")]
        return digest(*texts)

    def draw(self) -> Image.Image:
        """Return the picture as the program makes it now."""
        if isinstance(self.page, int):
            return self._draw_pages(self.page)
        if self.page == "cover":
            return self._draw_cover()
        return self._draw_phone(self.page)

    def save(self) -> None:
        """Draw the picture and write its file."""
        _save(self, self.draw())

    def _draw_pages(self, first: int) -> Image.Image:
        pdf = pdfium.PdfDocument(_make_pdf(self.text, self.settings))
        numbers = range(first - 1, first - 1 + self.count)
        pages = [pdf[number].render(scale=self.scale).to_pil() for number in numbers]
        if "right" in self.settings:
            pages.reverse()
        width, height = pages[0].size
        picture = Image.new("RGB", ((width + 1) * len(pages) - 1, height), _LIGHT_GREY)
        for place, page in enumerate(pages):
            picture.paste(page, (place * (width + 1), 0))
        return _reduce(picture)

    def _draw_cover(self) -> Image.Image:
        with zipfile.ZipFile(io.BytesIO(_make_epub(self.text, self.settings))) as epub:
            cover = Image.open(io.BytesIO(epub.read("EPUB/cover.png"))).convert("RGB")
        size = round(cover.width * self.scale), round(cover.height * self.scale)
        return cover.resize(size, Image.Resampling.LANCZOS).quantize(32)

    def _draw_phone(self, page: str) -> Image.Image:
        """Return the top of a page of an EPUB as a phone of 390 by 780 pixels shows it."""
        data = _make_epub(self.text, self.settings)
        with (
            tempfile.TemporaryDirectory() as folder,
            zipfile.ZipFile(io.BytesIO(data)) as epub,
        ):
            epub.extractall(folder)
            (file,) = Path(folder).rglob(page)
            theme = load(tomllib.loads(self.settings).get("theme", "classic"))
            _set_reader_font(theme, *Path(folder).rglob("*.css"))
            # Headless Chromium makes no window narrower than 500 pixels: a frame does.
            picture = _take_screenshot(_write_frame(Path(folder), file), (520, 800))
            return _reduce(picture.crop((10, 10, 400, 606)))


@dataclass(frozen=True)
class LibraryPicture:
    """A picture of the list of books in the library of this repository, in a language."""

    name: str
    lang: str

    needs_chromium = True

    @property
    def file(self) -> Path:
        """The file of the picture."""
        return DOCS / "pictures" / f"{self.name}.png"

    def inputs(self) -> str:
        """Return the digest of the settings of the books, and of the language of the picture."""
        files = sorted(SOURCES.rglob("*.toml"))
        return digest(*(file.read_bytes() for file in files), self.lang)

    def page_digest(self) -> str:
        """Return the digest of the style and the template; sizes of files are no measure."""
        theme = load("classic")
        names = ("library.css", "templates/library/page.html.j2", "templates/library/index.html.j2")
        return digest(*map(theme.data, names))

    def draw(self) -> Image.Image:
        """Return the top of the list of books in a window of 1000 pixels."""
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder, "workspace")
            shutil.copytree(SOURCES, root / "sources")
            shutil.copy(ROOT / "publish.toml", root)
            build(root)
            library = make_library(find_workspace(root))
            return _reduce(
                _take_screenshot((library.path / f"{self.lang}.html").as_uri(), (1000, 830))
            )

    def save(self) -> None:
        """Draw the picture and write its file."""
        _save(self, self.draw())


def _save(picture: Picture | LibraryPicture, image: Image.Image) -> None:
    info = PngInfo()
    info.add_text(INPUTS, picture.inputs())
    info.add_text(PAGE, picture.page_digest())
    picture.file.parent.mkdir(parents=True, exist_ok=True)
    image.save(picture.file, optimize=True, pnginfo=info)


def _take_screenshot(address: str, size: tuple[int, int]) -> Image.Image:
    """Return the picture of a page in a window of Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("The pictures of pages need Chromium (Debian: apt-get install chromium).")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                f"--user-data-dir={folder}/profile",
                f"--window-size={size[0]},{size[1]}",
                f"--screenshot={folder}/page.png",
                address,
            ],
            check=True,
            capture_output=True,
        )
        with Image.open(f"{folder}/page.png") as picture:
            return picture.convert("RGB")


def _set_reader_font(theme: Theme, *sheets: Path) -> None:
    """Let the reading app set Latin letters in the faces of the theme, whatever is installed."""
    faces = "".join(
        f"@font-face {{ font-family: Reader; font-weight: {face.weight}; "
        f"font-style: {face.style}; src: url({face.path.as_uri()}); }}\n"
        for face in theme.faces
        if face.script == "latin"
    )
    style = f"{faces}html {{ font-family: Reader, serif; font-size: 19px; }}\n"
    for sheet in sheets:
        text = re.sub(
            r"font-family: (serif|sans-serif|initial);",
            "font-family: Reader;",
            sheet.read_text("utf-8"),
        )
        sheet.write_text(style + text, encoding="utf-8")


def _reduce(picture: Image.Image) -> Image.Image:
    """Return a picture with few colours: greys, where it has no others."""
    red, green, blue = picture.split()
    is_grey = red.tobytes() == green.tobytes() == blue.tobytes()
    return (red if is_grey else picture).quantize(_GREYS if is_grey else 2 * _GREYS)


def _write_frame(folder: Path, file: Path) -> str:
    frame = folder / "frame.html"
    frame.write_text(
        "<body style='margin:10px'><iframe style='border:0;width:390px;height:780px' "
        f"src='{file.relative_to(folder)}'></iframe>",
        encoding="utf-8",
    )
    return frame.as_uri()


@cache
def _make_pdf(text: Path, settings: str) -> bytes:
    return to_pdf(text, settings=tomllib.loads(settings)).value


@cache
def _make_epub(text: Path, settings: str) -> bytes:
    return to_epub(text, settings=tomllib.loads(settings)).value


README: tuple[Picture | LibraryPicture, ...] = (
    Picture("handout", SOURCES / "how-a-hebrew-page-is-made.txt", 4, 2),
    Picture("lesson", SOURCES / "the-first-page.txt", 4, 2),
    Picture("hebrew", SOURCES / "melekhet-hasefer.txt", 8, 2, settings='binding = "right"'),
    Picture("phone", SOURCES / "the-first-page.txt", "01-*.xhtml"),
    LibraryPicture("library", "en"),
    LibraryPicture("library-he", "he"),
)

THEMES = ("classic", "classroom", "siddur")

OPENINGS = {"siddur": 3, "piyyut": 3, "tanakh": 3, "lesson": 3, "sheet": 4, "prose": 5}
"""The page on which the text of each specimen begins."""

_VARIANTS = {
    "drop": ("prose", 'theme = "siddur"\ndesign = { initials = "drop" }'),
    "accent": (
        "sheet",
        'theme = "classroom"\ndesign.accent = { colour = "#7a1f2b", print = true }',
    ),
    "faces": (
        "siddur",
        'theme = "classic"\ndesign = { faces = { hebrew = "David Libre" }, size = "12.5pt" }',
    ),
}
"""Pictures of a design: the specimen and the settings."""

_EDITIONS = {
    "facing": ("lesson", 3, 1, "numbers = 'margin'"),
    "facing-right": ("siddur", 3, 1, ""),
    "spreads": ("lesson", 4, 2, "numbers = 'margin'\noriginal_page = 'right'"),
    "original": ("lesson", 3, 1, "commentary = 'none'\nnumbers = 'margin'"),
    "translation": ("lesson", 3, 1, ""),
    "foot": ("lesson", 3, 1, "commentary = 'foot'"),
    "first": ("siddur", 3, 1, "first = 'translation'\npoints = 'none'"),
}
"""Pictures of an edition: the specimen, its first page, the count of pages, and the options."""

_FORMATS = {"word": "well.docx", "page": "well.html", "sefaria": "well.json"}
"""The lesson of the gallery in several formats, which give the same page."""


def _list_gallery() -> Iterator[Picture]:
    for theme in THEMES:
        settings = f'theme = "{theme}"'
        for specimen, page in OPENINGS.items():
            text = SPECIMENS / f"{specimen}.txt"
            yield Picture(f"gallery/{specimen}-{theme}", text, page, 1, 1.25, settings)
        for kind, shown, scale in (
            ("title", 1, 1.25),
            ("cover", "cover", 0.2),
            ("phone", "01-*", 1),
        ):
            text = SPECIMENS / "siddur.txt"
            yield Picture(f"gallery/{kind}-{theme}", text, shown, 1, scale, settings)
    for name, (specimen, settings) in _VARIANTS.items():
        text = SPECIMENS / f"{specimen}.txt"
        yield Picture(f"gallery/{name}", text, OPENINGS[specimen], 1, 1.25, settings)
    for name, (specimen, page, count, options) in _EDITIONS.items():
        text = SPECIMENS / f"{specimen}.txt"
        edition = {"foot": "translation", "first": "interlinear"}.get(name, name.split("-")[0])
        settings = f'theme = "classic"\neditions = ["{edition}"]\n[edition]\n{options}'
        yield Picture(f"gallery/edition-{name}", text, page, count, 1.25, settings)
    for name, file in _FORMATS.items():
        text = DOCS / "specimens" / "formats" / file
        yield Picture(f"gallery/from-{name}", text, 3, 1, 1.25, 'theme = "classic"')


GALLERY = tuple(_list_gallery())


def main(names: list[str]) -> None:
    """Draw the named pictures, or all of them."""
    pictures: tuple[Picture | LibraryPicture, ...] = (*README, *GALLERY)
    for picture in pictures:
        if not names or picture.name in names:
            picture.save()
            print(f"{picture.file.relative_to(ROOT)}: {picture.file.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
