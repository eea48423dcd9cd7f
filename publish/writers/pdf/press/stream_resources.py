"""The resources of content streams: graphics states, colour spaces, shadings (ISO 32000-1, 7.8.3).

A dictionary of resources is read once, and its transparency is removed where it is flattened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Any

from publish.text.dataclass import dataclass
from publish.writers.pdf.press.color_spaces import SpaceInks, space_inks
from publish.writers.pdf.press.content_stream import OVERPRINTS, StreamResources
from publish.writers.pdf.press.inks import Inks, of_grey
from publish.writers.pdf.press.shadings import convert_shading

_TRANSPARENCY = ("/ca", "/CA", "/SMask", "/BM", "/AIS", "/TK")
"""The entries of a graphics state that PDF 1.3 does not have (ISO 32000-1, table 58)."""

_NO_BLENDING = ("/Normal", "/Compatible")

_StateFacts = tuple[tuple[float | None, float | None], bool, bool]
"""The opacities that a graphics state sets; whether nothing is left of it, and a mask is lost."""


@dataclass(slots=True)
class ResourceReader:
    """Reads the dictionaries of resources of a PDF, and writes their shadings in inks."""

    pdf: Any
    inks: Inks
    flattens: bool
    _read: dict[tuple[int, int], StreamResources] = field(default_factory=dict)
    _states: dict[tuple[int, int], _StateFacts] = field(default_factory=dict)
    _shadings: set[tuple[int, int]] = field(default_factory=set)
    _spaces: list[Any] = field(default_factory=list)

    def read(self, resources: Any) -> StreamResources:
        """Return the facts about resources, which are an indirect object."""
        key = resources.objgen
        if key not in self._read:
            self._read[key] = self._read_resources(resources)
        return self._read[key]

    def shade(self, shading: Any) -> None:
        """Write a shading in inks, unless that was done before."""
        if shading.objgen not in self._shadings:
            self._shadings.add(shading.objgen)
            convert_shading(shading, self.inks)

    def remove_color_spaces(self) -> None:
        """Remove the colour spaces that no stream names any more."""
        for spaces in self._spaces:
            for name in sorted(spaces.keys()):
                if name.startswith("/Default") or space_inks(spaces[name], self.inks):
                    del spaces[name]

    def add_overprints(self, resources: Any) -> None:
        """Add the graphics states by which black prints over other inks, or does not."""
        from pikepdf import Dictionary, Name

        if "/ExtGState" not in resources:
            resources.ExtGState = Dictionary()
        states = resources.ExtGState
        for name, (fill, line) in OVERPRINTS.items():
            states[f"/{name}"] = Dictionary(Type=Name.ExtGState, OP=line, op=fill, OPM=1)

    def _read_resources(self, resources: Any) -> StreamResources:
        for _, shading in self._entries(resources, "/Shading"):
            self.shade(shading)
        facts = {
            name: self._graphics_state(state)
            for name, state in self._entries(resources, "/ExtGState")
        }
        spaces: dict[str, SpaceInks] = {
            "DeviceGray": (1, of_grey),
            "DeviceRGB": (3, self.inks.of_rgb),
            "DeviceCMYK": (4, self.inks.of_cmyk),
        }
        if "/ColorSpace" in resources:
            self._spaces.append(resources.ColorSpace)
            for name, space in resources.ColorSpace.items():
                if space_in_inks := space_inks(space, self.inks):
                    spaces[name[1:]] = space_in_inks
        return StreamResources(
            {name: opacities for name, (opacities, _, _) in facts.items()},
            frozenset(name for name, (_, is_empty, _) in facts.items() if is_empty),
            frozenset(name for name, (_, _, is_masked) in facts.items() if is_masked),
            spaces,
        )

    def _graphics_state(self, state: Any) -> _StateFacts:
        """Return the facts about a graphics state; remove its transparency if it is flattened."""
        if state.objgen in self._states:
            return self._states[state.objgen]
        fill, line = (float(state[key]) if key in state else None for key in ("/ca", "/CA"))
        mask = state.get("/SMask", "/None")
        blending = str(state.get("/BM", "/Normal"))
        loses_mask = self.flattens and (str(mask) != "/None" or blending not in _NO_BLENDING)
        if self.flattens:
            for key in _TRANSPARENCY:
                if key in state:
                    del state[key]
        is_empty = self.flattens and not set(state.keys()) - {"/Type"}
        self._states[state.objgen] = ((fill, line), is_empty, loses_mask)
        return self._states[state.objgen]

    def _entries(self, resources: Any, kind: str) -> Iterator[tuple[str, Any]]:
        """Yield the resources of a kind by name, each made an object that others can refer to."""
        entries = resources.get(kind)
        # The keys of pikepdf are a set, whose order is another in each process.
        for name in sorted(entries.keys()) if entries is not None else ():
            if not entries[name].is_indirect:
                entries[name] = self.pdf.make_indirect(entries[name])
            yield name[1:], entries[name]
