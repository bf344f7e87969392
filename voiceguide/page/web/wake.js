// Keeps the screen on while the session plays.

export class Wake {
  #lock = null;
  #wanted = false;
  #asking = false;
  #told = false;
  #tell;

  /** `tell(text)` is called once if the screen can't be kept on. */
  constructor(tell) {
    this.#tell = tell;
    // The system takes the lock away while the page is hidden.
    document.addEventListener("visibilitychange", () => this.#update());
  }

  /** Keeps the screen on, or lets it go dark again. */
  keep(wanted) {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#update();
  }

  async #update() {
    if (!this.#wanted) {
      await this.#lock?.release();
      this.#lock = null;
      return;
    }
    const held = this.#lock && !this.#lock.released;
    if (held || this.#asking || document.visibilityState !== "visible") return;
    this.#asking = true;
    try {
      if (navigator.wakeLock) this.#lock = await navigator.wakeLock.request("screen");
      else this.#refused(WORDS.screen_unable);
    } catch {
      // If the page was hidden meanwhile, it asks again on return.
      if (document.visibilityState === "visible") this.#refused(WORDS.screen_refused);
    }
    this.#asking = false;
    if (!this.#wanted) await this.#update();
  }

  #refused(text) {
    if (!this.#told) this.#tell(text);
    this.#told = true;
  }
}
