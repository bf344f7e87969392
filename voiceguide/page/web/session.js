// What a session is doing at a moment. Pure; times are milliseconds from its start.

/** So soon after a step began, "again" means the step before. */
export const AGAIN_MS = 4000;

/** So long after a step began, or something was said, its hands are shown moving. */
export const MOVING_MS = 20000;

/** The index of the last item whose start is not after `ms`; -1 before the first. */
export function lastStarted(items, ms, startOf) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(items[middle]) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The index of the step that `ms` is in. */
export function stepAt(session, ms) {
  return Math.max(0, lastStarted(session.steps, ms, (step) => step.start));
}

/** Where "again" goes: the step's start, or soon after it the start of the step before. */
export function againFrom(session, ms) {
  const index = stepAt(session, ms);
  const start = session.steps[index].start;
  return index > 0 && ms - start < AGAIN_MS ? session.steps[index - 1].start : start;
}

/** The words at `ms`: those being said, or the last that were said in this step. */
export function wordsAt(session, ms) {
  const index = lastStarted(session.phrases, ms, (phrase) => phrase[0]);
  const since = session.steps[stepAt(session, ms)].start;
  if (index < 0 || session.phrases[index][0] < since) return { text: "", saying: false };
  const [, end, text] = session.phrases[index];
  return { text, saying: ms < end };
}

/** Whether hands are to be shown moving at `ms`: all the time would cost battery for nothing. */
export function movingAt(session, ms) {
  const index = lastStarted(session.phrases, ms, (phrase) => phrase[0]);
  const said = session.phrases[index]?.[1] ?? 0;
  return ms - Math.max(said, session.steps[stepAt(session, ms)].start) < MOVING_MS;
}

/** Milliseconds until other words, another second or another step are to be shown. */
export function untilChange(session, ms) {
  const index = lastStarted(session.phrases, ms, (phrase) => phrase[0]);
  const { end } = session.steps[stepAt(session, ms)];
  const moments = [session.phrases[index]?.[1], session.phrases[index + 1]?.[0], end];
  const second = (end - ms) % 1000 || 1000;
  return Math.min(second, ...moments.map((at) => at - ms).filter((left) => left > 0));
}

/**
 * The side that the hands are on, or that the voice sends them to, as { index, name }; index -1
 * where the step has none.
 */
export function sideAt(step, ms) {
  const sides = step.sides ?? [];
  const done = lastStarted(sides, ms, (side) => side[2]) + 1;
  const index = Math.min(sides.length - 1, done);
  return { index, name: sides[index]?.[0] ?? "" };
}

/** A step's name with its number, as players show it. */
export function label(step) {
  return step.number ? `${step.number}. ${step.title}` : step.title;
}

/** Time as `m:ss`, or `h:mm:ss`; a part of a second that is left counts as a second. */
export function clock(ms) {
  const all = Math.max(0, Math.ceil(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const pad = (value) => String(value).padStart(2, "0");
  return hours ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${minutes}:${pad(seconds)}`;
}

/** Time in words, to the minute, and to the second in the last one. */
export function roughly(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.round(ms / 60000)} min`;
}
