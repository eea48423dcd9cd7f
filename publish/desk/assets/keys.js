// Keys of the desk, and the help that lists them.

import { button, byId, element } from "./dom.js";
import { words } from "./words.js";

const HELP = [
  ["J K", "key_page"],
  ["T", "key_page_text"],
  ["N P", "key_message"],
  ["M", "key_mend"],
  ["Z", "key_undo"],
  ["E", "key_text"],
  ["Ctrl .", "key_role"],
  ["Ctrl S", "key_save"],
  ["Ctrl F", "key_find"],
  ["S", "key_settings"],
  ["D", "key_downloads"],
  ["C", "key_contents"],
  ["1 – 5", "key_view"],
  ["+ − 0", "key_zoom"],
  ["A", "key_new"],
  ["L", "key_language"],
  ["?", "key_help"],
];

const isField = (node) =>
  node instanceof HTMLElement &&
  (node.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(node.tagName));

// The letter of a key as on a Latin keyboard, so that the keys work in a Hebrew layout too.
function letterOf(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) ? event.code[3].toLowerCase() : event.key;
}

const STORED = "publish-desk-keys";
const areUsed = () => localStorage.getItem(STORED) !== "off";

// Single keys disturb those who speak to their computer; they can be turned off.
function usedBox() {
  const box = element("input", { type: "checkbox", checked: areUsed() });
  box.addEventListener("change", () => localStorage.setItem(STORED, box.checked ? "on" : "off"));
  return element("label", {}, box, ` ${words("use_keys")}`);
}

export function prepareKeys(actions) {
  addEventListener("keydown", (event) => {
    const node = event.composedPath()[0];
    if (event.defaultPrevented) return;
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
      byId("scroll").focus({ preventScroll: true });
      return;
    }
    const isTick = node instanceof HTMLInputElement && ["radio", "checkbox"].includes(node.type);
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if ((isField(node) && !isTick) || !areUsed()) return;
    const action = actions[letterOf(event)];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

export function showHelp() {
  const dialog = byId("help-keys");
  const rows = HELP.map(([keys, name]) =>
    element(
      "div",
      {},
      element("dt", { dir: "ltr" }, keys.split(" ").map((key) => element("kbd", {}, key))),
      element("dd", {}, words(name)),
    ),
  );
  const how = ["how_click", "how_roles", "how_mend", "how_changes", "how_files"];
  dialog.replaceChildren(
    element("h1", { id: "help-title" }, words("how")),
    element("ul", {}, how.map((name) => element("li", {}, words(name)))),
    element("h2", {}, words("from_key")),
    element("p", { className: "help" }, words("about_keys")),
    usedBox(),
    element("dl", { className: "keys" }, rows),
    element("div", { className: "dialog-tools" }, button(words("close"), () => dialog.close())),
  );
  if (!dialog.open) dialog.showModal();
}
