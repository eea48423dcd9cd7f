// The desk: the state of the page, and the parts joined together.

import { api, ofBook } from "./api.js";
import { fillBooks, readTitles } from "./book_list.js";
import { attempt, tellChange, undoLast } from "./changes.js";
import { byId } from "./dom.js";
import { Downloads } from "./downloads.js";
import { follow } from "./events.js";
import { prepareKeys, showHelp } from "./keys.js";
import { goToMessage, mendFocused, prepareMessages } from "./messages.js";
import { prepareNewBook } from "./new_book.js";
import { showLines, showOutline } from "./outline.js";
import { Pages } from "./pages.js";
import { Panel } from "./panel.js";
import { SettingsPanel } from "./settings.js";
import { SourcePanel } from "./source.js";
import { Stage } from "./stage.js";
import { showEmpty, showStatus } from "./status.js";
import { startAddress, ViewChoice } from "./view_choice.js";
import { WordPlaces } from "./word_places.js";
import { language, loadWords, storedLanguage, words } from "./words.js";

// Pixels of a window in which the contents stand beside the pages from the start.
const ROOM_FOR_CONTENTS = 1100;

let desk = null;
let view = null;
let book = null;
let loading = null;
let isLate = false;
let news = null;
// The last view of the book that had pages; they stay while another choice has none yet.
let good = null;

const pages = new Pages({
  onWord: (page, x, y) => places.showSource(page, x, y),
  loadText: (page) => places.readPage(page),
  onZoom: (zoom) => (byId("zoom-fit").textContent = zoom === "fit" ? words("fit") : `${zoom}%`),
});
const source = new SourcePanel({
  onPlace: (place) => places.showPage(place),
  onLines: (file, answer) => showLines(file, answer, (place) => places.showLine(place)),
});
const settings = new SettingsPanel({
  onFile(id) {
    panel.show("text");
    source.openFile(id);
  },
});
const choice = new ViewChoice({ onVariant: refresh, onMode: showMode, onAddress: openAddress });
const stage = new Stage({ pages });
const downloads = new Downloads({
  variant: () => choice.variant,
  refresh: () => refresh(),
  open: (id) => openBook({ book: id }),
});
const panel = new Panel((name) => {
  if (view && name === "settings") settings.show(view);
  if (view && name === "files") downloads.show(view, desk.books);
});
const places = new WordPlaces({
  here: () => ({ book, variant: choice.variant }),
  pages,
  source,
  panel,
});
const newBook = prepareNewBook(async (id) => {
  await loadDesk();
  await openBook({ book: id });
});

async function loadDesk() {
  desk = await api.get("/api/desk");
  fillBooks(desk.books, book);
}

// Shows a book as an address has it: with its choices, or as its settings have it.
async function openBook(address) {
  if (address.book !== book) {
    book = address.book;
    view = good = null;
    byId("book").value = book;
  }
  choice.open(address);
  await refresh();
}

function openAddress(address) {
  if (desk?.books.some(({ id }) => id === address.book)) openBook(address);
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
    } while (isLate && !isShown(news));
  })().finally(() => (loading = null));
  return loading;
}

async function loadView() {
  if (!book) return showEmpty();
  const asked = `${book}?${choice.parameters}`;
  try {
    const answer = await api.get(`${ofBook(book)}?${choice.parameters}`);
    if (asked === `${book}?${choice.parameters}`) show(answer);
  } catch (error) {
    showStatus("failed", error.body ? error.message : words("lost"));
  }
}

function show(next) {
  view = next.pages.length || !good ? next : { ...next, ...pagesOf(good) };
  if (next.pages.length) good = next;
  byId("title").textContent = view.title || view.name;
  document.title = `${view.title || view.name} · publish`;
  showStatusOf(view);
  byId("pages").classList.toggle("of-another-choice", view !== next);
  if (view === next) byId("pages").dataset.variant = choice.parameters;
  choice.fill(desk, view.choices);
  pages.show(view);
  if (view === next) stage.show(view, choice.variant);
  showOutline(view, goToEntry);
  downloads.show(view, desk.books);
  settings.show(view);
  source.show(view);
}

// The code of the message that the folder or the disk cannot be written to.
const NOTHING_IS_SAVED = "F32";

function showStatusOf({ status, diagnostics, built }) {
  const worst = diagnostics.find(({ severity }) => severity === "error");
  const isWritable = !diagnostics.some(({ code }) => code === NOTHING_IS_SAVED);
  showStatus(status, worst?.message ?? "", built, isWritable);
}

const pagesOf = ({ pages, binding, outline }) => ({ pages, binding, outline });

function showMode(mode) {
  stage.setMode(mode);
  if (good) stage.show(good, choice.variant);
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
  if (event.progress) return showProgress(event);
  news = event;
  if (!isShown(event)) refresh();
}

// Shows how many chapters of a long book are laid out, if it is the view of this page.
function showProgress({ progress: [done, all], edition, theme, profile, languages }) {
  const parameters = { edition, theme, profile, languages };
  const isOther = ([name, value]) => (choice.variant[name] ?? "") !== value;
  if (Object.entries(parameters).some(isOther)) return;
  showStatus("building", "");
  byId("status").lastElementChild.textContent = words("progress", done).replace("{}", all);
}

// Whether an event tells of the view that is shown; then only its status may be new.
function isShown(event) {
  if (!view || event?.revision !== view.revision || event.status === "building") return false;
  view.status = event.status;
  view.built = event.built;
  showStatusOf(view);
  return true;
}

const goToEntry = (entry) => places.showEntry(entry, view.pages[entry.page - 1]);

prepareMessages({
  async mend(diagnostic) {
    if (!(await source.flush())) return;
    const body = { diagnostic: diagnostic.id };
    const change = await attempt(() => api.post(ofBook(book, "mend"), body));
    if (change) tellChange(change);
  },
  showPlace: (diagnostic) => places.showDiagnostic(diagnostic),
  showRects: (page, rects) => pages.reveal(page, rects, "place"),
});

async function chooseLanguage(lang) {
  await loadWords(lang);
  byId("language").textContent = words("other_language");
  byId("language").lang = language() === "he" ? "en" : "he";
  if (view) show(view);
}

function toggleContents() {
  const isHidden = document.body.classList.toggle("without-contents");
  byId("show-contents").setAttribute("aria-expanded", String(!isHidden));
}

function showPanel(name) {
  panel.show(name);
  if (name === "text") source.focus();
  else byId(`panel-${name}`).focus();
}

function skipToPages(event) {
  event.preventDefault();
  byId("scroll").focus();
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
  skip: skipToPages,
  "show-contents": toggleContents,
  "zoom-in": zoomIn,
  "zoom-out": zoomOut,
  "zoom-fit": zoomFit,
};

const KEYS = {
  j: () => stage.goBy(1),
  k: () => stage.goBy(-1),
  n: () => goToMessage(1),
  p: () => goToMessage(-1),
  m: mendFocused,
  z: undoLast,
  e: () => showPanel("text"),
  s: () => showPanel("settings"),
  d: () => showPanel("files"),
  c: toggleContents,
  t: () => pages.toggleText(),
  1: () => choice.setMode("single"),
  2: () => choice.setMode("spreads"),
  3: () => choice.setMode("sheets"),
  4: () => choice.setMode("folded"),
  5: () => choice.setMode("phone"),
  "+": zoomIn,
  "=": zoomIn,
  "-": zoomOut,
  0: zoomFit,
  a: newBook,
  l: toggleLanguage,
  "?": showHelp,
};

async function start() {
  desk = await api.get("/api/desk");
  await chooseLanguage(storedLanguage() ?? desk.language);
  for (const [id, action] of Object.entries(BUTTONS)) byId(id).addEventListener("click", action);
  byId("book").addEventListener("change", () => openBook({ book: byId("book").value }));
  prepareKeys(KEYS);
  if (innerWidth < ROOM_FOR_CONTENTS) toggleContents();
  document.body.hidden = false;
  await loadDesk();
  const wanted = startAddress();
  const isKnown = desk.books.some(({ id }) => id === wanted.book);
  if (desk.books.length) await openBook(isKnown ? wanted : { book: desk.books[0].id });
  else {
    showEmpty();
    newBook();
  }
  readTitles(desk.books);
  follow(receive, (isThere) => {
    if (!isThere) showStatus("failed", words("lost"));
  });
}

start();
