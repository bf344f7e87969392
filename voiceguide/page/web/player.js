// The sound with its steps: play, pause, again, on, undo.

import { AGAIN_MS, againFrom, stepAt } from "./session.js";
import { soundAddress, wholeAddress } from "./sound.js";

const CUT_OFF = "The sound ends here, before its time: the file is not whole.";
const CUT_OFF_MS = 1500;

/** A place where one was for a shorter time was passed, on the way from where one really was. */
const PASSING_MS = AGAIN_MS;
const MOST_PLACES = 20;

/** Fires "change" when it plays, pauses or is elsewhere; "trouble" with what is wrong. */
export class Player extends EventTarget {
  #audio;
  #sessions;
  #addressed = false;
  #wanted = false;
  #place = null;
  #turn = 0;
  #places = [];
  #leftAt = -Infinity;

  constructor(audio, sessions) {
    super();
    this.#audio = audio;
    this.#sessions = sessions;
    this.index = 0;
    this.loading = false;
    for (const name of ["play", "pause"]) {
      audio.addEventListener(name, () => this.#followed());
    }
    audio.addEventListener("seeked", () => this.#changed());
    audio.addEventListener("loadedmetadata", () => this.#arrived());
    audio.addEventListener("ended", () => this.#ended());
    audio.addEventListener("timeupdate", () => this.#watchEnd());
    // Browsers ask a server that is gone for half a minute before they call that an error.
    audio.addEventListener("waiting", () => this.#takeWhole());
    audio.addEventListener("error", () => this.#takeWhole() || this.#failed());
  }

  get session() {
    return this.#sessions[this.index];
  }

  /** Milliseconds; where it will be, while the sound is still on its way. */
  get now() {
    return this.#place ?? Math.min(this.#audio.currentTime * 1000, this.session.total);
  }

  /** Whether it plays, or will as soon as it can. */
  get playing() {
    return this.#wanted;
  }

  get finished() {
    return this.#audio.ended;
  }

  get step() {
    return stepAt(this.session, this.now);
  }

  /** Take another session, at a place. */
  async load(index, ms) {
    const turn = (this.#turn += 1);
    this.loading = true;
    this.#addressed = false;
    this.#audio.pause();
    this.index = index;
    this.#place = ms;
    this.#changed();
    const address = await soundAddress(this.session, index);
    if (turn !== this.#turn) return;
    this.#audio.src = address;
    this.#addressed = true;
  }

  play() {
    this.#wanted = true;
    if (this.finished) this.seek(0);
    this.#changed();
    // Some browsers load nothing before they are asked to play, and only a touch may ask.
    if (this.#addressed) this.#start();
  }

  pause() {
    this.#wanted = false;
    this.#audio.pause();
    this.#changed();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Go somewhere, without a way back. */
  seek(ms) {
    const place = Math.max(0, Math.min(ms, this.session.total));
    if (this.loading) this.#place = place;
    else this.#audio.currentTime = place / 1000;
    this.#changed();
  }

  /** Go somewhere; `undo` goes back. */
  skip(ms) {
    this.#leave();
    this.seek(ms);
  }

  /** Take another session, at a place; `undo` goes back to this one. */
  choose(index, ms) {
    this.#leave();
    this.load(index, ms);
  }

  again() {
    this.skip(againFrom(this.session, this.now));
  }

  /** The next step; false where there is none. */
  on() {
    const next = this.session.steps[this.step + 1];
    if (next) this.skip(next.start);
    return Boolean(next);
  }

  /** Whether there is a place to go back to. */
  get undoable() {
    return this.#places.length > 0;
  }

  /** Go back to where one was last; false where there is no such place. */
  undo() {
    const place = this.#places.pop();
    if (!place) return false;
    this.#leftAt = -Infinity;
    if (place.index === this.index) this.seek(place.ms);
    else this.load(place.index, place.ms);
    return true;
  }

  #leave() {
    const at = performance.now();
    const passed = at - this.#leftAt < PASSING_MS;
    this.#leftAt = at;
    if (!passed) this.#places.push({ index: this.index, ms: this.now });
    this.#places = this.#places.slice(-MOST_PLACES);
  }

  get volume() {
    return this.#audio.volume;
  }

  /** Set the volume, from 0 to 1; false where the browser doesn't let pages do that. */
  setVolume(volume) {
    this.#audio.volume = Math.max(0, Math.min(1, volume));
    return Math.abs(this.#audio.volume - volume) < 0.01;
  }

  async #start() {
    try {
      await this.#audio.play();
    } catch (error) {
      if (error.name === "AbortError") return;
      this.#wanted = false;
      if (error.name === "NotAllowedError") this.#trouble("The browser asks for one more tap.");
      this.#changed();
    }
  }

  #arrived() {
    this.loading = false;
    if (this.#place) this.#audio.currentTime = this.#place / 1000;
    this.#place = null;
    if (this.#wanted) this.#start();
    this.#changed();
  }

  #ended() {
    this.#wanted = false;
    if (this.session.total - this.#audio.currentTime * 1000 > CUT_OFF_MS) this.#trouble(CUT_OFF);
    this.#changed();
  }

  /** Some browsers play silence where a file breaks off. */
  #watchEnd() {
    const { ends } = this.session;
    if (!ends || this.#audio.paused || this.now < ends) return;
    this.pause();
    this.#trouble(CUT_OFF);
  }

  /** Go on with the sound that was fetched whole, if there is one; false where it isn't. */
  #takeWhole() {
    const whole = wholeAddress(this.index);
    if (!whole || this.#audio.src === whole) return false;
    this.#place = this.now;
    this.loading = true;
    this.#audio.src = whole;
    return true;
  }

  #failed() {
    this.#wanted = false;
    this.loading = false;
    const { sound } = this.session;
    this.#trouble(
      sound
        ? `The sound can't be played. ${missing(sound)}`
        : "The sound in this page can't be played by this browser, or it is damaged.",
    );
    this.#changed();
  }

  #trouble(text) {
    this.dispatchEvent(new CustomEvent("trouble", { detail: text }));
  }

  /** A headset, a call or another program may have stopped or started the sound. */
  #followed() {
    if (!this.loading) this.#wanted = !this.#audio.paused;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** What to look at when a sound isn't there. */
function missing(sound) {
  if (location.protocol !== "file:") return "Is voiceguide serve still running, and the network on?";
  return `Is ${decodeURIComponent(sound)} still beside this page?`;
}
