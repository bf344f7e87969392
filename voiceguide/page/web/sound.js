// The sound's address: a file, or a blob assembled from pieces in the page.

const addresses = new Map();

/** Returns the address of a session's sound; waits until the page has all of it. */
export function soundAddress(session, index) {
  if (!addresses.has(index)) addresses.set(index, session.sound ?? collected(index));
  return addresses.get(index);
}

const wholes = new Map();

/** Fetches a whole sound, once, to continue with if its server goes away before the end. */
export async function keepWhole(session, index) {
  if (wholes.has(index)) return;
  wholes.set(index, null);
  try {
    const answer = await fetch(session.sound);
    if (answer.ok) wholes.set(index, URL.createObjectURL(await answer.blob()));
  } catch {
    // Then it plays only as long as the server runs.
  }
}

/** Returns the address of a sound that was fetched whole, if there is one. */
export function wholeAddress(index) {
  return wholes.get(index);
}

async function collected(index) {
  await wholePage();
  const parts = [];
  let type = "";
  for (const piece of document.querySelectorAll(`script[data-sound="${index}"]`)) {
    type = piece.type;
    parts.push(bytes(piece.textContent));
    piece.remove();
    await breath();
  }
  return URL.createObjectURL(new Blob(parts, { type }));
}

function bytes(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const found = new Uint8Array(binary.length);
  for (let at = 0; at < found.length; at += 1) found[at] = binary.charCodeAt(at);
  return found;
}

function wholePage() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });
}

function breath() {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
