// Ways between the pages and the text: from a word to its line, and from a line to its page.

import { api, ofBook } from "./api.js";

export class WordPlaces {
  // `here()` is the book and the choices of its view.
  constructor({ here, pages, source, panel }) {
    Object.assign(this, { here, pages, source, panel });
  }

  ask(question, values) {
    return this.askPath([question], values);
  }

  // An answer of the server about the pages of the view, null where it has none.
  askPath(path, values = {}) {
    const { book, variant } = this.here();
    const address = `${ofBook(book, ...path)}?${new URLSearchParams({ ...variant, ...values })}`;
    return api.get(address).catch(() => null);
  }

  // The text of a page in blocks.
  readPage(page) {
    return this.askPath(["pages", page, "text"]);
  }

  locate(page, x, y) {
    return this.ask("locate", { page, x: x.toFixed(1), y: y.toFixed(1) });
  }

  async showSource(page, x, y) {
    const place = await this.locate(page, x, y);
    if (!place?.file) return this.pages.tellNothing(page, x, y);
    // The editor selects within a line; of a block of several lines it shows the first.
    if (place.end_line !== place.line) delete place.end_column;
    this.panel.show("text");
    await this.source.reveal(place);
    this.source.focus();
    await this.showPage(place);
  }

  async showPage({ file, line, column }) {
    const place = await this.ask("find", { file: this.source.find(file)?.id, line, column });
    if (place?.page) this.pages.reveal(place.page, place.rects);
  }

  async showEntry(entry, page) {
    if (document.body.dataset.part === "contents") this.panel.showPart("pages");
    if (entry.page !== null) this.pages.goTo(entry.page);
    if (entry.file) return this.source.reveal({ ...entry, column: 1 });
    const place = page && (await this.locate(entry.page, page.width / 2, (entry.top ?? 0) + 6));
    if (place?.file) await this.source.reveal(place);
  }

  async showLine(place) {
    this.panel.show("text");
    await this.source.reveal(place);
    await this.showPage(place);
  }

  async showDiagnostic(diagnostic) {
    this.panel.show("text");
    await this.source.reveal(diagnostic);
    this.source.focus();
    await this.showPage(diagnostic);
  }
}
