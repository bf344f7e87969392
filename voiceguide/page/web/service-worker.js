// Defined above: VERSION, the edition of the page, and KEPT, the addresses it needs.

self.addEventListener("install", (event) => {
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  // Don't take over open pages: a sound must not change its source while it plays.
  event.waitUntil(forgetOthers());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const own = new URL(request.url).origin === self.location.origin;
  if (own && request.method === "GET") event.respondWith(answer(request));
});

// The name includes the folder: one server may have several pages, each with its own worker.
const NAME = `voiceguide ${self.registration.scope} ${VERSION}`;

async function keep() {
  const cache = await caches.open(NAME);
  await cache.addAll(KEPT.map((address) => new Request(address, { cache: "reload" })));
}

/** How many copies of other pages to keep, the newest: a session takes tens of megabytes. */
const OTHERS = 4;

/** Deletes earlier editions of this page, and the oldest copies of others if there are many. */
async function forgetOthers() {
  const own = `voiceguide ${self.registration.scope} `;
  const names = await caches.keys(); // the oldest first
  const others = names.filter((name) => name.startsWith("voiceguide ") && name !== NAME);
  const earlier = others.filter((name) => name.startsWith(own));
  const foreign = others.filter((name) => !name.startsWith(own));
  for (const name of [...earlier, ...foreign.slice(0, -OTHERS)]) await caches.delete(name);
}

/** Answers from the cache if possible, otherwise from the server. */
async function answer(request) {
  const kept = await caches.match(request.url, { cacheName: NAME, ignoreVary: true });
  if (!kept) return request.mode === "navigate" ? again(request) : fetch(request);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (!range) return kept;
  if (!wholes.has(request.url)) wholes.set(request.url, kept.blob());
  return part(await wholes.get(request.url), Number(range[1]), range[2]);
}

/** Answers with the page if its copy was deleted; keeps it again, or unregisters if it is gone. */
async function again(request) {
  const response = await fetch(request);
  if (response.ok) keep().catch(() => {});
  if (response.status === 404) await self.registration.unregister();
  return response;
}

/** Sounds read from the cache, by address. */
const wholes = new Map();

/** Answers a player's request for part of a sound. */
function part(whole, first, last) {
  const end = Math.min(last === "" ? Infinity : Number(last), whole.size - 1);
  const { type } = whole;
  if (first > end) {
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${whole.size}` } });
  }
  return new Response(whole.slice(first, end + 1, type), {
    status: 206,
    headers: {
      "accept-ranges": "bytes",
      "content-length": String(end + 1 - first),
      "content-range": `bytes ${first}-${end}/${whole.size}`,
      "content-type": type,
    },
  });
}
