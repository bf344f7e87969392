// Unpacks the packed parts of the page: words and pictures.

/** Unpacks a text; returns an empty object if the browser can't. */
export async function unpacked(text) {
  if (!globalThis.DecompressionStream) return {};
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

/** Returns drawings with shared parts in place of their numbers. */
export function whole(tree, parts) {
  if (typeof tree === "number") return whole(parts[tree], parts);
  return Array.isArray(tree) ? tree.map((part) => whole(part, parts)) : tree;
}

/** Returns the start, end and text of each phrase, from gaps, lengths and texts. */
export function phrasesOf([gaps, lengths, texts]) {
  let end = 0;
  return texts.map((text, index) => {
    const start = end + gaps[index];
    end = start + lengths[index];
    return [start, end, text];
  });
}
