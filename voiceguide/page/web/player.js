// Plays the sound with its steps: play, pause, again, on, undo.

import { AGAIN_MS, againFrom, stepAt } from "./session.js";
import { soundAddress, wholeAddress } from "./sound.js";
import { filled } from "./words.js";

const CUT_OFF_MS = 1500;

/** A place left sooner than this was only passed through, on the way from an earlier one. */
const PASSING_MS = AGAIN_MS;
const MOST_PLACES = 20;

/** Fires "change" when it plays, pauses or moves; "trouble" with a message in `detail`. */
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
    // Browsers retry a lost server for half a minute before they report an error.
    audio.addEventListener("waiting", () => this.#takeWhole());
    audio.addEventListener("error", () => this.#takeWhole() || this.#failed());
  }

  get session() {
    return this.#sessions[this.index];
  }

  /** The position in milliseconds; while the sound loads, the one it will start at. */
  get now() {
    return this.#place ?? Math.min(this.#audio.currentTime * 1000, this.session.total);
  }

  /** Whether it is playing, or will be as soon as it can. */
  get playing() {
    return this.#wanted;
  }

  get finished() {
    return this.#audio.ended;
  }

  get step() {
    return stepAt(this.session, this.now);
  }

  /** Loads another session, at a place in milliseconds. */
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
    // Some browsers load nothing until play() is called, which only a touch may do.
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

  /** Moves to a place, without a way back. */
  seek(ms) {
    const place = Math.max(0, Math.min(ms, this.session.total));
    if (this.loading) this.#place = place;
    else this.#audio.currentTime = place / 1000;
    this.#changed();
  }

  /** Moves to a place; `undo` goes back. */
  skip(ms) {
    this.#leave();
    this.seek(ms);
  }

  /** Loads another session, at a place; `undo` goes back to this one. */
  choose(index, ms) {
    this.#leave();
    this.load(index, ms);
  }

  again() {
    this.skip(againFrom(this.session, this.now));
  }

  /** Moves to the next step; returns false if there is none. */
  on() {
    const next = this.session.steps[this.step + 1];
    if (next) this.skip(next.start);
    return Boolean(next);
  }

  /** Whether there is a place to go back to. */
  get undoable() {
    return this.#places.length > 0;
  }

  /** Goes back to the last place; returns false if there is none. */
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

  /** Sets the volume, from 0 to 1; returns false if the browser doesn't let pages do that. */
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
      if (error.name === "NotAllowedError") this.#trouble(WORDS.tap_again);
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
    if (this.session.total - this.#audio.currentTime * 1000 > CUT_OFF_MS) this.#trouble(WORDS.cut_off);
    this.#changed();
  }

  /** Stops where a file breaks off, since some browsers continue with silence. */
  #watchEnd() {
    const { ends } = this.session;
    if (!ends || this.#audio.paused || this.now < ends) return;
    this.pause();
    this.#trouble(WORDS.cut_off);
  }

  /** Switches to the sound that was fetched whole; returns false if there is none. */
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
        ? filled(WORDS.no_sound, { cure: missing(sound) })
        : WORDS.no_sound_inside,
    );
    this.#changed();
  }

  #trouble(text) {
    this.dispatchEvent(new CustomEvent("trouble", { detail: text }));
  }

  /** Follows the sound: a headset, a call or another program may have stopped or started it. */
  #followed() {
    if (!this.loading) this.#wanted = !this.#audio.paused;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** A hint on what to check if a sound is missing. */
function missing(sound) {
  if (location.protocol !== "file:") return WORDS.is_served;
  return filled(WORDS.is_beside, { file: decodeURIComponent(sound) });
}
