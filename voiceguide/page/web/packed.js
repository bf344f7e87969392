// What of the page came packed: words and pictures.

/** What is packed in a text; nothing where the browser can't unpack it. */
export async function unpacked(text) {
  if (!globalThis.DecompressionStream) return {};
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

/** Start, end and text of each phrase, from the gaps between them, their lengths and texts. */
export function phrasesOf([gaps, lengths, texts]) {
  let end = 0;
  return texts.map((text, index) => {
    const start = end + gaps[index];
    end = start + lengths[index];
    return [start, end, text];
  });
}
