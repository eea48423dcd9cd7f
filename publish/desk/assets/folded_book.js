// A folded booklet that is leafed through. Its pages are cut from the pictures of the sheets, in
// the order that the folds give, so that a fault of the sheets shows here as it would on paper.

import { button, element } from "./dom.js";
import { words } from "./words.js";

export class FoldedBook {
  constructor() {
    this.at = 0;
    this.leaves = element("div", { className: "opening" });
    this.back = button("‹", () => this.goBy(-1), { className: "sign" });
    this.on = button("›", () => this.goBy(1), { className: "sign" });
    this.slider = element("input", { type: "range", min: 0, step: 1 });
    this.slider.addEventListener("input", () => this.goTo(Number(this.slider.value)));
    this.label = element("p", { className: "opening-label", role: "status" });
    this.tools = element("div", { className: "leafing" }, this.back, this.slider, this.on);
    this.node = element("section", { className: "folded" }, this.leaves, this.tools, this.label);
    this.leaves.addEventListener("click", (event) => this.turn(event));
    this.node.addEventListener("keydown", (event) => this.press(event));
  }

  fill(booklet, pictures) {
    this.booklet = booklet;
    this.pictures = pictures;
    this.last = booklet.faces.length / 2;
    this.slider.max = this.last;
    this.back.setAttribute("aria-label", words("page_before"));
    this.on.setAttribute("aria-label", words("page_after"));
    this.slider.setAttribute("aria-label", words("opening"));
    // A book that is bound on the right is leafed through from the right.
    const dir = booklet.binding === "right" ? "rtl" : "ltr";
    this.tools.dir = this.leaves.dir = dir;
    this.back.textContent = dir === "rtl" ? "›" : "‹";
    this.on.textContent = dir === "rtl" ? "‹" : "›";
    this.goTo(Math.min(this.at, this.last));
  }

  goBy(step) {
    this.goTo(this.at + step);
  }

  goTo(at) {
    // A key that is pressed before the sheets are there counts too.
    if (!this.booklet) return void (this.at = Math.max(at, 0));
    this.at = Math.min(Math.max(at, 0), this.last);
    this.slider.value = this.at;
    this.back.disabled = this.at === 0;
    this.on.disabled = this.at === this.last;
    const faces = [this.faceBefore, this.faceAfter];
    this.leaves.replaceChildren(
      thickness(this.at, "before"),
      ...faces.map((face, index) => this.leaf(face, index ? "after" : "before")),
      thickness(this.last - this.at, "after"),
    );
    const names = faces.filter(Boolean).map((face) => this.nameOf(face));
    this.label.textContent = names.join(" · ");
    this.slider.setAttribute("aria-valuetext", this.label.textContent);
    this.loadNeighbours();
  }

  get faceBefore() {
    return this.booklet.faces[2 * this.at - 1];
  }

  get faceAfter() {
    return this.booklet.faces[2 * this.at];
  }

  sideOf({ sheet, side }) {
    return this.booklet.sheets[sheet].sides[side];
  }

  nameOf(face) {
    const index = this.booklet.faces.indexOf(face);
    if (index === 0) return words("front_cover");
    if (index === this.booklet.faces.length - 1) return words("back_cover");
    return face.folio === null ? words("empty") : words("page", face.folio);
  }

  leaf(face, place) {
    if (!face) return element("div", { className: "no-folded-leaf" });
    const image = element("img", {
      src: this.pictures[face.sheet][face.side],
      alt: this.nameOf(face),
      draggable: false,
      className: this.sideOf(face).is_rotated ? "rotated" : "",
    });
    // The picture is as much larger than the leaf as the side is, and moved to the box of the face.
    image.style.width = `${100 / face.width}%`;
    image.style.height = `${100 / face.height}%`;
    image.style.left = `${(-100 * face.x) / face.width}%`;
    image.style.top = `${(-100 * face.y) / face.height}%`;
    const leaf = element("div", { className: "folded-leaf", data: { place } }, image);
    const { width, height } = this.booklet;
    leaf.style.setProperty("--ratio", (width * face.width) / (height * face.height));
    return leaf;
  }

  // The pictures of the openings beside this one, so that leafing does not flicker.
  loadNeighbours() {
    for (const index of [2 * this.at - 3, 2 * this.at - 2, 2 * this.at + 1, 2 * this.at + 2]) {
      const face = this.booklet.faces[index];
      if (face) new Image().src = this.pictures[face.sheet][face.side];
    }
  }

  turn(event) {
    const place = event.target.closest(".folded-leaf")?.dataset.place;
    if (place) this.goBy(place === "after" ? 1 : -1);
  }

  press(event) {
    if (event.target === this.slider) return;
    const forward = this.leaves.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = this.leaves.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const step = { [forward]: 1, [back]: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.goBy(step);
  }
}

// The edges of the leaves that lie on one side of the opening.
function thickness(leaves, place) {
  const edge = element("div", { className: "edge", data: { place } });
  edge.style.setProperty("--leaves", Math.min(leaves, 24));
  return edge;
}
