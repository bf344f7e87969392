// The state of a session at a moment: pure functions. Times are milliseconds from the start.

/** Within this time of a step's start, "again" means the previous step. */
export const AGAIN_MS = 4000;

/** The hands move for this long after a step began or something was said. */
export const MOVING_MS = 20000;

/** Returns the index of the last item that starts at or before `ms`; -1 before the first. */
export function lastStarted(items, ms, startOf) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(items[middle]) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Returns the index of the step at `ms`. */
export function stepAt(session, ms) {
  return Math.max(0, lastStarted(session.steps, ms, (step) => step.start));
}

/** Returns where "again" goes: the step's start; soon after it, the previous step's. */
export function againFrom(session, ms) {
  const index = stepAt(session, ms);
  const start = session.steps[index].start;
  return index > 0 && ms - start < AGAIN_MS ? session.steps[index - 1].start : start;
}

/** Returns the words at `ms`: those being said, or the last ones said in this step. */
export function wordsAt(session, ms) {
  const index = lastStarted(session.phrases, ms, (phrase) => phrase[0]);
  const since = session.steps[stepAt(session, ms)].start;
  if (index < 0 || session.phrases[index][0] < since) return { text: "", saying: false };
  const [, end, text] = session.phrases[index];
  return { text, saying: ms < end };
}

/** Whether the hands move at `ms`; moving all the time would waste battery. */
export function movingAt(session, ms) {
  const index = lastStarted(session.phrases, ms, (phrase) => phrase[0]);
  const said = session.phrases[index]?.[1] ?? 0;
  return ms - Math.max(said, session.steps[stepAt(session, ms)].start) < MOVING_MS;
}

/** Returns milliseconds until the next change of words, second or step. */
export function untilChange(session, ms) {
  const index = lastStarted(session.phrases, ms, (phrase) => phrase[0]);
  const step = session.steps[stepAt(session, ms)];
  const moments = [session.phrases[index]?.[1], session.phrases[index + 1]?.[0], step.end];
  const second = (step.end - ms) % 1000 || 1000;
  return Math.min(second, ...moments.map((at) => at - ms).filter((left) => left > 0));
}

/**
 * Returns the side that the hands are on, or are being sent to, as { index, name }; index is -1 if
 * the step has no sides. `comes`: the giver is being sent round the table.
 */
export function sideAt(step, ms) {
  const sides = step.sides ?? [];
  const done = lastStarted(sides, ms, (side) => side[2]) + 1;
  const index = Math.min(sides.length - 1, done);
  const comes = Boolean(step.moves) && index === 1 && ms < sides[1][1];
  return { index, name: sides[index]?.[0] ?? "", comes };
}

/** Returns a step's title with its number, as players show it. */
export function label(step) {
  return step.number ? `${step.number}. ${step.title}` : step.title;
}

/** Formats time left as `m:ss` or `h:mm:ss`, rounded up to whole seconds. */
export function clock(ms) {
  const all = Math.max(0, Math.ceil(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const pad = (value) => String(value).padStart(2, "0");
  return hours ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${minutes}:${pad(seconds)}`;
}

/** Formats time left in minutes; in the last one, in seconds. */
export function roughly(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.round(ms / 60000)} min`;
}
