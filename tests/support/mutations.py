"""Seeded mutations of valid files: odd values, lines moved or doubled, damaged bytes."""

from __future__ import annotations

import re
from random import Random

ODD = (
    *("", "0", "-1", "1e400", "nan", "true", "[]", "{}", "[[]]", '""', '"\\u0000"', "'''", '"""'),
    *('"\\u202e"', '"\\uFFFE"', "1979-05-27", "25:61:61", "2025-13-45", "0x" + "f" * 5000),
    *(
        "9" * 5000,
        "[" * 5000,
        "{a=" * 2000,
        '"' + "word " * 2000 + '"',
        "'../../x'",
        "'/etc/passwd'",
    ),
    *(
        '"א"',
        "'\u202e'",
        '["a", 1, []]',
        '{ en = "a", he = 1 }',
        "\ud7ff",
        "\ufffe",
        "\x00",
        "\x1b[",
    ),
    *(
        "}",
        "{",
        "]",
        "(",
        "*/",
        "/*",
        "url(x",
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "</p>",
        "<p",
        "&",
        "&x;",
    ),
    *("{% if %}", "{{ nope }}", "{{ 1/0 }}", "{{ work.x.y }}", "{% include 'x' %}", "{{ [].x() }}"),
    *("{% endif %}", "{% for x in 5 %}", "{{ super() }}", "calc(1/0)", "1e999pt", "-9999px", ";;:"),
)
"""Texts that belong to no valid file of settings, style sheets or templates."""

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


def mutate(text: str, random: Random) -> bytes:
    """Return ``text`` after one to four mutations, as bytes."""
    for _ in range(random.choice((1, 1, 2, 4))):
        text = random.choice(_MUTATIONS)(text, random)
    data = text.encode("utf-8", "surrogatepass")
    return damage(data, random) if random.random() < 0.15 else data


def damage(data: bytes, random: Random) -> bytes:
    """Return ``data`` cut off, or with some bytes changed, removed or put in."""
    place = random.randrange(len(data) + 1)
    length = random.choice((1, 1, 4, 64))
    match random.randrange(4):
        case 0:
            return data[:place]
        case 1:
            return data[:place] + data[place + length :]
        case 2:
            return data[:place] + random.randbytes(length) + data[place:]
        case _:
            return data[:place] + random.randbytes(length) + data[place + length :]


def _replace_value(text: str, random: Random) -> str:
    """Replace what stands after an equals sign or a colon on one line."""
    values = list(re.finditer(r"(?<=[=:])[^=:;\n]+", text))
    return _put(text, random.choice(values).span(), random) if values else text


def _replace_token(text: str, random: Random) -> str:
    tokens = list(_TOKEN.finditer(text))
    return _put(text, random.choice(tokens).span(), random) if tokens else text


def _insert(text: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    return _put(text, (place, place), random)


def _put(text: str, span: tuple[int, int], random: Random) -> str:
    return text[: span[0]] + random.choice(ODD) + text[span[1] :]


def _remove_token(text: str, random: Random) -> str:
    tokens = list(_TOKEN.finditer(text))
    if not tokens:
        return text
    start, end = random.choice(tokens).span()
    return text[:start] + text[end:]


def _change_lines(text: str, random: Random) -> str:
    """Double, remove or move a line."""
    lines = text.split("\n")
    line = lines.pop(random.randrange(len(lines)))
    for _ in range(random.randrange(3)):
        lines.insert(random.randrange(len(lines) + 1), line)
    return "\n".join(lines)


_MUTATIONS = (_replace_value, _replace_value, _replace_token, _insert, _remove_token, _change_lines)
