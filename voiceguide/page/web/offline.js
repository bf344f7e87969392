// Keeps a page from a server in the browser, so that it works without the server.

/** Returns false if the browser can't: it needs HTTPS, or an address of its own device. */
export function keepOffline() {
  const workers = navigator.serviceWorker;
  if (!workers) return false;
  const name = "service-worker.js";
  const rules = { createScriptURL: () => name };
  const address = window.trustedTypes?.createPolicy("voiceguide", rules).createScriptURL("") ?? name;
  // If the browser refuses, the page works as long as its server runs.
  workers.register(address).catch(() => {});
  return true;
}
