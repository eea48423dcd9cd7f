// The states of files: never made, as the text is now, or older than the text.

import { element } from "./dom.js";
import { words } from "./words.js";

export function stateLabel(state) {
  return element("span", { className: "file-state", data: { state } }, words(`states.${state}`));
}

export function sizeOf(bytes) {
  const [unit, size] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  const digits = size < 10 ? 1 : 0;
  const options = { style: "unit", unit, maximumFractionDigits: digits };
  return new Intl.NumberFormat(document.documentElement.lang, options).format(size);
}

// The state of a whole book: that of its files which needs most to be done.
export function worstState(artifacts) {
  const states = artifacts.map(({ state }) => state);
  return ["missing", "old", "fresh"].find((state) => states.includes(state)) ?? "missing";
}
