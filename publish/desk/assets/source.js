// The text panel: a file of the book in the editor, with the role of each line.

import { api, ofBook } from "./api.js";
import { attempt, tellChange, tellProblem } from "./changes.js";
import { button, byId, element, fillSelect } from "./dom.js";
import { phrases } from "./editor_phrases.js";
import { offerUtf8 } from "./encoding.js";
import { openMenu } from "./role_menu.js";
import { SourceFile } from "./source_file.js";
import { inLanguage, words } from "./words.js";

const CURSOR_MS = 200;

// Files by their names, without the folder that all texts are in.
function namesOf(files) {
  const folders = files.map(({ name }) => name.slice(0, name.lastIndexOf("/") + 1));
  const common = new Set(folders).size === 1 ? folders[0].length : 0;
  return files.map(({ id, name }) => [id, name.slice(common)]);
}

export class SourcePanel {
  constructor({ onPlace, onLines }) {
    this.onPlace = onPlace;
    this.onLines = onLines;
    this.open = null;
    this.shown = Promise.resolve();
    this.lines = [];
    this.roles = [];
    this.build();
    window.addEventListener("beforeunload", (event) => {
      if (!this.open?.isDirty) return;
      this.open.save();
      event.preventDefault();
    });
  }

  build() {
    this.files = element("select", { on: { change: () => this.openFile(this.files.value) } });
    this.state = element("span", { className: "save-state", role: "status" });
    this.conflict = element("div", { className: "conflict", role: "alert", hidden: true });
    this.encoding = element("div", { className: "encoding", hidden: true });
    this.host = element("div", { className: "editor" });
    this.where = element("span", {});
    this.role = button("", () => this.askRole(this.line, this.role.getBoundingClientRect()), {
      className: "role-button",
      aria: { haspopup: "menu" },
    });
    const top = element("div", { className: "source-bar" }, this.files, this.state);
    const foot = element("div", { className: "source-foot" }, this.where, this.role);
    byId("panel-text").replaceChildren(top, this.conflict, this.encoding, this.host, foot);
    this.root = this.host.attachShadow({ mode: "open" });
  }

  get line() {
    return this.editor?.cursor().line ?? 1;
  }

  // Follows the view of the book: its files, and what the disk has of the one in the editor.
  show(view) {
    this.shown = this.shown.then(() => attempt(() => this.follow(view)));
    return this.shown;
  }

  async follow(view) {
    const isOther = this.view?.id !== view.id;
    this.view = view;
    this.files.setAttribute("aria-label", words("file"));
    fillSelect(
      this.files,
      namesOf(view.files),
      this.open?.file.id,
    );
    if (isOther) {
      await this.open?.save();
      this.open = null;
    }
    const present = this.open && view.files.find(({ id }) => id === this.open.file.id);
    if (present) this.open.file = present;
    else return view.files.length ? this.openFile(view.files[0].id) : null;
    return this.refresh();
  }

  async refresh() {
    const { open } = this;
    const answer = await open.refresh().catch(() => null);
    if (answer && open === this.open) this.showLines(answer);
  }

  async openFile(id) {
    const file = this.view.files.find((each) => each.id === id);
    if (!file || this.open?.file.id === id) return;
    if (this.open && !(await this.open.save()) && this.open.isDirty) {
      this.files.value = this.open.file.id;
      return;
    }
    await this.prepareEditor(file.kind);
    const opened = new SourceFile(this.view.id, file, this.editor, (...state) => {
      if (this.open === opened) this.showState(...state);
    });
    this.open = opened;
    this.files.value = id;
    await attempt(async () => this.showLines(await opened.open()));
  }

  async prepareEditor(kind) {
    const lang = document.documentElement.lang;
    if (this.editor && this.kind === kind && this.lang === lang) return;
    this.editor?.destroy();
    [this.kind, this.lang] = [kind, lang];
    const place = element("div", { className: "editor-place" });
    place.style.height = "100%";
    this.root.replaceChildren(place);
    const options = {
      kind,
      label: words("text"),
      phrases: phrases(),
      onChange: () => this.open?.changed(),
      onCursor: () => this.moveCursor(),
      onRole: (line, box) => this.askRole(line, box),
      onSave: () => this.open?.save(),
    };
    const { createEditor } = await import("./codemirror.js").catch(() => import("./plain_editor.js"));
    this.editor = createEditor(place, options);
  }

  showLines(answer) {
    this.lines = answer.lines ?? [];
    this.roles = answer.roles ?? [];
    offerUtf8(this.encoding, answer, { address: this.open.address, flush: () => this.flush() });
    this.onLines(this.open.file, answer);
    this.host.dir = this.kind === "settings" ? "ltr" : this.view.dir;
    if (this.editor.text() !== answer.text) return;
    this.editor.setRoles(
      this.lines.map(({ number, role, label }) => ({ number, role, label: inLanguage(label) })),
    );
    this.editor.setProblems(
      this.view.diagnostics
        .filter(({ file, line }) => line && this.find(file) === this.open.file)
        .map((each) => ({ ...each, endLine: each.end_line ?? each.line, endColumn: each.end_column ?? each.column })),
    );
    this.showFoot();
  }

  showState(state, error) {
    this.state.textContent = state === "conflict" ? "" : words(state);
    if (!this.open.file.editable) this.state.textContent = words("read_only");
    this.state.dataset.state = state;
    if (error) tellProblem(error);
    this.conflict.hidden = state !== "conflict";
    if (state !== "conflict") return;
    this.conflict.replaceChildren(
      element("p", {}, words("changed_on_disk")),
      button(words("keep_mine"), () => this.open.keepMine()),
      button(words("discard"), () => this.open.takeTheirs()),
    );
  }

  showFoot() {
    const line = this.lines[this.line - 1];
    this.where.textContent = words("is_line", this.line);
    this.role.hidden = !this.canBeMarked(line);
    this.role.textContent = (line && inLanguage(line.label)) || words("role_of_line");
    this.role.title = `${words("role_of_line")} (Ctrl .)`;
  }

  moveCursor() {
    this.showFoot();
    clearTimeout(this.cursorTimer);
    this.cursorTimer = setTimeout(() => {
      this.onPlace({ file: this.open.file.id, ...this.editor.cursor() });
    }, CURSOR_MS);
  }

  // Blank lines have no role; files that are not text have no roles that a mark may give.
  canBeMarked(line) {
    return Boolean(line?.role && this.roles.length);
  }

  askRole(number, box) {
    const line = this.lines[number - 1];
    if (!this.canBeMarked(line) || !box) return;
    const choices = [
      ...this.roles.map(({ role, label }) => ({ role, label: inLanguage(label) })),
      { role: null, label: words("no_mark") },
    ];
    openMenu(box, words("role_of_line"), choices, line.role, (role) => this.mark(number, role));
  }

  async mark(line, role) {
    if (!(await this.flush())) return;
    const body = { file: this.open.file.id, line, role: role || null };
    const change = await attempt(() => api.post(ofBook(this.view.id, "mark"), body));
    if (change) tellChange(change, words("marked"));
    this.editor.focus();
  }

  // Saves what is not saved, so that a change of a line finds the text as it is shown.
  flush() {
    return this.open ? this.open.save() : Promise.resolve(true);
  }

  // The file that a message or a place names by its identifier or its name.
  find(file) {
    return this.view.files.find(({ id, name }) => id === file || name === file);
  }

  async reveal({ file, line, column, end_column: endColumn }) {
    const id = this.find(file)?.id;
    await this.openFile(id);
    if (!id || this.open?.file.id !== id) return;
    this.editor.reveal({ line, column, endColumn });
    this.showFoot();
  }

  focus() {
    this.editor?.focus();
  }
}
