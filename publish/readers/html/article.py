"""The article of a page, and what stands around it and in it without being of its text.

Browsers find articles for their reading modes by the same signs: elements and roles, names of
classes, the share of links in a stretch of text (https://github.com/mozilla/readability).  Here a
stretch that is left out is reported, and where the signs are unclear the whole page is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from publish.readers.html.letters import count_letters
from publish.readers.html.notes import PageNotes
from publish.readers.html.styles import StyleSheet
from publish.readers.html.surroundings import Surroundings
from publish.readers.html.tokens import Characters
from publish.readers.html.tree import Element, descend, text_of
from publish.text.dataclass import dataclass

_BY_NAME = {
    "nav": Surroundings.NAVIGATION,
    "header": Surroundings.HEAD,
    "footer": Surroundings.FOOT,
    "aside": Surroundings.ASIDE,
    "del": Surroundings.DELETED,
    "noscript": Surroundings.HIDDEN,
    **dict.fromkeys(
        ("form", "button", "select", "textarea", "datalist", "option", "optgroup", "dialog"),
        Surroundings.CONTROLS,
    ),
    **dict.fromkeys(
        ("svg", "canvas", "iframe", "object", "video", "audio", "map", "applet", "noembed"),
        Surroundings.MEDIA,
    ),
}
_ALWAYS = frozenset({"nav", "button", "select", "textarea", "datalist", "noscript", "iframe"})
"""The elements that are never text, however long."""

_BY_ROLE = {
    "navigation": Surroundings.NAVIGATION,
    "doc-toc": Surroundings.NAVIGATION,
    "banner": Surroundings.HEAD,
    "contentinfo": Surroundings.FOOT,
    "complementary": Surroundings.ASIDE,
    **dict.fromkeys(
        ("button", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist"),
        Surroundings.CONTROLS,
    ),
}
_WORDS = {
    Surroundings.NAVIGATION: "nav navbar navigation menu breadcrumb breadcrumbs pagination pager "
    "navbox catlinks editsection skip toc tableofcontents",
    Surroundings.HEAD: "masthead",
    Surroundings.FOOT: "footer printfooter",
    Surroundings.ASIDE: "sidebar widget widgets related relatedposts recommended infobox",
    Surroundings.BYLINE: "meta byline posted",
    Surroundings.SHARING: "share sharing sharedaddy social addtoany print",
    Surroundings.COMMENTS: "comments respond disqus commentlist",
    Surroundings.NOTICES: "cookie cookies consent gdpr newsletter subscribe advert advertisement "
    "ads popup modal promo",
}
_BY_WORD = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ARTICLE_NAMES = frozenset(
    {"mw-content-text", "articlebody", "article-body", "entry-content", "post-content"}
)
_EXPORTS = re.compile(r"microsoft|word|libreoffice|openoffice|pandoc|google docs", re.IGNORECASE)

_MOST_OF_ARTICLE = 0.4
"""The share of the letters from which on a stretch is text, though a class says otherwise."""

_LEAST_OF_PAGE = 0.5
_LEAST_AMONG_OTHERS = 0.8
_LINKS = 0.6
_FEWEST_LINKS = 3
_LONGEST_NAMES = 1000


@dataclass(frozen=True, slots=True)
class Article:
    """The elements whose text is printed, in order, and the stretches left out, with their kinds.

    ``is_certain`` is false where the whole page is printed for want of signs.
    """

    parts: tuple[Element, ...]
    outside: tuple[tuple[Surroundings, Element], ...]
    is_certain: bool


class Page:
    """A page that is read: the letters of its elements, and the kinds of its stretches."""

    def __init__(self, root: Element, sheet: StyleSheet, notes: PageNotes) -> None:
        self._sheet = sheet
        self._notes = notes
        self._kinds: dict[Element, Surroundings | None] = {}
        self._protected = set(notes.bodies)
        self._body = next((each for each in descend(root) if each.name == "body"), root)
        self._elements = tuple(descend(self._body))
        title = next((text_of(each) for each in descend(root) if each.name == "title"), "")
        self.title = " ".join(title.split())
        self.is_export = _is_export(root)
        self._letters, self._links = count_letters(self._elements)
        for element in reversed(self._elements):
            if any(child in self._protected for child in element.elements):
                self._protected.add(element)
        self._in_article = set[Element]()
        for element in self._elements:
            if element in self._in_article or _is_article(element) or _is_main(element):
                self._in_article.update(element.elements)
            if element.name == "blockquote":  # its foot names the source
                self._protected.update(each for each in element.elements if each.name == "footer")
        self._whole = self._letters[self._body]
        self._frame = _find_frame(self._body, self._protected)

    @property
    def paragraphs(self) -> Iterator[Element]:
        """The paragraphs with letters."""
        return (each for each in self._elements if each.name == "p" and self._letters[each])

    def letters(self, element: Element) -> int:
        """Return the number of letters and digits in an element that a page shows."""
        return self._letters.get(element, 0)

    def kind_of(self, element: Element) -> Surroundings | None:
        """Return the kind of a stretch that is not of the text; None for text.

        A stretch that has a large share of the letters of the page is text, whatever its class
        says.
        """
        if element not in self._kinds:
            self._kinds[element] = self._find_kind(element)
        return self._kinds[element]

    def find_article(self) -> Article:
        """Return the article of the page, or the whole page where no element is the article."""
        has_chrome = any(map(self.kind_of, self._elements))
        article = self._choose() if has_chrome and not self.is_export else None
        if article is None:
            is_certain = self.is_export or not has_chrome
            return Article((self._body,), (), is_certain)
        heading = self._find_heading(article)
        parts = (*([heading] if heading else []), article)
        return Article(parts, tuple(self._list_outside({*parts, *self._notes.bodies})), True)

    def is_named(self, heading: str) -> bool:
        """Return whether the title of the page is a heading, alone or before the name of a site."""
        rest = self.title.removeprefix(heading).strip()
        return self.title.startswith(heading) and (not rest or not rest[0].isalnum())

    def is_list_of_links(self, element: Element) -> bool:
        """Return whether most of the letters of a list or a block stand in several links."""
        count, letters = self._links.get(element, (0, 0))
        is_list = element.name in ("ul", "ol", "div", "p", "table", "td")
        return is_list and count >= _FEWEST_LINKS and letters >= _LINKS * self.letters(element)

    def _find_kind(self, element: Element) -> Surroundings | None:
        name, attributes = element.name, element.attributes
        if element in self._protected or name in ("body", "html", "main", "article", ""):
            return None
        if name in _ALWAYS:
            return _BY_NAME[name]
        if self.letters(element) > self._whole * _MOST_OF_ARTICLE:
            return None
        if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
            return Surroundings.HIDDEN
        if self._sheet.looks(element).is_hidden:
            return Surroundings.HIDDEN
        kind = _BY_ROLE.get(attributes.get("role", "").lower()) or _BY_NAME.get(name)
        if element in self._in_article and kind in (Surroundings.HEAD, Surroundings.FOOT):
            return None if kind is Surroundings.HEAD else Surroundings.ASIDE
        if self.is_export:
            kind = None if kind in (Surroundings.HEAD, Surroundings.FOOT) else kind
            return self._frame.get(element, kind)
        if kind is not None:
            return kind
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        words = _NAME_WORD.findall(names) if len(names) < _LONGEST_NAMES else []
        return next((_BY_WORD[w.lower()] for w in words if w.lower() in _BY_WORD), None)

    def _choose(self) -> Element | None:
        """Return the one element that is the article by its name, its role or its class."""
        inner = set[Element]()  # chrome, and what is in it
        text = self._whole
        for element in self._elements:
            if element not in inner and self.kind_of(element):
                text -= self.letters(element)
                inner.update(descend(element))
        for is_sign in (_is_article, _is_main, _is_content):
            signs = [each for each in self._elements if is_sign(each) and each not in inner]
            largest = max(signs, key=self.letters, default=None)
            if largest is None:
                continue
            others = [
                each for each in signs if each.end <= largest.start or each.start >= largest.end
            ]
            least = _LEAST_AMONG_OTHERS if others else _LEAST_OF_PAGE
            if self.letters(largest) >= least * max(text, 1):
                return largest
        return None

    def _find_heading(self, article: Element) -> Element | None:
        """Return the heading over an article that stands outside of it and names the page."""
        if any(each.name == "h1" for each in descend(article)):
            return None
        for element in self._elements:
            if element.start > article.start:
                return None
            text = " ".join(text_of(element).split()) if element.name == "h1" else ""
            if text and self.is_named(text):
                return element
        return None

    def _list_outside(self, inside: set[Element]) -> Iterator[tuple[Surroundings, Element]]:
        """Yield the outermost stretches with letters that have no part of the article in them."""
        around = set(inside)
        for element in reversed(self._elements):
            if any(child in around for child in element.elements):
                around.add(element)
        stack = [self._body]
        while stack:
            for child in stack.pop().children:
                if isinstance(child, Characters) and any(map(str.isalnum, child.text)):
                    text = Element("", {}, (child,), child.start, child.end)
                    yield Surroundings.OUTSIDE, text
                if not isinstance(child, Element) or child in inside or not self.letters(child):
                    continue
                if child in around:
                    stack.append(child)
                else:
                    yield self.kind_of(child) or Surroundings.OUTSIDE, child


def _is_within(inner: Element, outer: Element) -> bool:
    return inner is not outer and outer.start <= inner.start and inner.end <= outer.end


def _is_article(element: Element) -> bool:
    return element.name == "article" or element.attributes.get("role") == "article"


def _is_main(element: Element) -> bool:
    return element.name == "main" or element.attributes.get("role") == "main"


def _is_content(element: Element) -> bool:
    attributes = element.attributes
    names = {*element.classes, attributes.get("id", ""), attributes.get("itemprop", "")}
    return any(name.lower() in _ARTICLE_NAMES for name in names)


def _find_frame(body: Element, notes: Set[Element]) -> dict[Element, Surroundings]:
    """Return the head and the foot of the pages of a document of Google Docs, with their kinds.

    Google Docs writes them as divisions before and after the paragraphs, which stand in none.
    """
    elements = list(body.elements) if "doc-content" in body.classes else []
    frame = {}
    for place, kind in ((0, Surroundings.HEAD), (-1, Surroundings.FOOT)):
        if len(elements) > 1 and elements[place].name == "div" and elements[place] not in notes:
            frame[elements[place]] = kind
    return frame


def _is_export(root: Element) -> bool:
    """Return whether a page was saved by a program for texts, which adds nothing to them."""
    for element in descend(root):
        if element.name == "meta" and element.attributes.get("name", "").lower() == "generator":
            return bool(_EXPORTS.search(element.attributes.get("content", "")))
        if element.name == "body":
            return "doc-content" in element.classes
    return False
