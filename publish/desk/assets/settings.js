// The settings of a book as a form, with the settings file beside it.

import { api, ofBook } from "./api.js";
import { tellProblem } from "./changes.js";
import { button, byId, element, fillSelect } from "./dom.js";
import { inLanguage, words } from "./words.js";

const UNSET = "\u0000";

export class SettingsPanel {
  constructor({ onFile }) {
    this.host = byId("panel-settings");
    this.onFile = onFile;
    this.controls = new Map();
    this.saving = Promise.resolve();
  }

  async show(view) {
    this.view = view;
    if (this.host.hidden) return;
    const answer = await api.get(ofBook(view.id, "settings")).catch(() => null);
    if (answer) this.fill(answer);
  }

  fill(answer) {
    this.digest = answer.digest;
    const shape = JSON.stringify([
      this.view.id,
      document.documentElement.lang,
      answer.keys.map((key) => [key.name, kindOf(key), key.choices]),
    ]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.build(answer);
    }
    for (const key of answer.keys) this.controls.get(key.name)?.write(key);
    this.toml.textContent = answer.toml;
    this.toml.parentElement.hidden = !answer.toml;
  }

  build(answer) {
    this.controls.clear();
    const groups = new Map();
    for (const key of answer.keys) {
      const group = inLanguage(key.group) ?? "";
      if (!groups.has(group)) groups.set(group, []);
      groups.get(group).push(this.field(key));
    }
    this.toml = element("pre", { dir: "ltr" });
    const file = this.view.files.find(({ kind }) => kind === "settings");
    this.host.replaceChildren(
      ...[...groups].map(([name, fields], index) =>
        element(
          "details",
          { className: "settings-group", open: index < 2 },
          element("summary", {}, name || words("settings")),
          ...fields,
        ),
      ),
      element(
        "section",
        { className: "settings-file" },
        element("h2", {}, words("settings_file")),
        this.toml,
        file && button(`${words("text")}: ${file.name}`, () => this.onFile(file.id)),
      ),
    );
  }

  field(key) {
    const id = `setting-${key.name}`;
    const control = controlOf(key, id, (value) => this.put(key.name, value));
    this.controls.set(key.name, control);
    const help = key.help && element("p", { id: `${id}-help`, className: "help" }, inLanguage(key.help));
    if (help) control.node.setAttribute("aria-describedby", help.id);
    const label = control.isGroup
      ? element("span", { className: "label", id: `${id}-label` }, labelOf(key))
      : element("label", { htmlFor: id }, labelOf(key));
    return element("div", { className: "field" }, label, control.node, help);
  }

  // One change after the other: each is made to the file as the one before has left it.
  put(key, value) {
    this.saving = this.saving.then(() => this.putNext(key, value));
    return this.saving;
  }

  async putNext(key, value) {
    const address = ofBook(this.view.id, "settings");
    try {
      const answer = await api.put(address, { key, value, digest: this.digest });
      this.digest = answer.digest ?? this.digest;
    } catch (error) {
      tellProblem(error);
    }
    await this.show(this.view);
  }
}

const labelOf = (key) => inLanguage(key.label) ?? key.name.replaceAll(/[-_]/g, " ");

function kindOf({ value, choices, several: isList }) {
  if (Array.isArray(value) || isList) {
    if (value?.some?.((each) => typeof each === "object")) return "table";
    return choices?.length ? "several" : "list";
  }
  if (value !== null && typeof value === "object") return "forms";
  if (typeof value === "boolean") return "truth";
  return choices?.length ? "choice" : typeof value === "number" ? "number" : "text";
}

function controlOf(key, id, put) {
  const kind = kindOf(key);
  return { several, choice, truth, forms, table }[kind]?.(key, id, put) ?? line(key, id, put, kind);
}

// A line of text; a list has commas between its values.
function line(key, id, put, kind) {
  const node = element("input", { id, type: "text", dir: "auto", autocomplete: "off" });
  node.addEventListener("change", () => {
    const text = node.value.trim();
    if (!text) return put(null);
    if (kind === "list") return put(text.split(/\s*,\s*/).filter(Boolean));
    return put(kind === "number" && !Number.isNaN(Number(text)) ? Number(text) : text);
  });
  return {
    node,
    write({ value, default: otherwise }) {
      if (document.activeElement === node) return;
      node.value = value === null ? "" : Array.isArray(value) ? value.join(", ") : String(value);
      node.placeholder = otherwise === undefined || otherwise === null ? "" : String(otherwise);
    },
  };
}

function choice(key, id, put) {
  const node = element("select", { id });
  node.addEventListener("change", () => {
    const chosen = key.choices.find((each) => String(each) === node.value);
    put(node.value === UNSET ? null : chosen);
  });
  return {
    node,
    write({ value, choices, default: otherwise }) {
      const unset = otherwise ? words("not_set_now", otherwise) : words("not_set");
      const named = choices.map((each) => [String(each), valueName(key.name, each)]);
      fillSelect(node, [[UNSET, unset], ...named], value === null ? UNSET : String(value));
    },
  };
}

function truth(key, id, put) {
  const node = element("select", { id });
  node.addEventListener("change", () => put(node.value === UNSET ? null : node.value === "true"));
  return {
    node,
    write({ value }) {
      const named = [[UNSET, "not_set"], ["true", "yes"], ["false", "no"]];
      const choices = named.map(([each, name]) => [each, words(name)]);
      fillSelect(node, choices, value === null ? UNSET : String(value));
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
    ...boxes.map((box) => element("label", {}, box, element("span", {}, valueName(key.name, box.value)))),
  );
  return {
    node,
    isGroup: true,
    write({ value }) {
      chosen = value ?? [];
      for (const box of boxes) box.checked = chosen.includes(box.value);
    },
  };
}

// A value in several languages or with several parts, a line for each.
function forms(key, id, put) {
  const node = element("div", { className: "forms", role: "group" });
  node.setAttribute("aria-labelledby", `${id}-label`);
  const inputs = Object.keys(key.value).map((name) => {
    const input = element("input", { type: "text", dir: "auto", name, aria: { label: name } });
    input.addEventListener("change", () => {
      const entries = inputs.filter((each) => each.value).map((each) => [each.name, each.value]);
      put(entries.length ? Object.fromEntries(entries) : null);
    });
    return input;
  });
  node.append(...inputs);
  return {
    node,
    isGroup: true,
    write({ value }) {
      for (const each of inputs) {
        if (document.activeElement !== each) each.value = String(value?.[each.name] ?? "");
      }
    },
  };
}

// A table of several entries is written in the settings file.
function table(key, id) {
  const node = element("code", { id, className: "table-value", dir: "auto" });
  return {
    node,
    isGroup: true,
    write: ({ value }) => (node.textContent = value.map((each) => each.name ?? JSON.stringify(each)).join(", ")),
  };
}

function valueName(key, value) {
  return ["editions", "profiles"].includes(key) ? words(`${key}.${value}`) : String(value);
}
