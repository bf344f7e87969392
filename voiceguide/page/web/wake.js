// Keeping the screen on while the session plays.

const CURE = "The sound goes on. Let the screen stay on longest in the settings of this device";
const REFUSED = `The screen may go dark: this browser refuses to keep it on. ${CURE}, battery saving off.`;
const UNABLE = `The screen may go dark: this browser can't keep it on here. ${CURE}.`;

export class Wake {
  #lock = null;
  #wanted = false;
  #asking = false;
  #told = false;
  #tell;

  /** `tell(text)` is called once where the screen can't be kept on. */
  constructor(tell) {
    this.#tell = tell;
    // The system takes the lock away while the page is hidden.
    document.addEventListener("visibilitychange", () => this.#update());
  }

  /** Keep the screen on, or no longer. */
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
      else this.#refused(UNABLE);
    } catch {
      // A page that was hidden meanwhile asks again when it is back.
      if (document.visibilityState === "visible") this.#refused(REFUSED);
    }
    this.#asking = false;
    if (!this.#wanted) await this.#update();
  }

  #refused(text) {
    if (!this.#told) this.#tell(text);
    this.#told = true;
  }
}
