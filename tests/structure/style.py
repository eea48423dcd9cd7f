"""The rules of the style guide that a machine can check: names, docstrings, comments."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

IRREGULAR_PARTICIPLES = frozenset(
    "begun bound built done drawn found given gone heard held kept known laid led lost made meant "
    "sent shown spoken stood struck taken thrown told said seen written".split()
)
NO_PARTICIPLES = frozenset("bed embed exceed feed need proceed red seed speed".split())
VAGUE_VALUES = frozenset(
    "astray at drawn found given gone heard homeless kept known laid made one ones said taken "
    "told".split()
)
"""Names that do not say which thing they stand for."""

OPENING = re.compile(r"(?:What|Who|Whoever|Whatever|Whose|Whichever|It|One|Ones|There|All that)\b")
"""Openings of sentences that do not name their subject."""

SENTENCE = re.compile(r"(?:(?<=[.!?]) +|\n\n)(?=[A-Z])")
QUOTED = re.compile(r"``.*?``|`[^`]*`", re.DOTALL)

FIRST_LINE_WORDS = 20


def is_participle(word: str) -> bool:
    """Whether a word is a past participle, as far as its letters tell."""
    regular = word.endswith("ed") and len(word) > 3 and word not in NO_PARTICIPLES
    return regular or word in IRREGULAR_PARTICIPLES


def faults(path: Path) -> list[str]:
    """The places of a module that break the rules, each as ``line: reason``."""
    source = path.read_text("utf-8")
    nodes = list(ast.walk(ast.parse(source)))
    places = [
        *module_name(path),
        *names(nodes),
        *docstrings(nodes),
        *comments(source),
    ]
    return [f"{line}: {reason}" for line, reason in sorted(set(places))]


Place = tuple[int, str]


def module_name(path: Path) -> Iterator[Place]:
    if "tests" not in path.parts and is_participle(path.stem.split("_")[-1]):
        yield 1, f"the module name {path.stem!r} is a participle"


def names(nodes: Iterable[ast.AST]) -> Iterator[Place]:
    for node in nodes:
        match node:
            case ast.FunctionDef(name=name, args=args, decorator_list=decorators):
                overrides = any("override" in ast.unparse(each) for each in decorators)
                first = name.strip("_").split("_")[0]
                if not overrides and not name.startswith("__") and is_participle(first):
                    yield node.lineno, f"the function {name!r} is a participle"
                for argument in (*args.posonlyargs, *args.args, *args.kwonlyargs):
                    if argument.arg.strip("_") in VAGUE_VALUES:
                        yield node.lineno, f"the argument {argument.arg!r} is vague"
            case ast.Name(id=name, ctx=ast.Store()) if name.strip("_") in VAGUE_VALUES:
                yield node.lineno, f"the name {name!r} is vague"
            case ast.Attribute(attr=name, ctx=ast.Store()) if name.strip("_") in VAGUE_VALUES:
                yield node.lineno, f"the attribute {name!r} is vague"


def docstrings(nodes: Iterable[ast.AST]) -> Iterator[Place]:
    for node in nodes:
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            text = ast.get_docstring(node)
            line = getattr(node, "lineno", 1)
            if text:
                yield from first_line(text, line)
                yield from sentences(text, line)
        body = getattr(node, "body", None)
        for assignment, value in pairwise(body) if isinstance(body, list) else ():
            match assignment, value:
                case (
                    ast.Assign() | ast.AnnAssign(),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    yield from sentences(text, value.lineno)


def first_line(text: str, line: int) -> Iterator[Place]:
    opening = text.split("\n\n", maxsplit=1)[0]
    if "\n" in opening:
        yield line, "the summary of the docstring is longer than a line"
    if len(QUOTED.sub("x", opening).split()) > FIRST_LINE_WORDS:
        yield line, f"the summary of the docstring has more than {FIRST_LINE_WORDS} words"


def sentences(text: str, line: int) -> Iterator[Place]:
    for sentence in SENTENCE.split(QUOTED.sub("x", text)):
        if OPENING.match(sentence.strip()):
            yield line, f"a sentence does not name its subject: {sentence.strip()[:60]!r}"


def comments(source: str) -> Iterator[Place]:
    for line, text in comment_blocks(source) if "#" in source else ():
        yield from sentences(text, line)


def comment_blocks(source: str) -> Iterator[Place]:
    """Each comment, lines of comments that follow one another as one."""
    block: list[str] = []
    start = end = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        line = token.start[0]
        if block and line != end + 1:
            yield start, " ".join(block)
            block = []
        if not block:
            start = line
        block.append(token.string.lstrip("#").strip())
        end = line
    if block:
        yield start, " ".join(block)
