// Controls of settings with several parts: texts in each language, people, series, languages.

import { button, element, fillSelect } from "./dom.js";
import { inLanguage, language, words } from "./words.js";

// Languages that are offered; the settings file takes any other.
const LANGUAGES = ["he", "en", "yi", "lad", "arc", "ar", "ru", "fr", "es", "de", "it", "pt", "hu", "la", "el"];

function languageName(tag) {
  try {
    return new Intl.DisplayNames([language()], { type: "language" }).of(tag);
  } catch {
    return tag; // no language of BCP 47; the settings say so
  }
}

const isFocused = (node) => node.contains(document.activeElement);

// A text, or one in each language of the book.
export function wordsControl(key, id, put) {
  const fields = wordFields(inLanguage(key.label), id, () => put(emptyAsNull(fields.read())));
  return { node: fields.node, write: ({ value, languages }) => fields.write(value, languages) };
}

function wordFields(label, id, changed) {
  const node = element("div", { className: "forms" });
  let inputs = new Map();

  function build(tags) {
    const old = inputs;
    inputs = new Map(tags.map((tag, index) => [tag, old.get(tag) ?? inputOf(tag, index)]));
    for (const [tag, input] of inputs) {
      const name = tags.length > 1 ? `${label}, ${languageName(tag)}` : label;
      input.setAttribute("aria-label", name);
      input.placeholder = tags.length > 1 ? languageName(tag) : "";
    }
    node.replaceChildren(...inputs.values());
  }

  function inputOf(tag, index) {
    const input = element("input", { type: "text", dir: "auto", lang: tag, autocomplete: "off" });
    if (index === 0) input.id = id;
    input.addEventListener("change", changed);
    return input;
  }

  return {
    node,
    read: () => Object.fromEntries([...inputs].map(([tag, { value }]) => [tag, value.trim()])),
    write(value, languages) {
      const tags = [...new Set([...languages, ...Object.keys(value ?? {})])];
      if (tags.join() !== [...inputs.keys()].join()) build(tags);
      for (const [tag, input] of inputs) {
        if (document.activeElement !== input) input.value = value?.[tag] ?? "";
      }
    },
  };
}

function isEmpty(value) {
  if (value !== null && typeof value === "object") return Object.values(value).every(isEmpty);
  return value === null || value === "";
}

const emptyAsNull = (table) => (isEmpty(table) ? null : table);

// The parts of one table, each under its name.
function partFields(key, id, changed) {
  const fields = key.parts.map((part, index) => {
    const own = `${id}-${part.name}`;
    const label = inLanguage(part.label);
    const field = part.kind === "words" ? wordFields(label, own, changed) : partInput(key, part, own, changed);
    return [part.name, field, partNode(label, own, field.node, part.kind === "words" && index > 0)];
  });
  return {
    nodes: fields.map(([, , node]) => node),
    read: () => Object.fromEntries(fields.map(([name, field]) => [name, field.read()])),
    write(value, languages) {
      for (const [name, field] of fields) field.write(value?.[name] ?? null, languages);
    },
  };
}

// A text that few tables have is folded away.
function partNode(label, id, control, isRare) {
  return isRare
    ? element("details", {}, element("summary", { className: "part" }, label), control)
    : element("div", { className: "part-field" }, element("label", { htmlFor: id, className: "part" }, label), control);
}

function partInput(key, part, id, changed) {
  const isChoice = part.kind === "choice";
  const node = isChoice ? element("select", { id }) : element("input", { id, type: "text", inputMode: "numeric" });
  node.addEventListener("change", changed);
  const nameOf = (value) => (value ? (inLanguage(key.names?.[value]) ?? value) : words("not_set"));
  const choicesWith = (value) =>
    [...new Set([part.default, ...part.choices, value])].map((each) => [each, nameOf(each)]);
  return {
    node,
    read() {
      const text = node.value.trim();
      return part.kind === "number" && /^-?\d+$/.test(text) ? Number(text) : text || null;
    },
    write(value) {
      if (document.activeElement === node) return;
      if (!isChoice) node.value = value ?? "";
      else fillSelect(node, choicesWith(value ?? part.default), value ?? part.default);
    },
  };
}

function groupOf(id, ...children) {
  const node = element("div", { className: "tables", role: "group" }, ...children);
  node.setAttribute("aria-labelledby", `${id}-label`);
  return node;
}

export function tableControl(key, id, put) {
  const fields = partFields(key, id, () => put(emptyAsNull(fields.read())));
  const node = groupOf(id, ...fields.nodes);
  return { node, isGroup: true, write: ({ value, languages }) => fields.write(value, languages) };
}

// Rows with buttons that move and remove them. `rowOf` makes a row with its `read` and `nodes`.
function rowList(id, addition, put) {
  const list = element("ol", { className: "rows" });
  const node = groupOf(id, list, addition);
  let rows = [];

  function show() {
    list.replaceChildren(
      ...rows.map((row, index) => {
        const up = button("↑", () => move(index), { className: "sign", aria: { label: words("move_up") } });
        const away = button("×", () => remove(index), { className: "sign", aria: { label: words("remove") } });
        up.disabled = index === 0;
        const tools = element("div", { className: "row-tools" }, up, away);
        return element("li", {}, element("div", { className: "row-fields" }, row.nodes), tools);
      }),
    );
  }

  function move(index) {
    rows.splice(index - 1, 2, rows[index], rows[index - 1]);
    show();
    save();
  }

  function remove(index) {
    rows.splice(index, 1);
    show();
    addition.focus();
    save();
  }

  const read = () => rows.map((row) => row.read()).filter((each) => each !== null);

  function save() {
    put(read().length ? read() : null);
  }

  return {
    node,
    save,
    isFocused: () => isFocused(list),
    get rows() {
      return rows;
    },
    set(next) {
      rows = next;
      show();
    },
  };
}

// People, each with a name in the languages of the book and a role.
export function tablesControl(key, id, put) {
  let languages = [];
  let count = 0;
  const add = button(words("add_person"), () => {
    const row = rowOf(null);
    list.set([...list.rows, row]);
    row.nodes[0].querySelector("input").focus();
  });
  const list = rowList(id, add, put);

  function rowOf(value) {
    const fields = partFields(key, `${id}-${count++}`, () => list.save());
    fields.write(value, languages);
    const read = () => (emptyAsNull({ ...fields.read(), role: null }) ? fields.read() : null);
    return { nodes: fields.nodes, read, write: (next) => fields.write(next, languages) };
  }

  return {
    node: list.node,
    isGroup: true,
    write({ value, languages: own }) {
      languages = own;
      const people = value ?? [];
      if (list.rows.length === people.length) list.rows.forEach((row, index) => row.write(people[index]));
      else if (!list.isFocused()) list.set(people.map(rowOf));
    },
  };
}

// Languages by their names, the first of which is that of titles.
export function languagesControl(key, id, put) {
  const add = element("select", { id });
  add.addEventListener("change", () => {
    list.set([...list.rows, rowOf(add.value)]);
    list.save();
  });
  const list = rowList(id, add, put);
  const rowOf = (tag) => ({ nodes: [element("span", { lang: language() }, languageName(tag))], read: () => tag });
  return {
    node: list.node,
    isGroup: true,
    write({ value, languages }) {
      const tags = value ?? [];
      list.set(tags.map(rowOf));
      const others = LANGUAGES.filter((each) => !tags.includes(each));
      const now = tags.length ? words("add_language") : words("not_set_now", languages.map(languageName).join(", "));
      fillSelect(add, [["", now], ...others.map((each) => [each, languageName(each)])], "");
      add.setAttribute("aria-label", words("add_language"));
    },
  };
}
