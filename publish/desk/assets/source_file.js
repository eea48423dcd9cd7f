// A file of the book as the editor has it: the text on the disk, what is not saved, and conflicts.

import { api, ofBook } from "./api.js";

const QUIET_MS = 900;

export class SourceFile {
  // `state` is called with "saved", "not_saved", "saving" or "conflict".
  constructor(book, file, editor, state) {
    this.book = book;
    this.file = file;
    this.editor = editor;
    this.tell = state;
    this.digest = null;
    this.onDisk = null;
    this.timer = null;
    this.saving = Promise.resolve();
    this.conflict = null;
    this.saves = 0;
  }

  get address() {
    return ofBook(this.book, "files", this.file.id);
  }

  get isDirty() {
    return this.onDisk !== null && this.editor.text() !== this.onDisk;
  }

  async open() {
    const answer = await api.get(this.address);
    this.editor.open(answer.text, !this.file.editable);
    this.accept(answer);
    return answer;
  }

  accept({ text, digest }) {
    this.onDisk = text;
    this.digest = digest;
    this.conflict = null;
    this.tell("saved");
  }

  // What the disk has now. A text that is not saved is never replaced, and an answer that was
  // overtaken by a save is asked for again: it may be older than the text of the editor.
  async refresh() {
    await this.saving;
    const { saves } = this;
    const answer = await api.get(this.address);
    if (saves !== this.saves) return this.refresh();
    if (answer.digest !== this.digest) {
      if (this.isDirty && answer.text !== this.editor.text()) this.meet(answer);
      else {
        this.editor.replace(answer.text);
        this.accept(answer);
      }
    }
    return answer;
  }

  meet({ text, digest }) {
    clearTimeout(this.timer);
    this.conflict = { text, digest };
    this.tell("conflict");
  }

  changed() {
    if (this.conflict) return;
    clearTimeout(this.timer);
    if (!this.isDirty) return this.tell("saved");
    this.tell("not_saved");
    this.timer = setTimeout(() => this.save(), QUIET_MS);
  }

  // Saves what is not saved. Resolves to true where the disk has the text of the editor.
  save() {
    clearTimeout(this.timer);
    this.saving = this.saving.then(() => this.put());
    return this.saving;
  }

  async put() {
    if (this.conflict) return false;
    if (!this.isDirty) return true;
    const text = this.editor.text();
    this.tell("saving");
    this.saves++;
    try {
      const { digest } = await api.put(this.address, { text, digest: this.digest });
      this.onDisk = text;
      this.digest = digest;
    } catch (error) {
      if (error.status === 409 && typeof error.body?.text === "string") this.meet(error.body);
      else this.tell("not_saved", error);
      return false;
    }
    this.tell(this.isDirty ? "not_saved" : "saved");
    return !this.isDirty;
  }

  // After a conflict: the text of the editor goes over that of the disk …
  keepMine() {
    this.digest = this.conflict.digest;
    this.onDisk = this.conflict.text;
    this.conflict = null;
    return this.save();
  }

  // … or the other way round; the editor's undo still has the text that was not saved.
  takeTheirs() {
    const theirs = this.conflict;
    this.editor.replace(theirs.text);
    this.accept(theirs);
  }
}
