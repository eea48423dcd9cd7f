"""Writer of a Work as Markdown, in the form that is read back; see docs/markdown.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from publish.document.metadata import Meta
from publish.document.model import Work
from publish.writers.markdown.blocks import BlockWriter, indent
from publish.writers.markdown.inlines import InlineWriter, Notes
from publish.writers.markdown.metadata import write_metadata
from publish.writers.markdown.sections import SectionWriter

NO_META = Meta()


def write_markdown(work: Work, meta: Meta | None = None, pictures: Mapping[str, str] = {}) -> str:
    """Return a Work as a Markdown text.

    ``meta`` is the metadata that the text states, that of the Work by default; a caller that
    writes settings beside the text leaves out what they state.  ``pictures`` are the addresses of
    pictures by their digests, where they differ from those in the Work.
    """
    notes = Notes()
    blocks = BlockWriter(InlineWriter(notes), pictures)
    sections = SectionWriter(blocks)
    stated = work.meta if meta is None else meta
    parts = [write_metadata(stated, work.lang, work.dir, blocks)]
    parts += [sections.write_group("front", work.front)] if work.front else []
    parts += [sections.write_body(work.body)]
    parts += [sections.write_group("back", work.back)] if work.back else []
    # Bodies of notes may call further notes, which come after them.
    for called in notes:
        inlines = replace(blocks.inlines, line_break=called.line_break, is_in_note=True)
        lines = replace(blocks, inlines=inlines).write(called.note.blocks)
        opening = f"[^{called.label}]:"
        if called.is_inner:
            parts.append(blocks.div("note", lines, [("name", called.label)]))
        elif lines and called.begins_with_words:
            parts.append([f"{opening} {lines[0]}", *indent(lines[1:], 4)])
        else:
            parts.append([opening, *indent(lines, 4)])
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"
