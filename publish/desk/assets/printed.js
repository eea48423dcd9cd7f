// What was printed of a book: when, how many pages differ since, and the button that records it.

import { button, element } from "./dom.js";
import { words } from "./words.js";

// The parts of the section; `date` is that of the record, if there is one.
export function printedSection(date, view, variant, onPrint) {
  const record = date
    ? `${words("printed_on", dateOf(date))} ${countOf(view.pages)}`
    : words("not_printed");
  const mark = button(words("is_printed"), onPrint, {
    disabled: view.status !== "good" || Boolean(variant.theme),
  });
  return [
    element("h2", { className: "shelf-title" }, words("on_paper")),
    element("p", { className: "help" }, record),
    mark,
  ];
}

// Pages in another look are not compared.
function countOf(pages) {
  if (pages.some((page) => page.changed_since_print === null)) return "";
  const count = pages.filter((page) => page.changed_since_print).length;
  if (count === 0) return words("no_page_differs");
  return count === 1 ? words("one_page_differs") : words("pages_differ", count);
}

const dateOf = (date) =>
  new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: "long",
    timeStyle: "short",
  }).format(new Date(date));
