// Making and taking away the files of a book, and the library of all books.

import { api, ofBook } from "./api.js";
import { sizeOf, stateLabel } from "./artifact_state.js";
import { attempt } from "./changes.js";
import { bdi, button, byId, element } from "./dom.js";
import { printedSection } from "./printed.js";
import { Shelf } from "./shelf.js";
import { words } from "./words.js";

const LIBRARY = "library";

export class Downloads {
  // `variant()` are the choices of the view; `refresh()` shows the view anew, `open(id)` a book.
  constructor({ variant, refresh, open }) {
    this.variant = variant;
    this.refresh = refresh;
    this.host = byId("panel-files");
    this.jobs = new Map();
    this.rows = new Map();
    this.shelf = new Shelf({ open });
  }

  // Follows the view; the states of files cost digests, so that they are asked for when shown.
  async show(view, books) {
    if (this.view?.id !== view.id) this.jobs.clear();
    this.view = view;
    this.books = books ?? this.books;
    if (this.host.hidden) return;
    const facts = JSON.stringify([this.subject, view.revision, view.status]);
    if (this.facts === facts) return;
    this.facts = facts;
    await this.ask();
    this.shelf.show(this.books);
  }

  // All on which the rows of the panel depend, but for the files.
  get subject() {
    return [this.view.id, this.variant(), document.documentElement.lang];
  }

  // The states of the files as they are now.
  async ask() {
    const asked = this.facts;
    const address = `${ofBook(this.view.id, "artifacts")}?${new URLSearchParams(this.variant())}`;
    const answer = await api.get(address).catch(() => null);
    if (answer && asked === this.facts) this.fill(answer);
  }

  fill({ offered, printed }) {
    const shape = JSON.stringify([this.subject, offered.map(({ kind }) => kind)]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.build(offered.map(({ kind }) => kind));
    }
    for (const artifact of offered) this.mark(artifact);
    this.printed.replaceChildren(...printedSection(printed, this.view, this.variant(), () => this.print()));
  }

  build(kinds) {
    this.rows.clear();
    this.printed = element("section", { className: "printed" });
    this.host.replaceChildren(
      element("p", { className: "help" }, this.note()),
      element("ul", { className: "take-away" }, kinds.map((kind) => this.row(kind))),
      this.printed,
      element("h2", { className: "shelf-title" }, words("all_books")),
      element("ul", { className: "take-away" }, this.row(LIBRARY)),
      this.shelf.node,
    );
  }

  note() {
    const note = words("take_away_note");
    return this.variant().theme ? `${note} ${words("look_as_set")}` : note;
  }

  row(kind) {
    const outcome = element("p", { className: "outcome", role: "status" });
    const bar = element("progress", { hidden: true, aria: { label: words(`kinds.${kind}`) } });
    const state = element("p", { className: "state" });
    const make = button(words("make"), () => this.make(kind), {
      aria: { label: `${words("make")}: ${words(`kinds.${kind}`)}` },
    });
    this.rows.set(kind, { outcome, bar, make, state });
    const title = element("h2", {}, words(`kinds.${kind}`));
    const note = element("p", {}, words(`notes.${kind}`));
    return element(
      "li",
      { data: { kind } },
      element("div", { className: "kind" }, title, note, state),
      make,
      bar,
      outcome,
    );
  }

  // Shows the state of a file, and the way to it where it is as the text is now.
  mark({ id, kind, name, state, size }) {
    const row = this.rows.get(kind);
    if (!row || row.make.disabled) return;
    row.state.replaceChildren(stateLabel(state));
    if (state === "fresh") {
      const address = `${ofBook(this.view.id, "artifacts", id)}?${new URLSearchParams(this.variant())}`;
      row.outcome.replaceChildren(downloadLink(address, name), ` ${sizeOf(size)}`);
    } else if (!row.outcome.querySelector(".failed")) {
      row.outcome.replaceChildren();
    }
  }

  async make(kind) {
    const row = this.rows.get(kind);
    row.make.disabled = true;
    row.bar.hidden = false;
    row.bar.removeAttribute("value");
    row.outcome.replaceChildren(words("making"));
    const { theme, ...choices } = this.variant();
    const address = kind === LIBRARY ? "/api/library" : ofBook(this.view.id, "make");
    const answer = await attempt(() => api.post(address, { kind, ...choices }));
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
      this.end(row, downloadLink(`/downloads/${encodeURIComponent(event.job)}`, event.file ?? ""));
      this.ask();
      this.shelf.follow(this.view);
    } else if (event.status === "failed") {
      this.end(row, element("span", { className: "failed", dir: "auto" }, `${event.message} ${event.hint ?? ""}`));
    } else if (event.message) {
      row.outcome.replaceChildren(event.message);
    }
  }

  async print() {
    const address = `${ofBook(this.view.id, "printed")}?${new URLSearchParams(this.variant())}`;
    const answer = await attempt(() => api.post(address, {}));
    if (!answer) return;
    await this.refresh();
    await this.ask();
  }
}

const downloadLink = (href, name) =>
  element("a", { href, download: name }, `${words("download")}: `, bdi(name));
