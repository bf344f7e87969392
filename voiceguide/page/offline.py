"""The files that a server needs beside a page, so that it can be installed and works offline."""

import hashlib
import json
from collections.abc import Mapping

from voiceguide.page.content import Content
from voiceguide.page.document import WEB, page_html

PAGE, MANIFEST, WORKER, ICON = "./", "manifest.webmanifest", "service-worker.js", "icon.svg"
"""Addresses, relative to the page's folder; the page itself is the folder."""

_TYPES = {
    PAGE: "text/html; charset=utf-8",
    MANIFEST: "application/manifest+json",
    WORKER: "text/javascript; charset=utf-8",
    ICON: "image/svg+xml",
}


def files(content: Content) -> Mapping[str, tuple[str, str]]:
    """Returns the media type and text of every file to serve except the sounds, by address.

    All addresses are relative to one folder, which may have any name. Raises ValueError unless
    `content` has `served` set and an address for each sound.
    """
    if not content.served or content.inside:
        raise ValueError("a served page needs `served`, and an address for each sound")
    texts = {
        PAGE: page_html(content),
        MANIFEST: manifest(content),
        WORKER: service_worker(content),
        ICON: icon(),
    }
    return {address: (_TYPES[address], text) for address, text in texts.items()}


def manifest(content: Content) -> str:
    """Returns the web app manifest, with the name and appearance of the installed page."""
    document = {
        "name": content.title,
        "short_name": content.title[:12].strip(),
        "lang": content.language,
        "start_url": PAGE,
        "scope": PAGE,
        "display": "standalone",
        "background_color": "#17110c",
        "theme_color": "#17110c",
        "icons": [
            {"src": ICON, "sizes": "any", "type": _TYPES[ICON], "purpose": purpose}
            for purpose in ("any", "maskable")
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def service_worker(content: Content) -> str:
    """Returns the service worker, which caches page and sounds in the browser until they change."""
    sounds = [session.address for session in content.sessions]
    page = hashlib.sha256(page_html(content).encode()).hexdigest()[:16]
    kept = json.dumps([PAGE, MANIFEST, ICON, *sounds])
    text = (WEB / "service-worker.js").read_text(encoding="utf-8")
    return f'const VERSION = "{page}";\nconst KEPT = {kept};\n\n{text}'


def icon() -> str:
    """Returns the icon as SVG."""
    return (WEB / "icon.svg").read_text(encoding="utf-8")
