"""Joins the page's JavaScript modules into one, for a page in a single file.

Browsers load module files only from a server, not from a folder. So the modules are
concatenated, each after those it imports, without `import` and `export`. For that to
work, they use a subset of the language: `import {a, b} from "./name.js";` at the start
of a line, `export` before a declaration, and no top-level name declared in two modules.
"""

import re
from collections.abc import Callable

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async |class |function |const ))", re.MULTILINE)
_LEFT_OVER = re.compile(r"^\s*(?:import|export)\b.*$", re.MULTILINE)


def joined(main: str, read: Callable[[str], str]) -> str:
    """Returns the module `main` and everything it imports as the text of one module.

    Raises ValueError if a module imports itself or doesn't keep to the subset.

    >>> files = {"a.js": 'import {b} from "./b.js";\\nb();\\n', "b.js": "export const b = 1;\\n"}
    >>> print(joined("a.js", files.__getitem__), end="")
    const b = 1;
    b();
    """
    texts: dict[str, str] = {}

    def add(name: str, importers: tuple[str, ...]) -> None:
        if name in importers:
            raise ValueError(f"{name} imports itself, via {' and '.join(importers)}")
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
