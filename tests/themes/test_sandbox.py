"""Templates of strangers: the sandbox and its bounds, each attack beside its control."""

from __future__ import annotations

import io
import os
from pathlib import Path

import jinja2
import pytest

from publish.diagnostics import PublishError
from publish.document.metadata import Meta, Words
from publish.document.model import Work
from publish.themes import sandbox
from publish.themes.templates import Templates
from publish.writers import html
from tests.themes.conftest import Workspace

TITLE = "templates/print/title.html.j2"

# Published ways out of Jinja templates and of older sandboxes (CVE-2014-1402, CVE-2016-10745,
# CVE-2019-10906, CVE-2024-56326, CVE-2025-27516, and lists of payloads for tests of web sites).
ESCAPES = (
    "cycler.__init__.__globals__.os.system('id')",
    "joiner.__init__.__globals__.os.popen('id').read()",
    "namespace.__init__.__globals__.os.popen('id').read()",
    "lipsum.__globals__.os.popen('id').read()",
    "lipsum.__globals__['os']",
    "lipsum.__builtins__.open('/etc/passwd').read()",
    "self.__init__.__globals__.__builtins__.__import__('os')",
    "self._TemplateReference__context.cycler.__init__.__globals__.os",
    "self._TemplateReference__context._parent.dict",
    "self.__class__.__mro__",
    "''.__class__.__mro__[1].__subclasses__()",
    "''.__class__.__base__.__subclasses__()",
    "().__class__.__bases__[0].__subclasses__()",
    "[].__class__.__base__.__subclasses__()",
    "{}.__class__.__base__.__subclasses__()",
    "1.__class__",
    "''['__class__']['__mro__']",
    "''['_' ~ '_class_' ~ '_']['_' ~ '_mro_' ~ '_']",
    "''|attr('__class__')|attr('__mro__')",
    "''|attr('\\x5f\\x5fclass\\x5f\\x5f')",
    "['']|map(attribute='__class__')|list|first ~ ''",
    "['']|map('attr', '__class__')|list",
    "[work]|map(attribute='__init__.__globals__')|list ~ ''",
    "[work]|sum(attribute='__class__')",
    "'{0.__class__.__mro__}'.format(1)",
    "'{a.__class__}'.format(a=1)",
    "'{0.__class__}'|attr('format')(1)",
    "'{x.__class__}'.format_map({'x': 1})",
    "'{0.__init__.__globals__}'['format'](work)",
    "['{0.__class__}'.format]|map('string')|list",
    "('{0.__class__}'|safe).format(1)",
    "'%s'.__mod__(1)",
    "attributes.__globals__",
    "attributes.__code__.co_consts",
    "attributes.__closure__",
    "forms.__func__.__globals__",
    "attributes.__wrapped__.__globals__",
    "work.__class__.__init__.__globals__",
    "work.__dataclass_fields__",
    "work.meta.title.in_.__func__.__globals__",
    "work.meta.title.in_.__self__",
    "loop_of.gi_frame.f_globals",
    "range.__init__",
    "range.__globals__",
    "dict.__base__",
    "dict.mro()",
    "dict.fromkeys.__self__",
    "cycler('a').__init__.__func__.__globals__",
    "namespace(a=1).__getattribute__('_Namespace__attrs')",
    "undefined_name.__init__.__globals__",
    "[].append(1)",
    "{}.update(a=1)",
    "[3, 1].sort()",
    "''.join.__self__.__class__",
    "request.application.__globals__",
    "config.__class__.__init__.__globals__",
    "url_for.__globals__",
    "caller.__globals__",
    "work|pprint",
    "[1]|random",
    "lipsum(5)",
    "path.read_text()",
    "path.parent.iterdir()|list",
    "module.popen('id')",
    "function_of_others()",
    "kind()",
    "opened.read()",
)

# Expressions whose work or result has no bound in plain Jinja.
FLOODS = (
    "'a' * 10**9",
    "10**9 * 'a'",
    "[1] * 10**9",
    "9**(9**9)",
    "2**(2**30)",
    "'%0999999999d' % 1",
    "'%*d' % (999999999, 1)",
    "'%0999999999d'|format(1)",
    "'{:999999999}'.format(1)",
    "'a'|center(10**9)",
    "'a'.center(10**9)",
    "'a'.ljust(10**9)",
    "'a'.rjust(width=10**9)",
    "'1'.zfill(10**9)",
    "'\\t'.expandtabs(10**9)",
    "'a\\na'|indent(10**9)",
    "('a\\n' * 9999)|indent('b' * 9999)",
    "[1]|batch(10**9, 0)|list",
    "[1]|slice(10**9)|list",
    "('a ' * 9999)|wordwrap(1, wrapstring='b' * 9999)",
    "('a' * 9999)|replace('a', 'b' * 9999)",
    "('a' * 9999).replace('a', 'b' * 9999)",
    "(['a'] * 9999)|join('b' * 9999)",
    "('b' * 9999).join(['a'] * 9999)",
    "1|round(10**9, 'ceil')",
    "range(10**12)|list",
    "range(10**6)|sum",
    "('a' * 9999).translate({97: 'b' * 9999})",
)

ENDLESS = (
    "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "{% for i in range(99999) %}{% for j in range(99999) if false %}{% endfor %}{% endfor %}",
    "{% for i in range(99999) %}{% for j in range(99999) %}a{% endfor %}{% endfor %}",
    "{% for i in range(99999) %}{{ 'a' * 9999 }}{% endfor %}",
    "{% for i in range(99999) %}{% for c in 'a' * 99999 %}{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% include 'print/title.html.j2' %}",
    "{% include 'print/title.html.j2' %}{% include 'print/title.html.j2' %}",
    "{% extends 'print/title.html.j2' %}",
    "{% import 'print/title.html.j2' as t %}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% set n = namespace(x='aa') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x='aa') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    (
        "{% set n = namespace(x=[1]) %}{% for i in range(99) %}"
        "{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x|string }}"
    ),
    "{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    (
        "{% set n = namespace(x='aa') %}{% for i in range(99) %}"
        "{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}"
    ),
    (
        "{% set n = namespace(x='aa') %}{% for i in range(99) %}"
        "{% set n.x = [n.x, n.x]|join %}{% endfor %}"
    ),
    (
        "{% set n = namespace(x='aa') %}{% for i in range(99) %}"
        "{% set n.x = '%s%s'|format(n.x, n.x) %}{% endfor %}"
    ),
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{{ " + "-" * 5000 + "1 }}",
)


def function_of_others() -> str:
    return "called"


def variables() -> dict[str, object]:
    """Return values as the writers give them, and some that they must never give."""
    meta = Meta(title=Words((("en", "A Title"),)))
    return {
        "work": Work(meta, "en", "ltr", ()),
        "attributes": html.print_attributes,
        "forms": Words((("en", "A Title"),)).in_order,
        "loop_of": (character for character in "ab"),
        "path": Path("/"),
        "module": __import__("os"),
        "function_of_others": function_of_others,
        "kind": Templates,
        "opened": io.StringIO("read"),
    }


def render(markup: str, folder: Path) -> str:
    (folder / "templates" / "print").mkdir(parents=True, exist_ok=True)
    (folder / TITLE).write_text(markup, "utf-8")
    return Templates((folder,)).render("print/title.html.j2", **variables())


def assert_refused(markup: str, folder: Path) -> None:
    with pytest.raises(PublishError) as error:
        render(markup, folder)
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "D05"
    assert diagnostic.span.file == str(folder / TITLE)


@pytest.fixture(autouse=True)
def _small_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MOST_STEPS", 20_000)
    monkeypatch.setattr(sandbox, "MOST_CHARACTERS", 5_000_000)


@pytest.mark.parametrize("expression", ESCAPES)
def test_a_way_out_of_the_sandbox_is_closed(expression: str, tmp_path: Path) -> None:
    assert_refused("{{ " + expression + " }}", tmp_path)


@pytest.mark.parametrize("expression", FLOODS)
def test_a_flood_is_refused_before_it_is_made(expression: str, tmp_path: Path) -> None:
    assert_refused("{{ " + expression + " }}", tmp_path)


@pytest.mark.parametrize("markup", ENDLESS)
def test_an_endless_template_is_ended(markup: str, tmp_path: Path) -> None:
    assert_refused(markup, tmp_path)


@pytest.mark.parametrize(
    "expression",
    [
        *("attributes(5)", "work.meta.title.in_(5)", "{'a': work}|tojson", "'x'|wordwrap(0)"),
        *("1/0", "'\\ud800'", "[3, 'a']|sort", "range(1, 2, 0)|list", "'x'.encode('y')"),
    ],
)
def test_an_error_of_a_function_is_one_of_the_template(expression: str, tmp_path: Path) -> None:
    assert_refused("{{ " + expression + " }}", tmp_path)


@pytest.mark.parametrize("name", ["cycler", "joiner", "namespace"])
def test_the_plain_environment_of_jinja_lets_a_template_out(name: str, tmp_path: Path) -> None:
    expression = name + ".__init__.__globals__.os.getpid()"
    assert_refused("{{ " + expression + " }}", tmp_path)
    plain = jinja2.Environment(autoescape=True)
    assert plain.from_string("{{ " + expression + " }}").render() == str(os.getpid())


def test_the_expressions_of_a_theme_are_allowed(tmp_path: Path) -> None:
    markup = (
        "{{ attributes('en') }}{% for lang, form in forms('en') %}{{ loop.index }}"
        "{{ form.upper() ~ '!' }}{{ loop.cycle('a', 'b') }}{% endfor %}"
        "{% set n = namespace(x=0) %}{% for i in range(3) if i is odd %}{% set n.x = n.x + i %}"
        "{% endfor %}{{ n.x * 2 ** 3 }}{{ '%.2fin' % 1.5 }}{{ {'a': 1}.get('b', 'c') }}"
        "{{ ['b', 'a']|sort|join(', ') }}{{ work.meta.title.in_('en')|replace('A', 'The') }}"
    )
    assert render(markup, tmp_path) == (
        ' lang="en" xml:lang="en" dir="ltr" data-script="Latn"1A TITLE!a81.50inca, bThe Title'
    )


def test_a_theme_of_a_stranger_does_not_run_a_command(workspace: Workspace) -> None:
    command = "{{ cycler.__init__.__globals__.os.system('id > x') }}"
    workspace.edit(TITLE, "{#-", command + "{#-")
    result = workspace.run("pdf", "a")
    assert result.exit_code == 1
    assert not (workspace.root / "x").exists()
    assert "error[D05]" in result.stderr
    assert "title.html.j2:1:" in result.stderr
