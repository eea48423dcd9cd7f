"""The clean pass: removes artefacts of pasting and reports each of them."""

from dataclasses import replace
from functools import partial

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules.pasting import SITE_LINE_KEPT
from publish.document.draft import Draft
from publish.passes.clean.aligned_columns import part_columns
from publish.passes.clean.carriers import drop_mail
from publish.passes.clean.characters import clean_characters
from publish.passes.clean.chats import read_chat
from publish.passes.clean.contents_list import drop_contents
from publish.passes.clean.cut_lines import merge_cut_lines
from publish.passes.clean.markup import find_hard_breaks, read_markup
from publish.passes.clean.markup.headings import set_heading_parts
from publish.passes.clean.page_furniture import drop_page_furniture
from publish.passes.clean.page_layout import find_page_layout
from publish.passes.clean.visual_order import restore_order
from publish.passes.clean.web_page_lines import drop_web_page_lines


def clean(
    draft: Draft, order: str = "logical", lines: str | None = None, markup: str = "auto"
) -> Outcome[Draft]:
    """Return the draft without invisible characters, lines of a web page and hard line ends.

    ``order`` is the order in which its Hebrew is stored, "logical" or "visual"; in visual order
    each line is reversed.  ``lines`` is "wrapped" where each paragraph is cut into lines,
    "paragraphs" where each line is a paragraph, None where the lines decide, or the format of the
    file.  ``markup`` is the markup language in the text, "none" or "auto".
    """
    layout = find_page_layout(draft)
    characters = partial(clean_characters, is_visual=order == "visual")
    order_pass = partial(restore_order, is_visual=order == "visual")
    columns = Outcome(draft) if draft.is_formatted else part_columns(draft)
    outcome = columns.then(characters).then(order_pass)
    if draft.is_formatted:
        chunks = tuple(set_heading_parts(outcome.value.chunks))
        outcome = replace(outcome, value=replace(outcome.value, chunks=chunks))
    else:
        hard_breaks = find_hard_breaks(draft)
        outcome = outcome.then(partial(read_markup, markup=markup, hard_breaks=hard_breaks))
    outcome = outcome.then(drop_carriers)
    if lines == "paragraphs" or (draft.is_formatted and lines is None):
        return outcome
    furniture, layout = drop_page_furniture(outcome.value, layout)
    outcome = Outcome(furniture.value, outcome.diagnostics + furniture.diagnostics)
    is_wrapped = lines == "wrapped"
    return outcome.then(partial(merge_cut_lines, layout=layout, is_wrapped=is_wrapped))


def drop_carriers(draft: Draft) -> Outcome[Draft]:
    """Return the draft without the lines that a mail, a chat, a web page or a book added."""
    diagnostics: list[Diagnostic] = []
    while True:
        outcome = Outcome(draft).then(drop_mail).then(read_chat)
        outcome = outcome.then(drop_contents).then(drop_web_page_lines)
        if outcome.value == draft:
            return Outcome(draft, (*diagnostics, *outcome.diagnostics))
        # A line that is kept is reported by the last round.
        diagnostics += [d for d in outcome.diagnostics if d.code != SITE_LINE_KEPT.code]
        draft = outcome.value
