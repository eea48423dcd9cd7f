"""The clean pass: removes artefacts of pasting and reports each of them."""

from functools import partial

from publish.diagnostics import Outcome
from publish.document.draft import Draft
from publish.passes.clean.characters import clean_characters
from publish.passes.clean.contents_list import drop_contents
from publish.passes.clean.unwrap import unwrap
from publish.passes.clean.visual_order import restore_order
from publish.passes.clean.web_page_lines import drop_web_page_lines


def clean(draft: Draft, order: str = "logical") -> Outcome[Draft]:
    """Return the draft without invisible characters, lines of a web page and hard line ends.

    ``order`` is the order in which its Hebrew is stored, "logical" or "visual"; in visual order
    each line is reversed.
    """
    characters = partial(clean_characters, is_visual=order == "visual")
    order_pass = partial(restore_order, is_visual=order == "visual")
    outcome = Outcome(draft).then(characters).then(order_pass)
    return outcome.then(drop_contents).then(unwrap).then(drop_web_page_lines)
