"""The private names of WeasyPrint and its libraries that this package relies on.

By the name of the user (``driver``, a correction or a shortcut) the table has each name with a
description: that the name exists, its signature, the attributes of a class, or, of a function that
is replaced or done over here, the digest of its source.  tests/pdf/test_engine_contract.py compares
it with the installed version; on another version its failure is the list of work.  To accept a
changed name: read what changed, adapt its users, and put the new description here.
"""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, Mapping[str, str]] = {
    "driver": {
        "weasyprint.document:Document._build_layout_context": (
            "signature (html, font_config, counter_style, color_profiles, options)"
        ),
        "weasyprint.document:build_formatting_structure": (
            "signature (element_tree, style_for, get_image_from_uri, base_url, "
            "target_collector, counter_style, footnotes)"
        ),
        "weasyprint.document:CounterStyle": "exists",
        "weasyprint.document:Page": (
            "attributes anchors bleed bookmarks height links paint width _page_box"
        ),
        "weasyprint:DEFAULT_OPTIONS": "exists",
        "weasyprint:HTML": (
            "attributes base_url etree_element media_type url_fetcher wrapper_element"
        ),
        "weasyprint:CSS": "attributes base_url layers matcher page_rules",
        "weasyprint.layout:LayoutContext": (
            "attributes broken_out_of_flow create_block_formatting_context current_footnote_area "
            "current_page current_page_footnotes finish_block_formatting_context footnotes "
            "get_image_from_uri layout_footnote overflows_page page_bottom "
            "report_footnote reported_footnotes running_elements string_set style_for "
            "target_collector unlayout_footnote"
        ),
        "weasyprint.layout.block:_linebox_layout": "source c0e4ea26427d970851a7f51a7858095c",
        "weasyprint.layout.block:block_level_layout": (
            "signature (context, box, bottom_space, skip_stack, containing_block, "
            "page_is_empty=True, absolute_boxes=None, fixed_boxes=None, "
            "adjoining_margins=None, first_letter_style=None, first_line_style=None, "
            "discard=False, max_lines=None)"
        ),
        "weasyprint.layout.page:make_page": (
            "signature (context, root_box, page_type, resume_at, page_number, page_state)"
        ),
        "weasyprint.css.properties:ZERO_PIXELS": "exists",
        "weasyprint.formatting_structure.build:create_anonymous_boxes": "signature (box)",
        "weasyprint.formatting_structure.boxes:ParentBox.copy_with_children": (
            "signature (self, new_children)"
        ),
        "weasyprint.formatting_structure.boxes:FlexContainerBox": "exists",
        "weasyprint.formatting_structure.boxes:GridContainerBox": "exists",
        "weasyprint.formatting_structure.boxes:TableBox": "exists",
        "weasyprint.formatting_structure.boxes:TableRowBox": "exists",
        "weasyprint.layout:initialize_page_maker": "source 1358e27e3bd46de7228144f2a730a4e1",
        "weasyprint.layout:layout_document": "source 5f6cd8689f636afa49e3327ffcc0cbcf",
        "weasyprint.layout:layout_backgrounds": "signature (page, get_image_from_uri)",
        "weasyprint.layout:make_margin_boxes": "signature (context, page, state)",
        "weasyprint.layout.page:page_height": "exists",
        "weasyprint.text.line_break:strut": "signature (style)",
        "weasyprint.layout.page:remake_page": "signature (index, context, root_box, html)",
        "weasyprint.layout.absolute:AbsolutePlaceholder": "attributes _box",
        "weasyprint.formatting_structure.boxes:Box": (
            "attributes border_box_x border_box_y border_height border_width bookmark_label "
            "descendants element_tag footnote is_leader missing_link string_set"
        ),
        "weasyprint.formatting_structure.boxes:BlockLevelBox": "exists",
        "weasyprint.formatting_structure.boxes:FootnoteAreaBox": "exists",
        "weasyprint.formatting_structure.boxes:MarginBox": "exists",
        "weasyprint.draw:draw_stacking_context": "signature (stream, stacking_context)",
        "weasyprint.stacking:StackingContext.from_box": (
            "signature (box, page, child_contexts=None)"
        ),
        "weasyprint.pdf:_use_references": "signature (pdf, resources, images, color_profiles)",
        "weasyprint.pdf:D50": "exists",
        "weasyprint.pdf:D65": "exists",
        "weasyprint.pdf:build_fonts_dictionary": (
            "signature (pdf, fonts, compress, subset, options)"
        ),
        "weasyprint.pdf.fonts:Font": (
            "attributes clean file_content hash hb_face hb_font index missing name "
            "to_unicode variations widths"
        ),
        "weasyprint.pdf.stream:Stream.__init__": (
            "signature (self, fonts, page_rectangle, resources, images, tags, "
            "color_profiles, output_intent, *args, **kwargs)"
        ),
        "weasyprint.pdf.stream:Stream": (
            "attributes _fonts add_font artifact marked set_font_size show_text transform"
        ),
        "weasyprint.text.fonts:FontConfiguration": (
            "attributes _config _folder add_font_face font_map"
        ),
        "weasyprint.text.ffi:fontconfig": "exists",
        "weasyprint.text.ffi:ffi": "exists",
        "weasyprint.text.ffi:harfbuzz": "exists",
        "weasyprint.urls:URLFetcher": "attributes _fail_on_errors fetch",
        "weasyprint.urls:URLFetcherResponse": "attributes _file_obj headers status url",
        "cssselect2:ElementWrapper.from_html_root": "signature (root, content_language=None)",
        "pydyf:_to_bytes": "signature (item)",
    },
    "trailing_space": {
        "weasyprint.text.line_break:split_first_line": "source 3a3313508f50d7ba6759cececed9a05b",
    },
    "justified_trailing_space": {
        "weasyprint.layout.inline:remove_last_whitespace": (
            "source 227c3f5355c56e2828487d157050ee29"
        ),
        "weasyprint.layout.inline:justify_line": "source 5f7d82b1d5d49d575de9029f838242be",
        "weasyprint.layout.inline:split_text_box": (
            "signature (context, box, available_width, skip, is_line_start=True)"
        ),
        "weasyprint.formatting_structure.boxes:Box.translate": (
            "signature (self, dx=0, dy=0, ignore_floats=False)"
        ),
    },
    "footnote_area": {
        "weasyprint.layout:LayoutContext._update_footnote_area": (
            "source 2f852309ac3b1bd6106fbb238abcea48"
        ),
        "weasyprint.layout:LayoutContext": (
            "attributes current_footnote_area current_page_footnotes in_column page_bottom"
        ),
        "weasyprint.formatting_structure.build:create_anonymous_boxes": "signature (box)",
        "weasyprint.formatting_structure.boxes:ParentBox.copy_with_children": (
            "signature (self, new_children)"
        ),
        "weasyprint.layout.block:block_level_layout": (
            "signature (context, box, bottom_space, skip_stack, containing_block, "
            "page_is_empty=True, absolute_boxes=None, fixed_boxes=None, "
            "adjoining_margins=None, first_letter_style=None, first_line_style=None, "
            "discard=False, max_lines=None)"
        ),
    },
    "to_unicode": {
        "weasyprint.pdf:build_fonts_dictionary": "source 7bc479530c83a83c4f32c762274e7f3f",
        "weasyprint.pdf.fonts:Font": "attributes file_content index to_unicode",
    },
    "text_extraction": {
        "weasyprint.draw.text:draw_first_line": "source c0ffa5ce5d8f51aadaa6f37ef344eb38",
        "weasyprint.pdf.fonts:_build_vector_font_dictionary": (
            "source 12f6a2f6d582450c524614621aa92828"
        ),
        "weasyprint.pdf.fonts:Font": (
            "attributes bitmap colr file_content hash hb_font index png svg to_unicode widths"
        ),
        "weasyprint.pdf.stream:Stream.add_font": "signature (self, pango_font)",
        "weasyprint.pdf.stream:Stream": (
            "attributes begin_marked_content end_marked_content ink_rect logical_rect "
            "set_font_size set_text_matrix set_text_rise show_text"
        ),
        "weasyprint.layout.inline:add_word_spacing": "source e2d055558d89446efdd00282cf877e7a",
        "weasyprint.layout.inline:count_expandable_spaces": (
            "source 14ed55372c59c46189640b6933a9259c"
        ),
        "weasyprint.text.line_break:Layout.deactivate": "source efbb1c9fdb52ec11a1e9012bc94bb42c",
        "weasyprint.text.line_break:Layout.reactivate": "source 1bdce37af6e2aef0056e282f6b04ff71",
        "weasyprint.text.line_break:Layout.get_first_line": "signature (self)",
        "weasyprint.text.ffi:FROM_UNITS": "exists",
        "weasyprint.text.ffi:TO_UNITS": "exists",
        "weasyprint.text.ffi:pango": "exists",
    },
    "grey_colors": {
        "pydyf:Stream.set_color_rgb": "signature (self, r, g, b, stroke=False)",
        "pydyf:_to_bytes": "signature (item)",
    },
    "leader_grid": {
        "weasyprint.layout.inline:handle_leader": "source 89cf138cfe42f69b4ad8033480def5e6",
        "weasyprint.formatting_structure.boxes:Box": "attributes content_box_x copy is_leader",
        "weasyprint.layout.leader:leader_index": "signature (box)",
    },
    "margin_at_break": {
        "weasyprint.layout.page:make_page": (
            "signature (context, root_box, page_type, resume_at, page_number, page_state)"
        ),
        "weasyprint.layout:LayoutContext": "attributes forced_break",
    },
    "widow_height": {
        "weasyprint.layout.block:_linebox_layout": "source c0e4ea26427d970851a7f51a7858095c",
    },
    "broken_rows": {
        "weasyprint.layout.table:table_layout": "source d388d21a8ddc9c909a8e509a525e8bc8",
        "weasyprint.layout.block:remove_placeholders": (
            "signature (context, box_list, absolute_boxes, fixed_boxes)"
        ),
    },
    "loose_lines": {
        "weasyprint.layout.inline:iter_line_boxes": "source 561b24ae0d31888b8194e5eb9d8d8edf",
        "weasyprint.layout.inline:get_next_linebox": "source daa5845e0b223e5c009f2fb4cd604848",
        "weasyprint.layout.inline:split_inline_box": "source 77f0717bf7c319685b39f4c96dbf3a6f",
        "weasyprint.layout.inline:justify_line": "source 5f7d82b1d5d49d575de9029f838242be",
        "weasyprint.layout.inline:text_align": "source 468217ff606e22acf67f0e2e34cadc81",
        "weasyprint.layout.inline:add_word_spacing": "source e2d055558d89446efdd00282cf877e7a",
        "weasyprint.layout.inline:remove_last_whitespace": "signature (context, line)",
        "weasyprint.layout.inline:handle_leader": "signature (context, line, containing_block)",
        "weasyprint.layout.inline:skip_first_whitespace": "signature (box, skip_stack)",
        "weasyprint.text.line_break:split_first_line": "source 3a3313508f50d7ba6759cececed9a05b",
        "weasyprint.text.line_break:create_layout": (
            "signature (text, style, context, max_width, justification_spacing)"
        ),
        "weasyprint.text.line_break:can_break_text": "signature (text, lang)",
        "weasyprint.text.line_break:Layout.get_first_line": "signature (self)",
        "weasyprint.layout:LayoutContext": "attributes dictionaries excluded_shapes",
        "weasyprint.text.ffi:FROM_UNITS": "exists",
        "weasyprint.text.ffi:ffi": "exists",
        "weasyprint.text.ffi:pango": "exists",
        "pyphen:Pyphen.positions": "signature (self, word)",
        "pyphen:language_fallback": "signature (language)",
    },
    "balanced_lines": {
        "weasyprint.layout.inline:iter_line_boxes": "source 561b24ae0d31888b8194e5eb9d8d8edf",
        "weasyprint.layout.inline:get_next_linebox": "source daa5845e0b223e5c009f2fb4cd604848",
        "weasyprint.layout.inline:split_inline_box": "source 77f0717bf7c319685b39f4c96dbf3a6f",
        "weasyprint.css:AnonymousStyle.__missing__": "signature (self, key)",
    },
    "style_memo": {
        "weasyprint.css:Style": "exists",
        "weasyprint.css:AnonymousStyle": "attributes parent_style",
    },
    "style_sharing": {
        "weasyprint.css:StyleFor.__init__": "source 82b8d8d4c1d04171892773394c5634c4",
        "weasyprint.css:StyleFor.set_computed_styles": "source 4091277a6c73aa4171f55aea7907ecf6",
        "weasyprint.css:StyleFor": (
            "attributes _cascaded_styles _computed_styles _sheets font_config initial_page_sizes"
        ),
        "weasyprint.css:ComputedStyle.__init__": (
            "signature (self, parent_style, cascaded, pseudo_type, root_style, base_url, "
            "font_config, initial_page_sizes)"
        ),
        "weasyprint.css:ComputedStyle.copy": "source df7da2bdaf878b113720f7b3a8876e14",
        "weasyprint.css:ComputedStyle": "attributes anonymous_style",
        "weasyprint.css:InitialStyle.__init__": "signature (self, font_config)",
        "weasyprint.css:declaration_precedence": "signature (origin, importance)",
        "weasyprint.css:preprocess_declarations": "source b9291538c82c2a790a3f336f32541c5e",
        "weasyprint.layout.page:PageType": "exists",
        "cssselect2:Matcher.add_selector": "source 0c6714923843164f6c2b52775ca787a6",
        "cssselect2:Matcher.match": "source 6477071c3f18aa28bd211564488f2d89",
    },
    "stylesheet_cache": {
        "weasyprint:CSS.__init__": "source b585e132a455a95c5ba9dcca635a1d4e",
        "weasyprint.css:preprocess_stylesheet": "source 0c2053ac1edcfb39e9c90dccb6e19fec",
        "weasyprint.css.validation:compile_selector_list": (
            "source cca6bd542a7014cf0623152afa45967f"
        ),
        "weasyprint.css:PageSelectorType": "exists",
        "weasyprint.css.properties:Dimension": "exists",
        "cssselect2.compiler:_compile_node": "signature (selector)",
        "cssselect2.compiler:CompiledSelector.__init__": "source 9183cbb8814ac1437a1d73002b506c2e",
        "cssselect2.parser:parse": (
            "signature (input, namespaces=None, forgiving=False, relative=False)"
        ),
        "tinycss2.ast:Node": "exists",
    },
    "used_lengths": {
        "weasyprint.layout.percent:resolve_percentages": "source 7e7c28e48588c654475278abfbb1767a",
    },
    "line_cache": {
        "weasyprint.text.line_break:split_first_line": "source 3a3313508f50d7ba6759cececed9a05b",
        "weasyprint.layout.inline:split_first_line": (
            "signature (text, style, context, max_width, justification_spacing, "
            "is_line_start=True, minimum=False)"
        ),
        "weasyprint.layout.preferred:split_first_line": (
            "signature (text, style, context, max_width, justification_spacing, "
            "is_line_start=True, minimum=False)"
        ),
    },
    "hyphen_patterns": {
        "pyphen:HyphDict.__init__": "source 401505b63ad6294fb7881085ad7ad793",
        "pyphen:HyphDict.positions": "source d15b01967191fbd2c38d77dc1e661d30",
        "pyphen:ignored": "exists",
        "pyphen:parse": "exists",
    },
    "normal_flow": {
        "weasyprint.formatting_structure.boxes:Box.is_in_normal_flow": (
            "source 0681176f2c0ea0fb6df937cae7692b1b"
        ),
        "weasyprint.formatting_structure.boxes:ParentBox.page_values": (
            "source 4178df50b5b0d4703c55e4be32da9ae9"
        ),
        "weasyprint.layout.block:collapse_margin": "source 56b75becbc9dc6602faa392552ec06f1",
        "weasyprint.layout.float:avoid_collisions": "source ba658b58639c616ae127e5e2acc1de6b",
    },
    "line_heights": {
        "weasyprint.text.line_break:strut": "source 1c92f5a29bec9031a6bb8ccaa9824ccd",
    },
    "ffi_cache": {
        "weasyprint.text.ffi": "source 5fe1b01da2f193180915b362f330c36b",
    },
    "lazy_imports": {
        "weasyprint.pdf.fonts:TTFont": "exists",
        "weasyprint.text.fonts:TTFont": "exists",
        "weasyprint.css:ImageCmsProfile": "exists",
        "weasyprint.images:Image": "exists",
        "weasyprint.draw.text:Image": "exists",
    },
}
