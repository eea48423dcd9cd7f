// The books of the workspace, each with the state of the files that its settings ask for.

import { api, ofBook } from "./api.js";
import { stateLabel, worstState } from "./artifact_state.js";
import { bdi, element } from "./dom.js";
import { words } from "./words.js";

export class Shelf {
  constructor({ open }) {
    this.open = open;
    this.node = element("ul", { className: "shelf" });
    this.states = new Map();
  }

  // Fills the list; the states of many books come one after another, so that a desk stays quick.
  async show(books) {
    this.node.hidden = books.length < 2;
    if (this.node.hidden) return;
    this.node.replaceChildren(...books.map((book) => this.item(book)));
    const round = (this.round = {});
    for (const { id } of books) {
      if (round !== this.round) return;
      await this.ask(id);
    }
  }

  item({ id, name, title, dir }) {
    const state = element("span", { className: "shelf-state" });
    this.states.set(id, state);
    const link = element(
      "button",
      { type: "button", className: "quiet", on: { click: () => this.open(id) } },
      bdi(title || name, { dir }),
    );
    return element("li", {}, link, state);
  }

  follow(view) {
    if (!this.node.hidden && view) this.ask(view.id);
  }

  async ask(id) {
    const answer = await api.get(ofBook(id, "artifacts")).catch(() => null);
    const planned = answer?.planned ?? [];
    const state = this.states.get(id);
    if (!state || !planned.length) return;
    const label = stateLabel(worstState(planned));
    label.title = planned.map((each) => `${each.name}: ${words(`states.${each.state}`)}`).join("\n");
    state.replaceChildren(label);
  }
}
