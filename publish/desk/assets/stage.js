// The part of the desk that shows the book: its pages, its booklet, or its e-book beside them.

import { Booklet } from "./booklet.js";
import { byId } from "./dom.js";
import { Phone } from "./phone.js";

export class Stage {
  constructor({ pages }) {
    this.pages = pages;
    this.booklet = new Booklet();
    this.phone = new Phone({ onPage: (number) => pages.goTo(number) });
  }

  setMode(mode) {
    byId("scroll").hidden = mode === "sheets" || mode === "folded";
    document.querySelector(".zoom").hidden = byId("scroll").hidden;
    byId("pages").dataset.view = mode;
    this.pages.setMode(mode === "spreads" ? "spreads" : "single");
    this.booklet.setMode(mode);
    this.phone.setMode(mode);
  }

  // The views of a book beside its pages; those that are hidden do nothing.
  show(view, variant) {
    this.booklet.show(view, variant);
    this.phone.show(view, variant);
  }

  // The next pages, or the next opening of the folded booklet.
  goBy(step) {
    if (this.booklet.isShown) this.booklet.goBy(step);
    else this.pages.goBy(step);
  }
}
