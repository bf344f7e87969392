// Remembers place, length and volume in the browser from one visit to the next.

const VOLUME = "voiceguide volume";

export class Memory {
  #key;

  constructor(id) {
    this.#key = `voiceguide ${id}`;
  }

  /** The place as { index, ms }, or null. */
  get place() {
    try {
      const place = JSON.parse(read(this.#key));
      return Number.isInteger(place?.index) && Number.isFinite(place?.ms) ? place : null;
    } catch {
      return null;
    }
  }

  set place(place) {
    write(this.#key, JSON.stringify(place));
  }

  get volume() {
    const volume = Number.parseFloat(read(VOLUME));
    return volume >= 0 && volume <= 1 ? volume : 1;
  }

  set volume(volume) {
    write(VOLUME, String(volume));
  }
}

// A browser may refuse storage, as in private windows or for pages from a folder.
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The page works without it.
  }
}
