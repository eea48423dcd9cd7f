"""What came along with the paste is taken out, and each thing taken out is told."""

from functools import partial

from publish.diagnostics import Outcome
from publish.draft import Draft
from publish.passes.clean.characters import characters
from publish.passes.clean.chrome import chrome
from publish.passes.clean.visual import visual
from publish.passes.clean.wraps import wraps


def clean(draft: Draft, order: str = "logical") -> Outcome[Draft]:
    """Return the draft without invisible characters, site chrome and hard line ends.

    ``order`` says how its Hebrew is stored; in ``visual`` order each line is turned around.
    """
    turn = partial(visual, turn=order == "visual")
    return Outcome(draft).then(characters).then(turn).then(wraps).then(chrome)
