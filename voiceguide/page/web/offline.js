// A page from a server is kept in the browser, to work without the server.

/** False where the browser has no way: it wants an encrypted address, or this device's own. */
export function keepOffline() {
  const workers = navigator.serviceWorker;
  if (!workers) return false;
  const name = "service-worker.js";
  const rules = { createScriptURL: () => name };
  const address = window.trustedTypes?.createPolicy("voiceguide", rules).createScriptURL("") ?? name;
  // Where the browser refuses, the page works as long as its server does.
  workers.register(address).catch(() => {});
  return true;
}
