// The words of pages as simple HTML, for screen readers and for reading at any size.

import { api, ofBook } from "./api.js";
import { element } from "./dom.js";
import { words } from "./words.js";

const ALLOWED = new Set(
  "P DIV SPAN H1 H2 H3 H4 H5 H6 UL OL LI BLOCKQUOTE TABLE TBODY TR TD TH B I EM STRONG SUP SUB BR RUBY RT SECTION ASIDE A".split(
    " ",
  ),
);

// The fragment without anything but words, their languages and directions.
function clean(html) {
  const { content } = Object.assign(document.createElement("template"), { innerHTML: html });
  for (const each of content.querySelectorAll("*")) {
    if (!ALLOWED.has(each.tagName)) each.replaceWith(...each.childNodes);
    for (const { name } of [...each.attributes]) {
      if (name !== "lang" && name !== "dir") each.removeAttribute(name);
    }
  }
  return content;
}

export class PageTexts {
  constructor(scroll) {
    this.wanted = new Map();
    this.observer = new IntersectionObserver((entries) => this.load(entries), {
      root: scroll,
      rootMargin: "600px",
    });
  }

  clear() {
    this.observer.disconnect();
    this.wanted.clear();
  }

  // Fills `host` when it comes near the view, and again when the page has changed.
  watch(host, view, page) {
    const key = `${page.image} ${view.revision}`;
    if (host.dataset.image === page.image) return;
    this.wanted.set(host, { key, image: page.image, address: ofBook(view.id, "pages", page.number, "text") });
    if (!host.childNodes.length) {
      host.append(element("p", { className: "wait" }, words("as_text_page", page.folio || page.number)));
    }
    this.observer.unobserve(host);
    this.observer.observe(host);
  }

  async load(entries) {
    for (const { target, isIntersecting } of entries) {
      const wanted = isIntersecting && this.wanted.get(target);
      if (!wanted) continue;
      this.wanted.delete(target);
      this.observer.unobserve(target);
      const { html } = await api.get(wanted.address).catch(() => ({ html: null }));
      if (html === null || this.wanted.has(target)) continue;
      target.dataset.image = wanted.image;
      target.replaceChildren(clean(html));
    }
  }
}
