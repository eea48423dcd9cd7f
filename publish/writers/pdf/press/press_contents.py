"""The contents of a PDF in the inks of a press: pages, forms, patterns, fonts and appearances.

Each object is converted once, in its place.  A form or a picture that is drawn with another
opacity, where transparency is flattened, is copied under another name.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from pikepdf import Matrix

from publish.text.dataclass import dataclass
from publish.writers.pdf.press.content_stream import ContentConverter, StreamResources
from publish.writers.pdf.press.graphics_state import IDENTITY, GraphicsState, new_state
from publish.writers.pdf.press.inks import Inks
from publish.writers.pdf.press.picture_objects import PictureInks, convert_picture
from publish.writers.pdf.press.stream_resources import ResourceReader

_LEVEL = 6
"""The level of compression of content streams, that of the pages of books."""


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A picture as a page draws it: its name and object, and its size on paper in points."""

    page: int
    name: str
    image: Any
    width: float
    height: float


class PressContents:
    """Converts the contents of a PDF; has pictures drawn and pages that lose transparency."""

    def __init__(self, pdf: Any, inks: Inks, pictures: PictureInks, *, overprints: bool) -> None:
        self.placements: list[DrawnPicture] = []
        self.lossy_pages: set[int] = set()
        self.prints_colours = False
        self._pdf = pdf
        self._inks = inks
        self._pictures = pictures
        self._overprints = overprints
        self._flattens = pictures.flattens
        self._reader = ResourceReader(pdf, inks, pictures.flattens)
        self._page = 0
        self._all_resources: list[Any] = []
        self._converted: set[tuple[int, int]] = set()
        # Forms and patterns that lose a mask, and how often one was drawn.
        self._lossy: set[tuple[int, int]] = set()
        self._losses = 0

    def convert_page(self, page: Any, number: int) -> None:
        """Convert the page of that number, from 1, with all that it draws."""
        from pikepdf import Array, Dictionary

        self._page = number
        contents = page.obj.get("/Contents", Array())
        streams = list(contents) if isinstance(contents, Array) else [contents]
        if streams:
            if "/Resources" not in page.obj:
                page.obj.Resources = page.resources if page.resources is not None else Dictionary()
            if self._convert_streams(page.obj, streams, new_state()):
                self.lossy_pages.add(number)
        for annotation in page.obj.get("/Annots", Array()):
            self._convert_annotation(annotation)
        self._dissolve_group(page.obj)

    def finish(self) -> None:
        """Convert what no page draws, and remove the colour spaces that are not used any more."""
        for resources in self._all_resources:
            for name in sorted(resources.get("/XObject", {}).keys()):
                self._convert_object(resources.XObject[name], new_state())
        self._reader.remove_color_spaces()

    def _convert_streams(self, owner: Any, streams: Iterable[Any], state: GraphicsState) -> bool:
        """Convert content streams that go on from one to the next; ``owner`` has the resources.

        Return whether they lose transparency that has no colour in its place, or draw what does.
        """
        resources = self._resources(owner)
        losses = self._losses
        converter = ContentConverter(
            self._inks,
            self._facts(resources),
            partial(self._draw, resources),
            overprints=self._overprints,
            flattens=self._flattens,
            state=state,
        )
        for stream in streams:
            if stream.objgen in self._converted:
                continue
            self._converted.add(stream.objgen)
            _replace(stream, converter)
        if converter.uses_overprint:
            self._reader.add_overprints(resources)
        self.prints_colours |= converter.prints_colours
        if not converter.loses_transparency and self._losses == losses:
            return False
        self._lossy.add(owner.objgen)
        return True

    def _facts(self, resources: Any) -> StreamResources:
        """Return the facts about resources with the patterns among them that lose a mask."""
        from pikepdf import Dictionary

        facts = self._reader.read(resources)
        patterns = resources.get("/Pattern", Dictionary()).as_dict()
        lossy = {name[1:] for name, each in patterns.items() if each.objgen in self._lossy}
        return replace(facts, masked=facts.masked | lossy) if lossy else facts

    def _resources(self, owner: Any) -> Any:
        """Return the resources of a page, form or pattern, whose patterns and fonts are in inks."""
        from pikepdf import Dictionary

        if "/Resources" not in owner:
            owner.Resources = Dictionary()
        if not owner.Resources.is_indirect:
            owner.Resources = self._pdf.make_indirect(owner.Resources)
        resources = owner.Resources
        if resources.objgen not in self._converted:
            self._converted.add(resources.objgen)
            self._all_resources.append(resources)
            for pattern in resources.get("/Pattern", Dictionary()).as_dict().values():
                self._convert_pattern(pattern)
            for font in resources.get("/Font", Dictionary()).as_dict().values():
                self._convert_font(font, resources)
            for state in resources.get("/ExtGState", Dictionary()).as_dict().values():
                self._convert_mask(state)
        return resources

    def _convert_pattern(self, pattern: Any) -> None:
        from pikepdf import Stream

        if isinstance(pattern, Stream):
            self._convert_streams(pattern, [pattern], new_state())
        else:
            self._reader.shade(pattern.Shading)

    def _convert_font(self, font: Any, resources: Any) -> None:
        """Convert the drawings of a font whose glyphs are content streams (ISO 32000-1, 9.6.5)."""
        if font.get("/Subtype") == "/Type3":
            if "/Resources" not in font:
                font.Resources = resources
            for glyph in font.CharProcs.as_dict().values():
                self._convert_streams(font, [glyph], new_state())

    def _convert_mask(self, state: Any) -> None:
        """Convert the group of a soft mask, where it stays."""
        from pikepdf import Dictionary

        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and not self._flattens:
            self._convert_form(mask.G, new_state())

    def _convert_annotation(self, annotation: Any) -> None:
        """Convert the appearance of an annotation, and remove the colour of its border."""
        from pikepdf import Dictionary, Stream

        if "/C" in annotation:
            del annotation["/C"]
        appearance = annotation.get("/AP", Dictionary())
        for each in appearance.as_dict().values():
            forms = [each] if isinstance(each, Stream) else each.as_dict().values()
            for form in forms:
                self._convert_form(form, new_state())

    def _draw(self, resources: Any, name: str, state: GraphicsState) -> str:
        """Convert an object that a stream draws, and return its name in the new stream."""
        item = resources.get("/XObject", {}).get(f"/{name}")
        if item is None:
            return name
        opacity = state.opacity(state.fill) if self._flattens else 1.0
        new_name = name if opacity == 1 else f"{name}_{round(1000 * opacity)}"
        if opacity != 1:
            if f"/{new_name}" not in resources.XObject:
                resources.XObject[f"/{new_name}"] = _copy(self._pdf, item)
            item = resources.XObject[f"/{new_name}"]
        if item.get("/Subtype") == "/Image":
            matrix = state.matrix
            size = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
            self.placements.append(DrawnPicture(self._page, name, item, *size))
        self._convert_object(item, state, opacity)
        self._losses += item.objgen in self._lossy
        return new_name

    def _convert_object(self, item: Any, state: GraphicsState, opacity: float = 1.0) -> None:
        """Convert a picture or a form."""
        if item.get("/Subtype") == "/Form":
            self._convert_form(item, state)
        elif item.objgen not in self._converted:
            self._converted.add(item.objgen)
            convert_picture(self._pdf, item, self._pictures, opacity)
            self.prints_colours |= item.get("/ColorSpace") == "/DeviceCMYK"

    def _convert_form(self, form: Any, outer: GraphicsState) -> None:
        if form.objgen in self._converted:
            return
        state = outer.copy()
        state.overprint = ""
        state.matrix = _read_matrix(form) @ outer.matrix
        if self._flattens and "/Group" in form:
            state.group = outer.opacity(outer.fill)
            state.fill.opacity = state.stroke.opacity = 1.0
        self._dissolve_group(form)
        self._convert_streams(form, [form], state)

    def _dissolve_group(self, owner: Any) -> None:
        """Remove a transparency group, or blend its colours as inks where groups stay."""
        from pikepdf import Name

        if "/Group" not in owner:
            return
        if self._flattens:
            del owner["/Group"]
        elif "/CS" in owner.Group:
            owner.Group.CS = Name.DeviceCMYK


def _replace(stream: Any, converter: ContentConverter) -> None:
    from pikepdf import Name

    data = stream.read_bytes()
    new = converter.convert(data)
    if new is not data:
        stream.write(zlib.compress(new, _LEVEL), filter=Name.FlateDecode)


def _copy(pdf: Any, stream: Any) -> Any:
    from pikepdf import Stream

    copy = Stream(pdf, stream.read_raw_bytes())
    for key, value in stream.stream_dict.as_dict().items():
        if key != "/Length":
            copy[key] = value
    return pdf.make_indirect(copy)


def _read_matrix(form: Any) -> Matrix:
    return Matrix(form.Matrix) if "/Matrix" in form else IDENTITY
