// The display: step, picture, ring, words, and the next step.

import { byId, fit, setAttribute, setFitting, setText } from "./elements.js";
import { Picture, signOf } from "./picture.js";
import { Ring } from "./ring.js";
import { clock, label, movingAt, roughly, sideAt, untilChange, wordsAt } from "./session.js";
import { filled } from "./words.js";

const PLAY = "M7 4l13 8-13 8z";
const PAUSE = "M5 4h5v16H5zM14 4h5v16h-5z";
const MOST_TICKS = 60;
const RING_MS = 200;
const SOONEST_MS = 40;
const LATE_MS = 5;

export class View {
  #content;
  #legend;
  #picture;
  #ring = new Ring();
  #step = null;
  #session = null;

  /** `legend` has the signs of each picture. */
  constructor(content, pictures, legend) {
    this.#content = content;
    this.#legend = legend;
    this.#picture = new Picture(pictures);
  }

  /** Shows the player's current state. */
  show(player) {
    const { session, now } = player;
    const step = session.steps[player.step];
    document.body.classList.remove("unfilled");
    if (session !== this.#session) this.#showSession(session);
    if (step !== this.#step) this.#showStep(session, step);
    this.#ring.show(step, now);
    this.#showTimes(session, step, now);
    this.#showWords(session, step, now);
    this.#showState(player);
  }

  /** Returns milliseconds until the next update: smooth enough, and easy on the battery. */
  wait({ session, now }) {
    const ring = Math.max(RING_MS, this.#ring.wait);
    return Math.max(SOONEST_MS, Math.min(ring, untilChange(session, now) + LATE_MS));
  }

  #showSession(session) {
    this.#session = session;
    const inner = session.steps.slice(1).map((step) => (step.start / session.total) * 1000);
    const ticks = inner.length > MOST_TICKS ? [] : inner.map((x) => `M${x.toFixed(1)} 0V12`);
    document.body.classList.toggle("one-sided", !session.steps.some((step) => step.sides));
    byId("bar-ticks").setAttribute("d", ticks.join(""));
  }

  #showStep(session, step) {
    this.#step = step;
    const index = session.steps.indexOf(step);
    const next = session.steps[index + 1];
    setText(byId("place"), placeOf(session.steps, index));
    setFitting(byId("name"), step.title, 4);
    setText(byId("number"), String(step.number ?? "♪"));
    setAttribute(byId("on"), "aria-disabled", !next);
    setText(byId("more-label"), step.notes ? WORDS.notes : WORDS.steps);
    setText(byId("next-label"), next ? WORDS.next_step : WORDS.last_step);
    setText(byId("next-name"), next ? label(next) : "");
    fit(byId("next"), 2);
    document.title = `${label(step)} – ${this.#content.title}`;
    byId("number").hidden = this.#picture.show(step);
    byId("signs").replaceChildren(...(this.#legend[step.picture] ?? []).map(signOf));
  }

  #showTimes(session, step, now) {
    setFitting(byId("left"), clock(step.end - now), 3);
    const whole = { left: roughly(session.total - now), total: roughly(session.total) };
    setText(byId("whole-left"), filled(WORDS.left_of, whole));
    setAttribute(byId("bar-done"), "width", Math.round((now / session.total) * 1000));
    const side = sideAt(step, now);
    setFitting(byId("side"), side.comes ? filled(WORDS.come_round, { side: side.name }) : side.name, 3);
    this.#picture.turn(side.index);
  }

  #showWords(session, step, now) {
    const { text, saying } = wordsAt(session, now);
    const hint = step.notes ? `${WORDS.read} ${WORDS.hint}` : WORDS.hint;
    const { language } = this.#content;
    setAttribute(byId("words"), "lang", text ? language : document.documentElement.lang);
    setFitting(byId("words"), text || (now > 0 ? "" : hint), 5);
    byId("words").classList.toggle("saying", saying);
  }

  #showState(player) {
    const { session, playing, now, finished } = player;
    this.#picture.move(playing && movingAt(session, now));
    const pause = now > 0 && !finished ? WORDS.resume : finished ? WORDS.once_more : WORDS.begin;
    setText(byId("toggle-label"), playing ? (player.loading ? WORDS.loading : WORDS.pause) : pause);
    setAttribute(byId("toggle-shape"), "d", playing ? PAUSE : PLAY);
    document.body.classList.toggle("waiting", !playing);
  }
}

/** Describes a step's place among the others. */
function placeOf(steps, index) {
  const most = Math.max(...steps.map((step) => step.number ?? 0));
  const { number } = steps[index];
  if (number) return filled(WORDS.place, { number, most });
  const part = { number: index + 1, most: steps.length };
  if (!most) return steps.length > 1 ? filled(WORDS.part, part) : "";
  if (index === 0) return WORDS.beginning;
  return index === steps.length - 1 ? WORDS.end : WORDS.between;
}
