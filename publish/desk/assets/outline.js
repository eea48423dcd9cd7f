// The contents of the book as they were understood, and the lines of a text with their roles.

import { bdi, byId, element, fillSelect } from "./dom.js";
import { inLanguage, words } from "./words.js";

const SHOWN_CHARACTERS = 60;
const ALL = "";

let lines = null;

export function showOutline(view, onEntry) {
  const host = byId("contents");
  lines ??= new LineOutline();
  const facts = JSON.stringify([view.outline, view.understood, document.documentElement.lang]);
  if (host.facts === facts) return;
  host.facts = facts;
  const entries = view.outline.map((entry) => {
    const link = element(
      "button",
      { type: "button", on: { click: () => onEntry(entry) } },
      bdi(entry.title, { lang: entry.lang, dir: entry.dir }),
      entry.page !== null && element("span", { className: "leaf" }, folioOf(view, entry.page)),
    );
    return element("li", { data: { level: entry.level } }, link);
  });
  host.replaceChildren(
    element("h2", {}, words("contents")),
    element("ul", { className: "outline" }, entries),
    element("h2", {}, words("understood")),
    element("dl", { className: "understood" }, countsOf(view.understood)),
    lines.node,
  );
  lines.show();
}

function folioOf(view, number) {
  return String(view.pages[number - 1]?.folio || number);
}

function countsOf(understood) {
  return Object.entries(understood ?? {})
    .map(([name, value]) => [name, Array.isArray(value) ? value.length : value])
    .filter(([, value]) => typeof value === "number" && value > 0)
    .map(([name, value]) =>
      element("div", {}, element("dt", {}, words(`understood.${name}`)), element("dd", {}, String(value))),
    );
}

// The lines of the file that is open, each with its role; `onLine` gets the number of a line.
export function showLines(file, { text, lines: roles }, onLine) {
  lines ??= new LineOutline();
  lines.fill(file, text, roles ?? [], onLine);
}

class LineOutline {
  constructor() {
    this.lines = [];
    this.summary = element("summary", {});
    this.role = element("select", { on: { change: () => this.list() } });
    this.items = element("ul", { className: "outline lines" });
    this.node = element("details", { className: "line-outline" }, this.summary, this.role, this.items);
    this.node.addEventListener("toggle", () => this.list());
  }

  fill(file, text, roles, onLine) {
    const own = text.split("\n");
    this.onLine = (number) => onLine({ file: file.id, line: number, column: 1 });
    this.lines = roles
      .filter(({ role, continues }) => role && !continues)
      .map(({ number, role, label }) => ({ number, role, label, text: own[number - 1] ?? "" }));
    this.show();
  }

  // Names of roles in the language of the desk, with the number of their lines.
  show() {
    this.node.hidden = !this.lines.length;
    this.summary.textContent = words("lines");
    this.role.setAttribute("aria-label", words("role_of_line"));
    const roles = new Map();
    for (const { role, label } of this.lines) {
      const count = (roles.get(role)?.count ?? 0) + 1;
      roles.set(role, { count, name: inLanguage(label) ?? role });
    }
    const choices = [...roles].map(([role, { count, name }]) => [role, `${name} (${count})`]);
    const chosen = roles.has(this.role.value) ? this.role.value : ALL;
    fillSelect(this.role, [[ALL, words("all_roles")], ...choices], chosen);
    this.list();
  }

  // A closed list costs nothing; a list that is the same stays, with its focus.
  list() {
    const wanted = this.node.open ? this.lines.filter(({ role }) => [ALL, role].includes(this.role.value)) : [];
    const facts = JSON.stringify([wanted, document.documentElement.lang]);
    if (this.items.facts === facts) return;
    this.items.facts = facts;
    const held = document.activeElement?.closest?.(".lines li")?.dataset.line;
    this.items.replaceChildren(...wanted.map((line) => this.item(line)));
    if (held) this.items.querySelector(`[data-line="${held}"] button`)?.focus({ preventScroll: true });
  }

  item({ number, role, label, text }) {
    const beginning = [...text.trim()].slice(0, SHOWN_CHARACTERS).join("");
    const go = element(
      "button",
      { type: "button", on: { click: () => this.onLine(number) } },
      bdi(beginning, { dir: "auto" }),
      element("span", { className: "line-role" }, inLanguage(label) ?? role),
    );
    return element("li", { data: { line: number, role } }, go);
  }
}
