"""The documents of an EPUB as one text, whose trees name places in all of its files alike.

The id ``n1`` in the third document is ``2 n1``, and a link to it ``#2%20n1``, so that notes are
paired across documents as within a page.  The address of a picture is its path in the archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError
from publish.diagnostics.rules import ebooks as rules
from publish.readers.epub.package import Package, resolve
from publish.readers.epub.restored_markup import restore_markup
from publish.readers.epub.xml_tree import local_name, words_of
from publish.readers.html.charset import decode_page
from publish.readers.html.tokens import Characters, Syntax
from publish.readers.html.tree import Document, Element, Node, descend, parse_document
from publish.text.dataclass import dataclass
from publish.text.source import Span

MOST_CHARACTERS = 30_000_000
"""Characters of all documents with their markup."""

_NAMED = ("title", "desc")
_PICTURES = {"img": "src", "image": "xlink:href", "input": "src"}


@dataclass(frozen=True)
class BookDocument:
    """A document of the book: its path and its tree, whose offsets are those of the whole text.

    ``start`` and ``end`` are its place there.
    """

    path: str
    is_linear: bool
    root: Element
    start: int
    end: int
    too_deep: int

    @property
    def body(self) -> Element:
        """The element with the text."""
        return next((each for each in descend(self.root) if each.name == "body"), self.root)


@dataclass(frozen=True)
class Book:
    """The documents of an EPUB in the order of reading, and their markup as one text."""

    package: Package
    text: str
    documents: tuple[BookDocument, ...]

    @property
    def root(self) -> Element:
        """An element around all documents."""
        roots = tuple(each.root for each in self.documents)
        return Element("", {}, roots, 0, len(self.text))


def load_book(package: Package) -> Outcome[Book]:
    """Return the documents of a package, those that are not linear after the others.

    Documents that the reading order leaves out are read where a link leads to them.  Raises
    PublishError where they have too many characters, or one cannot be decoded.
    """
    loader = _Loader(package)
    spine = sorted(package.spine, key=lambda each: not each.is_linear)
    for each in spine:
        loader.load(each.item.path, is_linear=each.is_linear, is_page=each.item.is_page)
    listed = {each.item.path for each in spine}
    rest = [
        item
        for item in package.items
        if item.is_page and item.path not in listed and "nav" not in item.properties
    ]
    for item in rest:
        if item.path in loader.linked:
            loader.load(item.path, is_linear=False, is_page=True)
        elif item.path in package.archive:
            loader.leave_out(item.path)
    book = Book(package, "".join(loader.texts), tuple(loader.documents))
    return Outcome(book, tuple(loader.diagnostics))


class _Loader:
    """The documents of a package so far."""

    def __init__(self, package: Package) -> None:
        self.documents: list[BookDocument] = []
        self.texts: list[str] = []
        self.diagnostics: list[Diagnostic] = []
        self.linked = set[str]()
        self._package = package
        self._file = package.archive.file
        pages = [item.path for item in package.items if item.is_page]
        self._numbers = {path: number for number, path in enumerate(pages)}
        self._length = 0

    def load(self, path: str, *, is_linear: bool, is_page: bool) -> None:
        """Add a document, or a message about one that is missing or has no text."""
        if not is_page or path not in self._package.archive:
            reason = "is missing from the file" if is_page else "is no document with text"
            self._warn(rules.READING_ORDER.at(self._start, f"“{path}” {reason}"))
            return
        text, diagnostics = self._decode(path)
        self.diagnostics += [each for each in diagnostics if each not in self.diagnostics]
        start = self._length
        if start + len(text) > MOST_CHARACTERS:
            message = (
                f"{Path(self._file).name} has more than {MOST_CHARACTERS // 1_000_000} million"
            )
            error = rules.UNREADABLE.at(self._start, f"{message} characters of text and markup")
            raise PublishError(error)
        syntax = Syntax.HTML if path.lower().endswith((".htm", ".html")) else Syntax.XHTML
        if syntax is Syntax.HTML and text.lstrip()[:5] == "<?xml":
            syntax = Syntax.XHTML
        parsed = parse_document(text, syntax, start)
        self._add(path, parsed, is_linear=is_linear)
        self.texts += [text, "\n"]
        self._length += len(text) + 1

    def leave_out(self, path: str) -> None:
        """Add a message about a document that nothing leads to, if it has words."""
        text, _ = self._decode(path)
        words = words_of(parse_document(text, Syntax.XHTML).root)
        if any(map(str.isalnum, words)):
            message = f"not printed: “{path}”, which the reading order does not list"
            self._warn(rules.UNREAD_DOCUMENT.at(self._start, message))

    @property
    def _start(self) -> Span:
        return Span(self._file, 0, 0)

    def _warn(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    def _decode(self, path: str) -> tuple[str, Diagnostics]:
        try:
            outcome = decode_page(self._package.archive.read(path), self._file)
        except PublishError as error:
            message = f"“{path}” in {Path(self._file).name}: {error.diagnostics[0].message}"
            raise PublishError(replace(error.diagnostics[0], message=message)) from error
        return outcome.value.text, outcome.diagnostics

    def _add(self, path: str, parsed: Document, *, is_linear: bool) -> None:
        naming = _Naming(path, self._numbers)
        root = naming.name(parsed.root)
        if self._package.is_own:
            root = restore_markup(root)
        span = parsed.root.start, parsed.root.end
        self.linked |= naming.linked
        self.documents.append(BookDocument(path, is_linear, root, *span, parsed.too_deep))


class _Naming:
    """The change of ids, links and addresses in a document; ``linked`` are paths of its links."""

    def __init__(self, path: str, numbers: Mapping[str, int]) -> None:
        self.linked = set[str]()
        self._path = path
        self._numbers = numbers
        self._own = numbers.get(path, len(numbers))

    def name(self, element: Element) -> Element:
        """Return an element with names that hold in the whole book."""
        name = local_name(element)
        if name == "svg" and (picture := self._picture_of(element)):
            return picture
        children: tuple[Node, ...] = tuple(
            self.name(child) if isinstance(child, Element) else child for child in element.children
        )
        if name == "ruby" and not any(local_name(each) == "rp" for each in element.elements):
            children = tuple(_in_brackets(each) for each in children)
        attributes = dict(self._attributes(name, element.attributes))
        return Element(name, attributes, children, element.start, element.end)

    def _attributes(self, name: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for key, value in attributes.items():
            if key == "id" or (key == "name" and name == "a"):
                yield key, f"{self._own} {value}"
            elif key == "href" and name == "a":
                yield key, self._link(value)
            elif key == _PICTURES.get(name):
                yield "src", resolve(self._path, value)[0] or value
            else:
                yield key, value

    def _link(self, address: str) -> str:
        path, fragment = resolve(self._path, address)
        if not path:
            return address
        self.linked.add(path)
        number = self._numbers.get(path)
        return f"#{quote(f'{number} {fragment}')}" if number is not None and fragment else ""

    def _picture_of(self, drawing: Element) -> Element | None:
        """Return the picture that a drawing without words shows, as covers do."""
        pictures = [each for each in descend(drawing) if local_name(each) == "image"]
        names = [each for each in descend(drawing) if local_name(each) in _NAMED]
        letters = words_of(drawing)
        named = " ".join(words_of(each) for each in names)
        if len(pictures) != 1 or letters != named:
            return None
        attributes = pictures[0].attributes
        address = attributes.get("xlink:href", "") or attributes.get("href", "")
        alt = named or drawing.attributes.get("aria-label", "")
        src = resolve(self._path, address)[0] or address
        return Element("img", {"src": src, "alt": alt}, (), drawing.start, drawing.end)


def _in_brackets(node: Node) -> Node:
    """Return the reading over a word in brackets; any other node as it is."""
    if not isinstance(node, Element) or node.name != "rt":
        return node
    opening = Characters("(", node.start, node.start)
    closing = Characters(")", node.end, node.end)
    return replace(node, children=(opening, *node.children, closing))
