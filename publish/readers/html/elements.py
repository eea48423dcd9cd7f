"""The elements of HTML, and their meaning in a book."""

from __future__ import annotations

from publish.document.draft import MarkupKind

INLINE = {
    **dict.fromkeys(("b", "strong"), MarkupKind.STRONG),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), MarkupKind.EMPHASIS),
    **dict.fromkeys(("u", "ins"), MarkupKind.UNDERLINE),
    "sup": MarkupKind.SUPERSCRIPT,
    "sub": MarkupKind.SUBSCRIPT,
    "a": MarkupKind.LINK,
    **dict.fromkeys(("small", "big", "span", "font", "bdi", "bdo", "abbr", "q", "mark"), None),
    **dict.fromkeys(("code", "kbd", "samp", "tt", "label", "time", "nobr", "ruby", "rb"), None),
}
"""The elements within a line, with their meaning in a book."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
"""The elements of headings, with their levels."""

BLOCKS = frozenset(
    {
        *HEADINGS,
        *("p", "div", "blockquote", "center", "pre", "address", "figure", "figcaption", "caption"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th"),
        *("section", "article", "header", "footer", "main", "nav", "aside", "body", "html", "head"),
    }
)
"""The elements that begin and end a block."""

VOID = frozenset({"br", "hr", "img", "wbr", "meta", "link", "col", "colgroup", "input"})
"""The elements without an end tag."""

UNPRINTED = frozenset({"script", "style", "title", "template", "noscript", "iframe", "svg"})
"""The elements whose content is no text of a book."""

CODE = UNPRINTED - {"svg", "noscript", "iframe"}
"""The elements whose content is never shown."""
