// An editor without CodeMirror, for browsers in which that does not start: a plain field.

import { element } from "./dom.js";

export function createEditor(parent, { label, onChange, onCursor, onSave }) {
  const field = element("textarea", { className: "plain", dir: "auto", spellcheck: false });
  field.setAttribute("aria-label", label);
  field.addEventListener("input", onChange);
  field.addEventListener("click", () => onCursor(cursor()));
  field.addEventListener("keyup", () => onCursor(cursor()));
  field.addEventListener("keydown", (event) => {
    if (event.code !== "KeyS" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSave();
  });
  parent.append(field);

  function cursor() {
    const before = field.value.slice(0, field.selectionStart).split("\n");
    return { line: before.length, column: [...before.at(-1)].length + 1 };
  }

  function put(text) {
    const { selectionStart, selectionEnd, scrollTop } = field;
    field.value = text;
    field.setSelectionRange(selectionStart, selectionEnd);
    field.scrollTop = scrollTop;
  }

  return {
    text: () => field.value,
    cursor,
    focus: () => field.focus(),
    open(text, isReadOnly) {
      field.value = text;
      field.readOnly = isReadOnly;
      field.setSelectionRange(0, 0);
    },
    replace: put,
    setRoles() {},
    setProblems() {},
    reveal({ line, column, endColumn }) {
      const lines = field.value.split("\n");
      if (line > lines.length) return;
      const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
      const at = (count) => start + [...lines[line - 1]].slice(0, count - 1).join("").length;
      field.setSelectionRange(at(column ?? 1), at(endColumn ?? column ?? 1));
    },
    destroy: () => field.remove(),
  };
}
