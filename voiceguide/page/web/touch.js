// The screen in thirds, for fingers, knuckles and elbows.

/** A touch this soon after another is its rebound. "Again" may be meant twice: its time is less. */
const REBOUND_MS = { again: 200, toggle: 400, on: 400 };

/** Pixels. A touch that slides this far is a change of mind, and does nothing. */
const SLIDE = 120;

/** A touch held this long is a thumb resting on the glass; the next touch counts separately. */
const REST_MS = 500;

/** Lets an action through unless it is a rebound of the last one. */
export class Guard {
  #last = { name: "", at: -Infinity };

  allows(name) {
    const at = performance.now();
    const pause = name === this.#last.name ? REBOUND_MS[name] : REBOUND_MS.toggle;
    if (at - this.#last.at < pause) return false;
    this.#last = { name, at };
    return true;
  }
}

/** Calls `act(name)` when a zone is touched: anywhere in it, however long or slippery the touch. */
export function touchable(zones, act) {
  const touches = new Map();
  let touchedAt = -Infinity;
  for (const [name, zone] of Object.entries(zones)) {
    zone.addEventListener("pointerdown", (event) => {
      const at = performance.now();
      const others = [...touches.values()];
      // Fingers of one hand that land together are one touch: the first finger's.
      if (event.button !== 0 || others.some((touch) => at - touch.at < REST_MS)) return;
      for (const touch of others) touch.rests = true;
      touches.set(event.pointerId, { at, x: event.clientX, y: event.clientY, rests: false });
      zone.setPointerCapture(event.pointerId);
    });
    zone.addEventListener("pointerup", (event) => {
      const touch = touches.get(event.pointerId);
      if (!touch) return;
      touches.delete(event.pointerId);
      touchedAt = performance.now();
      const slid = Math.hypot(event.clientX - touch.x, event.clientY - touch.y);
      if (!touch.rests && slid < SLIDE) act(name);
    });
    zone.addEventListener("pointercancel", (event) => touches.delete(event.pointerId));
    zone.addEventListener("contextmenu", (event) => event.preventDefault());
    // Screen readers and switches click without a touch; ignore the click right after a touch.
    zone.addEventListener("click", () => {
      if (performance.now() - touchedAt > 500) act(name);
    });
  }
}

/** Marks the page as `fits` while all of `stage` is visible: then no touch is meant to scroll. */
export function watchFit(stage) {
  const measure = () => {
    const fits = stage.scrollHeight <= document.documentElement.clientHeight + 1;
    document.body.classList.toggle("fits", fits);
  };
  new ResizeObserver(measure).observe(stage);
  addEventListener("resize", measure);
}
