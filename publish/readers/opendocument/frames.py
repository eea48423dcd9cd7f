"""Frames and shapes of an OpenDocument text: text boxes, pictures, equations and objects."""

from __future__ import annotations

from collections.abc import Iterator

from publish.readers.office.picture_store import MISSING, outside
from publish.readers.office.reports import shorten
from publish.readers.opendocument.context import OpenDocumentContext
from publish.readers.opendocument.names import (
    BINARY_DATA,
    DRAW,
    HEADING,
    HREF,
    LIBRE_OFFICE,
    LIST,
    MATH,
    PARAGRAPH,
    SVG,
    TABLE_ELEMENT,
    TEXT,
)
from publish.readers.opendocument.package import normalize_reference
from publish.readers.opendocument.words import text_of
from publish.readers.xml_parts import Element
from publish.storage.digests import digest
from publish.text.dataclass import dataclass

FRAME = f"{DRAW}frame"
_GROUPS = frozenset({f"{DRAW}g", f"{DRAW}a"})
_TEXT_BOX = f"{DRAW}text-box"
_IMAGE = f"{DRAW}image"
_OBJECT = f"{DRAW}object"
_CONTROL = f"{DRAW}control"
_OTHERS = {
    f"{DRAW}object-ole": "an object of another program",
    f"{DRAW}plugin": "an object of another program",
    f"{DRAW}applet": "a program",
    f"{DRAW}floating-frame": "a document within the document",
}
_WORDS = (PARAGRAPH, HEADING, LIST, TABLE_ELEMENT, f"{TEXT}numbered-paragraph")
_SIGNS = frozenset({f"{MATH}mi", f"{MATH}mn", f"{MATH}mo", f"{MATH}mtext", f"{MATH}ms"})


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A picture: its address in the file, why it is not read, its alternative text."""

    address: str
    reason: str
    alt: str


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A text box, or a shape with words: the element with its paragraphs."""

    element: Element


@dataclass(frozen=True, slots=True)
class DrawnEquation:
    """An equation by its signs."""

    text: str


@dataclass(frozen=True, slots=True)
class DrawnObject:
    """An object of another program without a picture: its name with an article."""

    name: str


Drawn = DrawnPicture | DrawnBox | DrawnEquation | DrawnObject


def find_drawn(context: OpenDocumentContext, element: Element) -> Iterator[Drawn]:
    """Yield the parts of a drawing; of the contents of a frame, which are alternatives, one."""
    if element.tag in _GROUPS:
        for child in element:
            yield from find_drawn(context, child)
    elif element.tag == FRAME:
        yield from _read_frame(context, element)
    elif element.tag == _CONTROL:
        yield DrawnObject("a form control")
    elif str(element.tag).startswith(DRAW) and _has_words(element):
        yield DrawnBox(element)


def _read_frame(context: OpenDocumentContext, frame: Element) -> Iterator[Drawn]:
    box = frame.find(_TEXT_BOX)
    if box is not None:
        yield DrawnBox(box)
        return
    if frame.find(TABLE_ELEMENT) is not None:
        yield DrawnBox(frame)
        return
    equation = _read_equation(context, frame)
    if equation:
        yield DrawnEquation(equation)
        return
    alt = _alternative(frame)
    pictures = [_find_picture(context, image, alt) for image in frame.iterfind(_IMAGE)]
    picture = next((each for each in pictures if each.address), None)
    name = next((_OTHERS[each.tag] for each in frame if each.tag in _OTHERS), "")
    if frame.find(_OBJECT) is not None:
        words = text_of(_find_object(context, frame))
        about = f" with the words {shorten(words)}" if words else ""
        name = f"an object of another program{about}"
    if picture is not None:
        yield picture
    elif name:
        yield DrawnObject(name)
    elif pictures:
        yield pictures[0]
    for image in frame.iterfind(_IMAGE):
        if _has_words(image):
            yield DrawnBox(image)


def _has_words(element: Element) -> bool:
    """Return whether a shape or a picture has paragraphs that are not empty."""
    paragraphs = [each for each in element if each.tag in _WORDS]
    return any(text_of([each]) or each.find(f".//{FRAME}") is not None for each in paragraphs)


def _alternative(frame: Element) -> str:
    if frame.get(f"{LIBRE_OFFICE}decorative") == "true":
        return ""
    return frame.findtext(f"{SVG}desc") or frame.findtext(f"{SVG}title") or ""


def _find_picture(context: OpenDocumentContext, image: Element, alt: str) -> DrawnPicture:
    address = image.get(HREF, "")
    name = normalize_reference(address)
    binary = image.find(BINARY_DATA)
    if binary is not None:
        data = context.package.decode_binary(binary.text or "")
        name = f"picture {digest(data)[:12]}"
        reason = context.pictures.add(name, data)
    elif name:
        reason = context.pictures.find(name)
    else:
        reason = outside(address) if address else MISSING
    return DrawnPicture("" if reason else name, reason, alt)


def _read_equation(context: OpenDocumentContext, frame: Element) -> str:
    """Return the signs of the equation in a frame; nothing for other objects."""
    roots = _find_object(context, frame)
    equations = (root for root in roots if root.tag == f"{MATH}math")
    return "".join(each.text or "" for root in equations for each in root.iter(*_SIGNS))


def _find_object(context: OpenDocumentContext, frame: Element) -> list[Element]:
    """Return the elements of the object in a frame, which may be in a file of its own."""
    element = frame.find(_OBJECT)
    if element is None:
        return []
    name = normalize_reference(element.get(HREF, ""))
    root = context.package.parse(f"{name}/content.xml") if name else None
    return [root] if root is not None else list(element)
