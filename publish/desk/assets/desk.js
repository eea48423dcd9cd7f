// The desk: the state of the page, and the parts joined together.

import { api, ofBook } from "./api.js";
import { attempt, tellChange, undoLast } from "./changes.js";
import { byId, fillSelect } from "./dom.js";
import { Downloads } from "./downloads.js";
import { follow } from "./events.js";
import { prepareKeys, showHelp } from "./keys.js";
import { goToMessage, mendFocused, prepareMessages } from "./messages.js";
import { prepareNewBook } from "./new_book.js";
import { showOutline } from "./outline.js";
import { Pages } from "./pages.js";
import { Panel } from "./panel.js";
import { SettingsPanel } from "./settings.js";
import { SourcePanel } from "./source.js";
import { language, loadWords, storedLanguage, words } from "./words.js";

const VARIANTS = ["edition", "theme", "profile"];
let desk = null;
let view = null;
let book = null;
let loading = null;
let isLate = false;

const pages = new Pages({
  onWord: findSource,
  onZoom: (zoom) => (byId("zoom-fit").textContent = zoom === "fit" ? words("fit") : `${zoom}%`),
});
const source = new SourcePanel({ onPlace: findPage });
const settings = new SettingsPanel({ onFile: (id) => showText().then(() => source.openFile(id)) });
const downloads = new Downloads({ variant: chosenVariant });
const panel = new Panel((name) => {
  if (view && name === "settings") settings.show(view);
});
const newBook = prepareNewBook(async (id) => {
  await loadDesk();
  await chooseBook(id);
});

function chosenVariant() {
  return Object.fromEntries(VARIANTS.map((name) => [name, byId(name).value || null]));
}

// The chosen edition, theme and profile as parameters of an address.
function chosen() {
  return Object.fromEntries(Object.entries(chosenVariant()).filter(([, value]) => value));
}

async function loadDesk() {
  desk = await api.get("/api/desk");
  fillSelect(byId("book"), desk.books.map(({ id, title, name }) => [id, title || name]), book);
  byId("book").hidden = desk.books.length < 2;
  byId("title").classList.toggle("unseen", !byId("book").hidden);
}

function fillVariants() {
  for (const name of VARIANTS) {
    const select = byId(name);
    const names = desk[`${name}s`] ?? [];
    const choices = names.map((each) => [each, words(`${name}s.${each}`)]);
    fillSelect(select, [["", words(`own_${name}`)], ...choices], select.value);
    select.parentElement.title = words(name);
  }
}

async function chooseBook(id) {
  book = id;
  view = null;
  for (const name of VARIANTS) byId(name).value = "";
  byId("book").value = id;
  history.replaceState(null, "", `#${id}`);
  await refresh();
}

// The newest view of the book. Calls during a request are answered by one more request after it.
function refresh() {
  if (loading) {
    isLate = true;
    return loading;
  }
  loading = (async () => {
    do {
      isLate = false;
      await loadView();
    } while (isLate);
  })().finally(() => (loading = null));
  return loading;
}

async function loadView() {
  if (!book) return showEmpty();
  const asked = book;
  try {
    const answer = await api.get(`${ofBook(book)}?${new URLSearchParams(chosen())}`);
    if (asked === book) show(answer);
  } catch (error) {
    showStatus("failed", error.body ? error.message : words("lost"));
  }
}

function show(next) {
  view = next;
  byId("title").textContent = view.title || view.name;
  document.title = `${view.title || view.name} · publish`;
  const worst = view.diagnostics.find(({ severity }) => severity === "error");
  showStatus(view.status, worst?.message ?? "");
  pages.show(view);
  showOutline(view, goToEntry);
  downloads.show(view);
  settings.show(view);
  source.show(view);
}

function showStatus(status, message) {
  const line = byId("status");
  line.dataset.status = status;
  const said = status === "good" ? words("good", view.built) : words(status);
  line.lastElementChild.textContent = said;
  byId("pages").dataset.status = status;
  const notice = byId("notice");
  const isTrouble = status === "failed" || status === "stale";
  notice.hidden = !isTrouble;
  const text = isTrouble ? [message || words("failed"), words("failed_help")].join(" · ") : "";
  if (notice.textContent !== text) notice.textContent = text;
}

function showEmpty() {
  showStatus("stale", words("no_book"));
  byId("notice").textContent = words("no_book");
}

function receive(event) {
  if (event.refresh) loadDesk().then(refresh, () => {});
  else if (event.job !== undefined) downloads.follow(event);
  else if (event.book !== undefined) followBook(event);
}

function followBook(event) {
  const known = desk.books.find(({ id, name }) => id === event.book || name === event.book);
  if (!known) loadDesk();
  if (known?.id !== book) return;
  if (event.status === "building") showStatus("building", "");
  refresh();
}

function locate(page, x, y) {
  const at = new URLSearchParams({ page, x: x.toFixed(1), y: y.toFixed(1), ...chosen() });
  return api.get(`${ofBook(book, "locate")}?${at}`).catch(() => null);
}

async function findSource(page, x, y) {
  const place = await locate(page, x, y);
  if (!place?.file) return;
  await showText();
  await source.reveal(place);
  await findPage(place);
}

async function findPage({ file, line, column }) {
  const at = new URLSearchParams({ file: source.find(file)?.id, line, column, ...chosen() });
  const place = await api.get(`${ofBook(book, "find")}?${at}`).catch(() => null);
  if (place?.page) pages.reveal(place.page, place.rects);
}

async function showText() {
  panel.show("text");
}

async function goToEntry(entry) {
  if (document.body.dataset.part === "contents") panel.showPart("pages");
  if (entry.page !== null) pages.goTo(entry.page);
  if (entry.file) return source.reveal({ ...entry, column: 1 });
  const page = view.pages[entry.page - 1];
  const place = page && (await locate(entry.page, page.width / 2, (entry.top ?? 0) + 6));
  if (place?.file) await source.reveal(place);
}

prepareMessages({
  async mend(diagnostic) {
    if (!(await source.flush())) return;
    const body = { diagnostic: diagnostic.id };
    const change = await attempt(() => api.post(ofBook(book, "mend"), body));
    if (change) tellChange(change);
  },
  async showPlace(diagnostic) {
    await showText();
    await source.reveal(diagnostic);
    source.focus();
    await findPage(diagnostic);
  },
  showRects: (page, rects) => pages.reveal(page, rects, "place"),
});

async function chooseLanguage(lang) {
  await loadWords(lang);
  byId("language").textContent = words("other_language");
  byId("language").lang = language() === "he" ? "en" : "he";
  if (desk) fillVariants();
  if (view) show(view);
}

function toggleContents() {
  const isHidden = document.body.classList.toggle("without-contents");
  byId("show-contents").setAttribute("aria-expanded", String(!isHidden));
}

function chooseMode(mode) {
  const box = document.querySelector(`input[name=mode][value=${mode}]`);
  box.checked = true;
  pages.setMode(mode);
}

function showPanel(name) {
  panel.show(name);
  if (name === "text") source.focus();
  else byId(`panel-${name}`).focus();
}

const toggleLanguage = () => chooseLanguage(language() === "he" ? "en" : "he");
const zoomIn = () => pages.zoomBy(1.2);
const zoomOut = () => pages.zoomBy(1 / 1.2);
const zoomFit = () => pages.setZoom("fit");

const BUTTONS = {
  "previous-message": () => goToMessage(-1),
  "next-message": () => goToMessage(1),
  language: toggleLanguage,
  help: showHelp,
  new: newBook,
  "show-contents": toggleContents,
  "zoom-in": zoomIn,
  "zoom-out": zoomOut,
  "zoom-fit": zoomFit,
};

function prepareControls() {
  for (const [id, action] of Object.entries(BUTTONS)) byId(id).addEventListener("click", action);
  byId("book").addEventListener("change", () => chooseBook(byId("book").value));
  for (const name of VARIANTS) byId(name).addEventListener("change", refresh);
  byId("mode").addEventListener("change", (event) => pages.setMode(event.target.value));
  prepareKeys({
    j: () => pages.goBy(1),
    k: () => pages.goBy(-1),
    n: () => goToMessage(1),
    p: () => goToMessage(-1),
    m: mendFocused,
    z: undoLast,
    e: () => showPanel("text"),
    s: () => showPanel("settings"),
    d: () => showPanel("files"),
    c: toggleContents,
    1: () => chooseMode("single"),
    2: () => chooseMode("spreads"),
    "+": zoomIn,
    "=": zoomIn,
    "-": zoomOut,
    0: zoomFit,
    a: newBook,
    l: toggleLanguage,
    "?": showHelp,
  });
}

async function start() {
  desk = await api.get("/api/desk");
  await chooseLanguage(storedLanguage() ?? desk.language);
  prepareControls();
  chooseMode("single");
  document.body.hidden = false;
  await loadDesk();
  const wanted = location.hash.slice(1);
  const first = desk.books.find(({ id }) => id === wanted) ?? desk.books[0];
  if (first) await chooseBook(first.id);
  else {
    showEmpty();
    newBook();
  }
  follow(receive, (isThere) => {
    if (!isThere) showStatus("failed", words("lost"));
  });
}

start();
