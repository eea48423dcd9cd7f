// The panel beside the pages, with its tabs; on a telephone each part of the desk by itself.

import { byId } from "./dom.js";

const TABS = ["text", "settings", "files"];

export class Panel {
  constructor(onShow) {
    this.onShow = onShow;
    this.current = "text";
    for (const name of TABS) {
      const tab = byId(`tab-${name}`);
      tab.addEventListener("click", () => this.show(name));
      tab.addEventListener("keydown", (event) => this.move(event, name));
    }
    for (const each of document.querySelectorAll(".phone-bar button")) {
      each.addEventListener("click", () => this.showPart(each.dataset.part));
    }
    this.showPart("pages");
  }

  show(name) {
    this.current = name;
    for (const each of TABS) {
      const isShown = each === name;
      byId(`panel-${each}`).hidden = !isShown;
      byId(`tab-${each}`).setAttribute("aria-selected", String(isShown));
      byId(`tab-${each}`).tabIndex = isShown ? 0 : -1;
    }
    this.markPart(name);
    this.onShow(name);
  }

  showPart(part) {
    if (TABS.includes(part)) this.show(part);
    else this.markPart(part);
  }

  markPart(part) {
    document.body.dataset.part = part;
    for (const each of document.querySelectorAll(".phone-bar button")) {
      each.setAttribute("aria-pressed", String(each.dataset.part === part));
    }
  }

  move(event, name) {
    const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = document.documentElement.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const step = { [forward]: 1, [back]: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(name) + step + TABS.length) % TABS.length];
    this.show(next);
    byId(`tab-${next}`).focus();
  }
}
