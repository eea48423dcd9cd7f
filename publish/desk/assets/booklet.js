// The booklet: its sheets as they leave the printer, and folded, as a book to leaf through.

import { api, ofBook } from "./api.js";
import { byId, element } from "./dom.js";
import { FoldedBook } from "./folded_book.js";
import { inLanguage, words } from "./words.js";

// Pixels a point of the pictures: half a sheet is seldom shown larger than that.
const SCALE = devicePixelRatio > 1.2 ? 3 : 2;

export class Booklet {
  constructor() {
    this.host = byId("booklet");
    this.folded = new FoldedBook();
  }

  get isShown() {
    return this.mode === "sheets" || this.mode === "folded";
  }

  setMode(mode) {
    this.mode = mode;
    this.host.hidden = !this.isShown;
    this.host.dataset.view = mode;
  }

  // Follows the view of a book; `variant` are its choices.
  async show(view, variant) {
    if (!this.isShown || !view.pages.length) return;
    const language = document.documentElement.lang;
    const facts = JSON.stringify([view.id, view.revision, variant, this.mode, language]);
    if (facts === this.facts) return;
    this.facts = facts;
    const address = `${ofBook(view.id, "booklet")}?${new URLSearchParams(variant)}`;
    try {
      const booklet = await api.get(address);
      if (facts === this.facts) this.fill(booklet);
    } catch (error) {
      if (facts === this.facts) this.fail(error);
    }
  }

  fill(booklet) {
    const pictures = booklet.sheets.map(({ sides }) => sides.map(addressOf));
    const body = this.mode === "sheets" ? sheetList(booklet, pictures) : this.folded.node;
    if (this.mode === "folded") this.folded.fill(booklet, pictures);
    const parts = this.mode === "sheets" ? [howToPrint(booklet), body] : [body, howToPrint(booklet)];
    const top = this.host.shape === this.mode ? this.host.scrollTop : 0;
    this.host.shape = this.mode;
    this.host.replaceChildren(...parts);
    this.host.scrollTop = top;
  }

  fail(error) {
    this.facts = null;
    const message = error.body ? `${error.message} ${error.hint}` : words("lost");
    this.host.replaceChildren(element("p", { className: "booklet-fault", dir: "auto" }, message));
  }

  goBy(step) {
    if (this.mode === "folded") this.folded.goBy(step);
    else this.host.scrollBy({ top: step * this.host.clientHeight * 0.8 });
  }
}

const addressOf = ({ image }) => `${image}?scale=${SCALE}`;

function howToPrint({ steps, notes }) {
  return element(
    "section",
    { className: "how-to-print" },
    element("h2", {}, words("how_to_print")),
    element("ol", {}, steps.map((step) => element("li", {}, inLanguage(step)))),
    notes.map((note) => element("p", { className: "help", dir: "auto" }, inLanguage(note))),
  );
}

function sheetList(booklet, pictures) {
  const items = booklet.sheets.map((sheet, index) => sheetItem(booklet, sheet, pictures[index]));
  return element("ol", { className: "sheet-list" }, items);
}

function sheetItem({ duplex, turn, width, height, sheets }, sheet, pictures) {
  const title = words("sheet", sheet.number).replace("{}", sheets.length);
  const sides = sheet.sides.map((side, index) =>
    sideFigure(side, pictures[index], words(index ? "back" : "front"), width / height),
  );
  const edge = element("p", { className: "turn", data: { turn } }, words(`turn_${duplex}`));
  return element(
    "li",
    { className: "sheet", data: { number: sheet.number } },
    element("h3", {}, sheet.is_cover ? `${title} · ${words("cover")}` : title),
    element("div", { className: "sheet-sides", data: { turn } }, sides[0], edge, sides[1]),
  );
}

// A side of a sheet as it leaves the printer; each of its columns has one page, or two to be cut.
function sideFigure({ columns }, address, name, ratio) {
  const folios = columns.map((column) =>
    element("span", {}, column.map((each) => each ?? "–").join(" / ")),
  );
  const alt = `${name}: ${columns.flat().map((each) => each ?? words("empty")).join(", ")}`;
  const image = element("img", { src: address, alt, loading: "lazy", draggable: false });
  const data = { columns: columns.length };
  const paper = element("div", { className: "side-paper", data }, image);
  paper.style.setProperty("--ratio", ratio);
  const caption = element(
    "figcaption",
    {},
    element("bdi", { className: "folios", dir: "ltr" }, folios[0], element("b", {}, name), folios[1] ?? ""),
  );
  return element("figure", { className: "sheet-side" }, paper, caption);
}
