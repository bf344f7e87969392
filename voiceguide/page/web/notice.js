// One message at a time, with a button to answer it.

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

  /** Shows a message that stays until it is answered. */
  tell(text) {
    this.#kept = text;
    this.#show("stays", text, "OK", () => {
      this.#kept = null;
    });
  }

  /** Offers something for a while; an unanswered message returns after it. */
  offer(text, name, then, ms) {
    this.#show("offers", text, name, then);
    this.#timer = setTimeout(() => this.close(), ms);
  }

  /** Shows a message for a while over the bar only; touches go through it. */
  mention(text, ms) {
    if (!this.#box.hidden) return;
    this.#show("mentions", text, "", null);
    this.#timer = setTimeout(() => this.close(), ms);
  }

  close() {
    clearTimeout(this.#timer);
    this.#box.hidden = true;
    const kept = this.#kept;
    if (kept && this.#words.textContent !== kept) this.tell(kept);
  }

  #show(kind, text, name, then) {
    clearTimeout(this.#timer);
    this.#box.className = kind;
    this.#act.hidden = !name;
    this.#then = then;
    setText(this.#words, text);
    setText(this.#act, name);
    this.#box.hidden = false;
  }
}
