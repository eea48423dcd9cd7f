// The line that says how the pages stand, and the notice over pages that could not be made.

import { byId } from "./dom.js";
import { words } from "./words.js";

// `message` is the first fault; pages that stay for a while are older than the text. That
// nothing can be saved is told over good pages too.
export function showStatus(status, message, built, isWritable = true) {
  const line = byId("status");
  line.dataset.status = status;
  line.lastElementChild.textContent = status === "good" ? words("good", built) : words(status);
  byId("pages").dataset.status = status;
  const notice = byId("notice");
  const isTrouble = status === "failed" || status === "stale";
  notice.hidden = !isTrouble && isWritable;
  const trouble = isTrouble ? [message || words("failed"), words("failed_help")].join(" · ") : "";
  const text = trouble || (isWritable ? "" : words("no_saving"));
  if (notice.textContent !== text) notice.textContent = text;
}

export function showEmpty() {
  showStatus("stale", words("no_book"));
  byId("notice").textContent = words("no_book");
}
