// Changes that the desk made to files, each with its difference and a button that undoes it.

import { api, Refusal } from "./api.js";
import { button, byId, element } from "./dom.js";
import { words } from "./words.js";

const SHOWN = 3;

function differenceLines(diff) {
  const lines = diff.replace(/\n$/, "").split("\n");
  return lines
    .filter((line) => !/^(---|\+\+\+|@@)/.test(line))
    .map((line) => {
      const kind = { "+": "added", "-": "removed" }[line[0]] ?? "same";
      const name = { added: "ins", removed: "del", same: "span" }[kind];
      return element(name, { className: `line ${kind}`, dir: "auto" }, line.slice(1) || " ");
    });
}

function show(title, diff, tools) {
  const box = element(
    "section",
    { className: "change" },
    element("h2", {}, title),
    diff && element("div", { className: "difference" }, differenceLines(diff)),
    element("div", { className: "change-tools" }, tools),
  );
  byId("changes").append(box);
  while (byId("changes").children.length > SHOWN) byId("changes").firstChild.remove();
  return box;
}

export function tellChange({ diff, undo }, title = words("mended")) {
  const box = show(title, diff, [
    button(words("undo"), () => takeBack(box, undo), { className: "undo" }),
    button(words("hide_change"), () => box.remove(), { className: "quiet" }),
  ]);
}

async function takeBack(box, undo) {
  await attempt(async () => {
    const { diff } = await api.post("/api/undo", { undo });
    box.remove();
    const undone = show(words("change_undone"), diff, [
      button(words("hide_change"), () => undone.remove(), { className: "quiet" }),
    ]);
  });
}

export function undoLast() {
  [...byId("changes").querySelectorAll(".undo")].at(-1)?.click();
}

// Runs a request; where the server refuses it, says why.
export async function attempt(run) {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tellProblem(error);
    return null;
  }
}

export function tellProblem(error) {
  const message = error.body ? error.message : words("lost");
  const box = show(message, "", [button(words("close"), () => box.remove(), { className: "quiet" })]);
  box.classList.add("problem");
  if (error.hint) box.firstChild.after(element("p", { dir: "auto" }, error.hint));
}
