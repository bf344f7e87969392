// The steps' drawings, built element by element, so that nothing in them can run.

import { byId, setAttribute, setText } from "./elements.js";

const SVG = "http://www.w3.org/2000/svg";

/** The picture of a step, drawn in the ring. */
export class Picture {
  #trees;
  #place = byId("picture");
  // The page's policy allows rules set by a program; without them, hands rest.
  #motion = document.adoptedStyleSheets ? new CSSStyleSheet() : null;
  #still = matchMedia("(prefers-reduced-motion: reduce)");
  #tree = null;
  #moving = false;

  constructor(trees) {
    this.#trees = trees;
    if (this.#motion) document.adoptedStyleSheets = [this.#motion];
  }

  /** Draws a step's picture, if there is one; its hands keep moving or resting, as before. */
  show(step) {
    const tree = this.#trees[step.picture] ?? null;
    if (tree !== this.#tree) {
      this.#tree = tree;
      this.#place.hidden = !tree;
      this.#place.replaceChildren(...(tree ? [drawing(tree)] : []));
      this.#motion?.replaceSync(tree ? rulesOf(tree) : "");
    }
    return Boolean(tree);
  }

  /** Sets the side whose turn it is, 0 or 1; -1 if the step has no sides. */
  turn(side) {
    turned(this.#place, side);
  }

  /** Lets the hands move, or rest at their places. */
  move(wanted) {
    const moving = wanted && Boolean(this.#tree) && !this.#still.matches;
    if (moving === this.#moving) return;
    this.#moving = moving;
    this.#place.classList.toggle("moving", moving);
  }
}

/** Returns a drawing as an image's data URL, hands at rest on the side whose turn it is. */
export function addressOf(tree, side) {
  const text = new XMLSerializer().serializeToString(turned(drawing(tree), side));
  return `data:image/svg+xml,${encodeURIComponent(text)}`;
}

/** Builds a drawing as an element, without its CSS rules. */
export function drawing([name, attributes, ...children]) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  for (const child of children) {
    if (child[0] !== "style") element.append(typeof child === "string" ? child : drawing(child));
  }
  return element;
}

/** Builds an entry of the legend: the sign, its name, and what it means. */
export function signOf([tree, name, words]) {
  const item = document.createElement("li");
  const [text, bold] = [document.createElement("span"), document.createElement("b")];
  setText(bold, `${name}: `);
  text.append(bold, words);
  item.append(drawing(tree), text);
  return item;
}

/** Shows the parts of a drawing that belong to one side, 0 or 1, and hides the other's. */
function turned(element, side) {
  for (const part of element.querySelectorAll(".vg-first, .vg-second")) {
    const its = part.matches(".vg-second") === side > 0;
    setAttribute(part, "visibility", its ? "visible" : "hidden");
  }
  return element;
}

/** Returns the CSS that moves a drawing's hands. */
function rulesOf([, , ...children]) {
  return children.find(([name]) => name === "style")?.[2] ?? "";
}
