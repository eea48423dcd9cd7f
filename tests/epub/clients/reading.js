// The letters of an EPUB that a reading system shows: those whose boxes are in its window.
// Text for screen readers alone has the class `unseen`.
export const LETTER = /\p{L}/u;

const walk = (root) =>
  root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".unseen") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );

// The letters of a document that are inside a box of the window, in the order of the document.
export const visible_letters = (document, box) => {
  const frame = document.defaultView.frameElement.getBoundingClientRect();
  const walker = walk(document.body);
  const range = document.createRange();
  let letters = "";
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let index = 0; index < node.length; index++) {
      if (!LETTER.test(node.data[index])) continue;
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const letter = range.getBoundingClientRect();
      const x = frame.left + (letter.left + letter.right) / 2;
      const y = frame.top + (letter.top + letter.bottom) / 2;
      if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)
        letters += node.data[index];
    }
  }
  return letters;
};

// Turns pages until the place stays the same, and returns the letters of each page.
export const turn_to_end = async (turn, place, letters) => {
  const pages = [];
  for (let last = null; last !== place(); ) {
    last = place();
    pages.push(letters());
    await turn();
    if (pages.length > 500) throw new Error("the book has no end");
  }
  return pages;
};

// Shows one pointed word alone in its place, and returns its box, its style and its faces.
export const isolate_pointed_word = async (document) => {
  const walker = walk(document.body);
  while (walker.nextNode()) {
    const [word] = walker.currentNode.data.match(/[\u05d0-\u05ea\u05b0-\u05c7]{5,}/) ?? [];
    if (!word || word.replace(/[^\u05b0-\u05bc\u05c1\u05c2]/g, "").length < 3) continue;
    const element = walker.currentNode.parentElement;
    if (element.closest("h1, h2, .title")) continue;
    element.textContent = word;
    await document.fonts.ready;
    const range = document.createRange();
    range.selectNodeContents(element);
    const frame = document.defaultView.frameElement.getBoundingClientRect();
    const box = range.getBoundingClientRect();
    const style = document.defaultView.getComputedStyle(element);
    return {
      word,
      size: style.fontSize,
      weight: style.fontWeight,
      box: [frame.left + box.left, frame.top + box.top, box.width, box.height],
      faces: [...document.fonts].filter((face) => face.status === "loaded").map((f) => f.family),
    };
  }
  return null;
};
