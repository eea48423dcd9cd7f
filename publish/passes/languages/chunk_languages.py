"""The language of each chunk of a draft, by its script, its words and the chunks around it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from publish.diagnostics import Outcome
from publish.document.draft import Call, Chunk, Draft, Part
from publish.text.language_detection import (
    evidence,
    has_yiddish_letters,
    in_script,
    table_tag,
    without_points,
)
from publish.text.language_words import LANGUAGES, WordSets, word_sets
from publish.text.languages import HEBREW, USUAL_LANGUAGES, Script, count_letters, primary, script

_Evidence = Mapping[str, float]

_SWITCH = 1.5
"""The evidence that a change of language between two lines needs; a line between two of another
language changes twice, so that no three words are enough."""

_LEAD = 1.5
"""The lead in evidence with which a text is in another language than the usual one."""

_ARAMAIC = 2.0
"""The factor of both for Aramaic, whose words Hebrew texts borrow."""

_SAMPLE = 8
"""The lines of a sample of a text, and the lead in evidence with which no other is needed."""

_START, _SIGNS = 160, 2
"""The first characters of a line, and how many words of one language alone settle it."""

_SHARE = 1 / 4
"""The least share of letters in the script of its role that an original or a translation has."""


def detect_languages(draft: Draft, languages: tuple[str, ...] = ()) -> Outcome[Draft]:
    """Return the draft with the language of each chunk that has letters, bodies of notes included.

    ``languages`` are those of the settings; of each script they name, no others are considered.
    """
    chunks = list(_with_notes(draft.chunks))
    tags = iter(languages_of(chunks, languages))
    return Outcome(replace(draft, chunks=tuple(_tag(chunk, tags) for chunk in draft.chunks)))


def _with_notes(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """Yield each chunk and, after it, the bodies of its notes."""
    for chunk in chunks:
        yield chunk
        for call in chunk.calls:
            yield from _with_notes(call.body)


def _tag(chunk: Chunk, tags: Iterator[str]) -> Chunk:
    """Return a chunk with the next tag; the tags are in the order of ``_with_notes``."""
    lang = next(tags)
    if not chunk.calls:
        return replace(chunk, lang=lang) if lang != chunk.lang else chunk
    calls: tuple[Call, ...] = tuple(
        replace(call, body=tuple(_tag(body, tags) for body in call.body)) for call in chunk.calls
    )
    return replace(chunk, lang=lang, calls=calls)


def languages_of(chunks: Sequence[Chunk], languages: Sequence[str] = ()) -> list[str]:
    """Return the language tag of each chunk, empty where a chunk has no letters.

    Chunks of one script and role are in one language, unless the words of some of them clearly
    tell another one.  A chunk that has a tag keeps it.
    """
    roles = _roles(chunks)
    scripts = _scripts(chunks, roles)
    groups: dict[tuple[Script, _Role], list[int]] = defaultdict(list)
    of_script: dict[Script, list[str]] = defaultdict(list)
    for index, chunk in enumerate(chunks):
        is_free = not chunk.lang and chunk.part is not Part.TRANSLITERATION
        if scripts[index] is not Script.NONE and is_free:
            groups[scripts[index], roles[index]].append(index)
            of_script[scripts[index]].append(chunk.text.text)
    tags = [chunk.lang for chunk in chunks]
    for (kind, _), indexes in groups.items():
        texts = [chunks[index].text.text for index in indexes]
        group_tags = _group_languages(texts, of_script[kind], kind, languages)
        for index, lang in zip(indexes, group_tags, strict=True):
            tags[index] = lang
    return _with_transliterations(chunks, tags)


def _with_transliterations(chunks: Sequence[Chunk], tags: list[str]) -> list[str]:
    """Return the tags, of a transliteration the language of its original in Latin letters."""
    pairs = list(zip(chunks, tags, strict=True))
    originals = {chunk.number: tag for chunk, tag in pairs if chunk.part is Part.ORIGINAL}
    return [
        f"{primary(originals.get(chunk.number) or 'he')}-Latn"
        if chunk.part is Part.TRANSLITERATION and not chunk.lang
        else tag
        for chunk, tag in pairs
    ]


_Role = tuple[Part | None, int]
"""Original or translation, and the place of a translation among those of its segment."""

_ROLES = (Part.ORIGINAL, Part.TRANSLATION)


def _roles(chunks: Sequence[Chunk]) -> list[_Role]:
    roles: list[_Role] = []
    places: Counter[tuple[Part, int | None]] = Counter()
    for chunk in chunks:
        if chunk.part is Part.TRANSLATION:
            key = chunk.part, chunk.number
            roles.append((chunk.part, places[key]))
            places[key] += 1
        else:
            roles.append((chunk.part if chunk.part in _ROLES else None, 0))
    return roles


def _scripts(chunks: Sequence[Chunk], roles: Sequence[_Role]) -> list[Script]:
    """Return the script of each chunk.

    An original or a translation with words of two scripts is in that of most others in its role;
    those of one script count double.  Such a line of a stanza is in that of the line before it.
    """
    counts: dict[_Role, Counter[Script]] = defaultdict(Counter)
    scripts = [script(chunk.text.text) for chunk in chunks]
    for role, own, chunk in zip(roles, scripts, chunks, strict=True):
        counts[role][own] += 2 if len(count_letters(chunk.text.text)) == 1 else 1
    for index, (chunk, role) in enumerate(zip(chunks, roles, strict=True)):
        if chunk.part is Part.VERSE and chunk.joins and index:
            usual = scripts[index - 1]
        elif role[0]:
            usual = max(counts[role], key=counts[role].__getitem__)
        else:
            continue
        if scripts[index] is not usual:
            own_letters = count_letters(chunk.text.text)
            if own_letters.get(usual, 0) >= _SHARE * sum(own_letters.values()) > 0:
                scripts[index] = usual
    return scripts


def _group_languages(
    texts: Sequence[str], whole: Sequence[str], kind: Script, languages: Sequence[str]
) -> list[str]:
    """Return the language of each text of a group; ``whole`` are all texts of the script."""
    allowed = in_script(kind, languages)
    tags = allowed or LANGUAGES.get(kind, ()) or (USUAL_LANGUAGES[kind],)
    if len(tags) == 1:
        return [tags[0]] * len(texts)
    lead = 0 if allowed else _LEAD
    usual = _first(texts, tags, lead) or _first(whole, tags, lead) or tags[0]
    words = word_sets(table_tag(usual))
    return _smooth([_line_evidence(text, tags, usual, words) for text in texts], usual)


def _line_evidence(text: str, tags: Sequence[str], usual: str, words: WordSets) -> _Evidence:
    """Return the evidence of a line; of a line in the usual language mostly a part of it."""
    start = text[:_START]
    if not text.isascii() and HEBREW.search(start):
        if has_yiddish_letters(start):
            return _by_tag(text, tags)
        start = without_points(start)
    line = start.split()
    signs = len(words.own.intersection(line))
    if signs >= _SIGNS or words.others.isdisjoint(line):
        return {usual: float(signs)}
    return _by_tag(text, tags)


def _by_tag(text: str, tags: Sequence[str]) -> _Evidence:
    scores = evidence(text)
    if not scores or tags is LANGUAGES.get(script(text)):
        return scores
    return {tag: scores.get(table_tag(tag), 0.0) for tag in tags}


def _first(texts: Sequence[str], tags: Sequence[str], lead: float) -> str:
    """Return the language with the most evidence; none where it leads the first tag by too little.

    The first tag needs no lead, but evidence.  Some lines from the whole text are enough where one
    language leads by far.
    """
    total = dict.fromkeys(tags, 0.0)
    step = len(texts) // _SAMPLE + 1
    for start in range(step):
        for text in texts[start::step]:
            for tag, value in _by_tag(text, tags).items():
                total[tag] += value
        second, most = sorted(total.values())[-2:]
        if most - second >= _SAMPLE:
            break
    first = max(tags, key=total.__getitem__)
    if first == tags[0]:
        return first if total[first] else ""
    return first if total[first] >= total[tags[0]] + lead * _factor(first) else ""


def _factor(tag: str) -> float:
    return _ARAMAIC if table_tag(tag) == "arc" else 1.0


def _smooth(lines: Sequence[_Evidence], usual: str) -> list[str]:
    """Return the most likely language of each line, with the fewest changes (Viterbi).

    Before the first line and after the last one the language is the ``usual`` one.
    """
    costs = {
        tag: cost
        for tag, gain in _largest_gains(lines, usual).items()
        if gain > 2 * (cost := _SWITCH * max(_factor(tag), _factor(usual)))
    }
    if not costs:
        return [usual] * len(lines)
    costs[usual] = 0.0
    scores = {tag: -cost for tag, cost in costs.items()}
    steps: list[dict[str, str]] = []
    for line in lines:
        # A change is paid for on the way from the usual language, and on the way back to it.
        back = max(costs, key=lambda tag: scores[tag] - costs[tag])
        usual_score = scores[back] - costs[back]
        steps.append(
            {tag: tag if scores[tag] >= usual_score - costs[tag] else back for tag in costs}
        )
        scores = {
            tag: max(scores[tag], usual_score - costs[tag]) + line.get(tag, 0.0) for tag in costs
        }
    last = max(costs, key=lambda tag: scores[tag] - costs[tag])
    result: list[str] = []
    for before in reversed(steps):
        result.append(last)
        last = before[last]
    return result[::-1]


def _largest_gains(lines: Sequence[_Evidence], usual: str) -> dict[str, float]:
    """Return how much evidence some neighbouring lines have at most for another language."""
    largest: dict[str, float] = {}
    gains: dict[str, float] = {}
    for line in lines:
        own = line.get(usual, 0.0)
        if not gains and len(line) == 1:
            continue
        sums = ((tag, gains.get(tag, 0.0) + line.get(tag, 0.0) - own) for tag in {*gains, *line})
        gains = {tag: gain for tag, gain in sums if gain > 0}
        for tag, gain in gains.items():
            largest[tag] = max(largest.get(tag, 0.0), gain)
    return largest
