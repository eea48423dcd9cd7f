"""What came along with the paste is taken out, and each thing taken out is told."""

from functools import partial

from publish.diagnostics import Outcome
from publish.document.draft import Draft
from publish.passes.clean.characters import characters
from publish.passes.clean.unwrap import wraps
from publish.passes.clean.visual_order import visual
from publish.passes.clean.web_page_lines import chrome


def clean(draft: Draft, order: str = "logical") -> Outcome[Draft]:
    """Return the draft without invisible characters, site chrome and hard line ends.

    ``order`` says how its Hebrew is stored; in ``visual`` order each line is turned around.
    """
    turn = partial(visual, turn=order == "visual")
    return Outcome(draft).then(characters).then(turn).then(wraps).then(chrome)
