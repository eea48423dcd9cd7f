"""Every element with a language, and every pseudo-element, has a style computed for it alone.

The engine shares the style of elements that the same declarations apply to (Kozea/WeasyPrint#2813),
but takes ``lang`` and ``id`` for declarations that no two elements have in common, so that neither
they nor what is inside them share any; and it shares no style of a pseudo-element, a page or a
margin box.  A chapter of ten pages comes to three thousand styles of which a hundred differ.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from math import inf
from typing import Any, NamedTuple, TypeAlias

from publish.writers.pdf.engine.shortcuts.style_cache import Kept, kept
from publish.writers.pdf.engine.shortcuts.style_memo import is_tracked

_SVG = "{http://www.w3.org/2000/svg}svg"

# What is changed in place after it was computed, for one box alone, cannot be shared; for the call
# of a note it is only where there is one.
_OWN = frozenset({"first-letter", "first-line"})


class _Declared(NamedTuple):
    """What an attribute of an element declares: names, values and whether they are important."""

    specificity: tuple[int, int, int]
    values: tuple[tuple[str, Any, bool], ...]
    anchor: bool


class _Rule(NamedTuple):
    """Declarations that apply to an element, and what their weight is made of."""

    declarations: Any
    origin: str
    layer: float
    specificity: tuple[int, int, int]


_Matched: TypeAlias = dict[str | None, tuple[_Rule, ...]]
"""The rules that apply to an element and to its pseudo-elements, by their names."""


def mend() -> None:
    """Compute a style once for all that it is the same for."""
    from weasyprint.css import StyleFor

    if not hasattr(StyleFor.__init__, "__wrapped__"):
        StyleFor.__init__ = sharing(StyleFor.__init__)
        StyleFor.set_computed_styles = sharing_pages(StyleFor.set_computed_styles)


def sharing(stock: Any) -> Any:
    """Return the styling of a document with one style for the same cascade under one parent."""

    @wraps(stock)
    def styled(self: Any, html: Any, sheets: Any, *more: Any) -> None:
        hints, fonts, targets = more
        if hints or next(html.etree_element.iter(_SVG), None) is not None:
            # Attributes that stand for declarations are many, and rare.
            stock(self, html, sheets, *more)
            return
        # As in the stock function, so that the pages can be styled later.
        self._cascaded_styles = {}
        self._computed_styles = {}
        self.publish_kept = kept(fonts, sheets, html.base_url)
        self.initial_page_sizes = self.publish_kept.sizes
        self._sheets = sheets
        self.font_config = fonts
        _Styling(self, html, targets).style()

    return styled


def sharing_pages(stock: Any) -> Any:
    """Return the computing of a style with those of pages and margin boxes shared."""
    from weasyprint.layout.page import PageType

    @wraps(stock)
    def set_computed_styles(
        self: Any, element: Any, parent: Any, *more: Any, pseudo_type: Any = None, **others: Any
    ) -> None:
        if not isinstance(element, PageType) or not hasattr(self, "publish_kept"):
            stock(self, element, parent, *more, pseudo_type=pseudo_type, **others)
            return
        known = self.publish_kept.pages
        cascaded = self._cascaded_styles.get((element, pseudo_type), {})
        key = (
            pseudo_type,
            id(self._computed_styles[parent, None]),
            # Units of the viewport have no size before the first page has one.
            *(size and tuple(size) for size in self.initial_page_sizes.values()),
            *((name, id(value)) for name, (value, _) in cascaded.items()),
            *(tuple(specificity) for _, (*_, specificity) in cascaded.values()),
        )
        if key in known:
            self._computed_styles[element, pseudo_type] = known[key]
        else:
            stock(self, element, parent, *more, pseudo_type=pseudo_type, **others)
            known[key] = self._computed_styles[element, pseudo_type]

    return set_computed_styles


class _Styling:
    """The styling of one document."""

    def __init__(self, style_for: Any, html: Any, targets: Any) -> None:
        self._style_for = style_for
        self._sheets = style_for._sheets  # noqa: SLF001  # there is no public way in
        self._computed = style_for._computed_styles  # noqa: SLF001
        self._html = html
        self._targets = targets
        self._kept: Kept = style_for.publish_kept
        self._root: Any = None
        # What is of this document alone.
        self._declared: dict[str, _Declared] = {}
        self._cascades: dict[Any, dict[str, Any]] = {}
        self._styles: dict[Any, Any] = {}
        self._met: set[Any] = set()

    def style(self) -> None:
        """Give each element and pseudo-element of the document its style."""
        # All of them before anything else: what is wrong in them is said in the order it is read.
        own = {element: self._own(element) for element in self._html.etree_element.iter()}
        matched: list[tuple[Any, _Matched]] = []
        for wrapper in self._html.wrapper_element.iter_subtree():
            element = wrapper.etree_element
            parent = self._computed[wrapper.parent.etree_element, None] if wrapper.parent else None
            rules = self._matched(wrapper)
            self._set(element, None, own[element], rules.get(None, ()), parent)
            matched.append((element, rules))
        known: dict[tuple[int, int], dict[str | None, Any]] = {}
        for element, rules in matched:
            parent = self._computed[element, None]
            key = (id(parent), id(rules))
            if key not in known:
                pseudos = [pseudo for pseudo in rules if pseudo]
                made = [self._set(element, one, (), rules[one], parent) for one in pseudos]
                if all(made):
                    known[key] = {one: self._computed[element, one] for one in pseudos}
            else:
                for pseudo, style in known[key].items():
                    self._computed[element, pseudo] = style

    def _set(
        self,
        element: Any,
        pseudo: str | None,
        own: tuple[_Declared, ...],
        rules: tuple[_Rule, ...],
        parent: Any,
    ) -> bool:
        """Give one of them its style, and tell whether it may be given to others as it is."""
        attributes = tuple(one for one in own if not one.anchor)
        cascade = self._cascade(attributes, rules)
        anchors = [value for one in own if one.anchor for _, value, _ in one.values]
        if anchors and ("anchor" in cascade or anchors[-1] in ("inherit", "initial")):
            attributes, anchors = own, []
            cascade = self._cascade(own, rules)
        if "anchor" not in cascade:
            # Nothing else that is inherited tells a style with an anchor from the one without.
            parent = getattr(parent, "base", parent)
        key = (id(parent), pseudo, id(cascade))
        alone = pseudo in _OWN or (
            pseudo == "note-call" and self._computed[element, None]["position"][0] == "note()"
        )
        new = alone or key not in self._met
        self._met.add(key)
        keep = not alone and not any(one.anchor for one in attributes)
        if keep and (parent is None or is_tracked(parent)):
            if key not in self._kept.styles:
                self._kept.add(key, self._style(parent, cascade, pseudo))
            style = self._kept.styles[key]
        else:
            if new:
                self._styles[key] = self._style(parent, cascade, pseudo)
            style = self._styles[key]
        if self._root is None:
            self._root = style
        if anchors:
            style = _with_anchor()(style, anchors[-1])
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

    def _cascade(self, own: tuple[_Declared, ...], rules: tuple[_Rule, ...]) -> dict[str, Any]:
        """Return the values that apply, with their weights: one object for the same rules."""
        from weasyprint.css import declaration_precedence

        key = (*map(id, own), *((id(rule.declarations), *rule[1:]) for rule in rules))
        known = self._cascades if any(one.anchor for one in own) else self._kept.cascades
        if key not in known:
            cascade = known[key] = {}
            ours = (_Rule(one.values, "author", inf, one.specificity) for one in own)
            for declarations, origin, layer, specificity in (*ours, *rules):
                for name, values, important in declarations:
                    weight = (declaration_precedence(origin, important), layer, specificity)
                    if name not in cascade or cascade[name][1] <= weight:
                        cascade[name] = values, weight
        return known[key]

    def _matched(self, wrapper: Any) -> _Matched:
        """Return the rules that apply to an element: one object for the same rules."""
        known: dict[Any, _Matched] = self._kept.rules
        key = self._kept.selectors.key(wrapper)
        if key not in known:
            matches = self._kept.selectors.matches(wrapper)
            rules: dict[str | None, tuple[_Rule, ...]] = {}
            for match, (sheet, origin, least) in zip(matches, self._sheets, strict=True):
                for specificity, _, pseudo, (declarations, layer) in match:
                    order = inf if layer is None else sheet.layers.index(layer)
                    rule = _Rule(declarations, origin, order, least or specificity)
                    rules[pseudo] = (*rules.get(pseudo, ()), rule)
            known[key] = rules
        return known[key]

    def _own(self, element: Any) -> tuple[_Declared, ...]:
        """Return what the element's attributes declare, each text of them read once."""
        get = element.get
        own = []
        if style := get("style"):
            own.append(self._read(style, style=True))
        if lang := get("lang"):
            own.append(self._read(f'-weasy-lang:"{lang}"'))
        if name := get("id"):
            own.append(self._read(f'-weasy-anchor:"{name}"', anchor=True))
        if element.tag == "a" and (name := get("name")):
            own.append(self._read(f'-weasy-anchor:"{name}"', anchor=True))
        return tuple(own)

    def _read(self, text: str, *, style: bool = False, anchor: bool = False) -> _Declared:
        from weasyprint.css import preprocess_declarations, tinycss2

        known = self._declared if anchor else self._kept.declared
        key = f"{style}{text}"
        if key not in known:
            if style:
                read = tinycss2.parse_blocks_contents(text)
            else:
                read = [tinycss2.parse_one_declaration(text)]
            values = tuple(preprocess_declarations(self._html.base_url, read))
            known[key] = _Declared((int(style), 0, 0), values, anchor)
        return known[key]


@lru_cache(maxsize=1)
def _with_anchor() -> Any:
    """Return the class of a style that is another with an anchor, which nothing inherits."""
    from weasyprint.css import ComputedStyle

    class Anchored(ComputedStyle):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self, base: Any, anchor: str) -> None:
            self.__dict__.update(base.__dict__)
            # What is computed is of the base, and what is not shared is not in it.
            self.base = base
            self.__dict__["anonymous_style"] = base.anonymous_style
            for name in ("publish_known", "publish_changes"):
                self.__dict__.pop(name, None)
            dict.__setitem__(self, "anchor", anchor)

        def __missing__(self, key: str) -> Any:
            value = self.base[key]
            dict.__setitem__(self, key, value)
            return value

        def __setitem__(self, key: str, value: Any) -> None:
            # What the engine changes in place, the elements inside inherit, or not.
            super().__setitem__(key, value)
            if key != "anchor":
                self.base[key] = value

        def copy(self) -> Any:
            # What was computed of the base need not be computed of the copy.
            copy = super().copy()
            copy.update(self.base)
            copy.update(self)
            return copy

    return Anchored
