"""Colour spaces, colours in them, and the inks that a colour prints (ISO 32000-1, 8.6).

Grey is black ink and a spot colour is its own plate.  RGB and Lab have no inks until a press
converts them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from publish.text.dataclass import dataclass
from publish.writers.booklet.pdf_values import read_integer, read_name

BLACK = "Black"
PROCESS = ("Cyan", "Magenta", "Yellow", BLACK)
"""The plates of the four inks, in the order of CMYK."""

ALL = "All"
"""The colorant that prints on every plate: registration colour."""

_DEEPEST = 8
_LARGEST_PALETTE = 256 * 32
_WHITE_LIMIT = 0.996
_LEAST_INK = 0.004


class Family(StrEnum):
    """The kind of a colour space, by the words of a printer."""

    GREY = "grey"
    RGB = "RGB"
    CMYK = "CMYK"
    LAB = "Lab"
    SPOT = "spot"
    INDEXED = "indexed"
    PATTERN = "pattern"
    UNKNOWN = "unknown"


_COMPONENTS = {Family.GREY: 1, Family.RGB: 3, Family.LAB: 3, Family.CMYK: 4}


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """A colour space; ``names`` are the colorants of spots, ``base`` is that of a palette.

    ``is_calibrated`` tells colours that a profile or white point defines from those of a device.
    """

    family: Family
    is_calibrated: bool = False
    names: tuple[str, ...] = ()
    base: ColourSpace | None = None
    palette: bytes = b""

    @property
    def size(self) -> int:
        """The number of components of a colour."""
        return _COMPONENTS.get(self.family, 0) or len(self.names) or 1

    @property
    def real(self) -> ColourSpace:
        """The space in which its colours are given: the base of a palette."""
        return self.base.real if self.family is Family.INDEXED and self.base else self

    @property
    def initial(self) -> tuple[float, ...]:
        """The colour that a page begins with in this space."""
        match self.family:
            case Family.CMYK:
                return (0.0, 0.0, 0.0, 1.0)
            case Family.SPOT:
                return (1.0,) * self.size
            case _:
                return (0.0,) * self.size


DEVICE_GREY = ColourSpace(Family.GREY)
DEVICE_RGB = ColourSpace(Family.RGB)
DEVICE_CMYK = ColourSpace(Family.CMYK)
_PATTERN = ColourSpace(Family.PATTERN)
_UNKNOWN = ColourSpace(Family.UNKNOWN)
_BY_NAME = {
    "DeviceGray": DEVICE_GREY,
    "G": DEVICE_GREY,
    "CalGray": ColourSpace(Family.GREY, is_calibrated=True),
    "DeviceRGB": DEVICE_RGB,
    "RGB": DEVICE_RGB,
    "CalRGB": ColourSpace(Family.RGB, is_calibrated=True),
    "DeviceCMYK": DEVICE_CMYK,
    "CMYK": DEVICE_CMYK,
    "CalCMYK": DEVICE_CMYK,
    "Lab": ColourSpace(Family.LAB, is_calibrated=True),
    "Pattern": _PATTERN,
}
_DEFAULTS = {
    "DeviceGray": "/DefaultGray",
    "DeviceRGB": "/DefaultRGB",
    "DeviceCMYK": "/DefaultCMYK",
}
_LONG_NAMES = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
_BY_COMPONENTS = {1: Family.GREY, 3: Family.RGB, 4: Family.CMYK}


def read_space(value: object, spaces: Object | None = None, depth: int = 0) -> ColourSpace:
    """Return the colour space that an object stands for; ``spaces`` are those of the resources."""
    if depth > _DEEPEST:
        return _UNKNOWN
    if isinstance(value, Name):
        return _read_name(value, spaces, depth)
    if not isinstance(value, Array) or not len(value):
        return _UNKNOWN
    kind = read_name(value[0])
    rest = value[1] if len(value) > 1 else None
    match kind:
        case "ICCBased" if isinstance(rest, Stream):
            return _read_profile(rest)
        case "Separation" if len(value) > 2:
            return ColourSpace(Family.SPOT, names=(read_name(rest),))
        case "DeviceN" if isinstance(rest, Array):
            return ColourSpace(Family.SPOT, names=tuple(read_name(each) for each in rest))
        case "Indexed" | "I" if len(value) > 3:
            base = read_space(rest, spaces, depth + 1)
            return ColourSpace(Family.INDEXED, base=base, palette=_read_palette(value[3]))
        case "Pattern":
            base = read_space(rest, spaces, depth + 1) if rest is not None else _UNKNOWN
            return ColourSpace(Family.PATTERN, base=base)
        case _:
            return _BY_NAME.get(kind, _UNKNOWN)


def _read_name(value: Name, spaces: Object | None, depth: int) -> ColourSpace:
    name = read_name(value)
    name = _LONG_NAMES.get(name, name)
    if isinstance(spaces, Dictionary):
        key = _DEFAULTS.get(name, f"/{name}")
        other = spaces.get(key)
        if other is not None and other != value:
            return read_space(other, spaces, depth + 1)
    return _BY_NAME.get(name, _UNKNOWN)


def _read_profile(profile: Stream) -> ColourSpace:
    """Return the space of an ICC profile, by the number of its components."""
    family = _BY_COMPONENTS.get(read_integer(profile.get("/N")), Family.UNKNOWN)
    return ColourSpace(family, is_calibrated=True)


def _read_palette(value: object) -> bytes:
    if isinstance(value, Stream):
        return value.read_bytes()[:_LARGEST_PALETTE]
    return bytes(value)[:_LARGEST_PALETTE] if isinstance(value, String) else b""


class Colour(NamedTuple):
    """A colour that paints: its space and components, and the name of a pattern."""

    space: ColourSpace
    components: tuple[float, ...] = (0.0,)
    pattern: str = ""


BLACK_COLOUR = Colour(DEVICE_GREY)


def mix_inks(space: ColourSpace, components: Sequence[float]) -> Mapping[str, float] | None:
    """Return the share of each plate from 0 to 1; None where the press converts the colour."""
    match space.family:
        case Family.GREY:
            return {BLACK: 1 - components[0]} if components else {}
        case Family.CMYK:
            return dict(zip(PROCESS, components, strict=False))
        case Family.SPOT:
            pairs = zip(space.names, components, strict=False)
            return {name: amount for name, amount in pairs if name != "None"}
        case Family.INDEXED if space.base and components:
            size = space.base.size
            start = int(components[0]) * size
            values = [each / 255 for each in space.palette[start : start + size]]
            return mix_inks(space.base, values)
        case _:
            return None


def total_ink(inks: Mapping[str, float]) -> float:
    """Return the ink of all plates in per cent; that of every plate counts four times."""
    return 100 * sum(amount * (4 if name == ALL else 1) for name, amount in inks.items())


def is_white(colour: Colour) -> bool:
    """Return whether a colour leaves the paper as it is."""
    inks = mix_inks(colour.space, colour.components)
    if inks is not None:
        return all(amount <= _LEAST_INK for amount in inks.values())
    rgb = colour.space.real.family is Family.RGB and len(colour.components) == 3
    return rgb and min(colour.components) >= _WHITE_LIMIT


def other_inks(colour: Colour) -> tuple[str, ...]:
    """Return the plates other than black that a colour prints on."""
    inks = mix_inks(colour.space, colour.components) or {}
    return tuple(name for name, amount in inks.items() if name != BLACK and amount > _LEAST_INK)


def looks_black(colour: Colour) -> bool:
    """Return whether a colour is so dark that it is meant as black."""
    inks = mix_inks(colour.space, colour.components)
    if inks is None:
        rgb = colour.space.real.family is Family.RGB and len(colour.components) == 3
        return rgb and max(colour.components) <= 0.2
    if colour.space.real.family is Family.SPOT and ALL in inks:
        return inks[ALL] > 0.8
    black = inks.get(BLACK, 0.0)
    light = [(1 - min(1.0, inks.get(name, 0.0))) * (1 - black) for name in PROCESS[:3]]
    return max(light) <= 0.2


def describe_colour(colour: Colour) -> str:
    """Return a colour in the words of a printer: ``C 60 M 40 Y 40 K 100``, ``RGB 0 0 0``."""
    inks = mix_inks(colour.space, colour.components)
    if inks is None:
        family = colour.space.real.family
        if family is Family.RGB and colour.space.family is Family.RGB:
            values = (str(round(255 * each)) for each in colour.components)
            return f"RGB {' '.join(values)}"
        return family.value
    if set(inks) <= {*PROCESS}:
        amounts = ((name[0].replace("B", "K"), amount) for name, amount in inks.items())
        return " ".join(f"{name} {round(100 * amount)}" for name, amount in amounts)
    return ", ".join(f"{name} {round(100 * amount)} %" for name, amount in inks.items())
