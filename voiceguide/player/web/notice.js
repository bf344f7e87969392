// One message at a time, with something to press.

import { byId, setText } from "./elements.js";

export class Notice {
  #box = byId("notice");
  #words = byId("notice-words");
  #act = byId("notice-act");
  #timer = 0;
  #then = null;
  #kept = null;

  constructor() {
    this.#act.addEventListener("click", () => {
      const then = this.#then;
      this.close();
      then?.();
    });
  }

  /** Show a message that stays until it is answered. */
  tell(text) {
    this.#kept = text;
    this.#box.classList.add("stays");
    this.#show(text, "OK", () => {
      this.#kept = null;
    });
  }

  /** Offer something for a while; a message that waits for its answer comes back after it. */
  offer(text, name, then, ms) {
    this.#box.classList.remove("stays");
    this.#show(text, name, then);
    this.#timer = setTimeout(() => this.close(), ms);
  }

  close() {
    clearTimeout(this.#timer);
    this.#box.hidden = true;
    const kept = this.#kept;
    if (kept && this.#words.textContent !== kept) this.tell(kept);
  }

  #show(text, name, then) {
    clearTimeout(this.#timer);
    this.#then = then;
    setText(this.#words, text);
    setText(this.#act, name);
    this.#box.hidden = false;
  }
}
