// The time left in the step, as a ring that empties.

import { byId, setAttribute } from "./elements.js";

const PARTS = 1000;
const CENTRE = 50;

export class Ring {
  #left = byId("ring-left");
  #switch = byId("ring-switch");
  #still = matchMedia("(prefers-reduced-motion: reduce)");
  #step = null;

  /** Show the ring of a step at `ms`. */
  show(step, ms) {
    if (step !== this.#step) this.#mark(step);
    const left = this.#still.matches ? Math.ceil((step.end - ms) / 1000) * 1000 : step.end - ms;
    const share = Math.max(0, Math.min(1, left / (step.end - step.start)));
    const parts = Math.round(share * PARTS * 10) / 10;
    setAttribute(this.#left, "stroke-dasharray", `${parts} ${PARTS + 1}`);
    // The cap of an empty line would still be a dot.
    setAttribute(this.#left, "visibility", parts > 0 ? "visible" : "hidden");
  }

  /** Milliseconds until the ring looks different, by a pixel: drawing more often is seen by nobody. */
  get wait() {
    if (this.#still.matches || !this.#step) return 1000;
    const pixels = byId("ring").clientWidth * 0.88 * Math.PI;
    return (this.#step.end - this.#step.start) / pixels;
  }

  /** Where the hands change sides. */
  #mark(step) {
    this.#step = step;
    const [, second] = step.sides ?? [];
    if (!second) {
      this.#switch.removeAttribute("d");
      return;
    }
    const left = (step.end - second[1]) / (step.end - step.start);
    const angle = 2 * Math.PI * left;
    const point = (radius) =>
      `${(CENTRE + radius * Math.cos(angle)).toFixed(2)} ${(CENTRE + radius * Math.sin(angle)).toFixed(2)}`;
    this.#switch.setAttribute("d", `M${point(37.5)}L${point(50)}`);
  }
}
