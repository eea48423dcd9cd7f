"""Books of random words, as pasted text and as sources of Typst and XeLaTeX.

No two paragraphs are equal, so that no engine gains by caching a paragraph.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from common import ROOT

ENGLISH = (
    "paper ink scribe letter margin column reader binder thread needle folio quire glue press type "
    "metal lead proof error correct measure line word vowel point dot crown leaf skin quill cover"
).split()
_MORE_ENGLISH = (
    "the a of and to in that is was for with as on by from whoever between before after under "
    "every another first second last long narrow early patient quiet careful ancient simple whole "
    "broken hidden together slowly always never perhaps therefore although because toward against "
    "manuscript parchment impression compositor typesetter apprentice foundry workshop marginalia "
    "alignment proportion spacing signature imposition colophon frontispiece translation "
    "remember consider understand follow carry gather separate prepare finish begin return answer "
    "teacher student question passage chapter sentence meaning tradition custom authority witness "
    "evening morning window table lamp garden river stone wood fire water hand eye house city road"
).split()
HEBREW = (
    "סופר דף אות שורה קלף דיו ניקוד ספר כריכה מדפיס עמוד קולמוס מילה נקודה טור גליון חוט מחט"
).split()
_MORE_HEBREW = (
    "הדפוס והנייר אשר כתב בשולי הגיליון לפני הקורא ואחר כך חזר אליו שנית מפני שלא הבין את כוונתו "
    "בתחילה תלמיד ורבו יושבים בבית המדרש ועוסקים בפירוש הדברים כפי שקיבלו מן הראשונים"
).split()
POINTED = (
    "הַסּוֹפֵר כּוֹתֵב אֶת הָאוֹתִיּוֹת בִּדְיוֹ עַל הַקְּלָף וְאַחַר־כָּךְ בָּא הַנַּקְדָּן וּמוֹסִיף "
    "אֶת הַנִּקּוּד וְהַמַּדְפִּיס מְסַדֵּר שׁוּרָה אַחַר שׁוּרָה בְּאוֹתִיּוֹת שֶׁל עוֹפֶרֶת"
).split()


class LineKind(Enum):
    """The kind of a line of pasted text: half of a bilingual pair, prose, or a source line."""

    HEBREW = auto()
    ENGLISH = auto()
    PROSE = auto()
    SOURCE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, with the text of the note that is called at its end, if any."""

    kind: LineKind
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its title and its lines."""

    title: str
    lines: tuple[Line, ...]


Book = tuple[Chapter, ...]


class _RandomText:
    """A generator of random text, equal for equal seeds."""

    _english = ENGLISH + _MORE_ENGLISH
    _hebrew = HEBREW + _MORE_HEBREW + POINTED

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)

    def _words(self, vocabulary: list[str], least: int, most: int) -> str:
        return " ".join(self.chance.choices(vocabulary, k=self.chance.randint(least, most)))

    def english(self, least: int, most: int) -> str:
        """Return sentences with ``least`` to ``most`` words together."""
        words = self._words(self._english, least, most).split()
        sentences = []
        while words:
            length = self.chance.randint(7, 18)
            first, *rest = words[:length]
            sentences.append(" ".join((first.capitalize(), *rest)))
            words = words[length:]
        return f"{'. '.join(sentences)}."

    def hebrew(self, least: int, most: int) -> str:
        """Return a sentence of ``least`` to ``most`` words, some of them pointed."""
        return f"{self._words(self._hebrew, least, most)}."

    def title(self) -> str:
        return f"Of {self._words(self._english, 2, 5).title()}"


def make_lessons(count: int) -> Book:
    """Return ``count`` chapters of Hebrew with its English translation, some 11 A5 pages each.

    Some translations have notes, and some pairs are followed by commentary.
    """
    return tuple(_make_lesson(number) for number in range(count))


def _make_lesson(number: int) -> Chapter:
    text = _RandomText(f"lesson {number}")
    lines: list[Line] = []
    for _ in range(38):
        note = text.english(6, 28) if text.chance.random() < 0.3 else ""
        lines.append(Line(LineKind.HEBREW, text.hebrew(6, 16)))
        lines.append(Line(LineKind.ENGLISH, text.english(8, 26), note))
        if text.chance.random() < 0.42:
            lines.append(Line(LineKind.PROSE, text.english(18, 60)))
    return Chapter(f"Chapter {number + 1}: {text.title()}", tuple(lines))


def make_short_chapters(count: int) -> Book:
    """Return ``count`` chapters of six pairs, two paragraphs of commentary and a note."""
    return tuple(_make_short_chapter(number) for number in range(count))


def _make_short_chapter(number: int) -> Chapter:
    text = _RandomText(f"short {number}")
    lines: list[Line] = []
    for place in range(6):
        note = text.english(6, 28) if place == 2 else ""
        lines.append(Line(LineKind.HEBREW, text.hebrew(6, 16)))
        lines.append(Line(LineKind.ENGLISH, text.english(8, 26), note))
        if place in {1, 4}:
            lines.append(Line(LineKind.PROSE, text.english(18, 60)))
    return Chapter(f"Chapter {number + 1}: {text.title()}", tuple(lines))


def make_handout(number: int = 0, excerpts: int = 4) -> Book:
    """Return a handout of excerpts from sources; four fill some 8 A5 pages."""
    text = _RandomText(f"handout {number}")
    lines = []
    for place in range(1, excerpts + 1):
        article = f"No. {text.chance.randint(1, 99)} ({text.chance.randint(1950, 1990)})"
        source = f'{place}. The Scribe, Article {article}, "{text.title()}"'
        lines.append(Line(LineKind.SOURCE, source))
        count = text.chance.randint(2, 5)
        lines += [Line(LineKind.PROSE, text.english(55, 90)) for _ in range(count)]
    return (Chapter(f"Lesson {number + 1}: {text.title()}", tuple(lines)),)


def change_word(book: Book, number: int) -> Book:
    """Return the book with one word of its middle chapter replaced; ``number`` selects the word."""
    middle = len(book) // 2
    chapter = book[middle]
    index = next(
        index
        for index, line in enumerate(chapter.lines)
        if index >= len(chapter.lines) // 2 and line.kind in (LineKind.ENGLISH, LineKind.PROSE)
    )
    words = chapter.lines[index].text.split()
    words[len(words) // 2] = "".join(ENGLISH[int(digit)] for digit in str(number))
    line = replace(chapter.lines[index], text=" ".join(words))
    lines = (*chapter.lines[:index], line, *chapter.lines[index + 1 :])
    return (*book[:middle], replace(chapter, lines=lines), *book[middle + 1 :])


# --- pasted text


def chapter_text(chapter: Chapter) -> str:
    """Return a chapter as pasted text: note numbers follow words, notes are at the end."""
    lines, notes = [chapter.title, ""], []
    if chapter.lines[0].kind is LineKind.SOURCE:
        lines += ["Selected Excerpts from the Sources", ""]
    for line in chapter.lines:
        call = ""
        if line.note:
            notes.append(f"{len(notes) + 1}. {line.note}")
            call = str(len(notes))
        lines.append(f"{line.text}{call}")
        if line.kind is not LineKind.HEBREW:
            lines.append("")
    return "\n".join([*lines, *(["FOOTNOTES", *notes, ""] if notes else ())])


def book_text(book: Book) -> str:
    """Return a book as one pasted text; the notes of a chapter are at the end of the chapter."""
    return "\n".join(map(chapter_text, book))


def write_workspace(
    shelf: dict[str, Book], folder: Path, *, single_file: bool = False
) -> dict[str, Path]:
    """Write a workspace and return the file of each book that ``change_word`` changes.

    Each chapter is a file, or with ``single_file`` each book.
    """
    middle_files = {}
    for name, book in shelf.items():
        sources = folder / "sources" / name
        sources.mkdir(parents=True)
        (sources / "book.toml").write_text('title = "The Bench"\n', "utf-8")
        if single_file:
            middle_files[name] = sources / "001.txt"
            middle_files[name].write_text(book_text(book), "utf-8")
            continue
        files = [sources / f"{number:03}.txt" for number in range(1, len(book) + 1)]
        for file, chapter in zip(files, book, strict=True):
            file.write_text(chapter_text(chapter), "utf-8")
        middle_files[name] = files[len(book) // 2]
    (folder / "publish.toml").write_text("", "utf-8")
    return middle_files


# --- other typesetters: equal page size, faces, contents, running heads, folios and notes

FONTS = ROOT / "styles" / "classic" / "fonts"

TYPST = """\
#set document(title: "The Bench")
#set page("a5", margin: (top: 17mm, bottom: 19mm, inside: 19mm, outside: 26mm), numbering: "1")
#set page(header: context {
  let before = query(selector(heading.where(level: 1)).before(here()))
  if before.len() > 0 { align(center, emph(before.last().body)) }
})
#set text(font: ("EB Garamond", "Frank Ruhl Libre"), size: 10.6pt, lang: "en", hyphenate: true)
#set par(justify: true, leading: 0.72em, spacing: 0.72em, first-line-indent: 1.4em)
#show heading.where(level: 1): it => { pagebreak(weak: true); align(center, it) }
#let he(body) = block(sticky: true, above: 22pt, below: 11pt, {
  set par(justify: false, leading: 0.95em)
  text(lang: "he", dir: rtl, size: 13.25pt, body)
})
#let en(body) = block(below: 14.5pt, {
  set par(justify: false)
  text(size: 11.2pt, hyphenate: false, body)
})
#outline(depth: 1)
"""


def to_typst(book: Book) -> str:
    """Return the Typst source of a book."""
    forms = {LineKind.HEBREW: "#he[{}]", LineKind.SOURCE: "== {}", LineKind.ENGLISH: "#en[{}{}]"}
    return "\n\n".join((TYPST, *_lines(book, "= {}", forms, "#footnote[{}]")))


XELATEX = r"""\documentclass[11pt,openany]{book}
\usepackage[a5paper,top=17mm,bottom=19mm,inner=19mm,outer=26mm,headsep=5mm]{geometry}
\usepackage{fancyhdr,fontspec,polyglossia}\setdefaultlanguage{english}\setotherlanguage{hebrew}
\pagestyle{fancy}\fancyhf{}\fancyhead[C]{\itshape\leftmark}\fancyfoot[C]{\thepage}
\renewcommand\headrulewidth{0pt}
\setmainfont{EBGaramond-Regular}[Path=FONTS/,Extension=.ttf,ItalicFont=EBGaramond-Italic,
  BoldFont=EBGaramond-SemiBold,BoldItalicFont=EBGaramond-SemiBoldItalic]
\newfontfamily\hebrewfont{FrankRuhlLibre-Regular}[Path=FONTS/,Extension=.ttf,Script=Hebrew]
\setlength\parindent{1.4em}\setlength\parskip{0pt plus 1pt}\emergencystretch=2em
\widowpenalty=10000 \clubpenalty=10000
\newcommand\opening[1]{\clearpage\markboth{#1}{#1}\addcontentsline{toc}{chapter}{#1}%
  {\centering\LARGE #1\par}\nobreak\vskip 14pt}
\newcommand\source[1]{{\raggedright\bfseries #1\par}\nobreak}
\newcommand\he[1]{\vskip 14.5pt plus 3pt{\hebrewfont\fontsize{13.25}{21.75}\selectfont
  \parindent=0pt \setRL #1\par}\nobreak}
\newcommand\en[1]{{\fontsize{11.2}{14.5}\selectfont\raggedright #1\par}\vskip 7pt plus 1pt}
\begin{document}\fontsize{10.6}{14.5}\selectfont
\tableofcontents
"""


def to_xelatex(book: Book) -> str:
    """Return the XeLaTeX source of a book, with macros that do no more than is necessary."""
    forms = {
        LineKind.HEBREW: r"\he{{{}}}",
        LineKind.SOURCE: r"\source{{{}}}",
        LineKind.ENGLISH: r"\en{{{}{}}}",
    }
    lines = _lines(book, r"\opening{{{}}}", forms, r"\footnote{{{}}}")
    return "\n\n".join((XELATEX.replace("FONTS", FONTS.as_posix()), *lines, r"\end{document}"))


def _lines(book: Book, title: str, forms: Mapping[LineKind, str], note: str) -> Iterator[str]:
    """Yield the source of each line of a book, formatted by its kind; prose is unchanged."""
    for chapter in book:
        yield title.format(chapter.title)
        for line in chapter.lines:
            footnote = note.format(line.note) if line.note else ""
            yield forms.get(line.kind, "{}").format(line.text, footnote)
