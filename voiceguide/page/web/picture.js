// The steps' drawings, built element by element, which runs nothing.

import { byId, setAttribute } from "./elements.js";

const SVG = "http://www.w3.org/2000/svg";

/** What the hands do in a step, drawn in the ring. */
export class Picture {
  #trees;
  #place = byId("picture");
  // Rules that a program sets need no leave of the page's policy; without them hands rest.
  #motion = document.adoptedStyleSheets ? new CSSStyleSheet() : null;
  #still = matchMedia("(prefers-reduced-motion: reduce)");
  #tree = null;
  #moving = false;

  constructor(trees) {
    this.#trees = trees;
    if (this.#motion) document.adoptedStyleSheets = [this.#motion];
  }

  /** Draw the picture of a step, if there is one; its hands go on moving, or resting. */
  show(step) {
    const tree = this.#trees[step.picture] ?? null;
    if (tree !== this.#tree) {
      this.#tree = tree;
      this.#place.hidden = !tree;
      this.#place.replaceChildren(...(tree ? [whole(drawing(tree))] : []));
      this.#motion?.replaceSync(tree ? rulesOf(tree) : "");
    }
    return Boolean(tree);
  }

  /** Whose turn it is, where sides take turns: 0 or 1, or -1 where they don't. */
  turn(side) {
    setAttribute(this.#place, "data-side", side);
  }

  /** Let the hands move, or rest at their places. */
  move(wanted) {
    const moving = wanted && Boolean(this.#tree) && !this.#still.matches;
    if (moving === this.#moving) return;
    this.#moving = moving;
    this.#place.classList.toggle("moving", moving);
  }
}

/** A drawing as the address of an image, its hands at rest. */
export function addressOf(tree) {
  const text = new XMLSerializer().serializeToString(drawing(tree));
  return `data:image/svg+xml,${encodeURIComponent(text)}`;
}

/** A drawing as an element, without its rules. */
export function drawing([name, attributes, ...children]) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  for (const child of children) {
    if (child[0] !== "style") element.append(typeof child === "string" ? child : drawing(child));
  }
  return element;
}

/** With copies of its own in place of what it shows again: only those the graphics card moves. */
function whole(svg) {
  for (const use of svg.querySelectorAll("g use, svg > use")) {
    const shown = svg.querySelector(`${use.getAttribute("href")}:not(defs *)`);
    if (!shown?.querySelector("[class]")) continue;
    const copy = shown.cloneNode(true);
    copy.removeAttribute("id");
    copy.setAttribute("transform", use.getAttribute("transform"));
    use.replaceWith(copy);
  }
  return svg;
}

/** How the hands of a drawing move, as CSS. */
function rulesOf([, , ...children]) {
  return children.find(([name]) => name === "style")?.[2] ?? "";
}
