// The text of a page, for those who hear it and for those who have no mouse.
//
// It is opened by a button in the figure of the page, because the text of all pages at once would
// be more than a browser or a listener can hold (WCAG 2.2, technique G74: a long description stands
// near its picture). Headings, lists and notes are such elements, each with its language.
//
// One word at a time is a link in the order of the Tab key, and the arrow keys move it (ARIA
// Authoring Practices, roving tabindex); as links all words would bury those of the page.

import { button, element } from "./dom.js";
import { words } from "./words.js";

const TAGS = { text: "p", verse: "p", quotation: "blockquote", caption: "p", item: "li" };

export class PageText {
  constructor({ load, onWord }) {
    this.load = load;
    this.onWord = onWord;
    this.content = element("section", { className: "page-words", hidden: true });
    this.content.addEventListener("click", (event) => this.openWord(event.target));
    this.content.addEventListener("keydown", (event) => this.pressKey(event));
    this.button = button("", () => this.toggle(), { className: "quiet", aria: { expanded: "false" } });
    this.node = element("div", { className: "page-text" }, this.button, this.content);
  }

  // Follows the page, whose text is read again if it has changed.
  show(page) {
    this.page = page;
    this.content.id = `page-text-${page.number}`;
    this.button.textContent = words("text_of", page.folio || page.number);
    this.button.setAttribute("aria-controls", this.content.id);
    this.node.style.setProperty("--width", page.width);
    const facts = [page.image, document.documentElement.lang].join(" ");
    if (facts !== this.facts && !this.content.hidden) this.fill();
  }

  async toggle(isOpen = this.content.hidden) {
    this.content.hidden = !isOpen;
    this.button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) await this.fill();
  }

  // Opens the text and moves to its first word, or closes it.
  async toggleByKey() {
    await this.toggle();
    const word = this.content.querySelector("[tabindex='0']");
    if (!this.content.hidden && word) word.focus();
    else this.button.focus();
  }

  async fill() {
    const { page } = this;
    this.facts = [page.image, document.documentElement.lang].join(" ");
    const text = await this.load(page.number);
    if (!text || page !== this.page) return;
    const title = element("h2", {}, words("text_of", page.folio || page.number));
    const rest = text.blocks.length
      ? [...blocksOf(text.blocks), element("p", { className: "help" }, words("text_of_how"))]
      : [element("p", { className: "help" }, words("no_text_on_page"))];
    this.content.replaceChildren(title, ...rest);
    const first = this.content.querySelector("[data-x]");
    if (first) makeLink(first);
  }

  openWord(node) {
    const word = node.closest("[data-x]");
    if (word) this.onWord(this.page.number, Number(word.dataset.x), Number(word.dataset.y));
  }

  pressKey(event) {
    const word = event.target.closest("[data-x]");
    if (!word || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") this.openWord(word);
    else if (!this.moveFrom(word, event.key)) return;
    event.preventDefault();
  }

  moveFrom(word, key) {
    const all = [...this.content.querySelectorAll("[data-x]")];
    const at = all.indexOf(word);
    const isRtl = getComputedStyle(word.closest("[data-block]")).direction === "rtl";
    const step = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1 }[key];
    const block = (each) => each.closest("[data-block]");
    const target = {
      Home: () => all[0],
      End: () => all.at(-1),
      ArrowDown: () => all.slice(at).find((each) => block(each) !== block(word)),
      ArrowUp: () => firstOf(all.slice(0, at).findLast((each) => block(each) !== block(word))),
    }[key];
    const next = step ? all[at + step] : target?.();
    if (!step && !target) return false;
    if (!next) return true;
    word.removeAttribute("role");
    word.tabIndex = -1;
    makeLink(next);
    next.focus();
    return true;
  }
}

function makeLink(word) {
  word.setAttribute("role", "link");
  word.tabIndex = 0;
}

const firstOf = (word) => word?.closest("[data-block]").querySelector("[data-x]");

// The blocks as elements: items in lists, cells in tables, headings without a level left out.
function blocksOf(blocks) {
  const made = [];
  let level = 2;
  const last = (name) => (made.at(-1)?.tagName === name ? made.at(-1) : null);
  const put = (node) => made.push(node) && node;
  for (const block of blocks) {
    if (block.kind === "heading") level = Math.min(Math.max(block.level, 1) + 2, level + 1, 6);
    const node = blockOf(block, level);
    if (block.kind === "item") (last("UL") ?? put(element("ul", {}))).append(node);
    else if (block.cell) putCell(last("TABLE") ?? put(element("table", {})), block.cell, node);
    else put(node);
  }
  return made;
}

function putCell(table, [row, column], node) {
  const before = [...table.rows].at(-1);
  const line = before?.dataset.row === String(row) ? before : table.insertRow();
  line.dataset.row = row;
  const cell = line.lastChild;
  const own = cell?.dataset.column === String(column) ? cell : line.insertCell();
  own.dataset.column = column;
  own.append(node);
}

function blockOf(block, level) {
  const { kind, lang, dir, label } = block;
  const name = kind === "heading" ? `h${level}` : (TAGS[kind] ?? "div");
  const node = element(name, { lang, dir, className: kind, data: { block: "" } });
  if (kind === "note") {
    node.setAttribute("role", "doc-footnote");
    if (label && !block.goes_on) node.append(element("sup", {}, label), " ");
  }
  if (kind === "picture") {
    node.append(element("span", { lang: document.documentElement.lang }, words("picture")), " ", label);
  }
  node.append(...block.runs.map((run) => runOf(run, block)));
  return node;
}

function runOf(run, block) {
  const inside = run.words.map((word) =>
    typeof word === "string"
      ? word
      : element("span", { data: { x: word[1], y: word[2] } }, word[0]),
  );
  if (run.call) return element("sup", {}, inside);
  if (run.lang === block.lang && run.dir === block.dir) return element("span", {}, inside);
  return element("bdi", { lang: run.lang, dir: run.dir }, inside);
}

// A note on a page for a moment: a click that found nothing has an answer.
export function tellAt(paper, x, y, text) {
  paper.querySelector(".page-note")?.remove();
  const note = element("p", { className: "page-note", role: "status" });
  note.style.setProperty("--x", x);
  note.style.setProperty("--y", y);
  paper.append(note);
  note.textContent = text;
  setTimeout(() => note.remove(), 2500);
}
