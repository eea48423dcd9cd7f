// The choices of a view: edition, look, purpose and languages, and how its pages are shown.
//
// They change what is shown and no setting. The address of the page keeps them, so that a reload
// and the browser's Back lead to the same view.

import { byId, element } from "./dom.js";
import { language, words } from "./words.js";

const VARIANTS = ["edition", "theme", "profile", "languages"];
const FIRST_MODE = "single";

// The choices that an address has: the book, then its parameters.
function readAddress() {
  const [book, parameters] = location.hash.slice(1).split("?");
  return { book, ...Object.fromEntries(new URLSearchParams(parameters)) };
}

export class ViewChoice {
  constructor({ onVariant, onMode, onAddress }) {
    this.values = {};
    this.onMode = onMode;
    for (const name of VARIANTS) {
      byId(name).addEventListener("change", () => {
        this.choose({ [name]: byId(name).value });
        onVariant();
      });
    }
    byId("as-set").addEventListener("click", () => {
      this.choose(Object.fromEntries(VARIANTS.map((name) => [name, ""])));
      onVariant();
      byId(VARIANTS[0]).focus();
    });
    byId("mode").addEventListener("change", (event) => this.setMode(event.target.value));
    addEventListener("hashchange", () => onAddress(readAddress()));
  }

  get mode() {
    return this.values.mode || FIRST_MODE;
  }

  // The edition, theme, profile and languages that differ from the settings.
  get variant() {
    const chosen = VARIANTS.map((name) => [name, this.values[name]]);
    return Object.fromEntries(chosen.filter(([, value]) => value));
  }

  // The address of an answer about the book in this view.
  get parameters() {
    return new URLSearchParams(this.variant);
  }

  // Shows the choices of an address; only the first book leaves no step in the browser's history.
  open(values) {
    this.values = values;
    this.write(location.hash ? "pushState" : "replaceState");
    this.mark();
    this.onMode(this.mode);
  }

  setMode(mode) {
    if (mode === this.mode) return;
    this.choose({ mode: mode === FIRST_MODE ? "" : mode });
    this.onMode(mode);
  }

  choose(values) {
    Object.assign(this.values, values);
    this.write("pushState");
    this.mark();
  }

  write(how) {
    const { book, ...others } = this.values;
    const kept = Object.entries(others).filter(([, value]) => value);
    const parameters = new URLSearchParams(kept).toString().replaceAll("%2C", ",");
    const hash = `#${book}${parameters && `?${parameters}`}`;
    if (hash !== location.hash) history[how](null, "", hash);
  }

  mark() {
    for (const name of VARIANTS) {
      const value = this.values[name];
      const isSet = !value || value === this.set?.[name];
      byId(name).value = isSet ? "" : value;
      byId(name).parentElement.classList.toggle("chosen", !isSet);
    }
    byId("as-set").hidden = !Object.keys(this.variant).length;
    document.querySelector(`input[name=mode][value=${this.mode}]`).checked = true;
  }

  // Fills the lists with what can be chosen; `set` is what the settings of the book choose.
  fill(desk, set) {
    this.set = set ?? this.set;
    const own = this.set?.editions ?? [];
    fillChoices("edition", this.set?.edition, [...new Set([...own, ...desk.editions])]);
    fillChoices("theme", this.set?.theme, desk.themes);
    fillChoices("profile", this.set?.profile, desk.profiles);
    fillChoices("languages", null, languageChoices(this.set?.languages ?? []));
    // A choice that an address names, as of languages that the text has no more, stays one.
    for (const name of VARIANTS) {
      if (this.values[name] !== this.set?.[name]) addChoice(name, this.values[name]);
    }
    byId("languages").parentElement.hidden = byId("languages").options.length < 3;
    this.mark();
  }
}

export const startAddress = readAddress;

// The first entry stands for what the settings choose, which is `value` where that is known.
function fillChoices(name, value, values) {
  const others = values.filter((each) => each !== value);
  const entries = [
    ["", value ? labelOf(name, value) : words("as_set")],
    ...others.map((each) => [each, labelOf(name, each)]),
  ];
  const facts = JSON.stringify(entries);
  const select = byId(name);
  if (select.facts === facts) return;
  select.facts = facts;
  select.replaceChildren(...entries.map(([key, label]) => element("option", { value: key }, label)));
}

function addChoice(name, value) {
  const select = byId(name);
  if (!value || [...select.options].some((each) => each.value === value)) return;
  select.append(element("option", { value }, labelOf(name, value)));
}

function labelOf(name, value) {
  if (name !== "languages") return words(`${name}s.${value}`);
  const names = new Intl.DisplayNames([language()], { type: "language" });
  return value
    .split(",")
    .map((tag) => names.of(tag))
    .join(", ");
}

// One language alone, or two in either order.
function languageChoices(languages) {
  const pairs = languages.flatMap((first) =>
    languages.filter((other) => other !== first).map((other) => `${first},${other}`),
  );
  return [...pairs, ...languages];
}
