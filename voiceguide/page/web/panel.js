// The panel for dry hands: steps, lengths, volume.

import { byId, setAttribute, setText } from "./elements.js";
import { signOf } from "./picture.js";
import { clock, label, roughly } from "./session.js";

export class Panel {
  #dialog = byId("panel");
  #content;
  #player;
  #actions;
  #listed = null;

  /** `actions` has skip(ms), choose(index), setVolume(0 to 1) and undo(). */
  constructor(content, player, actions) {
    this.#content = content;
    this.#player = player;
    this.#actions = actions;
    byId("more").addEventListener("click", () => this.open());
    byId("panel-close").addEventListener("click", () => this.#dialog.close());
    // Don't return the focus to the button that opened it: a pedal's Enter would open it again.
    this.#dialog.addEventListener("close", () => byId("toggle").focus());
    byId("panel-undo").addEventListener("click", () => {
      actions.undo();
      this.#dialog.close();
    });
    byId("volume").addEventListener("input", (event) => actions.setVolume(event.target.value / 100));
    this.#listLengths();
    this.#listSigns();
  }

  open() {
    this.show();
    byId("notes").open = this.#player.session.steps[this.#player.step].notes;
    this.#dialog.showModal();
    byId("steps").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
    this.#dialog.scrollTop = 0;
  }

  /** Updates the panel. */
  show() {
    if (this.#listed !== this.#player.session) this.#listSteps(this.#player.session);
    byId("volume").value = Math.round(this.#player.volume * 100);
    byId("panel-undo").disabled = !this.#player.undoable;
    mark(byId("steps"), "aria-current", this.#player.step, "step");
    const lengths = byId("lengths-list").children;
    for (const [index, button] of [...lengths].entries()) {
      setAttribute(button, "aria-pressed", index === this.#player.index);
    }
  }

  /** Keeps a message in the panel, to read later. */
  tell(text) {
    setText(byId("panel-told"), text);
    byId("panel-told").hidden = false;
  }

  volumeIsFixed() {
    byId("volume").hidden = true;
    byId("volume-fixed").hidden = false;
  }

  #listLengths() {
    const { sessions } = this.#content;
    byId("lengths").hidden = sessions.length < 2;
    const buttons = sessions.map((session, index) => {
      const minutes = roughly(session.total);
      return this.#button([session.name || minutes, session.name ? minutes : ""], () => {
        this.#actions.choose(index);
      });
    });
    byId("lengths-list").replaceChildren(...buttons);
  }

  #listSigns() {
    const { key } = this.#content;
    byId("key").hidden = !key.length;
    byId("key-list").replaceChildren(...key.map(signOf));
  }

  #listNotes(session) {
    const notes = session.steps.map((step) => step.notes).filter(Boolean);
    byId("notes").hidden = !notes.length;
    setText(byId("notes-list"), notes.join("\n\n"));
  }

  #listSteps(session) {
    this.#listed = session;
    this.#listNotes(session);
    const items = session.steps.map((step) => {
      const item = document.createElement("li");
      const go = () => this.#actions.skip(step.start);
      item.append(this.#button([label(step), clock(step.end - step.start)], go));
      return item;
    });
    byId("steps").replaceChildren(...items);
  }

  #button([name, detail], act) {
    const button = document.createElement("button");
    const [first, second] = [document.createElement("bdi"), document.createElement("span")];
    setText(first, name);
    setText(second, detail);
    button.type = "button";
    button.append(first, second);
    button.addEventListener("click", () => {
      act();
      this.#dialog.close();
    });
    return button;
  }
}

function mark(list, name, index, value) {
  const [old, now] = [list.querySelector(`[${name}]`), list.children[index]?.firstChild];
  if (old === now) return;
  old?.removeAttribute(name);
  now?.setAttribute(name, value);
}
