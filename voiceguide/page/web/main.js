// The page's main program: connects content, player, view and controls.

import { byId } from "./elements.js";
import { keyed } from "./keys.js";
import { Media } from "./media.js";
import { Memory } from "./memory.js";
import { Notice } from "./notice.js";
import { keepOffline } from "./offline.js";
import { Panel } from "./panel.js";
import { phrasesOf, unpacked, whole } from "./packed.js";
import { Player } from "./player.js";
import { label } from "./session.js";
import { keepWhole } from "./sound.js";
import { Guard, touchable, watchFit } from "./touch.js";
import { View } from "./view.js";
import { Wake } from "./wake.js";
import { filled } from "./words.js";

const UNDO_MS = 12000;
const MENTION_MS = 20000;
const REMEMBER_MS = 4000;
const LOUDER = 0.05;

const content = JSON.parse(byId("content").textContent);
const opened = await unpacked(content.packed);
const { phrases = [], notes = [], parts, key = [], signs = [] } = opened;
const pictures = whole(opened.pictures ?? [], parts);
for (const [index, session] of content.sessions.entries()) {
  session.phrases = phrases[index] ? phrasesOf(phrases[index]) : [];
  for (const [at, step] of session.steps.entries()) step.notes = notes[index]?.[at] ?? "";
}
const player = new Player(byId("sound"), content.sessions);
const memory = new Memory(content.id);
const legend = signs.map((each) => each.map((sign) => key[sign]));
const view = new View(content, pictures, legend);
const notice = new Notice();
const wake = new Wake((text) => {
  notice.mention(text, MENTION_MS);
  panel.tell(text);
});
const guard = new Guard();
const media = new Media(content, pictures, player, act);
const panel = new Panel({ ...content, key }, player, { skip, choose, setVolume, undo });
let timer = 0;
let shownStep = -1;
let fetching = false;

/** Acts on a touch, a key or the system's controls; the guard stops rebounds of every kind. */
function act(name) {
  const actions = {
    play: () => player.play(),
    pause: () => player.pause(),
    toggle: () => guard.allows(name) && player.toggle(),
    again: () => guard.allows(name) && moved(() => player.again()),
    on: () => guard.allows(name) && moved(() => player.on()),
    louder: () => setVolume(player.volume + LOUDER),
    softer: () => setVolume(player.volume - LOUDER),
    undo,
  };
  actions[name]();
}

function skip(ms) {
  moved(() => player.skip(ms));
}

/** Moves to another place, and offers the way back. */
function moved(move) {
  if (move() === false) notice.offer(WORDS.last, "OK", () => {}, UNDO_MS / 2);
  else offerUndo();
}

function offerUndo() {
  const { session, step } = player;
  const length = content.sessions.length > 1 && session.name ? `${session.name}, ` : "";
  const now = filled(WORDS.now, { step: `${length}${label(session.steps[step])}` });
  notice.offer(now, WORDS.undo, undo, UNDO_MS);
}

function undo() {
  if (!player.undo()) return;
  if (player.undoable) offerUndo();
  else notice.close();
}

/** Switches to another length, at the start of the same step. */
function choose(index) {
  if (index === player.index) return;
  const { id } = player.session.steps[player.step];
  const same = content.sessions[index].steps.find((step) => step.id === id);
  const place = player.now > 0 && same ? same.start : 0;
  moved(() => player.choose(index, place));
  remember();
}

function setVolume(wanted) {
  const volume = Math.max(0, Math.min(1, wanted));
  if (!player.setVolume(volume)) panel.volumeIsFixed();
  memory.volume = volume;
  panel.show();
}

function remember() {
  memory.place = { index: player.index, ms: player.finished ? 0 : Math.round(player.now) };
}

/** Shows the current state, and runs again when it will have changed. */
function run() {
  clearTimeout(timer);
  view.show(player);
  if (player.step !== shownStep) media.show();
  shownStep = player.step;
  if (player.playing) timer = setTimeout(run, view.wait(player));
}

function changed() {
  run();
  media.show();
  panel.show();
  wake.keep(player.playing);
  if (fetching && player.playing && !player.loading) keepWhole(player.session, player.index);
}

function begin() {
  player.addEventListener("change", changed);
  player.addEventListener("trouble", (event) => notice.tell(event.detail));
  const zones = { again: byId("again"), toggle: byId("toggle"), on: byId("on") };
  touchable(zones, act);
  watchFit(byId("stage"));
  keyed(act);
  if (!player.setVolume(memory.volume)) panel.volumeIsFixed();
  setInterval(() => player.playing && remember(), REMEMBER_MS);
  addEventListener("pagehide", remember);
  document.addEventListener("visibilitychange", remember);
  byId("sound").addEventListener("pause", remember);
  const place = memory.place;
  const known = place && place.index >= 0 && place.index < content.sessions.length;
  player.load(known ? place.index : 0, known ? place.ms : 0);
  fetching = content.served && !keepOffline();
}

begin();
