// The plain page of the desk: the pages of a book and its messages, which follow each save.
const books = document.querySelector("#books");
const pages = document.querySelector("#pages");
const messages = document.querySelector("#messages");
const state = document.querySelector("#state");

async function get(address) {
  const answer = await fetch(address);
  const value = await answer.json();
  if (!answer.ok) throw new Error(`${value.error.message} ${value.error.hint}`);
  return value;
}

function showPage(index, page) {
  let image = pages.children[index];
  if (!image) pages.append((image = document.createElement("img")));
  image.width = page.width;
  image.height = page.height;
  image.alt = `Page ${page.folio || page.number}`;
  const address = `${page.image}?scale=1.5`;
  if (image.getAttribute("src") !== address) image.setAttribute("src", address);
}

function showMessage(diagnostic) {
  const article = document.createElement("article");
  article.dir = "auto";
  const place = diagnostic.line ? `${diagnostic.file}:${diagnostic.line}` : diagnostic.file || "";
  article.textContent = [`${diagnostic.severity} ${diagnostic.code} ${place}`,
    diagnostic.message, ...diagnostic.hints, diagnostic.mark || ""].join("\n");
  return article;
}

async function show() {
  if (!books.value) return;
  try {
    const view = await get(`/api/books/${books.value}`);
    state.textContent = `${view.title}: ${view.status} ${view.built}`;
    pages.classList.toggle("stale", view.state === "stale");
    view.pages.forEach((page, index) => showPage(index, page));
    while (pages.children.length > view.pages.length) pages.lastChild.remove();
    messages.replaceChildren(...view.diagnostics.map(showMessage));
  } catch (error) {
    state.textContent = error.message;
  }
}

const desk = await get("/api/desk");
for (const book of desk.books) books.append(new Option(book.title, book.id));
books.addEventListener("change", show);
const events = new EventSource("/api/events");
events.addEventListener("open", show);
events.addEventListener("message", show);
