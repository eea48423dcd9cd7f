"""ICC profiles of printing conditions: the one that comes with the program, and those of users."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.config.pdf_profiles import OutputCondition
from publish.diagnostics import PublishError
from publish.diagnostics.rules import press_files as rules
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

FOLDER = Path(__file__).parent / "profiles"
COATED = "FOGRA39"
"""The condition whose profile comes with the program; others without a profile borrow it."""

_FILES = {COATED: "FOGRA39L_coated.icc"}
_MOST_BYTES = 64 * 1024 * 1024
_HEADER = 128
"""Bytes of the header of an ICC profile (ICC.1:2022, 7.2)."""

_CLASSES = {"prtr": "printers", "mntr": "monitors", "scnr": "scanners", "link": "device links"}


@dataclass(frozen=True, slots=True)
class ConditionProfile:
    """The ICC profile by which colours become inks.

    ``is_own`` is false where the condition has no profile and borrows that of another one.
    """

    data: bytes
    is_own: bool = True


def load_condition_profile(condition: OutputCondition | None) -> ConditionProfile:
    """Return the profile of a condition; raises PublishError where its file is no such profile."""
    if condition is None:
        return ConditionProfile(_read(FOLDER / _FILES[COATED]), is_own=False)
    if condition.icc is None:
        file = _FILES.get(condition.identifier)
        return ConditionProfile(_read(FOLDER / (file or _FILES[COATED])), is_own=file is not None)
    data = _read(condition.icc)
    _check(data, condition.icc.name)
    return ConditionProfile(data)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise _unusable(f"{path.name} cannot be read: {error.strerror}") from error
    if len(data) > _MOST_BYTES:
        raise _unusable(f"{path.name} is too long for an ICC profile")
    return data


def _check(data: bytes, name: str) -> None:
    """Raise PublishError unless the bytes are an ICC profile of a printer with four inks."""
    from PIL import ImageCms

    if len(data) < _HEADER or data[36:40] != b"acsp":
        raise _unusable(f"{name} is no ICC profile")
    kind, space = (data[start : start + 4].decode("latin-1").strip() for start in (12, 16))
    if kind != "prtr":
        raise _unusable(f"{name} is an ICC profile of {_CLASSES.get(kind, 'another class')}")
    if space != "CMYK":
        raise _unusable(f"{name} is an ICC profile of {space} colours, not of CMYK")
    try:
        _transform(data, None, "RGB")
    except (OSError, ImageCms.PyCMSError) as error:
        raise _unusable(f"{name} is damaged: {error}") from error


def _unusable(message: str) -> PublishError:
    return PublishError(
        rules.UNUSABLE_PROFILE.anywhere(
            message, "the printer has the profile of a condition; it is of the class prtr, and CMYK"
        )
    )


def separate_picture(picture: Image, profile: bytes, source: bytes | None = None) -> Image:
    """Return an RGB or CMYK picture in the inks of a profile; ``source`` is its own profile.

    Without one an RGB picture is sRGB.
    """
    from PIL import ImageCms

    result = ImageCms.applyTransform(picture, _transform(profile, source, picture.mode))
    if result is None:
        raise TypeError("a transform in place")
    return result


@lru_cache(maxsize=8)
def _transform(profile: bytes, source: bytes | None, mode: str) -> Any:
    """Return the relative colorimetric transform into the inks of ``profile``."""
    from PIL import ImageCms

    return ImageCms.buildTransform(
        io.BytesIO(source) if source else ImageCms.createProfile("sRGB"),
        io.BytesIO(profile),
        mode,
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
