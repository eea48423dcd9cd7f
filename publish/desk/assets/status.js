// The line that says how the pages stand, and the notice over pages that could not be made.

import { byId } from "./dom.js";
import { words } from "./words.js";

// `message` is the first fault; pages that stay for a while are older than the text. `obstacle` says
// why nothing can be saved, which is told over good pages too.
export function showStatus(status, message, built, obstacle = "") {
  const line = byId("status");
  line.dataset.status = status;
  line.lastElementChild.textContent = status === "good" ? words("good", built) : words(status);
  byId("pages").dataset.status = status;
  const notice = byId("notice");
  const isTrouble = status === "failed" || status === "stale";
  notice.hidden = !isTrouble && !obstacle;
  const trouble = isTrouble ? [message || words("failed"), words("failed_help")].join(" · ") : "";
  const text = trouble || obstacle;
  if (notice.textContent !== text) notice.textContent = text;
}

export function showEmpty() {
  showStatus("stale", words("no_book"));
  byId("notice").textContent = words("no_book");
}
