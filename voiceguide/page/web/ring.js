// The time left in the step, as a ring that empties.

import { byId, setAttribute } from "./elements.js";

/** The number of arcs in the ring; only the one that is shrinking is redrawn each time. */
const ARCS = 60;
const WHOLE = "100 200";
const CENTRE = 50;
const RADIUS = 46.5;

export class Ring {
  #left = byId("ring-left");
  #switch = byId("ring-switch");
  #still = matchMedia("(prefers-reduced-motion: reduce)");
  #step = null;
  #arcs = Array.from({ length: ARCS }, (_, index) => arc(index));

  constructor() {
    this.#left.append(...this.#arcs);
  }

  /** Shows the ring of a step at `ms`. */
  show(step, ms) {
    if (step !== this.#step) this.#mark(step);
    const left = this.#still.matches ? Math.ceil((step.end - ms) / 1000) * 1000 : step.end - ms;
    const share = Math.max(0, Math.min(1, left / (step.end - step.start)));
    setAttribute(this.#left, "data-share", share.toFixed(4));
    for (const [index, one] of this.#arcs.entries()) {
      const part = Math.max(0, Math.min(1, share * ARCS - index));
      setAttribute(one, "visibility", part > 0 ? "inherit" : "hidden");
      setAttribute(one, "stroke-dasharray", part === 1 ? WHOLE : `${(part * 96).toFixed(1)} 200`);
    }
  }

  /** Milliseconds until the ring changes by a pixel; more frequent updates would be invisible. */
  get wait() {
    if (this.#still.matches || !this.#step) return 1000;
    const pixels = byId("ring").clientWidth * 2 * Math.PI * (RADIUS / 100);
    return (this.#step.end - this.#step.start) / pixels;
  }

  /** Marks where the hands change sides. */
  #mark(step) {
    this.#step = step;
    const [, second] = step.sides ?? [];
    if (!second) {
      this.#switch.removeAttribute("d");
      return;
    }
    const left = (step.end - second[1]) / (step.end - step.start);
    this.#switch.setAttribute("d", `M${point(left, 43)}L${point(left, 50)}`);
  }
}

/** Builds an arc of the ring, slightly longer than its share, so that no seam shows. */
function arc(index) {
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const [start, end] = [index / ARCS, (index + 1.04) / ARCS];
  path.setAttribute("d", `M${point(start, RADIUS)}A${RADIUS} ${RADIUS} 0 0 1 ${point(end, RADIUS)}`);
  path.setAttribute("pathLength", 100);
  return path;
}

/** Returns the point `share` of the way round, at `radius` from the centre. */
function point(share, radius) {
  const angle = 2 * Math.PI * share;
  const place = (part) => (CENTRE + radius * part).toFixed(3);
  return `${place(Math.cos(angle))} ${place(Math.sin(angle))}`;
}
