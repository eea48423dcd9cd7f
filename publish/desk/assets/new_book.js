// A new book from a text that is pasted, or from a file that is dropped or chosen.

import { api } from "./api.js";
import { button, byId, element } from "./dom.js";
import { words } from "./words.js";

export function prepareNewBook(onMade) {
  const dialog = byId("new-book");
  let files = [];

  function show() {
    if (dialog.open) return;
    files = [];
    const title = element("h1", { id: "new-book-title" }, words("new_title"));
    const name = element("input", { id: "new-name", type: "text", dir: "auto", autocomplete: "off", maxLength: 100 });
    const text = element("textarea", { id: "new-text", dir: "auto", rows: 9, spellcheck: false });
    const file = element("input", { id: "new-file", type: "file", className: "unseen" });
    const chosenName = element("bdi", { className: "chosen-file" });
    const problem = element("p", { className: "failed", role: "alert" });
    const drop = element(
      "div",
      { className: "drop" },
      element("p", {}, words("drop_here")),
      file,
      element("label", { htmlFor: "new-file", className: "file-button" }, words("choose_file")),
      chosenName,
      element("p", { className: "help" }, words("formats")),
    );
    file.addEventListener("change", () => choose([...file.files]));

    function choose(chosen) {
      files = chosen;
      chosenName.textContent = files[0]?.name ?? "";
      if (files.length && !name.value) name.value = files[0].name.replace(/\.[^.]*$/, "");
    }

    async function make(event) {
      event.preventDefault();
      problem.textContent = "";
      if (!files.length && !text.value.trim()) {
        problem.textContent = words("write_or_choose");
        return;
      }
      try {
        const { id } = await send(name.value.trim(), text.value, files);
        dialog.close();
        onMade(id);
      } catch (error) {
        problem.textContent = [error.message, error.hint].filter(Boolean).join(" ");
      }
    }

    const form = element(
      "form",
      { on: { submit: make } },
      title,
      element("label", { htmlFor: "new-text" }, words("paste")),
      text,
      drop,
      element("label", { htmlFor: "new-name" }, words("name")),
      name,
      problem,
      element(
        "div",
        { className: "dialog-tools" },
        element("button", { type: "submit", className: "main" }, words("add_book")),
        button(words("cancel"), () => dialog.close()),
      ),
    );
    dialog.replaceChildren(form);
    dialog.choose = (dropped) => {
      const transfer = new DataTransfer();
      for (const each of dropped) transfer.items.add(each);
      file.files = transfer.files;
      choose(dropped);
    };
    dialog.showModal();
    text.focus();
  }

  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    const dropped = [...(event.dataTransfer?.files ?? [])];
    if (!dropped.length) return;
    event.preventDefault();
    show();
    dialog.choose(dropped);
  });
  return show;
}

function send(name, text, [file]) {
  if (!file) return api.post("/api/new", { name, text });
  const ending = file.name.match(/\.[^.]*$/)?.[0] ?? "";
  const named = encodeURIComponent(name ? name + ending : file.name);
  return api.post(`/api/new?file=${named}`, file);
}
