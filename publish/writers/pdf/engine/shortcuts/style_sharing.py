"""Shortcut: elements with the same rules under the same parent style share one computed style.

WeasyPrint shares the style of elements that the same declarations apply to (Kozea/WeasyPrint#2813),
but treats ``lang`` and ``id`` as declarations that no two elements have in common, so that neither
these elements nor those inside them share any; and it shares no style of a pseudo-element, a page
or a margin box.  A chapter of ten pages has three thousand styles, of which a hundred differ.
Report: docs/upstream/style-sharing.md.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from math import inf
from typing import Any, NamedTuple, TypeAlias

from publish.writers.pdf.engine.interface.replacements import Replacement
from publish.writers.pdf.engine.shortcuts.style_cache import StyleCache, find_cache
from publish.writers.pdf.engine.shortcuts.style_memo import is_tracked

_SVG = "{http://www.w3.org/2000/svg}svg"

_UNSHARED = frozenset({"first-letter", "first-line"})
"""Pseudo-elements whose styles WeasyPrint changes in place for one box."""


class _Declarations(NamedTuple):
    """The declarations of one attribute of an element: names, values, whether important."""

    specificity: tuple[int, int, int]
    values: tuple[tuple[str, Any, bool], ...]
    anchor: bool


class _Rule(NamedTuple):
    """Declarations that apply to an element, with the components of their weight."""

    declarations: Any
    origin: str
    layer: float
    specificity: tuple[int, int, int]


_Rules: TypeAlias = dict[str | None, tuple[_Rule, ...]]
"""The rules that apply to an element and to its pseudo-elements, by their names."""


def replacements() -> tuple[Replacement, ...]:
    """Return the replacements of the styling of a document and of its pages."""
    from weasyprint.css import StyleFor

    return (
        Replacement(StyleFor, "__init__", share_styles(StyleFor.__init__)),
        Replacement(
            StyleFor, "set_computed_styles", share_page_styles(StyleFor.set_computed_styles)
        ),
    )


def share_styles(stock: Any) -> Any:
    """Return ``StyleFor.__init__`` with one style for the same cascade under one parent."""

    @wraps(stock)
    def style_document(self: Any, html: Any, sheets: Any, *more: Any) -> None:
        hints, fonts, targets = more
        if hints or next(html.etree_element.iter(_SVG), None) is not None:
            # Attributes that stand for declarations are many, and rare.
            stock(self, html, sheets, *more)
            return
        # The attributes that the stock function sets, for the styling of pages.
        self._cascaded_styles = {}
        self._computed_styles = {}
        self.publish_cache = find_cache(fonts, sheets, html.base_url)
        self.initial_page_sizes = self.publish_cache.sizes
        self._sheets = sheets
        self.font_config = fonts
        _DocumentStyling(self, html, targets).style()

    return style_document


def share_page_styles(stock: Any) -> Any:
    """Return ``set_computed_styles`` with the styles of pages and margin boxes shared."""
    from weasyprint.layout.page import PageType

    @wraps(stock)
    def set_computed_styles(
        self: Any, element: Any, parent: Any, *more: Any, pseudo_type: Any = None, **others: Any
    ) -> None:
        if not isinstance(element, PageType) or not hasattr(self, "publish_cache"):
            stock(self, element, parent, *more, pseudo_type=pseudo_type, **others)
            return
        styles = self.publish_cache.pages
        cascaded = self._cascaded_styles.get((element, pseudo_type), {})
        key = (
            pseudo_type,
            id(self._computed_styles[parent, None]),
            # Units of the viewport have no size before the first page has one.
            *(size and tuple(size) for size in self.initial_page_sizes.values()),
            *((name, id(value)) for name, (value, _) in cascaded.items()),
            *(tuple(specificity) for _, (*_, specificity) in cascaded.values()),
        )
        if key in styles:
            self._computed_styles[element, pseudo_type] = styles[key]
        else:
            stock(self, element, parent, *more, pseudo_type=pseudo_type, **others)
            styles[key] = self._computed_styles[element, pseudo_type]

    return set_computed_styles


class _DocumentStyling:
    """The styling of one document."""

    def __init__(self, style_for: Any, html: Any, targets: Any) -> None:
        self._style_for = style_for
        self._sheets = style_for._sheets  # noqa: SLF001  # no public name
        self._computed = style_for._computed_styles  # noqa: SLF001
        self._html = html
        self._targets = targets
        self._cache: StyleCache = style_for.publish_cache
        self._root: Any = None
        # Of this document alone:
        self._declarations: dict[str, _Declarations] = {}
        self._cascades: dict[Any, dict[str, Any]] = {}
        self._styles: dict[Any, Any] = {}
        self._keys: set[Any] = set()

    def style(self) -> None:
        """Give each element and pseudo-element of the document its style."""
        # All attributes before any rule, which is the order of WeasyPrint's warnings.
        own = {element: self._own(element) for element in self._html.etree_element.iter()}
        matched: list[tuple[Any, _Rules]] = []
        for wrapper in self._html.wrapper_element.iter_subtree():
            element = wrapper.etree_element
            parent = self._computed[wrapper.parent.etree_element, None] if wrapper.parent else None
            rules = self._rules(wrapper)
            self._set(element, None, own[element], rules.get(None, ()), parent)
            matched.append((element, rules))
        shared: dict[tuple[int, int], dict[str | None, Any]] = {}
        for element, rules in matched:
            parent = self._computed[element, None]
            key = (id(parent), id(rules))
            if key not in shared:
                pseudos = [pseudo for pseudo in rules if pseudo]
                sharable = [self._set(element, name, (), rules[name], parent) for name in pseudos]
                if all(sharable):
                    shared[key] = {name: self._computed[element, name] for name in pseudos}
            else:
                for pseudo, style in shared[key].items():
                    self._computed[element, pseudo] = style

    def _set(
        self,
        element: Any,
        pseudo: str | None,
        own: tuple[_Declarations, ...],
        rules: tuple[_Rule, ...],
        parent: Any,
    ) -> bool:
        """Set the style of an element or pseudo-element; return whether others may share it."""
        attributes = tuple(each for each in own if not each.anchor)
        cascade = self._cascade(attributes, rules)
        anchors = [value for each in own if each.anchor for _, value, _ in each.values]
        if anchors and ("anchor" in cascade or anchors[-1] in ("inherit", "initial")):
            attributes, anchors = own, []
            cascade = self._cascade(own, rules)
        if "anchor" not in cascade:
            # Apart from its anchor, a style inherits the same from a parent with and without one.
            parent = getattr(parent, "base", parent)
        key = (id(parent), pseudo, id(cascade))
        alone = pseudo in _UNSHARED or (
            # WeasyPrint changes the style of a call in place where its note is on the page.
            pseudo == "note-call" and self._computed[element, None]["position"][0] == "note()"
        )
        new = alone or key not in self._keys
        self._keys.add(key)
        cacheable = not alone and not any(each.anchor for each in attributes)
        if cacheable and (parent is None or is_tracked(parent)):
            if key not in self._cache.styles:
                self._cache.add(key, self._style(parent, cascade, pseudo))
            style = self._cache.styles[key]
        else:
            if new:
                self._styles[key] = self._style(parent, cascade, pseudo)
            style = self._styles[key]
        if self._root is None:
            self._root = style
        if anchors:
            style = _anchor_class()(style, anchors[-1])
        self._computed[element, pseudo] = style
        if self._targets and (new or pseudo or anchors) and style["anchor"]:
            self._targets.collect_anchor(style["anchor"])
            return False
        return not alone

    def _style(self, parent: Any, cascade: dict[str, Any], pseudo: str | None) -> Any:
        from weasyprint.css import ComputedStyle, InitialStyle

        fonts = self._style_for.font_config
        root = InitialStyle(fonts) if self._root is None else self._root
        sizes = self._style_for.initial_page_sizes
        return ComputedStyle(parent, cascade, pseudo, root, self._html.base_url, fonts, sizes)

    def _cascade(self, own: tuple[_Declarations, ...], rules: tuple[_Rule, ...]) -> dict[str, Any]:
        """Return the values that apply, with their weights: one object for the same rules."""
        from weasyprint.css import declaration_precedence

        key = (*map(id, own), *((id(rule.declarations), *rule[1:]) for rule in rules))
        cascades = self._cascades if any(each.anchor for each in own) else self._cache.cascades
        if key not in cascades:
            cascade = cascades[key] = {}
            attributes = (_Rule(each.values, "author", inf, each.specificity) for each in own)
            for declarations, origin, layer, specificity in (*attributes, *rules):
                for name, values, important in declarations:
                    weight = (declaration_precedence(origin, important), layer, specificity)
                    if name not in cascade or cascade[name][1] <= weight:
                        cascade[name] = values, weight
        return cascades[key]

    def _rules(self, wrapper: Any) -> _Rules:
        """Return the rules that apply to an element: one object for the same rules."""
        cached: dict[Any, _Rules] = self._cache.rules
        key = self._cache.selectors.key(wrapper)
        if key not in cached:
            matches = self._cache.selectors.matches(wrapper)
            rules: dict[str | None, tuple[_Rule, ...]] = {}
            for match, (sheet, origin, least) in zip(matches, self._sheets, strict=True):
                for specificity, _, pseudo, (declarations, layer) in match:
                    order = inf if layer is None else sheet.layers.index(layer)
                    rule = _Rule(declarations, origin, order, least or specificity)
                    rules[pseudo] = (*rules.get(pseudo, ()), rule)
            cached[key] = rules
        return cached[key]

    def _own(self, element: Any) -> tuple[_Declarations, ...]:
        """Return the declarations of an element's attributes, each text parsed once."""
        get = element.get
        own = []
        if style := get("style"):
            own.append(self._parse(style, style=True))
        if lang := get("lang"):
            own.append(self._parse(f'-weasy-lang:"{lang}"'))
        if name := get("id"):
            own.append(self._parse(f'-weasy-anchor:"{name}"', anchor=True))
        if element.tag == "a" and (name := get("name")):
            own.append(self._parse(f'-weasy-anchor:"{name}"', anchor=True))
        return tuple(own)

    def _parse(self, text: str, *, style: bool = False, anchor: bool = False) -> _Declarations:
        from weasyprint.css import preprocess_declarations, tinycss2

        parsed = self._declarations if anchor else self._cache.declarations
        key = f"{style}{text}"
        if key not in parsed:
            if style:
                tokens = tinycss2.parse_blocks_contents(text)
            else:
                tokens = [tinycss2.parse_one_declaration(text)]
            values = tuple(preprocess_declarations(self._html.base_url, tokens))
            parsed[key] = _Declarations((int(style), 0, 0), values, anchor)
        return parsed[key]


@lru_cache(maxsize=1)
def _anchor_class() -> Any:
    """Return the class of a style that is another style with an anchor, which is not inherited."""
    from weasyprint.css import ComputedStyle

    class AnchoredStyle(ComputedStyle):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self, base: Any, anchor: str) -> None:
            self.__dict__.update(base.__dict__)
            # Values are computed by the base; its memo and its changes are its own.
            self.base = base
            self.__dict__["anonymous_style"] = base.anonymous_style
            for name in ("publish_memo", "publish_changes"):
                self.__dict__.pop(name, None)
            dict.__setitem__(self, "anchor", anchor)

        def __missing__(self, key: str) -> Any:
            value = self.base[key]
            dict.__setitem__(self, key, value)
            return value

        def __setitem__(self, key: str, value: Any) -> None:
            # Elements inside inherit from the base the values that WeasyPrint changes in place.
            super().__setitem__(key, value)
            if key != "anchor":
                self.base[key] = value

        def copy(self) -> Any:
            # A copy has the values that the base has computed.
            copy = super().copy()
            copy.update(self.base)
            copy.update(self)
            return copy

    return AnchoredStyle
