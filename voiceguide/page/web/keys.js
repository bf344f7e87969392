// Keyboards, page-turner pedals, and media keys that arrive as keys.

const ACTIONS = {
  " ": "toggle",
  Enter: "toggle",
  MediaPlayPause: "toggle",
  ArrowLeft: "again",
  PageUp: "again",
  MediaTrackPrevious: "again",
  ArrowRight: "on",
  PageDown: "on",
  MediaTrackNext: "on",
  ArrowUp: "louder",
  ArrowDown: "softer",
  Backspace: "undo",
};

/**
 * Calls `act(name)` for each key. In the panel, and with a modifier, the browser handles keys.
 * Elsewhere Space pauses wherever the focus is, because pedals send it. Enter presses the button
 * that has the focus.
 */
export function keyed(act) {
  document.addEventListener("keydown", (event) => {
    const name = ACTIONS[event.key];
    const modified = event.ctrlKey || event.altKey || event.metaKey;
    if (!name || modified || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && event.target.closest("button")) return;
    event.preventDefault();
    // A pedal held down repeats its key.
    if (!event.repeat || name === "louder" || name === "softer") act(name);
  });
  document.addEventListener("keyup", (event) => {
    // Browsers press a button when Space is released, but the key was handled when it went down.
    if (event.key === " " && event.target.closest?.("#stage button")) event.preventDefault();
  });
}
