"""The cover sheets of a booklet for the people of a list, made where they are not up to date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path

from publish.artifacts.booklet import Imposition
from publish.artifacts.destinations import Destination, check, write
from publish.artifacts.diagnostic_lines import as_diagnostics, as_lines
from publish.artifacts.people.collating_steps import how_to_collate
from publish.artifacts.people.cover_check import check_fonts, find_missing_words
from publish.artifacts.people.list_reader import read_table
from publish.artifacts.people.list_table import ListTable
from publish.artifacts.people.people_list import Person, choose_rows, list_people, sort_people
from publish.artifacts.plan import Artifact
from publish.artifacts.result import Status
from publish.config.booklet_options import BookletSettings
from publish.config.file_access import read_bytes, read_text_bytes
from publish.config.limits import NO_LIMITS, Limits
from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError, stops
from publish.diagnostics.rules import people as rules
from publish.exceptions import diagnose
from publish.storage.cache_paths import book_store, stamp_key, stamp_store
from publish.storage.digests import digest
from publish.storage.environment import program_state
from publish.text.dataclass import dataclass
from publish.text.languages import isolate
from publish.text.source import Source
from publish.themes.theme import Theme, load_for
from publish.writers import booklet
from publish.writers.pdf.content.personal_words import PersonWords
from publish.writers.pdf.personal_covers import PersonalCovers

_MOST_OF_A_RULE = 8
"""Diagnostics of a rule that are shown; a whole column may have one fault."""


@dataclass(frozen=True, slots=True)
class PeopleChoice:
    """The list of people, the lines under their names, the rows to print, and the order.

    ``is_insert`` asks for pages to lay into the booklet in place of cover sheets.  ``limits`` are
    those of the process that makes them.
    """

    file: Path
    lines: tuple[str, ...] = ()
    only: tuple[range, ...] = ()
    keeps_order: bool = False
    is_insert: bool = False
    limits: Limits = field(default=NO_LIMITS, repr=False)


@dataclass(frozen=True, slots=True)
class PeopleResult:
    """The file of the cover sheets, its status, and the diagnostics of its making."""

    path: Path
    status: Status
    diagnostics: Diagnostics
    source: Source | None = None


def make_cover_sheets(
    pdf: Path, artifact: Artifact, to: Destination, imposition: Imposition, choice: PeopleChoice
) -> PeopleResult:
    """Return the result of writing the cover sheets of a booklet beside its file ``to``.

    ``pdf`` is that of the book, ``artifact``.  After an error the file that was there stays.
    """
    kind = "inserts" if choice.is_insert else "covers"
    # Those printed again leave the file of the whole list as it is.
    ending = f".{kind}.again.pdf" if choice.only else f".{kind}.pdf"
    beside = replace(
        to,
        path=to.path.with_suffix(ending),
        is_named=False,
        inputs=(*to.inputs, choice.file),
    )
    source: Source | None = None
    try:
        content, data = read_bytes(pdf), read_text_bytes(choice.file)
        inputs = _inputs_digest(content, data, artifact, imposition, choice)
        table = read_table(data, str(choice.file))
        source = table.value.source
        if (lines := _read_stamp(beside, inputs)) is not None:
            return PeopleResult(beside.path, Status.FRESH, as_diagnostics(lines), source)
        check(beside)
        outcome = table.then(partial(_make, content, artifact, imposition, choice))
        diagnostics = imposition.verdicts.on(shorten(outcome.diagnostics))
        if stops(diagnostics, strict=imposition.strict):
            return PeopleResult(beside.path, Status.FAILED, diagnostics, source)
        write(beside, outcome.value)
        _write_stamp(beside, inputs, outcome.value, diagnostics)
        return PeopleResult(beside.path, Status.MADE, diagnostics, source)
    except Exception as error:  # noqa: BLE001  # a fault in one list leaves other booklets alone
        diagnostics = diagnose(error, f"the covers of {choice.file.name}")
        return PeopleResult(beside.path, Status.FAILED, diagnostics, source)


def shorten(diagnostics: Diagnostics) -> Diagnostics:
    """Return the first diagnostics of each rule; the last of them says how many are left out."""
    counts = Counter(each.code for each in diagnostics)
    shown: list[Diagnostic] = []
    seen: Counter[str] = Counter()
    for each in diagnostics:
        seen[each.code] += 1
        more = counts[each.code] - _MOST_OF_A_RULE
        if seen[each.code] == _MOST_OF_A_RULE and more > 0:
            message = f"{each.message}; and {_count(more, 'other place')} like it"
            shown.append(replace(each, message=message))
        elif seen[each.code] <= _MOST_OF_A_RULE:
            shown.append(each)
    return tuple(shown)


def make_limited(
    pdf: Path,
    artifact: Artifact,
    to: Destination,
    imposition: Imposition,
    choice: PeopleChoice,
) -> PeopleResult:
    """Return the result of ``make_cover_sheets``, in a process of its own where it has limits."""
    limits = choice.limits
    arguments = (pdf, artifact, to, imposition, choice)
    if not limits:
        return make_cover_sheets(*arguments)
    from publish.artifacts.limit_diagnostics import limit_diagnostic
    from publish.artifacts.limited_process import Failure, call_within

    result = call_within(limits, make_cover_sheets, *arguments)
    if isinstance(result, Failure):
        diagnostic = limit_diagnostic(f"the covers of {choice.file.name}", result, limits)
        return PeopleResult(to.path, Status.FAILED, (diagnostic,))
    return result


def _make(
    pdf: bytes, artifact: Artifact, imposition: Imposition, choice: PeopleChoice, table: ListTable
) -> Outcome[bytes]:
    """Return the PDF of the cover sheets, or of the inserts."""
    settings = artifact.book.settings
    default = settings.languages[0] if settings.languages else "en"
    listed = list_people(table, choice.lines, default)
    ordered = listed.value if choice.keeps_order else sort_people(listed.value)
    chosen = choose_rows(ordered, choice.only, table)
    theme = load_for(settings, artifact.book.themes)
    fonts = check_fonts(chosen, table, theme)
    if stops(fonts):
        return Outcome(b"", listed.diagnostics + fonts)
    covers = _render(artifact, theme, chosen)
    diagnostics = listed.diagnostics + fonts + covers.diagnostics
    if not covers.value.data:
        message = f"the first page of {artifact.book.name} has text, and no room for names"
        raise PublishError(rules.NO_COVER.at(artifact.book.span, message))
    diagnostics += tuple(_describe_long_words(covers.value, chosen, table))
    diagnostics += find_missing_words(covers.value, chosen, table)
    if stops(diagnostics):
        return Outcome(b"", diagnostics)
    if choice.is_insert:
        message = f"print {_count(len(chosen), 'page')} once, and lay each into its booklet"
        return Outcome(covers.value.data, (rules.HOW_TO_COLLATE.anywhere(message), *diagnostics))
    sheet = imposition.settings.sheet or booklet.office_paper(pdf)
    options = replace(imposition.settings, sheet=sheet)
    data, how = _impose(pdf, covers.value, options, imposition, chosen)
    return Outcome(data, (how, *diagnostics))


def _render(artifact: Artifact, theme: Theme, people: Sequence[Person]) -> Outcome[PersonalCovers]:
    from publish.artifacts.release_date import last_change
    from publish.artifacts.render import Release, Resources, render_covers
    from publish.pipeline.incremental import read_by_chapters

    book = artifact.book
    store = book_store(book.workspace.output)
    words = [PersonWords(each.row, each.name, each.lines) for each in people]
    with store.bundle(f"covers {artifact.path}"):
        reading = read_by_chapters(book, store)
        resources = Resources(theme, Release(partial(last_change, ())), store)
        return render_covers(reading.value.book, artifact, resources, words)


def _impose(
    pdf: bytes,
    covers: PersonalCovers,
    settings: BookletSettings,
    imposition: Imposition,
    people: Sequence[Person],
) -> tuple[bytes, Diagnostic]:
    """Return the PDF of the cover sheets, and the message that says how to collate them."""
    from publish.writers.booklet.personal_sheets import impose_covers

    numbers = range(1, len(people) + 1)
    sheets = impose_covers(pdf, covers.data, numbers, settings, imposition.binding)
    message = how_to_collate(sheets.layout, sheets.count, people)
    return sheets.data, rules.HOW_TO_COLLATE.anywhere(message)


def _describe_long_words(
    covers: PersonalCovers, people: Sequence[Person], table: ListTable
) -> list[Diagnostic]:
    rows = {person.row: person for person in people}
    diagnostics = []
    for row, index in covers.too_long:
        person = rows[row]
        column = "column “name”" if index == 0 else f"line {index} under the name"
        message = (
            f"row {row}, {column}, of {Path(table.file).name}: “{isolate(person.words[index])}” "
            "takes more lines than a cover has for it, even in the smallest size"
        )
        diagnostics.append(rules.VALUE_TOO_LONG.at(person.span, message))
    return diagnostics


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


# --- freshness


def _inputs_digest(
    pdf: bytes, data: bytes, artifact: Artifact, imposition: Imposition, choice: PeopleChoice
) -> str:
    """Return the digest of all that cover sheets are made from; the PDF stands for the book.

    The theme is in it, because the words of people are not in the PDF.
    """
    book = artifact.book
    theme = load_for(book.settings, book.themes)
    states = theme.state(templates=True) + theme.state(templates=False)
    options = repr((imposition, choice, artifact.edition, artifact.options, artifact.profile))
    settings = repr(book.settings)
    return digest(program_state(), options, settings, states, digest(pdf), digest(data))


def _read_stamp(destination: Destination, inputs: str) -> tuple[str, ...] | None:
    """Return the lines of the diagnostics of a file that is up to date, else None."""
    store = stamp_store(destination.workspace.output)
    stamp = store.get(stamp_key(destination.path), tuple, remember=False)
    try:
        if not stamp or stamp[0] != inputs or not destination.path.is_file():
            return None
        lines: tuple[str, ...] = stamp[2]
        return lines if stamp[1] == digest(destination.path.read_bytes()) else None
    except (OSError, IndexError):
        return None


def _write_stamp(
    destination: Destination, inputs: str, content: bytes, diagnostics: Diagnostics
) -> None:
    store = stamp_store(destination.workspace.output)
    stamp = (inputs, digest(content), as_lines(diagnostics), None, ())
    store.put(stamp_key(destination.path), stamp, remember=False)
    store.trim()
