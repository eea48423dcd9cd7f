// Making and taking away the files of a book.

import { api, ofBook } from "./api.js";
import { attempt } from "./changes.js";
import { button, byId, element } from "./dom.js";
import { words } from "./words.js";

const KINDS = {
  pdf: "reading",
  epub: "readers",
  booklet: "sheets",
};

export class Downloads {
  constructor({ variant }) {
    this.variant = variant;
    this.jobs = new Map();
    this.rows = new Map();
  }

  show(view) {
    this.view = view;
    const facts = `${view.id} ${document.documentElement.lang}`;
    if (this.facts === facts) return;
    this.facts = facts;
    this.jobs.clear();
    const items = Object.entries(KINDS).map(([kind, note]) => this.row(kind, note));
    byId("panel-files").replaceChildren(
      element("p", { className: "help" }, words("take_away_note")),
      element("ul", { className: "take-away" }, items),
    );
  }

  row(kind, note) {
    const outcome = element("p", { className: "outcome", role: "status" });
    const bar = element("progress", { hidden: true, aria: { label: words(kind) } });
    const make = button(words("make"), () => this.make(kind), {
      aria: { label: `${words("make")}: ${words(kind)}` },
    });
    this.rows.set(kind, { outcome, bar, make });
    return element(
      "li",
      { data: { kind } },
      element("div", { className: "kind" }, element("h2", {}, words(kind)), element("p", {}, words(note))),
      make,
      bar,
      outcome,
    );
  }

  async make(kind) {
    const row = this.rows.get(kind);
    row.make.disabled = true;
    row.bar.hidden = false;
    row.bar.removeAttribute("value");
    row.outcome.replaceChildren(words("making"));
    const body = { kind, ...this.variant() };
    const answer = await attempt(() => api.post(ofBook(this.view.id, "make"), body));
    if (!answer) return this.end(row, "");
    this.jobs.set(String(answer.job), row);
    const early = this.early?.get(String(answer.job));
    if (early) this.follow(early);
  }

  end(row, ...content) {
    row.make.disabled = false;
    row.bar.hidden = true;
    row.outcome.replaceChildren(...content);
  }

  // An event of a job. A short job may be done before its number is known.
  follow(event) {
    const row = this.jobs.get(String(event.job));
    if (!row) {
      this.early = new Map([[String(event.job), event]]);
      return;
    }
    if (event.total) Object.assign(row.bar, { max: event.total, value: event.done });
    if (event.status === "done") {
      const link = element(
        "a",
        { href: `/downloads/${encodeURIComponent(event.job)}`, download: event.file ?? "" },
        `${words("download")}: `,
        element("bdi", {}, event.file ?? ""),
      );
      this.end(row, link);
    } else if (event.status === "failed") {
      this.end(row, element("span", { className: "failed", dir: "auto" }, `${event.message} ${event.hint ?? ""}`));
    } else if (event.message) {
      row.outcome.replaceChildren(event.message);
    }
  }
}
