// The source editor of the desk: CodeMirror 6 with a direction and a role for each line.
// `tools/editor_bundle.py` bundles this module into publish/desk/assets/codemirror.js.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import { search, searchKeymap } from "@codemirror/search";
import {
  Annotation,
  Compartment,
  EditorState,
  Prec,
  RangeSet,
  RangeSetBuilder,
  StateEffect,
  StateField,
  Transaction,
} from "@codemirror/state";
import {
  Decoration,
  EditorView,
  GutterMarker,
  ViewPlugin,
  gutter,
  highlightActiveLine,
  keymap,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const HEBREW = /[\u0590-\u05ff\ufb1d-\ufb4f]/gu;
const OTHER_LETTER = /[A-Za-z\u00c0-\u024f\u0370-\u052f]/gu;
const TOML_STRING = /"(?:[^"\\\n]|\\.)*"/g;

// The direction of most letters of a line; null for a line without letters.
export function direction(text) {
  const hebrew = text.match(HEBREW)?.length ?? 0;
  const other = text.match(OTHER_LETTER)?.length ?? 0;
  if (!hebrew && !other) return null;
  return hebrew >= other ? "rtl" : "ltr";
}

const LINE_DIRECTIONS = {
  ltr: Decoration.line({ attributes: { dir: "ltr" } }),
  rtl: Decoration.line({ attributes: { dir: "rtl" } }),
};

function visibleLines(view) {
  const lines = new Map();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      lines.set(line.number, line);
      at = line.to + 1;
    }
  }
  return [...lines.values()];
}

function directionDecorations(view) {
  const builder = new RangeSetBuilder();
  for (const line of visibleLines(view)) {
    const dir = direction(line.text);
    if (dir) builder.add(line.from, line.from, LINE_DIRECTIONS[dir]);
  }
  return builder.finish();
}

// Strings of settings are isolated: a Hebrew title leaves the braces around it in place.
const ISOLATE = Decoration.mark({ class: "cm-isolate", bidiIsolate: null });

function stringIsolates(view) {
  const builder = new RangeSetBuilder();
  for (const line of visibleLines(view)) {
    for (const match of line.text.matchAll(TOML_STRING)) {
      const from = line.from + match.index;
      if (match[0].length > 2) builder.add(from + 1, from + match[0].length - 1, ISOLATE);
    }
  }
  return builder.finish();
}

function visibleDecorations(decorate, provide) {
  return ViewPlugin.fromClass(
    class {
      constructor(view) {
        this.decorations = decorate(view);
      }
      update(update) {
        if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
      }
    },
    { decorations: (plugin) => plugin.decorations, provide },
  );
}

const lineDirections = visibleDecorations(directionDecorations);
const isolates = visibleDecorations(stringIsolates, (plugin) =>
  Prec.lowest(
    EditorView.bidiIsolatedRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
  ),
);

class RoleMarker extends GutterMarker {
  constructor(role, label) {
    super();
    this.role = role;
    this.label = label;
  }
  eq(other) {
    return other.role === this.role && other.label === this.label;
  }
  toDOM() {
    const mark = document.createElement("span");
    mark.className = "role";
    mark.dataset.role = this.role;
    mark.textContent = this.label;
    return mark;
  }
}

const setRoles = StateEffect.define();
const roleField = StateField.define({
  create: () => RangeSet.empty,
  update(markers, transaction) {
    for (const effect of transaction.effects) if (effect.is(setRoles)) return effect.value;
    return markers.map(transaction.changes);
  },
});

const setProblems = StateEffect.define();
const problemField = StateField.define({
  create: () => Decoration.none,
  update(problems, transaction) {
    for (const effect of transaction.effects) if (effect.is(setProblems)) return effect.value;
    return problems.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const highlighting = HighlightStyle.define([
  { tag: tags.comment, color: "var(--faint)" },
  { tag: [tags.string, tags.number, tags.atom, tags.bool], color: "var(--accent)" },
  { tag: tags.propertyName, color: "var(--ink)", fontWeight: "600" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--sheet)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--text-face)", fontSize: "0.97rem", lineHeight: "1.65" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.75rem 0" },
  ".cm-line": { padding: "0 0.9rem", textAlign: "start" },
  ".cm-line.cm-activeLine": { backgroundColor: "var(--tint)" },
  ".cm-isolate": { unicodeBidi: "isolate" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--faint)", border: "none" },
  ".cm-gutter-roles": { width: "var(--role-width, 6.4rem)" },
  ".cm-gutterElement": {
    padding: "0 0.6rem",
    cursor: "pointer",
    fontFamily: "var(--face)",
    fontSize: "0.78rem",
    lineHeight: "2.05",
    whiteSpace: "nowrap",
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
  ".cm-gutterElement:hover": { color: "var(--accent)", textDecoration: "underline" },
  ".role[data-role=title], .role[data-role=heading]": { color: "var(--ink)", fontWeight: "600" },
  ".cm-problem-error": { textDecoration: "underline wavy var(--error) 1.5px" },
  ".cm-problem-warning": { textDecoration: "underline wavy var(--warning) 1.5px" },
  ".cm-problem-info": { textDecoration: "underline dotted var(--accent) 1.5px" },
  ".cm-panels": {
    backgroundColor: "var(--panel)",
    color: "var(--ink)",
    border: "none",
    direction: "var(--direction)",
  },
  ".cm-panel.cm-search": { padding: "0.5rem 0.75rem", fontFamily: "var(--face)" },
  ".cm-panel.cm-search [name=close]": { right: "auto", insetInlineEnd: "0.5rem" },
  ".cm-panel.cm-search label": { fontSize: "0.82rem" },
  ".cm-textfield, .cm-button": {
    font: "inherit",
    color: "inherit",
    background: "var(--sheet)",
    border: "1px solid var(--line)",
    borderRadius: "4px",
  },
});

const fromDisk = Annotation.define();

// The offset in UTF-16 of a column that counts code points from 1.
function offsetOfColumn(line, column) {
  return line.from + [...line.text].slice(0, Math.max(0, column - 1)).join("").length;
}

function columnOfOffset(line, offset) {
  return [...line.text.slice(0, offset - line.from)].length + 1;
}

// The part between the common start and the common end of two texts, so that the cursor stays.
function difference(before, after) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

export function createEditor(parent, { kind, label, phrases, onChange, onCursor, onRole, onSave }) {
  const readOnly = new Compartment();
  const clickedLine = (view, block) => view.state.doc.lineAt(block.from).number;
  const forText = [
    lineDirections,
    roleField,
    gutter({
      class: "cm-gutter-roles",
      markers: (view) => view.state.field(roleField),
      domEventHandlers: {
        mousedown(view, block, event) {
          event.preventDefault();
          onRole(clickedLine(view, block), event.target.getBoundingClientRect());
          return true;
        },
      },
    }),
  ];
  const forSettings = [isolates, StreamLanguage.define(toml), syntaxHighlighting(highlighting)];
  const extensions = [
    history(),
    search({ top: true }),
    keymap.of([
      { key: "Mod-s", run: () => (onSave(), true) },
      {
        key: "Mod-.",
        run(view) {
          const { head } = view.state.selection.main;
          const box = view.coordsAtPos(head);
          onRole(view.state.doc.lineAt(head).number, box);
          return true;
        },
      },
      ...searchKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    highlightActiveLine(),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(true),
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
    EditorState.phrases.of(phrases),
    readOnly.of([]),
    problemField,
    theme,
    ...(kind === "settings" ? forSettings : forText),
    EditorView.updateListener.of((update) => {
      const ours = update.transactions.some((each) => each.annotation(fromDisk));
      if (update.docChanged && !ours) onChange();
      if (update.selectionSet && !ours) onCursor(cursor(update.view));
    }),
  ];

  const view = new EditorView({
    parent,
    root: parent.getRootNode(),
    state: EditorState.create({ extensions }),
  });

  function cursor(of) {
    const { head } = of.state.selection.main;
    const line = of.state.doc.lineAt(head);
    return { line: line.number, column: columnOfOffset(line, head) };
  }

  return {
    text: () => view.state.doc.toString(),
    cursor: () => cursor(view),
    focus: () => view.focus(),
    // A new text without a history; undo never leads into another file.
    open(text, isReadOnly) {
      view.setState(EditorState.create({ doc: text, extensions }));
      view.dispatch({ effects: readOnly.reconfigure(EditorState.readOnly.of(isReadOnly)) });
    },
    // The text as another program wrote it; the cursor and the scroll stay.
    replace(text) {
      const changes = difference(view.state.doc.toString(), text);
      const annotations = [fromDisk.of(true), Transaction.addToHistory.of(false)];
      view.dispatch({ changes, annotations });
    },
    setRoles(lines) {
      if (kind === "settings") return;
      const markers = lines
        .filter(({ number, label: text }) => text && number <= view.state.doc.lines)
        .map(({ number, role, label: text }) =>
          new RoleMarker(role, text).range(view.state.doc.line(number).from),
        );
      view.dispatch({ effects: setRoles.of(RangeSet.of(markers, true)) });
    },
    setProblems(problems) {
      const { doc } = view.state;
      const ranges = problems
        .filter(({ line, endLine }) => line <= doc.lines && endLine <= doc.lines)
        .map(({ severity, message, line, column, endLine, endColumn }) => ({
          mark: Decoration.mark({
            class: `cm-problem-${severity}`,
            attributes: { title: message },
          }),
          from: offsetOfColumn(doc.line(line), column),
          to: offsetOfColumn(doc.line(endLine), endColumn),
        }))
        .filter(({ from, to }) => from < to)
        .map(({ mark, from, to }) => mark.range(from, to));
      view.dispatch({ effects: setProblems.of(Decoration.set(ranges, true)) });
    },
    reveal({ line, column, endColumn }) {
      if (line > view.state.doc.lines) return;
      const target = view.state.doc.line(line);
      const anchor = offsetOfColumn(target, column ?? 1);
      const head = endColumn ? offsetOfColumn(target, endColumn) : anchor;
      view.dispatch({
        selection: { anchor, head },
        effects: EditorView.scrollIntoView(anchor, { y: "center" }),
        annotations: fromDisk.of(true),
      });
    },
    destroy: () => view.destroy(),
  };
}
