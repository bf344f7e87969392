// The steps' drawings: unpacked once, then built element by element, which runs nothing.

import { byId } from "./elements.js";

const SVG = "http://www.w3.org/2000/svg";

/** The packed drawings by their steps; none where the browser can't unpack them. */
export async function unpacked(text) {
  if (!text || !globalThis.DecompressionStream) return {};
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

/** What the hands do in a step, drawn in the ring. */
export class Picture {
  #trees;
  #place = byId("picture");
  // Rules that a program sets need no leave of the page's policy; without them hands rest.
  #motion = document.adoptedStyleSheets ? new CSSStyleSheet() : null;
  #rules = "";
  #moving = false;

  constructor(trees) {
    this.#trees = trees;
    if (this.#motion) document.adoptedStyleSheets = [this.#motion];
  }

  /** Draw the picture of a step, if there is one; its hands go on moving, or resting. */
  show(step) {
    const tree = this.#trees[step.id];
    this.#place.hidden = !tree;
    this.#place.replaceChildren(...(tree ? [drawing(tree)] : []));
    this.#rules = tree ? rulesOf(tree) : "";
    this.#motion?.replaceSync(this.#moving ? this.#rules : "");
    return Boolean(tree);
  }

  /** Let the hands move, or rest at their places. */
  move(moving) {
    if (moving === this.#moving) return;
    this.#moving = moving;
    this.#motion?.replaceSync(moving ? this.#rules : "");
  }
}

/** A drawing as the address of an image, its hands at rest. */
export function addressOf(tree) {
  const text = new XMLSerializer().serializeToString(drawing(tree));
  return `data:image/svg+xml,${encodeURIComponent(text)}`;
}

/** A drawing as an element, without its rules. */
function drawing([name, attributes, ...children]) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  for (const child of children) {
    if (child[0] !== "style") element.append(typeof child === "string" ? child : drawing(child));
  }
  return element;
}

/** How the hands of a drawing move, as CSS. */
function rulesOf([, , ...children]) {
  return children.find(([name]) => name === "style")?.[2] ?? "";
}
