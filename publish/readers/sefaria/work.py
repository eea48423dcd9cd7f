"""The Work that an aligned text of Sefaria is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import sefaria as rules
from publish.document.model import (
    Block,
    Excerpt,
    Foreign,
    Inlines,
    Meta,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Strong,
    Text,
    Words,
    Work,
    direction,
)
from publish.document.walk import plain
from publish.readers.sefaria.addresses import (
    anchor_of,
    is_running,
    is_title_of,
    numeral_of,
    title_of,
)
from publish.readers.sefaria.alignment import AlignedText, Part, Unit
from publish.readers.sefaria.json_values import trace
from publish.readers.sefaria.note_calls import number_notes
from publish.readers.sefaria.segment_markup import read_segment
from publish.readers.sefaria.versions import Version
from publish.text.dataclass import dataclass
from publish.text.languages import in_hebrew_letters
from publish.text.source import Span

_BETWEEN = " · "
_LONGEST_TITLE = 80
_NO_TITLE = (".", ",", ";", ":", "?", "!", "׃")
"""The ends of a sentence or a part of one, which no title has."""

Child = Section | Excerpt | Block


def build_work(text: AlignedText) -> Outcome[Work]:
    """Return the Work of a text whose versions are aligned."""
    building = _Building(text)
    body = tuple(building.body())
    building.diagnostics += _diagnose_licences(text.versions)
    edition = text.edition
    forms = (("en", edition.title), ("he", edition.he_title))
    title = Words(tuple((lang, form) for lang, form in forms if form))
    rights = "; ".join(map(_describe, text.versions))
    origins = dict.fromkeys(version.origin for version in text.versions if version.origin)
    meta = Meta(title=title, rights=rights, source=", ".join(origins) or None)
    source = text.versions[0].source
    span = Span(source.file, 0, len(source.text))
    work = Work(meta, building.lang, direction(building.lang), body, span=span)
    return Outcome(work, tuple(building.diagnostics))


def _describe(version: Version) -> str:
    """Return the line of the imprint about a version: title, language, licence, source."""
    parts = "; ".join(", ".join(filter(None, part)) for part in version.parts)
    title = parts if version.parts else version.title
    origin = "" if version.parts else version.origin
    name = f"{title} ({version.lang})" if title else f"({version.lang})"
    return ", ".join(filter(None, (name, version.licence, origin)))


def _diagnose_licences(versions: Sequence[Version]) -> Iterator[Diagnostic]:
    for version in versions:
        if not version.licence:
            message = f"the file states no licence for “{version.title}” ({version.lang})"
            yield rules.NO_LICENCE.at(
                Span(version.source.file, 0, 0), message, 'rights = "…" is the line of the imprint'
            )


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a segment in a version."""

    version: Version
    inlines: Inlines


class _Building:
    """A Work that is being built; ``lang`` is its language, that of the first translation."""

    def __init__(self, text: AlignedText) -> None:
        self.text = text
        self.diagnostics: list[Diagnostic] = []
        languages = [version.lang for version in text.versions]
        others = [lang for lang in languages if lang != languages[0]]
        self.lang = others[0] if others else languages[0]

    def body(self) -> Iterator[Section]:
        """Yield the sections of the text; text before the first one has a section of its own."""
        root = self.text.root
        height = _height(root)
        blocks: list[Child] = []
        for child in self._number(self._children(root, 0 if height > 1 else 1)):
            if isinstance(child, Section):
                if blocks:
                    yield _section(Role.CHAPTER, (), blocks)
                blocks = []
                yield child
            else:
                blocks.append(child)
        if blocks:
            yield _section(Role.CHAPTER, (), blocks)

    def _children(self, part: Part, level: int, start: int = 0) -> Iterator[Child]:
        """Yield the sections and blocks of a section, from its child ``start`` on."""
        for child in part.children[start:]:
            if isinstance(child, Unit):
                yield from self._block(child)
            else:
                section = self._section(child, level)
                if section.children:
                    yield section

    def _section(self, part: Part, level: int) -> Section:
        opening = self._opening(part)
        children = self._number(self._children(part, level + 1, start=1 if opening else 0))
        span = children[0].span if children else Span(self.text.versions[0].source.file, 0, 0)
        title = self._title(part, opening, Span(span.file, span.start, span.start))
        role = (Role.PART, Role.CHAPTER)[level] if level < 2 else Role.SECTION
        if role is Role.PART and not _height(part):
            role = Role.CHAPTER
        return _section(role, title, children)

    def _number(self, children: Iterable[Child]) -> list[Child]:
        """Return the children of a section, with a number for each note where calls repeat."""
        result, diagnostic = number_notes(list(children))
        self.diagnostics += [diagnostic] if diagnostic else []
        return result

    # --- titles

    def _opening(self, part: Part) -> list[_Words]:
        """Return the first segment of a section where it is a title in each of its versions."""
        first = part.children[0]
        if not isinstance(first, Unit) or not any(map(self._has_words, part.children[1:])):
            return []
        present = list(self._words(first, report=False))
        if not present or not all(_is_title(each.inlines, part) for each in present):
            return []
        return list(self._words(first))

    def _title(self, part: Part, opening: Sequence[_Words], start: Span) -> Inlines:
        """Return the title of a section: its name, its number, and the title in its text."""
        forms: dict[str, list[Inlines]] = {}
        if part.node is not None:
            titles = {"en": part.node.title, "he": part.node.he_title}
            langs = {self.lang, *(version.lang for version in self.text.versions)}
            shown = {lang: title for lang, title in titles.items() if title and lang in langs}
            shown = shown or {lang: title for lang, title in titles.items() if title}
            forms = {lang: [(Text(title, span=start),)] for lang, title in shown.items()}
        else:
            title = title_of(part.index, part.name, part.he_name, self.lang)
            forms[self.lang] = [(Text(title, span=start),)]
        names = {lang: list(form) for lang, form in forms.items()}
        for each in opening:
            lang, words = each.version.lang, each.inlines
            form = forms.setdefault(lang, [])
            is_name = part.node is None and is_title_of(plain(words), part.name, part.he_name)
            if is_name and form == names.get(lang):
                form[:] = [words]  # the name as this version writes it
            elif words not in form:
                form.append(words)
        return self._join_forms(forms, start)

    def _join_forms(self, forms: dict[str, list[Inlines]], start: Span) -> Inlines:
        joined: list[Inlines] = []
        for lang in sorted(forms, key=lambda lang: lang != self.lang):
            words = _join_inlines(forms[lang], ": ", start)
            if lang != self.lang:
                words = (Foreign(lang, direction(lang), words, span=words[0].span),)
            joined.append(words)
        return _join_inlines(joined, _BETWEEN, start)

    # --- segments

    def _words(self, unit: Unit, *, report: bool = True) -> Iterator[_Words]:
        """Yield the words of a segment in each version that has any."""
        for version, string in zip(self.text.versions, unit.strings, strict=True):
            if string is not None:
                traced = trace(string, version.source.file, version.source.text)
                segment = read_segment(traced)
                if report:
                    self.diagnostics += segment.diagnostics
                if segment.inlines:
                    yield _Words(version, segment.inlines)

    def _has_words(self, child: Part | Unit) -> bool:
        """Return whether anything of a segment or a section is printed."""
        if isinstance(child, Part):
            return any(map(self._has_words, child.children))
        return any(True for _ in self._words(child, report=False))

    def _block(self, unit: Unit) -> Iterator[Block]:
        """Yield the block of a segment that is not empty."""
        present = list(self._words(unit))
        if not present:
            return
        first, *others = present
        passage = _passage(first)
        is_numbered = bool(unit.name) and not is_running(unit.name)
        number = self._numeral(unit.index) if is_numbered else ""
        if number or others:
            translations = tuple(map(_passage, others))
            span = passage.span
            anchor = anchor_of(self.text.edition.book, (*self.text.edition.around, *unit.address))
            yield Segment(
                passage, translations=translations, number=number, anchor=anchor, span=span
            )
        elif passage.lang == self.lang and passage.dir is direction(self.lang):
            yield passage.blocks[0]
        else:
            yield passage

    def _numeral(self, index: int) -> str:
        if in_hebrew_letters(self.lang):
            return numeral_of(index, marks=False)
        return str(index + 1)


def _join_inlines(parts: Iterable[Inlines], between: str, start: Span) -> Inlines:
    """Return inlines with a text between each two parts, which no file has."""
    result: Inlines = ()
    for part in parts:
        result += (*((Text(between, span=start),) if result else ()), *part)
    return result


def _passage(words: _Words) -> Passage:
    inlines = words.inlines
    span = inlines[0].span.to(inlines[-1].span)
    version = words.version
    return Passage(version.lang, version.dir, (Paragraph(inlines, span=span),), span=span)


def _is_title(inlines: Inlines, part: Part) -> bool:
    """Return whether a segment is a title: a level with its number, or a few bold words."""
    text = plain(inlines)
    if is_title_of(text, part.name, part.he_name):
        return True
    is_bold = len(inlines) == 1 and isinstance(inlines[0], Strong)
    return is_bold and len(text) <= _LONGEST_TITLE and not text.endswith(_NO_TITLE)


def _section(role: Role, title: Inlines, children: Sequence[Child]) -> Section:
    nodes = [*title, *children]
    span = nodes[0].span.to(nodes[-1].span) if nodes else Span("", 0, 0)
    return Section(role, title, tuple(children), span=span)


def _height(part: Part) -> int:
    """Return the number of sections in one another within a section."""
    heights = (_height(child) + 1 for child in part.children if isinstance(child, Part))
    return max(heights, default=0)
