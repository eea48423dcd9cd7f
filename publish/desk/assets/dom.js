// Elements of the page.

export const byId = (id) => document.getElementById(id);

// A new element. Properties are set as such; `data` and `aria` are tables of attributes, `on` of
// listeners. Children that are null or false are left out.
export function element(name, { data = {}, aria = {}, on = {}, ...properties } = {}, ...children) {
  const made = document.createElement(name);
  Object.assign(made, properties);
  Object.assign(made.dataset, data);
  for (const [key, value] of Object.entries(aria)) made.setAttribute(`aria-${key}`, value);
  for (const [type, listener] of Object.entries(on)) made.addEventListener(type, listener);
  made.append(...children.flat().filter((child) => child !== null && child !== false));
  return made;
}

export function button(words, onclick, properties = {}) {
  return element("button", { type: "button", on: { click: onclick }, ...properties }, words);
}

// Text in a direction of its own, as its letters have it.
export const bdi = (text, properties = {}) => element("bdi", properties, text);

export function fillSelect(select, choices, value) {
  select.replaceChildren(
    ...choices.map(([key, label]) => element("option", { value: key, dir: "auto" }, label)),
  );
  select.value = value;
}
