"""The page's JavaScript modules, joined into the one module that a single file can hold.

Browsers load no module files from a folder, only from a server, so the modules
are put together here: each after those that it imports, without its import and
export words. For that to be enough, modules are written in a part of the language:
`import {a, b} from "./name.js";` at the start of a line, `export` before a
declaration, and no name declared twice at the top of two modules.
"""

import re
from collections.abc import Callable

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async |class |function |const ))", re.MULTILINE)
_LEFT_OVER = re.compile(r"^\s*(?:import|export)\b.*$", re.MULTILINE)


def joined(main: str, read: Callable[[str], str]) -> str:
    """The module `main` with all that it imports, as one module's text.

    Raises ValueError where a module is written in a way that can't be joined.

    >>> files = {"a.js": 'import {b} from "./b.js";\\nb();\\n', "b.js": "export const b = 1;\\n"}
    >>> print(joined("a.js", files.__getitem__), end="")
    const b = 1;
    b();
    """
    texts: dict[str, str] = {}

    def add(name: str, importers: tuple[str, ...]) -> None:
        if name in importers:
            raise ValueError(f"{name} imports itself, by way of {' and '.join(importers)}")
        if name in texts:
            return
        text = read(name)
        for imported in _IMPORT.findall(text):
            add(imported, (*importers, name))
        texts[name] = _alone(name, text)

    add(main, ())
    return "".join(texts.values())


def _alone(name: str, text: str) -> str:
    text = _EXPORT.sub("", _IMPORT.sub("", text)).lstrip("\n")
    if left := _LEFT_OVER.search(text):
        raise ValueError(f"{name}: can't be joined: {left.group().strip()}")
    return text
