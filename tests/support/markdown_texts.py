"""Random Markdown texts: with every name at every place, and as other programs read them."""

from __future__ import annotations

from random import Random

_INLINES = (
    "{}", "{}", "*{}*", "**{}**", "~~{}~~", "`{}`", "`{}`{{.{} {}={}}}", "`{}`{{={}}}", "^{}^",
    '[{}](http://a.org/{} "{}"){{.{} #{} {}={}}}', "[{}](#{})", "[{}](b/{} '{}')", "<b {}={}>",
    '![{}]({}.png "{}"){{.{} {}={}}}', "[![{}]({}.png)](http://{}.org)", "<!-- {} -->", "~{}~",
    "[{}]{{.{}}}", "[{}]{{.smallcaps .{} #{} {}={} {}={}}}", '[{}]{{lang="?{}" dir={}}}',
    "[{}]{{.milestone kind={} {}={}}}", "[{}*{}*]{{.milestone}}", "[{}]{{.note kind={} call={}}}",
    "[{}]{{.note name=3}}", "[[^n]]{{.note name={} call={}}}",
    "[{}]{{.quote open={} close={} {}={}}}", "[[{}]{{.place anchor={} {}={}}}]{{.quote}}",
    "[[{}]{{.term #{}}} {} [{}]{{.meaning .{}}} {}]{{.gloss anchor={} #{}}}", "[{}]{{.term}}",
    "[[{}]{{.meaning}} {}]{{.gloss #{}}}", "[{}]{{.citation work={} locus={} #{} anchor={}}}",
    "[{}]{{.link href={} href={}}}", "{{.{} {}={}}}", "${}$", "&{};", "<http://{}.org>", "^[{}]",
    "[{}][]", "[^{}]", "[{}", "{}]({}", "](", "{{", "[{}]{{.underline lang=he dir=rtl {}={}}}",
    "\\\n", "  \n", "\n", "|", "![{} [{}]{{.note call={}}} [{}](http://{}.org)](c.png)",
)  # fmt: skip
_LINES = (
    "# {i} {{.{} #{} {}={}}}", "# {i}", "## {i} {{.chapter .{} .part}}", "{i}\n===", "{i}\n---",
    "    {i}", "``` {} {{.{}}}\n{i}\n```", "~~~\n{}\n~~~", "***", "<!-- {} -->",
    "<!-- {}\n\n{} -->", "[{}]: http://{}.org \"{}\"", "[x]: {}\n[x]: {} '{}'", "<div>\n{i}\n",
    "| {} | {} |\n|:-:|---|\n| {i} | {i} | {} |\n| {} |", "[^{}]: {i}\n\n    {i}", ":::", "\\",
    "| {i}\n| {i}", "א. {}\nב. {}", "[^n]: {i}", "[^n]", "{i}\n: {i}\n\n: {i}", "{{.{}}}\n{i}",
    "::: {{.{}\n{i}\n:::", "+--+--+\n|{}|{}|\n+--+--+", "1. {i}\n5. {i}", "B.  {i}\nC.  {i}",
    "> [!NOTE]\n> {i}", "> {i}\n>\n> — {i}", "![{}](d.png){{width={} .{}}}",
)  # fmt: skip
_CLASSES = (
    "segment", "original", "translation", "transliteration", "commentary", "verse", "line", "place",
    "quotation", "attribution", "speech", "speaker", "rubric", "list", "table", "row", "cell",
    "caption", "figure", "entries", "separator", "passage", "chapter", "part", "excerpt", "front",
    "note",
    "back", "metadata", "title", "creator", "publisher", "date", "sort", "series", "certified",
)  # fmt: skip
_KEYS = (
    "number", "anchor", "start", "numbering", "header-rows", "columns", "lang", "dir",
    "source-year", "source-title", "source-partial", "iso", "role", "position", "level", "label",
    "same",
)  # fmt: skip
_FRONT_MATTER = (
    "title: {}", "author: {}", "publisher: {}", 'rights: "{} \\"{}\\""', "tags: [{}, '{}']",
    "{}: {}", "layout: {} # {}", "# {}", "author:\n  - {}\n  - name: {}\n    {}: {}", "date: {}",
    "description: |\n  {}\n\n  {}", "subtitle: >-\n  {}\n  {}", "lang: ?{}", "dir: {}",
    "map:\n  {}: {}",
    "subject: {{{}: {}}}", "title: {}\n  {}", "sort: {}", "- {}", "{}", "tags: [{}, [{}]]",
)  # fmt: skip


class MarkdownGenerator:
    """Makes random texts whose words all differ, with names at right places and at wrong ones."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._count = 0

    def text(self) -> str:
        """Return a whole text."""
        random = self._random
        lines: list[str] = []
        if random.random() < 0.4:
            keys = [self._fill(random.choice(_FRONT_MATTER)) for _ in range(random.randint(1, 4))]
            lines = ["---", "key: yes", *keys, "---", ""]
        for _ in range(random.randint(1, 5)):
            lines += [*self._block(3), *([""] if random.random() < 0.8 else [])]
        return "\n".join(lines) + "\n"

    def _fill(self, template: str) -> str:
        while "{i}" in template:
            template = template.replace(
                "{i}", self._inlines().replace("{", "{{").replace("}", "}}"), 1
            )
        result, position = "", 0
        while (start := template.find("{", position)) >= 0 or "}" in template[position:]:
            end = template.find("}", position)
            if start < 0 or (0 <= end < start):
                result += template[position:end] + "}"
                position = end + 2
            elif template.startswith("{{", start):
                result += template[position:start] + "{"
                position = start + 2
            else:
                self._count += 1
                result += f"{template[position:start]}q{self._count}q"
                position = start + 2
        return result + template[position:]

    def _inlines(self) -> str:
        random = self._random
        parts = [self._fill(random.choice(_INLINES)) for _ in range(random.randint(1, 4))]
        return random.choice((" ", " ", "")).join(parts)

    def _block(self, depth: int) -> list[str]:
        random = self._random
        if not depth or random.random() < 0.5:
            template = random.choice((*_LINES, *["{i}"] * 12))
            return self._fill(template).split("\n")
        inner = [
            line
            for _ in range(random.randint(0, 3))
            for line in (*self._block(depth - 1), *([""] if random.random() < 0.7 else []))
        ]
        if random.random() < 0.6:
            return self._div(inner)
        mark = random.choice(("> ", "- ", "1. ", "a) ", "(iv) ", ": ", "[^n]: "))
        first, *rest = inner or [""]
        other = "> " if mark == "> " else " " * (4 if mark.startswith("[") else len(mark))
        return [mark + first, *(other + line if line else line for line in rest)]

    def _div(self, lines: list[str]) -> list[str]:
        random = self._random
        attributes = [f".{random.choice(_CLASSES)}"]
        attributes += [f".{self._fill('{}')}"] if random.random() < 0.1 else []
        attributes += [f"#{self._fill('{}')}"] if random.random() < 0.2 else []
        for _ in range(random.choice((0, 0, 1, 2))):
            key = random.choice((*_KEYS, self._fill("{}")))
            attributes.append(f"{key}={random.choice((self._fill('{}'), '2', 'he', 'yes'))}")
        fence = ":" * random.randint(3, 4)
        closing = [fence] if random.random() < 0.95 else []
        return [f"{fence} {{{' '.join(attributes)}}}", *lines, *closing]


_COMMON_INLINES = (
    "w{}", "*w{}*w", "**w{}**", "`w{}`", "[w{}](http://a.org)", "\\*", "w{}*w{}*", "_w{}_", "!",
    "w{}\\", "w{}  ", "~~w{}~~", "w{}^w{}^", "![w{}](b.png)", "&amp;", "<b>", "[w{}][ref]", "|",
    "(w{})", "[^n]", "***w{}*", "w{}**", '"w{}"', ":", "$w{}$", "[w{}]", "<http://x.org/w{}>",
    "שלום", "אוֹר",
)  # fmt: skip
_COMMON_MARKS = (
    *[""] * 5, "- ", "* ", "+ ", "1. ", "2. ", "10. ", "7) ", "a) ", "b) ", "(ii) ", "A.  ", "c. ",
    "(1) ", "> ", "> > ", ">", "# ", "## ", "    ", "  ", "   ", "\t", "| ", "-", "1.", ": ", "~ ",
    "- - ", "> - ", "      ", "[^n]: ", "[ref]: http://b.org ",
)  # fmt: skip
_COMMON_LINES = ("---", "***", "```", "===", "|--|--|", "~~~")


def common_markdown(random: Random) -> str:
    """Return lines of what all Markdown has, in any order and indented by up to three."""
    count = 0

    def inline() -> str:
        nonlocal count
        count += 1
        return random.choice(_COMMON_INLINES).format(f"{count}a", f"{count}b")

    lines: list[str] = []
    for _ in range(random.randint(1, 9)):
        indent = random.choice(("", "", "", "  ", "   ", " > "))
        mark = random.choice(_COMMON_MARKS)
        if random.random() < 0.2:
            lines.append("")
        elif random.random() < 0.15:
            lines.append(indent + random.choice(_COMMON_LINES))
        elif mark.startswith("[^n]"):
            lines.append(f"{mark}w")  # Pandoc does not end on a note that calls itself
        else:
            separator = random.choice((" ", "", " ", "", " | "))
            words = separator.join(inline() for _ in range(random.randint(1, 3)))
            lines.append(indent + mark + words)
    return "\n".join(lines) + "\n"
