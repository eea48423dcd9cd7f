"""For every line that is measured or drawn, its font is described to Pango from the beginning.

Each layout has a context of its own, in which the fonts for each script are looked for again, and
what a line of a style is high is kept under a text of fourteen properties, written out each time
it is asked for (Kozea/WeasyPrint#578).  A context is not changed by the layouts made in it, so
one is enough for all lines in the same font and language.
"""

from __future__ import annotations

from functools import wraps
from operator import itemgetter
from typing import Any, NamedTuple

_FACE = (
    *("font_style", "font_stretch", "font_weight", "font_variation_settings"),
    *("font_language_override", "lang"),
)
_FEATURES = (
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    "font_feature_settings",
)

_features = itemgetter(*_FEATURES)
_described = itemgetter(*_FACE, *_FEATURES, "direction", "font_size")
_measured = itemgetter(*_FACE, *_FEATURES)

MOST = 256
"""How many fonts are kept; a book has a few dozen."""


class _Font(NamedTuple):
    """What Pango is told of a font, and the attribute that holds its features."""

    context: Any
    description: Any
    language: Any
    features: Any


def mend() -> None:
    """Describe a font once for all layouts in it."""
    from weasyprint.text import line_break

    if not hasattr(line_break.Layout.setup, "__wrapped__"):
        line_break.Layout.setup = described_once(line_break.Layout.setup)
        line_break._font_style_cache_key = unwritten(line_break._font_style_cache_key)  # noqa: SLF001


def described_once(stock: Any) -> Any:
    """Return the making of a layout with what it says of the font kept."""
    from weasyprint.text.ffi import ffi, gobject, pango

    @wraps(stock)
    def setup(self: Any, style: Any) -> None:
        if style["text_decoration_line"] != "none":
            # Rules above and below are measured in the context; they are rare.
            stock(self, style)
            return
        known = style.font_config.__dict__.setdefault("publish_fonts", {})
        key = (tuple(style["font_family"]), *_described(style))
        font = known.get(key)
        if font is None:
            if len(known) >= MOST:
                known.clear()
            font = known[key] = _font(style)
        self.style = style
        self.first_line_direction = 0
        self.language = font.language
        self.layout = ffi.gc(pango.pango_layout_new(font.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, font.description)
        self.ascent = self.underline_position = self.strikethrough_position = None
        if font.features is not None:
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, font.features)
            pango.pango_layout_set_attributes(self.layout, attributes)

    return setup


def _font(style: Any) -> _Font:
    """Return a font described as the stock function does."""
    from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
    from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
    from weasyprint.text.line_break import font_features, get_font_description

    fonts = style.font_config
    context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    lang = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    if lang:
        text, _ = unicode_to_char_p(lang)
        language = pango.pango_language_from_string(text)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    attribute = None
    if features := font_features(*_features(style)):
        text = ",".join(f"{name} {value}" for name, value in features.items()).encode()
        if text not in fonts.font_features:
            fonts.font_features[text] = pango.pango_attr_font_features_new(text)
        attribute = fonts.font_features[text]
    return _Font(context, get_font_description(style), language, attribute)


def unwritten(stock: Any) -> Any:
    """Return the name of a font as its properties, not as a text of them."""

    @wraps(stock)
    def key(style: Any, include_size: bool = False) -> Any:
        size = (str(style["font_size"]), str(style["line_height"])) if include_size else ()
        return (tuple(style["font_family"]), *_measured(style), *size)

    return key
