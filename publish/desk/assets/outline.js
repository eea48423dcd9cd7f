// The contents of the book as they were understood, each entry a way to its page and its line.

import { bdi, byId, element } from "./dom.js";
import { words } from "./words.js";

export function showOutline(view, onEntry) {
  const host = byId("contents");
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
  );
}

function folioOf(view, number) {
  return String(view.pages[number - 1]?.folio || number);
}

function countsOf(understood) {
  return Object.entries(understood)
    .map(([name, value]) => [name, Array.isArray(value) ? value.length : value])
    .filter(([, value]) => typeof value === "number" && value > 0)
    .map(([name, value]) =>
      element("div", {}, element("dt", {}, words(`understood.${name}`)), element("dd", {}, String(value))),
    );
}
