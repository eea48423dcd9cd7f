// A text in a guessed encoding: a bar that offers to save it as UTF-8, and shows it before.

import { api } from "./api.js";
import { attempt, tellChange } from "./changes.js";
import { bdi, button, element } from "./dom.js";
import { words } from "./words.js";

// Fills the bar for a file as it was read; `flush` saves what is not saved yet.
export function offerUtf8(bar, { guessed, encoding, digest }, { address, flush }) {
  bar.hidden = !guessed;
  if (!guessed) return bar.replaceChildren();
  const facts = `${address} ${digest} ${document.documentElement.lang}`;
  if (bar.facts === facts && bar.childNodes.length) return;
  bar.facts = facts;
  const look = button(words("encoding_look"), async () => {
    if (!(await flush())) return;
    const preview = await attempt(() => api.get(`${address}/utf8`));
    if (preview) bar.replaceChildren(...previewOf(preview, save, cancel));
  });
  const note = element("p", {}, words("encoding_guessed", encoding));

  function cancel() {
    bar.replaceChildren(note, look);
    look.focus();
  }

  async function save() {
    const { digest: now } = await api.get(address);
    const change = await attempt(() => api.post(`${address}/utf8`, { digest: now }));
    if (change) tellChange({ ...change, diff: "" }, words("encoding_saved"));
  }

  bar.replaceChildren(note, look);
}

function previewOf({ encoding, count, lines }, save, cancel) {
  return [
    element("p", {}, words("encoding_question", encoding)),
    element(
      "ol",
      { className: "utf8-lines" },
      lines.map(({ number, text }) => element("li", { value: number }, bdi(text, { dir: "auto" }))),
    ),
    element("p", {}, words("encoding_count", count)),
    button(words("encoding_save"), save, { className: "main" }),
    button(words("cancel"), cancel),
  ];
}
