"""The Jinja templates of a theme: loading, rendering, and errors at their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from publish.diagnostics import Diagnostic, Diagnostics, PublishError
from publish.diagnostics.rules import themes as rules
from publish.storage.start_cache import start_cache
from publish.text.source import Source, Span
from publish.themes.text_file import read_theme_text

if TYPE_CHECKING:
    from publish.themes.sandbox import TemplateEnvironment

PRINT_NAMES = frozenset(
    "accents alone anchor attributes back body book closed closes colophon count dir "
    "endnotes entries extras facing facing_heading facing_titles families few first folio "
    "forms has_lines head identifier ink isbn leading length_class meta metadata of_part "
    "opens other own own_language page page_of person rows ruled script section side spine "
    "subject text text_dir tight title_block titles version with_leader work".split()
)
"""The names that templates of print use, each in the templates of ``classic`` that have it."""

EPUB_NAMES = frozenset(
    "accents address attributes cover entries faces forms identifier imprint landmarks matter "
    "meta notes own own_language page_title role style text title_block type version words "
    "work".split()
)
"""The names that templates of an EPUB use."""

LIBRARY_NAMES = frozenset(
    "address authors book cards catalogue catalogue_address checksums count cover data "
    "descriptions details editions everything everything_note home languages library news others "
    "other_lang other_page path position script search series statements style subtitles summaries "
    "target titles words".split()
)
"""The names that templates of the library use."""

_NAMES = {"print": PRINT_NAMES, "epub": EPUB_NAMES, "library": LIBRARY_NAMES}

_TOO_DEEP = (RecursionError, SyntaxError, MemoryError)
"""The errors of Python for a template that is nested too deeply, when it is compiled or run."""

_OF_JINJA = frozenset({"jinja2", "markupsafe", "sandbox.py"})
"""Parts of the paths of code that runs templates."""


class Templates:
    """The templates of a theme; undefined names are errors, and all variables are escaped.

    ``layers`` are the folders of the theme and of those that it is based on.  A template hides that
    of the same name in the layers below it, which is read by the name of its layer:
    ``classic/print/title.html.j2``.  In templates that are not ``ours``, an error of a function is
    one of the template that calls it.
    """

    def __init__(self, layers: Sequence[Path], *, ours: bool = False) -> None:
        self._ours = ours
        self._own = frozenset(_list_templates(layers[0]))
        files: dict[str, Path] = {}
        for layer in reversed(layers):
            for name, path in _list_templates(layer).items():
                if name in files:
                    files[_name_in_layer(files[name], name)] = files[name]
                files[name] = path
        self._files = files
        self._texts = tuple((name, read_theme_text(path)) for name, path in files.items())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the templates of the theme itself: ``print/title.html.j2``."""
        return tuple(sorted(self._own))

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The names and the texts of all templates."""
        return self._texts

    @property
    def environment(self) -> TemplateEnvironment:
        """The Jinja environment, which compiles a template when it is first used."""
        paths = tuple((name, str(path)) for name, path in self._files.items())
        return _environment(paths, self._texts)

    def path(self, name: str) -> Path:
        """Return the file of a template."""
        return self._files[name]

    def render(self, name: str, /, **variables: object) -> str:
        """Return a template rendered; raise PublishError at the line of an error in it."""
        from publish.themes.sandbox import bounds_for

        self.environment.limit(bounds_for(variables))
        try:
            result = self.environment.get_template(name).render(variables)
            if not self._ours:
                result.encode()  # half of a surrogate pair is no text
        except PublishError:
            raise
        except Exception as error:
            diagnostic = self._diagnostic(error, name)
            if diagnostic is None:
                raise
            raise PublishError(diagnostic) from error
        return result

    def check(self) -> Diagnostics:
        """Return the errors that are found without a book: of syntax, and undefined names."""
        return tuple(chain.from_iterable(map(self.check_one, self.names)))

    def check_one(self, name: str) -> Diagnostics:
        """Return the errors of one template that are found without a book."""
        text = dict(self._texts)[name]
        # Odd templates raise more than TemplateError: ValueError, OverflowError, SyntaxError.
        try:
            undeclared = self._find_undeclared(name, text)
        except Exception as error:  # noqa: BLE001
            return tuple(filter(None, (self._diagnostic(error, name),)))
        names = _NAMES.get(name.partition("/")[0], PRINT_NAMES)
        diagnostics = []
        for variable in undeclared:
            if variable in names:
                continue
            line = _line_of(text, variable)
            message = f"there is no “{variable}” in templates of {name.partition('/')[0]}"
            hint = f"names: {', '.join(sorted(names))}"
            diagnostics.append(rules.TEMPLATE.at(self._span(name, line), message, hint))
        return tuple(diagnostics)

    def _find_undeclared(self, name: str, text: str) -> list[str]:
        """Return the names that a template uses without setting them; raise any error of it.

        The start cache has those of a template without errors: most of a theme stays as it is.
        """
        from jinja2 import meta, nodes

        from publish.themes.sandbox import bounds_for

        store = start_cache()
        key = store.key("template-names", name, text)
        result = store.get(key, list)
        if result is None:
            environment, path = self.environment, str(self._files[name])
            environment.limit(bounds_for({}))
            tree = environment.parse(text, name, path)
            environment.compile(tree, name, path)
            # Jinja reports the macros and variables of a template as undeclared in its blocks.
            own = {macro.name for macro in tree.find_all(nodes.Macro)}
            own |= {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
            result = sorted(meta.find_undeclared_variables(tree) - own)
            store.put(key, result)
        return result

    def _diagnostic(self, error: Exception, name: str) -> Diagnostic | None:
        """Return the diagnostic of an error in a template, None for an error elsewhere.

        ``name`` is the template that was read first.
        """
        from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
        from jinja2.exceptions import SecurityError

        message = error.message if isinstance(error, TemplateError) else str(error)
        may_be_ours = self._ours and not isinstance(error, _TOO_DEEP)
        if isinstance(error, TemplateNotFound):
            message = f"there is no template {error.name}"
        if isinstance(error, _TOO_DEEP):
            message = "the template includes or calls itself without end, or is nested too deeply"
        if isinstance(error, SecurityError):
            message = f"templates may not do this: {message}"
        if isinstance(error, TemplateSyntaxError):
            return rules.TEMPLATE.at(self._span(error.name or name, error.lineno), str(message))
        frame, span = error.__traceback__, None
        names = {str(path): name for name, path in self._files.items()}
        while frame is not None:
            path = Path(frame.tb_frame.f_code.co_filename)
            if str(path) in names:
                span = self._span(names[str(path)], frame.tb_lineno)
            elif may_be_ours and not _OF_JINJA.intersection(path.parts):
                span = None  # a function of ours, called in a template
            frame = frame.tb_next
        if span is None and may_be_ours and not isinstance(error, TemplateError):
            return None
        return rules.TEMPLATE.at(span or self._span(name, 1), str(message))

    def _span(self, name: str, line: int) -> Span:
        source = Source(str(self._files.get(name, name)), dict(self._texts).get(name, ""))
        start = source.offset(line, 1)
        end = source.text.find("\n", start)
        return Span(source.file, start, len(source.text) if end < 0 else end)


def _list_templates(layer: Path) -> dict[str, Path]:
    """Return the templates in the folder of a theme by their names, sorted."""
    folder = layer / "templates"
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.j2"))}


def _name_in_layer(path: Path, name: str) -> str:
    """Return the name of a hidden template: that of its layer and its own."""
    return f"{path.parents[name.count('/') + 1].name}/{name}"


def _line_of(text: str, variable: str) -> int:
    """Return the line on which a variable is first used."""
    match = re.search(rf"\b{re.escape(variable)}\b", text)
    return text.count("\n", 0, match.start()) + 1 if match else 1


@lru_cache(maxsize=4)
def _environment(
    paths: tuple[tuple[str, str], ...], texts: tuple[tuple[str, str], ...]
) -> TemplateEnvironment:
    """Return an environment of templates by their names; each is compiled when first used."""
    from jinja2 import BytecodeCache, FunctionLoader, StrictUndefined
    from jinja2.bccache import Bucket

    from publish.themes.sandbox import TemplateEnvironment

    sources, files = dict(texts), dict(paths)

    def load(name: str) -> tuple[str, str, None] | None:
        # The file name makes tracebacks point into the template.
        return (sources[name], files[name], None) if name in sources else None

    class SourceCache(BytecodeCache):
        """Compiles templates from the Python source that the start cache has of them."""

        def get_bucket(
            self,
            environment: TemplateEnvironment,  # type: ignore[override]  # the only one here
            name: str,
            filename: str | None,
            source: str,
        ) -> Bucket:
            bucket = Bucket(environment, name, "")
            bucket.code = compile(
                _python_source(environment, name, source), filename or name, "exec"
            )
            return bucket

    return TemplateEnvironment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=SourceCache(),
    )


def _python_source(environment: TemplateEnvironment, name: str, source: str) -> str:
    """Return the Python source that Jinja generates from a template; raise TemplateSyntaxError.

    Parsing the templates and generating the source takes a fifteenth of the time of a short book.
    """
    store = start_cache()
    key = store.key("sandboxed-template", name, source)
    generated = store.get(key, str)
    if generated is None:
        generated = environment.compile(source, name, raw=True)
        store.put(key, generated)
    return generated
