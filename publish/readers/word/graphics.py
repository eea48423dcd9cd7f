"""Drawings of a Word file: text boxes, pictures, and what only Office draws."""

from __future__ import annotations

from collections.abc import Iterator

from publish.readers.office.picture_store import MISSING, PictureStore, outside
from publish.readers.word.names import CHART, DRAWING, FALSE, MC, VML, WORD_DRAWING, R, W
from publish.readers.word.package import Relation
from publish.readers.xml_parts import Element
from publish.text.dataclass import dataclass

TEXT_BOX = f"{W}txbxContent"
ALTERNATE = f"{MC}AlternateContent"
_CHOICE = f"{MC}Choice"
_FALLBACK = f"{MC}Fallback"
_BLIP = f"{DRAWING}blip"
_DATA = f"{DRAWING}graphicData"
_IMAGE = f"{VML}imagedata"
_TEXT_BODY = f"{DRAWING}txBody"
_WORDS = (f"{DRAWING}t", f"{CHART}v")
TEXT_PATH = f"{VML}textpath"
_PROPERTIES = f"{WORD_DRAWING}docPr"
_FRAMES = (f"{WORD_DRAWING}inline", f"{WORD_DRAWING}anchor")
_DRAWN_BY_OFFICE = ("chart", "diagram")


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A picture in a drawing: the identifier of its relationship, its alternative text."""

    relation: str
    alt: str


@dataclass(frozen=True, slots=True)
class DrawnWords:
    """Words that are drawn along a line (WordArt of old files)."""

    text: str


@dataclass(frozen=True, slots=True)
class DrawnByOffice:
    """A chart or a diagram: its kind, and the identifier of the relationship to its part."""

    kind: str
    relation: str


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A text box: the element with its paragraphs."""

    element: Element


Drawn = DrawnPicture | DrawnWords | DrawnByOffice | DrawnBox


def choose(alternate: Element) -> Element:
    """Return the first of alternative contents: the same thing for newer and older programs."""
    choice = alternate.find(_CHOICE)
    fallback = alternate.find(_FALLBACK)
    if choice is None or (not len(choice) and fallback is not None):
        choice = fallback
    return choice if choice is not None else alternate


def find_drawn(element: Element, alt: str = "") -> Iterator[Drawn]:
    """Yield the parts of a drawing, of each alternative content one."""
    for child in element:
        tag = child.tag
        if tag == ALTERNATE:
            yield from find_drawn(choose(child), alt)
        elif tag == TEXT_BOX:
            yield DrawnBox(child)
        elif tag == _BLIP:
            relation = child.get(f"{R}embed") or child.get(f"{R}link") or ""
            yield DrawnPicture(relation, alt)
        elif tag == _IMAGE:
            words = alt or element.get("alt", "") or child.get(f"{VML}title", "")
            yield DrawnPicture(child.get(f"{R}id", ""), words)
        elif tag == TEXT_PATH:
            yield DrawnWords(child.get("string", ""))
        elif tag == _TEXT_BODY:
            yield DrawnWords(words_of_drawing(child))
        elif tag == _DATA and child.get("uri", "").rpartition("/")[2] in _DRAWN_BY_OFFICE:
            yield DrawnByOffice(child.get("uri", "").rpartition("/")[2], _part_of(child))
        else:
            yield from find_drawn(child, _alternative(child) if tag in _FRAMES else alt)


def _part_of(data: Element) -> str:
    """Return the identifier of the relationship to the part of a chart or a diagram."""
    names = [child.get(f"{R}{name}", "") for child in data for name in ("dm", "id")]
    return next(filter(None, names), "")


def words_of_drawing(element: Element) -> str:
    """Return the words of a chart, a diagram or a shape, a space between the paragraphs."""
    texts = (each.text or "" for each in element.iter(*_WORDS))
    return " ".join(" ".join(texts).split())


def _alternative(frame: Element) -> str:
    properties = frame.find(_PROPERTIES)
    if properties is None or any(_is_decoration(each) for each in properties.iter()):
        return ""
    return str(properties.get("descr") or properties.get("title") or "")


def _is_decoration(element: Element) -> bool:
    """Return whether an element marks its picture as decoration without a meaning."""
    return str(element.tag).endswith("}decorative") and element.get("val", "0") not in FALSE


def find_picture(store: PictureStore, relation: Relation | None) -> tuple[str, str]:
    """Return the address of a picture and why it is not read, one of them empty."""
    if relation is None:
        return "", MISSING
    if relation.is_external:
        return "", outside(relation.target)
    reason = store.find(relation.target)
    return ("", reason) if reason else (relation.target, "")
