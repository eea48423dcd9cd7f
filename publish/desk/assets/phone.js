// The EPUB at the width of a telephone, beside the pages of the print edition.
//
// The documents are those of the EPUB itself, in a frame without scripts that may load its own
// files alone. The frame is of the same origin, so that the place in it can be followed and kept.

import { api, ofBook } from "./api.js";
import { button, byId, element, fillSelect } from "./dom.js";
import { words } from "./words.js";

const SIZES = [80, 90, 100, 115, 130, 150, 180];
const NIGHT = { background: "#15171a", color: "#d9d5cc" };
const LABELS = {
  back: "chapter_before",
  on: "chapter_after",
  chapters: "chapter",
  smaller: "smaller_letters",
  larger: "larger_letters",
  night: "night",
};
const STORED = "publish-desk-reading";

export class Phone {
  constructor({ onPage }) {
    this.onPage = onPage;
    this.host = byId("phone");
    this.documents = [];
    this.at = 0;
    this.reading = { size: 100, night: false, ...JSON.parse(localStorage.getItem(STORED) ?? "{}") };
    this.build();
  }

  get isShown() {
    return this.mode === "phone";
  }

  build() {
    this.chapters = element("select", { on: { change: () => this.open(Number(this.chapters.value)) } });
    this.back = button("", () => this.open(this.at - 1), { className: "sign" });
    this.on = button("", () => this.open(this.at + 1), { className: "sign" });
    this.smaller = button("", () => this.resize(-1), { className: "sign", data: { sign: "A−" } });
    this.larger = button("", () => this.resize(1), { className: "sign", data: { sign: "A+" } });
    this.night = button("☾", () => this.toggleNight(), { className: "sign" });
    // Without `allow-scripts` nothing runs in it, and without `allow-popups` nothing opens from it.
    this.frame = element("iframe", { sandbox: "allow-same-origin", referrerPolicy: "no-referrer" });
    this.frame.addEventListener("load", () => this.prepare());
    this.fault = element("p", { className: "booklet-fault", dir: "auto", role: "status" });
    const turning = element("div", { className: "turning" }, this.back, this.chapters, this.on);
    const letters = element("div", { className: "letters" }, this.smaller, this.larger, this.night);
    const tools = element("div", { className: "phone-tools" }, turning, letters);
    this.body = element("div", { className: "phone-body" }, this.frame);
    this.host.replaceChildren(tools, this.fault, this.body);
  }

  setMode(mode) {
    this.mode = mode;
    this.host.hidden = !this.isShown;
  }

  async show(view, variant) {
    if (!this.isShown || !view.pages.length) return;
    this.view = view;
    this.nameControls();
    const facts = JSON.stringify([view.id, view.revision, view.built, variant]);
    if (facts === this.facts) return;
    this.facts = facts;
    const isSame = JSON.stringify([view.id, variant]) === this.book;
    this.book = JSON.stringify([view.id, variant]);
    try {
      const epub = await api.get(`${ofBook(view.id, "epub")}?${new URLSearchParams(variant)}`);
      if (facts === this.facts) this.fill(epub, isSame);
    } catch (error) {
      if (facts === this.facts) this.fail(error);
    }
  }

  nameControls() {
    for (const [name, key] of Object.entries(LABELS)) {
      this[name].setAttribute("aria-label", words(key));
      this[name].title = words(key);
    }
    const isRtl = document.documentElement.dir === "rtl";
    this.back.textContent = isRtl ? "›" : "‹";
    this.on.textContent = isRtl ? "‹" : "›";
    this.frame.title = words("phone_view");
    this.markReading();
  }

  // Shows another state of the EPUB; of the same book the place that is read stays.
  fill({ name, start, documents }, isSame) {
    this.fault.textContent = "";
    this.body.hidden = false;
    if (name === this.name) return;
    this.name = name;
    this.documents = documents;
    fillSelect(this.chapters, documents.map(({ title }, index) => [String(index), title]));
    this.kept = isSame ? this.content?.scrollingElement?.scrollTop : 0;
    this.open(isSame ? Math.min(this.at, documents.length - 1) : start);
  }

  fail(error) {
    this.facts = null;
    this.fault.textContent = error.body ? `${error.message} ${error.hint}` : words("lost");
    this.body.hidden = true;
  }

  get content() {
    return this.frame.contentDocument;
  }

  open(index) {
    if (!this.documents[index]) return;
    this.at = index;
    // No step in the browser's history: its Back leads to the view before.
    this.frame.contentWindow.location.replace(this.documents[index].address);
  }

  // Each document that the frame shows: the reading size, the night, and what a click may do.
  prepare() {
    const content = this.content;
    if (!content || content.URL === "about:blank") return;
    const address = decodeURI(new URL(content.URL).pathname);
    const index = this.documents.findIndex((each) => decodeURI(each.address) === address);
    if (index >= 0) this.at = index;
    this.chapters.value = String(this.at);
    this.back.disabled = this.at === 0;
    this.on.disabled = this.at === this.documents.length - 1;
    this.applyReading();
    if (this.kept) content.scrollingElement.scrollTop = this.kept;
    this.kept = 0;
    content.addEventListener("click", (event) => this.follow(event));
    content.addEventListener("scroll", () => this.showPage(), { passive: true });
    this.showPage();
  }

  // Links lead to places of the book alone.
  follow(event) {
    const link = event.target.closest?.("a[href]");
    if (link && !link.href.startsWith(`${location.origin}/epubs/${this.name}/`)) event.preventDefault();
  }

  // Turns the pages of the print edition to the one that has the text at the top of the frame.
  showPage() {
    const breaks = [...this.content.querySelectorAll("[role='doc-pagebreak']")];
    const passed = breaks.filter((each) => each.getBoundingClientRect().top < 80);
    const folio = (passed.at(-1) ?? breaks[0])?.getAttribute("aria-label");
    if (!folio || folio === this.folio) return;
    this.folio = folio;
    const page = this.view.pages.find((each) => each.folio === folio || String(each.number) === folio);
    if (page) this.onPage(page.number);
  }

  resize(step) {
    const at = SIZES.indexOf(this.reading.size) + step;
    if (SIZES[at]) this.read({ size: SIZES[at] });
  }

  toggleNight() {
    this.read({ night: !this.reading.night });
  }

  read(values) {
    Object.assign(this.reading, values);
    localStorage.setItem(STORED, JSON.stringify(this.reading));
    this.markReading();
    this.applyReading();
  }

  markReading() {
    this.smaller.disabled = this.reading.size === SIZES[0];
    this.larger.disabled = this.reading.size === SIZES.at(-1);
    this.night.setAttribute("aria-pressed", String(this.reading.night));
    this.body.classList.toggle("night", this.reading.night);
  }

  // As reading systems do it: on the root, so that the style sheet of the book takes it over.
  applyReading() {
    const root = this.content?.documentElement;
    if (!root) return;
    root.style.fontSize = `${this.reading.size}%`;
    root.style.colorScheme = this.reading.night ? "dark" : "light";
    for (const [name, value] of Object.entries(NIGHT)) {
      root.style[name] = this.reading.night ? value : "";
    }
  }
}
