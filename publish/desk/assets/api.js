// Requests to the desk's server.

// An answer that is an error, with a message and a hint for the reader; without a body where no
// answer came at all.
export class Refusal extends Error {
  constructor(status, body) {
    super(body?.error?.message ?? `HTTP ${status}`);
    this.status = status;
    this.hint = body?.error?.hint ?? "";
    this.body = body;
  }
}

async function request(method, address, body) {
  const options = { method, headers: {} };
  if (body instanceof Blob) {
    options.body = body;
  } else if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const answer = await fetch(address, options).catch(() => {
    throw new Refusal(0, null);
  });
  const content = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refusal(answer.status, content);
  return content;
}

export const api = {
  get: (address) => request("GET", address),
  put: (address, body) => request("PUT", address, body),
  post: (address, body) => request("POST", address, body),
};

// The address of a book and of what belongs to it.
export const ofBook = (id, ...parts) =>
  ["/api/books", id, ...parts].map((part, i) => (i ? encodeURIComponent(part) : part)).join("/");
