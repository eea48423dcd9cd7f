// Messages, each on a card beside its page.

import { bdi, button, byId, element } from "./dom.js";
import { words } from "./words.js";

let actions = {};

export function prepareMessages(handlers) {
  actions = handlers;
}

// Puts the cards of all messages into the lists that `listOf` gives for a page, null for the book.
// A list whose messages are the same stays as it is, open cards and focus included.
export function fillCards(listOf, diagnostics) {
  const lists = new Map([...document.querySelectorAll(".cards")].map((list) => [list, []]));
  for (const each of diagnostics) lists.get(listOf(each.page))?.push(each);
  for (const [list, ofList] of lists) {
    const facts = JSON.stringify([ofList, document.documentElement.lang]);
    if (list.facts === facts || (!ofList.length && !list.childNodes.length)) continue;
    list.facts = facts;
    keepFocus(list, () => list.replaceChildren(...ofList.map(cardOf)));
  }
  const count = diagnostics.length;
  byId("message-count").textContent =
    count === 0
      ? words("messages_none")
      : count === 1
        ? words("messages_one")
        : words("messages_many", count);
  for (const id of ["previous-message", "next-message"]) byId(id).disabled = count === 0;
}

function keepFocus(list, change) {
  const held = list.contains(document.activeElement)
    ? document.activeElement.closest(".card")?.dataset.id
    : null;
  const open = new Set([...list.querySelectorAll("details[open]")].map((each) => each.dataset.id));
  change();
  for (const each of list.querySelectorAll("details")) each.open = open.has(each.dataset.id);
  if (held === null) return;
  const card = [...list.children].find((each) => each.dataset.id === held) ?? list.firstChild;
  card?.querySelector("summary").focus({ preventScroll: true });
}

// English words with `code` between backquotes.
function prose(text, className) {
  const parts = text
    .split("`")
    .map((part, index) => (index % 2 ? element("code", {}, part) : document.createTextNode(part)));
  return element("p", { className, lang: "en", dir: "ltr" }, parts);
}

function cardOf(diagnostic) {
  const { id, code, severity, message, reason, hints, fix, mark, file, rects, page } = diagnostic;
  const summary = element(
    "summary",
    {},
    element("span", { className: "severity" }, words(`message_kinds.${severity}`)),
    bdi(message, { lang: "en", dir: "ltr" }),
  );
  const more = [
    ...[reason].flat().filter(Boolean).map((each) => prose(each, "reason")),
    ...hints.map((hint) => prose(hint, "hint")),
    mark && !fix && element("pre", { dir: "ltr" }, mark),
    element("p", { className: "code" }, bdi(code)),
  ];
  const tools = element(
    "div",
    { className: "card-tools" },
    (fix || mark) &&
      button(words(fix ? "mend" : "mark"), () => actions.mend(diagnostic), { className: "mend" }),
    file && button(words("show_place"), () => actions.showPlace(diagnostic), { className: "quiet" }),
  );
  const card = element(
    "li",
    { className: "card", data: { id, severity } },
    element("details", { data: { id } }, summary, ...more),
    tools,
  );
  if (page) {
    const show = () => actions.showRects(page, rects);
    card.addEventListener("pointerenter", show);
    card.addEventListener("focusin", show);
  }
  return card;
}

// Moves the focus to the next or previous message; the first one in sight where none has it.
export function goToMessage(step) {
  const cards = [...document.querySelectorAll(".card")];
  if (!cards.length) return;
  const at = cards.indexOf(document.activeElement?.closest(".card"));
  const next = at < 0 ? nearest(cards, step) : (at + step + cards.length) % cards.length;
  const summary = cards[next].querySelector("summary");
  const folded = cards[next].closest(".book-messages");
  if (folded) folded.open = true;
  cards[next].scrollIntoView({ block: "nearest" });
  summary.focus();
}

function nearest(cards, step) {
  const top = byId("scroll").getBoundingClientRect().top;
  const below = cards.findIndex((card) => card.getBoundingClientRect().top >= top);
  if (step > 0) return below < 0 ? 0 : below;
  return below <= 0 ? cards.length - 1 : below - 1;
}

// The message on which the focus is.
export function mendFocused() {
  document.activeElement?.closest(".card")?.querySelector(".mend")?.click();
}
