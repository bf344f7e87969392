// Follows a script that is being edited: shows its faults, and loads each new version at the place
// where the last one was. It runs before the page's program, which finds that place in its memory.

{
  const ASK_MS = 500;
  const LOST = 6;
  const KEPT = "voiceguide live";
  const content = JSON.parse(document.getElementById("content").textContent);
  const box = document.getElementById("live");
  const sound = document.getElementById("sound");
  const memory = (id) => `voiceguide ${id}`;
  let missed = 0;

  const returned = () => {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    if (!kept) return;
    sessionStorage.removeItem(KEPT);
    const remembered = JSON.parse(localStorage.getItem(memory(kept.id)));
    const ms = remembered?.ms ?? kept.ms;
    localStorage.removeItem(memory(kept.id));
    const at = Math.max(0, kept.steps.findLastIndex((step) => step.start <= ms));
    const old = kept.steps[at];
    const { steps } = content.sessions[0];
    const same = steps.find((step) => step.id === old.id);
    const step = same ?? steps[Math.min(at, steps.length - 1)];
    const most = step.end - step.start - 1;
    const place = step.start + (same ? Math.min(ms - old.start, most) : 0);
    localStorage.setItem(memory(content.id), JSON.stringify({ index: 0, ms: place }));
    // Where the browser lets no page start by itself, the play button does.
    if (kept.plays) sound.addEventListener("loadedmetadata", () => sound.play().catch(() => {}));
  };

  const leave = () => {
    const steps = content.sessions[0].steps.map(({ id, start }) => ({ id, start }));
    const plays = !document.body.classList.contains("waiting");
    const kept = { id: content.id, steps, plays, ms: sound.currentTime * 1000 };
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
    location.reload();
  };

  const show = (what, text) => {
    document.getElementById("live-what").textContent = what;
    document.getElementById("live-text").textContent = text;
    box.hidden = !what;
  };

  const ask = async () => {
    try {
      const answer = await fetch("state.json", { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      const { version, what, text } = await answer.json();
      missed = 0;
      if (String(version) !== box.dataset.version) return leave();
      show(what, text);
    } catch {
      missed += 1;
      if (missed === LOST) show("voiceguide serve has stopped; this is its last version.", "");
    }
    setTimeout(ask, ASK_MS);
  };

  try {
    returned();
  } catch {
    // A browser that keeps nothing starts from the beginning.
  }
  ask();
}
