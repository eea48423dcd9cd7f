// Search and filters of the list of books.  Without this script the whole list is shown.
"use strict";

(() => {
  const filters = document.getElementById("filters");
  const none = document.getElementById("none");
  const books = [...document.querySelectorAll("#books > .book")];
  const records = JSON.parse(document.getElementById("search").textContent);

  // As the program folds the texts: no points, accents, quotation marks and capitals.
  const fold = (text) =>
    text
      .toLowerCase()
      .normalize("NFD")
      .replace(/[^\p{L}\p{N}\s-]/gu, "")
      .split(/\s+/u)
      .filter(Boolean);

  const value = (name) => document.getElementById(name)?.value ?? "";

  const matches = (record, words) =>
    words.every((word) => record.text.includes(word)) &&
    (!value("languages") || record.languages.includes(value("languages"))) &&
    (!value("authors") || record.authors.includes(value("authors"))) &&
    (!value("series") || record.series === value("series"));

  const update = () => {
    const words = fold(value("words"));
    let count = 0;
    records.forEach((record, index) => {
      const shown = matches(record, words);
      books[index].hidden = !shown;
      count += shown;
    });
    none.textContent = count ? "" : none.dataset.text;
  };

  filters.addEventListener("input", update);
  filters.hidden = false;
  update();
})();
