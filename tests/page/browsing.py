"""Drives a page as its user does: opens it, touches it, looks at it."""

import base64
import json
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

SPY = """
window.seen = { handlers: {}, locks: [], violations: [], shifts: [], positions: [] };
addEventListener("securitypolicyviolation", (event) => {
  seen.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
new PerformanceObserver((list) => {
  const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
  for (const entry of list.getEntries().filter((one) => !one.hadRecentInput)) {
    const moved = entry.sources.map(({ node, previousRect, currentRect }) => {
      const name = node?.id || `${node?.nodeName} in ${node?.parentElement?.id}`;
      return `${name}: ${box(previousRect)} -> ${box(currentRect)}`;
    });
    const at = [Math.round(entry.startTime), window.sound?.currentTime.toFixed(2)];
    seen.shifts.push(`${entry.value} at ${at.join(" ms, sound ")}: ${moved.join("; ")}`);
  }
}).observe({ type: "layout-shift", buffered: true });
const session = navigator.mediaSession;
const [setHandler, setPosition] = [session.setActionHandler, session.setPositionState];
session.setActionHandler = function (name, handler) {
  seen.handlers[name] = handler;
  return setHandler.call(this, name, handler);
};
session.setPositionState = function (state) {
  seen.positions.push(state);
  return setPosition.call(this, state);
};
"""
"""Records the page's requests to the browser, without changing the answers."""


class Player:
    """One page in a browser."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._protocol: CDPSession | None = None
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console",
            lambda message: self.errors.append(message.text) if message.type == "error" else None,
        )
        page.add_init_script(SPY)

    def open(self, address: str | Path) -> "Player":
        """Opens a file or a URL, and waits until its sound can be played."""
        self.page.goto(address.resolve().as_uri() if isinstance(address, Path) else address)
        self.until("sound.readyState > 0 || sound.error")
        return self

    def ask(self, expression: str) -> Any:
        """Evaluates a JavaScript expression on the page."""
        return self.page.evaluate(f"() => {expression}")

    def until(self, condition: str, seconds: float = 10) -> None:
        """Waits until a JavaScript condition holds."""
        self.page.wait_for_function(f"() => {condition}", timeout=seconds * 1000)

    def when(self, condition: str) -> float:
        """Waits until a JavaScript condition holds; returns the sound's time then, in seconds."""
        found = self.page.wait_for_function(f"() => ({condition}) && [sound.currentTime]")
        [seconds] = found.json_value()
        return float(seconds)

    @property
    def now(self) -> float:
        """The sound's position in seconds."""
        return float(self.ask("sound.currentTime"))

    @property
    def playing(self) -> bool:
        """Whether the sound is playing."""
        return not self.ask("sound.paused")

    def text(self, name: str) -> str:
        """The text of an element, visible or not."""
        return str(self.page.locator(f"#{name}").text_content())

    def phrases(self) -> list[list[Any]]:
        """The start and end in milliseconds, and the text, of every phrase in the first session."""
        content = json.loads(self.page.locator("#content").text_content() or "")
        unpacked = json.loads(zlib.decompress(base64.b64decode(content["packed"])))
        end, found = 0, []
        for gap, length, text in zip(*unpacked["phrases"][0], strict=True):
            found.append([end + gap, end + gap + length, text])
            end += gap + length
        return found

    def begin(self) -> "Player":
        """Starts playing with a key."""
        self.page.keyboard.press("Space")
        self.until("!sound.paused && sound.currentTime > 0")
        return self

    def place(self, seconds: float) -> None:
        """Moves the sound to a time, as if it had played up to there."""
        self.page.evaluate("(seconds) => { sound.currentTime = seconds }", seconds)
        self.until("!sound.seeking")

    def rest(self, milliseconds: int = 450) -> None:
        """Waits until no touch counts as a rebound."""
        self.page.wait_for_timeout(milliseconds)

    def command(self, name: str, **arguments: object) -> Any:
        """Sends a command of the browser's own protocol."""
        if self._protocol is None:
            self._protocol = self.page.context.new_cdp_session(self.page)
        return self._protocol.send(name, arguments)
