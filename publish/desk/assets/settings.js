// The settings of a book as a form, with the settings file beside it.

import { api, ofBook } from "./api.js";
import { tellProblem } from "./changes.js";
import { button, byId, element } from "./dom.js";
import { makeControl } from "./settings_controls.js";
import { inLanguage, words } from "./words.js";

export class SettingsPanel {
  constructor({ onFile }) {
    this.host = byId("panel-settings");
    this.onFile = onFile;
    this.controls = new Map();
    this.saving = Promise.resolve();
    this.waiting = 0;
    addEventListener("beforeunload", (event) => {
      this.leaveField();
      if (this.waiting) event.preventDefault();
    });
  }

  // A field is saved when it is left: so the one that is being filled is left.
  leaveField() {
    if (this.host.contains(document.activeElement)) document.activeElement.blur();
  }

  async show(view) {
    this.view = view;
    if (this.host.hidden) return;
    const answer = await api.get(ofBook(view.id, "settings")).catch(() => null);
    if (answer) this.fill(answer);
  }

  fill(answer) {
    this.digest = answer.digest;
    this.fileId = answer.file;
    const shape = JSON.stringify([
      this.view.id,
      document.documentElement.lang,
      this.file?.id,
      answer.fault,
      answer.keys.map((key) => [key.name, key.kind, key.choices]),
    ]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.build(answer);
    }
    const languages = answer.languages?.length ? answer.languages : [this.view.lang];
    for (const key of answer.keys) this.controls.get(key.name)?.write({ ...key, languages });
    this.toml.textContent = answer.toml;
    this.toml.parentElement.hidden = !answer.toml;
  }

  build(answer) {
    this.controls.clear();
    const groups = new Map();
    for (const key of answer.keys) {
      const group = inLanguage(key.group) ?? "";
      if (!groups.has(group)) groups.set(group, []);
      groups.get(group).push(this.field(key));
    }
    this.toml = element("pre", { dir: "ltr", tabIndex: 0, role: "region" });
    this.toml.setAttribute("aria-labelledby", "settings-file-title");
    this.host.replaceChildren(
      element("p", { className: "failed", dir: "auto", hidden: !answer.fault }, answer.fault ?? ""),
      ...[...groups].map(([name, fields], index) =>
        element(
          "details",
          { className: "settings-group", open: index < 2 },
          element("summary", {}, name || words("settings")),
          ...fields,
        ),
      ),
      element(
        "section",
        { className: "settings-file" },
        element("h2", { id: "settings-file-title" }, words("settings_file")),
        this.toml,
        this.fileButton(),
      ),
    );
  }

  get file() {
    return this.view.files.find(({ id }) => id === this.fileId);
  }

  fileButton() {
    const { file } = this;
    return file ? button(words("change_in_file"), () => this.onFile(file.id)) : null;
  }

  field(key) {
    const id = `setting-${key.name}`;
    const control = makeControl(key, id, (value) => this.put(key.name, value));
    this.controls.set(key.name, control);
    const help = key.help && element("p", { id: `${id}-help`, className: "help" }, inLanguage(key.help));
    if (help) control.node.setAttribute("aria-describedby", help.id);
    const label = control.isGroup
      ? element("span", { className: "label", id: `${id}-label` }, inLanguage(key.label))
      : element("label", { htmlFor: id }, inLanguage(key.label));
    const toFile = key.kind === "other" && this.fileButton();
    return element("div", { className: "field", data: { field: key.name } }, label, control.node, toFile, help);
  }

  // One change after the other: each is made to the file as the one before has left it.
  put(key, value) {
    this.waiting++;
    this.saving = this.saving.then(() => this.putNext(key, value)).finally(() => this.waiting--);
    return this.saving;
  }

  async putNext(key, value) {
    const address = ofBook(this.view.id, "settings");
    try {
      const answer = await api.put(address, { key, value, digest: this.digest });
      this.digest = answer.digest ?? this.digest;
    } catch (error) {
      tellProblem(error);
    }
    await this.show(this.view);
  }
}
