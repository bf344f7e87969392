// The system's controls: lock screen, headset, car.

import { drawCover } from "./cover.js";
import { label, sideAt } from "./session.js";

const STEP_S = 10;

export class Media {
  #session = navigator.mediaSession;
  #content;
  #pictures;
  #player;
  #shown = null;
  #side = -1;
  #turn = 0;

  constructor(content, pictures, player, act) {
    this.#content = content;
    this.#pictures = pictures;
    this.#player = player;
    if (!this.#session) return;
    const jump = (seconds) => player.skip(player.now + seconds * 1000);
    const handlers = {
      play: () => act("play"),
      pause: () => act("pause"),
      stop: () => act("pause"),
      previoustrack: () => act("again"),
      nexttrack: () => act("on"),
      seekbackward: (details) => jump(-(details?.seekOffset ?? STEP_S)),
      seekforward: (details) => jump(details?.seekOffset ?? STEP_S),
      seekto: (details) => player.seek(details.seekTime * 1000),
    };
    for (const [name, handler] of Object.entries(handlers)) {
      try {
        this.#session.setActionHandler(name, handler);
      } catch {
        // A browser throws for actions it doesn't know; the others are enough.
      }
    }
  }

  /** Tells the system what is playing, and the position. */
  show() {
    if (!this.#session) return;
    const { session, now, playing } = this.#player;
    const step = session.steps[this.#player.step];
    const side = sideAt(step, now).index;
    if (step !== this.#shown || side !== this.#side) this.#name(step, side);
    this.#session.playbackState = playing ? "playing" : "paused";
    const duration = session.total / 1000;
    const position = Math.min(now / 1000, duration);
    this.#session.setPositionState?.({ duration, position, playbackRate: 1 });
  }

  async #name(step, side) {
    this.#shown = step;
    this.#side = side;
    const turn = (this.#turn += 1);
    const { title } = this.#content;
    const named = { title: label(step), artist: title, album: title };
    this.#session.metadata = new MediaMetadata(named);
    const src = await drawCover(step, this.#pictures[step.picture], side);
    if (turn !== this.#turn) return;
    const artwork = [{ src, sizes: "512x512", type: "image/png" }];
    this.#session.metadata = new MediaMetadata({ ...named, artwork });
  }
}
