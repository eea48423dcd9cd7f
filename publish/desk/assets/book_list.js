// The list of the books, each by the title that its title page has.

import { api, ofBook } from "./api.js";
import { byId, fillSelect } from "./dom.js";

// Books whose titles are read from their texts; more of them keep the names of their files.
const MOST_READ = 60;

export function fillBooks(books, chosen) {
  fillSelect(byId("book"), books.map(({ id, title, name }) => [id, title || name]), chosen);
  byId("book").hidden = books.length < 2;
  byId("title").classList.toggle("unseen", !byId("book").hidden);
}

// Reads the titles that are not known yet, one after another, and shows each.
export async function readTitles(books) {
  const unknown = books.filter((book) => !book.is_title_known);
  for (const book of unknown.slice(0, MOST_READ)) {
    const named = await api.get(ofBook(book.id, "name")).catch(() => null);
    if (!named) continue;
    Object.assign(book, named);
    const option = [...byId("book").options].find(({ value }) => value === book.id);
    if (option) option.textContent = book.title;
  }
}
