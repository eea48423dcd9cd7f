// The words of the editor itself, as CodeMirror names them, in the language of the desk.

import { words } from "./words.js";

const KEYS = {
  Find: "search.find",
  Replace: "search.replace_with",
  next: "search.next",
  previous: "search.previous",
  all: "search.all",
  "match case": "search.case",
  regexp: "search.pattern",
  "by word": "search.whole_words",
  replace: "search.replace",
  "replace all": "search.replace_all",
  close: "close",
  "current match": "search.found",
  "on line": "search.on_line",
  "replaced match on line $": "search.replaced_one",
  "replaced $ matches": "search.replaced_many",
  "Go to line": "search.go_to_line",
  go: "search.go",
  "Selection deleted": "search.deleted",
};

export const phrases = () =>
  Object.fromEntries(Object.entries(KEYS).map(([phrase, key]) => [phrase, words(key)]));
