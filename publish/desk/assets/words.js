// The words of the interface, in Hebrew or English.

import { api } from "./api.js";

const STORED = "publish-desk-language";
let table = {};

export const language = () => table.lang;

// The words of a key; `{}` stands for a value. The key itself where a table has no such words,
// as with editions and profiles of the user's own.
export function words(key, value) {
  const text = table[key] ?? key.slice(key.indexOf(".") + 1);
  return value === undefined ? text : text.replace("{}", value);
}

// A label that the server gives in both languages.
export const inLanguage = (label) =>
  typeof label === "object" && label !== null ? (label[table.lang] ?? label.en) : label;

export function storedLanguage() {
  return localStorage.getItem(STORED);
}

export async function loadWords(lang) {
  table = await api.get(`/assets/words.${lang === "he" ? "he" : "en"}.json`);
  localStorage.setItem(STORED, table.lang);
  document.documentElement.lang = table.lang;
  document.documentElement.dir = table.dir;
  for (const each of document.querySelectorAll("[data-word]")) {
    each.textContent = words(each.dataset.word);
  }
  for (const each of document.querySelectorAll("[data-label]")) {
    each.setAttribute("aria-label", words(each.dataset.label));
  }
  for (const each of document.querySelectorAll("[data-key]")) {
    const label = each.dataset.label ?? each.dataset.word;
    each.title = `${label ? words(label) : each.textContent.trim()} (${each.dataset.key})`;
  }
}
