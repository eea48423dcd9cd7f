"""The pictures that a text names by address, as resources of its draft or its Work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from publish.access import Reason, Refusal
from publish.config.pictures import PictureLoader
from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import pictures as rules
from publish.document.draft import Draft, Part
from publish.document.model import Image, Node, Resource, Work
from publish.document.walk import descend, rewrite
from publish.text.source import Source, Span

_RULES = {
    Reason.OUTSIDE: rules.OUTSIDE,
    Reason.NETWORK: rules.NETWORK,
    Reason.MISSING: rules.MISSING,
    Reason.TOO_LARGE: rules.TOO_LARGE,
    Reason.UNREADABLE: rules.UNREADABLE,
}
_SHOWN = 80
"""Characters of an address that a message quotes."""

_SIGNS = ("![", "<img", "<IMG", "image:", "Image(")


def may_name_pictures(source: Source) -> bool:
    """Return whether a text has a sign of a picture in any language that is read.

    A text of another format than plain text may have others.
    """
    is_plain = not source.format and source.file.endswith(".txt")
    return not is_plain or any(sign in source.text for sign in _SIGNS)


def find_addresses(text: Draft | Work) -> tuple[str, ...]:
    """Return the addresses of the pictures whose bytes are not in the file itself."""
    return tuple(dict.fromkeys(address for address, _ in _find_pictures(text)))


def load_pictures(text: Draft | Work, loader: PictureLoader) -> Outcome[Draft | Work]:
    """Return a text with the pictures that it names, and a warning for each that is not read."""
    resources: dict[str, Resource] = {}
    refusals: dict[str, Refusal] = {}
    diagnostics: list[Diagnostic] = []
    for address, span in _find_pictures(text):
        if address not in resources and address not in refusals:
            try:
                resources[address] = loader.load(span.file, address)
            except Refusal as refusal:
                refusals[address] = refusal
        if answer := refusals.get(address):
            shown = address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…"
            message = f"the picture “{shown}” {answer}"
            diagnostics.append(_RULES[answer.reason].at(span, message))
    if isinstance(text, Draft):
        text = replace(text, pictures=(*text.pictures, *resources.items())) if resources else text
    elif resources:
        own = {each.digest: each for each in (*text.resources, *resources.values())}
        work = rewrite(text, _name_resources(resources))
        text = replace(work, resources=tuple(own.values()))
    return Outcome(text, tuple(diagnostics))


def describe_missing(work: Work) -> tuple[Diagnostic, ...]:
    """Return a warning for each picture of a Work without data, which no reader has loaded."""
    return tuple(
        rules.MISSING.at(span, f"the picture “{address}” is not among the resources of the Work")
        for address, span in _find_pictures(work)
    )


def _find_pictures(text: Draft | Work) -> Iterator[tuple[str, Span]]:
    """Yield the address and the place of each picture without bytes."""
    if isinstance(text, Work):
        for node in descend(text):
            if isinstance(node, Image) and node.address and not node.resource:
                yield node.address, node.span
        return
    own = {address for address, _ in text.pictures}
    for chunk in text.chunks:
        if chunk.part is Part.IMAGE and chunk.label and chunk.label.text not in own:
            yield chunk.label.text, chunk.span


def _name_resources(resources: dict[str, Resource]) -> Callable[[Node], Node]:
    def name(node: Node) -> Node:
        if isinstance(node, Image) and not node.resource and node.address in resources:
            return replace(node, resource=resources[node.address].digest)
        return node

    return name
