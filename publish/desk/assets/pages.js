// The pages of a book, single or as spreads, each with its messages beside it.
//
// Elements stay: a page whose picture changes gets another address, all others nothing. So the
// scroll never moves, and an unchanged page costs no request.

import { element, byId } from "./dom.js";
import { fillCards } from "./messages.js";
import { PageText, tellAt } from "./page_text.js";
import { words } from "./words.js";

const SCALES = [1.5, 2, 3];

// The pages of each row. A spread has a left and a right page of one opening; null is no page.
function rowsOf(pages, mode) {
  if (mode !== "spreads") return pages.map((page) => [page]);
  const rows = [];
  for (const page of pages) {
    if (page.side === "verso") rows.push([page, null]);
    else if (rows.length && rows.at(-1)[1] === null && rows.at(-1)[0]) rows.at(-1)[1] = page;
    else rows.push([null, page]);
  }
  return rows;
}

export class Pages {
  constructor({ onWord, onZoom, loadText }) {
    this.rows = byId("rows");
    this.scroll = byId("scroll");
    this.figures = [];
    this.shape = "";
    this.mode = "single";
    this.zoom = "fit";
    this.onWord = onWord;
    this.onZoom = onZoom;
    this.loadText = loadText;
    this.width = 0;
    new ResizeObserver(() => {
      if (this.scroll.clientWidth === this.width) return;
      this.width = this.scroll.clientWidth;
      this.measure();
    }).observe(this.scroll);
  }

  show(view) {
    if (this.view?.id !== view.id) this.clear();
    this.view = view;
    byId("pages").dataset.status = view.status;
    while (this.figures.length > view.pages.length) this.figures.pop().remove();
    for (const [index, page] of view.pages.entries()) {
      this.figures[index] ??= this.makeFigure(index);
      this.updateFigure(this.figures[index], page);
    }
    this.arrange();
    this.measure();
    fillCards(this.cardsOf, view.diagnostics);
  }

  clear() {
    this.figures = [];
    this.shape = "";
    this.rows.replaceChildren();
    this.scroll.scrollTop = 0;
  }

  setMode(mode) {
    this.keepPlace(() => {
      this.mode = mode;
      byId("pages").dataset.mode = mode;
      if (this.view) this.show(this.view);
    });
  }

  makeFigure(index) {
    const image = element("img", { loading: "lazy", draggable: false });
    const marks = element("div", { className: "marks", aria: { hidden: "true" } });
    const paper = element("div", { className: "paper" }, image, marks);
    paper.addEventListener("click", (event) => this.clickPaper(event, paper, index + 1));
    const caption = element("figcaption", {});
    const text = new PageText({ load: this.loadText, onWord: this.onWord });
    const data = { number: index + 1 };
    const figure = element("figure", { className: "page", data }, paper, caption, text.node);
    figure.text = text;
    return figure;
  }

  updateFigure(figure, page) {
    const paper = figure.firstChild;
    const image = paper.firstChild;
    const facts = JSON.stringify([page, document.documentElement.lang]);
    if (figure.facts !== facts) {
      figure.facts = facts;
      // Marks show places of the page as it was.
      if (figure.page?.image !== page.image) figure.querySelector(".marks").replaceChildren();
      figure.page = page;
      figure.classList.toggle("changed", page.changed);
      figure.classList.toggle("changed-since-print", page.changed_since_print);
      figure.dataset.side = page.side;
      paper.style.setProperty("--width", page.width);
      paper.style.setProperty("--height", page.height);
      image.alt = words("page", page.folio || page.number);
      figure.querySelector("figcaption").replaceChildren(...captionOf(page));
      figure.text.show(page);
    }
    this.showImage(image, page);
  }

  showImage(image, page) {
    const address = `${page.image}?scale=${this.scale ?? SCALES[0]}`;
    if (image.dataset.address === address) return;
    image.dataset.address = address;
    image.src = address;
  }

  // Puts the pages into rows; rows are made anew only where their shape changes.
  arrange() {
    const rows = rowsOf(this.view.pages, this.mode);
    const shape = JSON.stringify([
      this.mode,
      this.view.binding,
      rows.map((row) => row.map((page) => page?.number ?? 0)),
    ]);
    if (shape === this.shape) return;
    this.shape = shape;
    const dir = this.view.binding === "right" ? "rtl" : "ltr";
    const made = rows.map((row) => {
      const sheets = row.map((page) => (page ? this.figures[page.number - 1] : emptyPlace(row)));
      const cards = element("ul", { className: "cards" });
      for (const page of row) if (page) this.figures[page.number - 1].cards = cards;
      return element(
        "div",
        { className: "row" },
        element("div", { className: "sheets", dir }, sheets),
        cards,
      );
    });
    this.rows.replaceChildren(...made);
  }

  cardsOf = (number) => this.figures[number - 1]?.cards ?? byId("book-messages");

  setZoom(zoom) {
    this.keepPlace(() => {
      this.zoom = zoom;
      this.measure();
    });
  }

  // Changes how pages are shown; the page in view stays in view.
  keepPlace(change) {
    const isAtTop = this.scroll.scrollTop === 0;
    const number = this.numberInView();
    change();
    if (!isAtTop) this.goTo(number);
  }

  zoomBy(factor) {
    this.setZoom(Math.min(4, Math.max(0.3, this.pixelsPerPoint * factor)));
  }

  // Pixels for a point: as asked, or so that a row fits into the width.
  measure() {
    if (!this.view?.pages.length || !this.scroll.clientWidth) return;
    const style = getComputedStyle(this.rows);
    const beside = Number.parseFloat(style.getPropertyValue("--beside")) || 0;
    const em = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const space = this.scroll.clientWidth - (beside + 3) * em;
    const across = Math.max(...this.view.pages.slice(0, 50).map((page) => page.width));
    const fit = space / (this.mode === "spreads" ? across * 2 : across);
    this.pixelsPerPoint = this.zoom === "fit" ? Math.min(1.7, Math.max(0.3, fit)) : this.zoom;
    this.rows.style.setProperty("--zoom", this.pixelsPerPoint);
    const needed = this.pixelsPerPoint * devicePixelRatio;
    const scale = SCALES.find((each) => each >= needed * 0.9) ?? SCALES.at(-1);
    if (scale !== this.scale) {
      this.scale = scale;
      for (const figure of this.figures) {
        this.showImage(figure.querySelector("img"), figure.page);
      }
    }
    this.onZoom(this.zoom === "fit" ? "fit" : Math.round((this.pixelsPerPoint / (96 / 72)) * 100));
  }

  numberInView() {
    const top = this.scroll.getBoundingClientRect().top + 40;
    const shown = this.figures.find((each) => each.getBoundingClientRect().bottom > top);
    return Number(shown?.dataset.number ?? 1);
  }

  goTo(number) {
    const figure = this.figures[Math.min(Math.max(number, 1), this.figures.length) - 1];
    if (figure) this.scroll.scrollTop += this.offsetOf(figure) - 12;
  }

  goBy(step) {
    const number = this.numberInView();
    const row = this.figures[number - 1]?.closest(".row");
    const next = step > 0 ? row?.nextElementSibling : row?.previousElementSibling;
    const figure = next?.querySelector(".page");
    if (figure) this.goTo(Number(figure.dataset.number));
  }

  offsetOf(each) {
    return each.getBoundingClientRect().top - this.scroll.getBoundingClientRect().top;
  }

  // Marks a place of a page; scrolls only where the place is out of sight.
  reveal(number, rects, kind = "word") {
    for (const each of this.rows.querySelectorAll(`.mark.${kind}`)) each.remove();
    const figure = this.figures[number - 1];
    if (!figure) return;
    const marks = figure.querySelector(".marks");
    for (const [x, y, width, height] of rects) {
      const mark = element("div", { className: `mark ${kind}` });
      for (const [name, value] of Object.entries({ x, y, width, height })) {
        mark.style.setProperty(`--${name}`, value);
      }
      marks.append(mark);
    }
    const offset = this.offsetOf(figure) + (rects[0]?.[1] ?? 0) * this.pixelsPerPoint;
    const height = this.scroll.clientHeight;
    if (offset < 30 || offset > height - 60) this.scroll.scrollTop += offset - height / 3;
  }

  // Opens or closes the text of the page in view.
  toggleText() {
    this.figures[this.numberInView() - 1]?.text.toggleByKey();
  }

  // Says at a point of a page that nothing stands there.
  tellNothing(number, x, y) {
    const paper = this.figures[number - 1]?.firstChild;
    if (paper) tellAt(paper, x, y, words("no_text_here"));
  }

  clickPaper(event, paper, number) {
    if (getSelection().toString()) return;
    const box = paper.getBoundingClientRect();
    const x = (event.clientX - box.left) / this.pixelsPerPoint;
    const y = (event.clientY - box.top) / this.pixelsPerPoint;
    this.onWord(number, x, y);
  }
}

// The place of the page that an opening lacks, as wide as the page beside it.
function emptyPlace(row) {
  const place = element("div", { className: "no-page" });
  place.style.setProperty("--width", row.find(Boolean).width);
  return place;
}

function captionOf(page) {
  const flags = [
    page.changed && element("span", { className: "flag changed-flag" }, words("changed")),
    page.changed_since_print &&
      element("span", { className: "flag print-flag" }, words("changed_since_print")),
  ];
  return [String(page.folio || page.number), ...flags.filter(Boolean)];
}
