// The controls of the form of settings, one for each kind of field.
//
// A control has its `node`, and `write` shows the value of the file in it. What a person is
// writing at the moment is never replaced.

import { element, fillSelect } from "./dom.js";
import { languagesControl, tableControl, tablesControl, wordsControl } from "./settings_tables.js";
import { inLanguage, words } from "./words.js";

const UNSET = "\u0000";

export function makeControl(key, id, put) {
  const makers = {
    choice,
    several,
    other,
    words: wordsControl,
    languages: languagesControl,
    table: tableControl,
    fit: tableControl,
    tables: tablesControl,
  };
  return (makers[key.kind] ?? line)(key, id, put);
}

// The name of a value; names of themes and pages are those of the user.
export function valueName(key, value) {
  const named = inLanguage(key.names?.[value]);
  if (named) return named;
  return ["editions", "profiles"].includes(key.name) ? words(`${key.name}.${value}`) : String(value);
}

// A line of text; a list has commas between its values.
function line(key, id, put) {
  const node = element("input", { id, type: "text", dir: "auto", autocomplete: "off" });
  node.addEventListener("change", () => {
    const text = node.value.trim();
    if (!text) return put(null);
    if (key.kind === "list") return put(text.split(/\s*,\s*/).filter(Boolean));
    return put(text);
  });
  return {
    node,
    write({ value, default: otherwise }) {
      if (document.activeElement === node) return;
      node.value = value === null ? "" : Array.isArray(value) ? value.join(", ") : String(value);
      node.placeholder = otherwise ?? "";
    },
  };
}

function choice(key, id, put) {
  const node = element("select", { id });
  node.addEventListener("change", () => put(node.value === UNSET ? null : node.value));
  return {
    node,
    write({ value, choices, default: otherwise }) {
      const unset = otherwise ? words("not_set_now", valueName(key, otherwise)) : words("not_set");
      const all = value === null || choices.includes(value) ? choices : [...choices, value];
      const named = all.map((each) => [each, valueName(key, each)]);
      fillSelect(node, [[UNSET, unset], ...named], value ?? UNSET);
    },
  };
}

// Boxes of which several may be ticked; the order is that of ticking, the first is the default.
function several(key, id, put) {
  const node = element("div", { className: "ticks", role: "group" });
  node.setAttribute("aria-labelledby", `${id}-label`);
  let chosen = [];
  const boxes = key.choices.map((each) => {
    const box = element("input", { type: "checkbox", value: each });
    box.addEventListener("change", () => {
      chosen = box.checked ? [...chosen, each] : chosen.filter((other) => other !== each);
      put(chosen.length ? chosen : null);
    });
    return box;
  });
  node.append(
    ...boxes.map((box) => element("label", {}, box, element("span", {}, valueName(key, box.value)))),
  );
  const note = element("p", { className: "help" });
  node.append(note);
  return {
    node,
    isGroup: true,
    write({ value, default: otherwise }) {
      const names = (otherwise ?? "").split(", ").map((each) => valueName(key, each));
      note.textContent = value === null && otherwise ? words("not_set_now", names.join(", ")) : "";
      chosen = value ?? [];
      for (const box of boxes) box.checked = chosen.includes(box.value);
    },
  };
}

// A value that no control shows; a button beside it opens the file.
function other(key, id) {
  const node = element("code", { id, className: "other-value", dir: "auto" });
  return {
    node,
    isGroup: true,
    write: ({ value }) => (node.textContent = JSON.stringify(value)),
  };
}
