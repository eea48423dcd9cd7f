"""The files of a book of several, each with the digest of its text and of its settings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from itertools import chain

from publish.config import Settings
from publish.config.pictures import PictureLoader
from publish.diagnostics import Diagnostics, Outcome
from publish.document.draft import Draft
from publish.document.model import Meta, Resource, Section, Work
from publish.pipeline.assemble import chapter, resources
from publish.pipeline.book_language import count_languages
from publish.pipeline.pass_table import passes
from publish.pipeline.phases import settings_read
from publish.pipeline.pictures import find_addresses, load_pictures, may_name_pictures
from publish.pipeline.stages import is_empty, parse
from publish.pipeline.title_lines import Opening, diagnose_chapter, find_opening
from publish.readers import mojibake, reader_options
from publish.storage.serialize import serializable
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.text.source import Source


@serializable
@dataclass(frozen=True, slots=True)
class DraftFacts:
    """Facts of a file before assembly: its diagnostics, and its letters of each language.

    ``is_empty`` is true where no text is left of it.  ``untitled`` is the warning about a chapter
    without a title.  ``pictures`` are those that the file contains, ``meta`` is what it says of
    itself.
    """

    diagnostics: Diagnostics
    languages: Mapping[str, int]
    is_empty: bool
    opening: Opening
    untitled: Diagnostics
    pictures: tuple[Resource, ...] = ()
    meta: Meta = Meta()


@dataclass(frozen=True)
class SourceFile:
    """A file of a book; its text is parsed when first asked for."""

    source: Source
    settings: Settings
    store: Store
    loader: PictureLoader
    offset = 0

    @cached_property
    def key(self) -> str:
        """The digest of the text, of its pictures and of all settings that passes read."""
        addresses = self._find_addresses() if may_name_pictures(self.source) else ()
        if not addresses:
            return self._text_key
        states = [self.loader.state(self.source.file, each) for each in addresses]
        return self.store.portable_key("draft-with-pictures", self._text_key, *states)

    def _find_addresses(self) -> tuple[str, ...]:
        """Return the addresses of pictures in the text, from the store where it has them."""
        key = self.store.portable_key("picture-addresses", self._text_key)
        addresses: tuple[str, ...] | None = self.store.get(key, tuple)
        if addresses is None:
            addresses = find_addresses(self._without_pictures.value)
            self.store.put(key, addresses)
        return addresses

    @cached_property
    def _text_key(self) -> str:
        reads = settings_read(passes(), self.settings)
        options = repr(reader_options(self.source, self.settings))
        # A file of the same text may hold other looks: the bytes of a container are the input.
        inputs = [
            (each.file, each.container.data if each.container else each.text)
            for each in (self.source, *self.source.versions)
        ]
        return self.store.portable_key("draft", reads, options, *chain.from_iterable(inputs))

    def section(self, lang: str) -> Section:
        """Return the section that the file is in a book in ``lang``."""
        return chapter(self.text.value, lang)

    @cached_property
    def text(self) -> Outcome[Draft | Work]:
        """The text before assembly."""
        return self._without_pictures.then(partial(load_pictures, loader=self.loader))

    @cached_property
    def _without_pictures(self) -> Outcome[Draft | Work]:
        return parse(self.source, self.settings)

    @cached_property
    def facts(self) -> DraftFacts:
        """The facts of the text, from the store where it has them."""
        facts = self.store.get(self.key, DraftFacts)
        if facts is None:
            text = self.text.value
            facts = DraftFacts(
                self.text.diagnostics,
                count_languages(text),
                is_empty(text),
                find_opening(text),
                tuple(diagnose_chapter(text)),
                resources(text),
                text.meta,
            )
            self.store.put(self.key, facts)
        return facts


def find_damage(store: Store, text: str) -> mojibake.Damage | None:
    """Return the damage of a text; a text that was found sound before is not searched again.

    The search takes an eighth of the CPU of a build after an edit.
    """
    key = store.key("sound", text)
    if store.get(key, bool):
        return None
    damage = mojibake.find_damage(text)
    if damage is None:
        store.put(key, True)
    return damage
