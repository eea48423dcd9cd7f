"""The content of a wrap cover beside the metadata of its book."""

from __future__ import annotations

from markupsafe import Markup

from publish.config.attendees import Address
from publish.config.wrap_cover import WrapCover
from publish.text.dataclass import dataclass
from publish.writers.wrap_cover.geometry import CoverGeometry


@dataclass(frozen=True, slots=True)
class BackText:
    """A text of the back in one language, as markup."""

    lang: str
    markup: Markup


@dataclass(frozen=True, slots=True)
class CoverContent:
    """The measures and options of a cover, the texts of its back, and the ISBN in 13 digits.

    ``has_spine_text`` is false where the spine is too narrow for words or shall have none.  Dark
    words of a cover ``for_press`` are in black ink alone.
    """

    geometry: CoverGeometry
    options: WrapCover
    back: tuple[BackText, ...] = ()
    isbn: str = ""
    address: Address | None = None
    has_spine_text: bool = True
    is_large: bool = False
    for_press: bool = False
