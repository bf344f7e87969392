// Keyboards, pedals that turn pages, and media keys that arrive as keys.

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
 * Call `act(name)` for a key. In the panel, and with a modifier, keys are the browser's. Elsewhere
 * Space pauses wherever the focus is: pedals send it. Enter presses the button that has the focus.
 */
export function keyed(act) {
  document.addEventListener("keydown", (event) => {
    const name = ACTIONS[event.key];
    const modified = event.ctrlKey || event.altKey || event.metaKey;
    if (!name || modified || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && event.target.closest("button")) return;
    event.preventDefault();
    // A pedal that is held down repeats its key.
    if (!event.repeat || name === "louder" || name === "softer") act(name);
  });
  document.addEventListener("keyup", (event) => {
    // A button is pressed when Space comes up; the key has been answered already.
    if (event.key === " " && event.target.closest?.("#stage button")) event.preventDefault();
  });
}
