"""Modules import only from the layers below them, and never in a circle."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

import pytest

import voiceguide

ROOT = Path(voiceguide.__file__).parent

LAYERS = [
    {"cli"},
    {"server"},
    {"page", "terminal", "authoring"},
    {"session"},
    {"inspection", "verification", "plot", "doctor"},
    {"track", "card"},
    {"drawing", "speech", "timeline"},
    {"script", "audio"},
    {"wording", "files", "cache", "console"},
    {"errors", "timecode", "progress", "resources", "sounds", "in_use", "undo"},
]
"""From the top down. Above them is the package itself, which only re-exports names."""

PYDUB_IMPORTER = "voiceguide.audio.pydub_adapter"


def modules(root: Path) -> Iterator[tuple[str, str]]:
    """Yields every module's name and text; skips files that a wheel bundles."""
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if parts[0] == "_bundled":
            continue
        parts = parts[:-1] if parts[-1] == "__init__" else parts
        yield ".".join([root.name, *parts]), path.read_text(encoding="utf-8")


def imports(module: str, text: str, *, package: bool = False) -> Iterator[str]:
    """Yields every module that a text imports: at its top, in functions or for type checkers."""
    return imported(ast.walk(ast.parse(text)), module, package=package)


def imports_at_once(module: str, text: str, *, package: bool = False) -> Iterator[str]:
    """Yields every module that a text imports as soon as it is imported itself."""
    return imported(at_once(ast.parse(text)), module, package=package)


def at_once(node: ast.AST) -> Iterator[ast.AST]:
    """Yields the nodes that run on import: not those in functions, or for type checkers."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from at_once(child)


def imported(nodes: Iterable[ast.AST], module: str, *, package: bool) -> Iterator[str]:
    """Yields the full names in the import statements among the nodes."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = module.split(".")
            parents = parents[: len(parents) - node.level + package] if node.level else []
            origin = ".".join([*parents, *filter(None, [node.module])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def part(module: str) -> str:
    """Returns the package or module directly in voiceguide that a name belongs to."""
    return [*module.split("."), ""][1]


def layer(name: str) -> int:
    """Returns a part's layer, counted from the top; -1 for the package itself and its names."""
    return next((index for index, names in enumerate(LAYERS) if name in names), -1)


MODULES = list(modules(ROOT))


def breaches(module: str, text: str) -> list[str]:
    """Returns the imports of a module that break the rules."""
    own = part(module)
    found = []
    for imported in imports(module, text):
        if imported.split(".")[0] == "pydub" and module != PYDUB_IMPORTER:
            found.append(imported)
        if imported.split(".")[0] != "voiceguide" or part(imported) == own:
            continue
        if layer(part(imported)) <= layer(own):
            found.append(imported)
    return found


def circles(sources: Mapping[str, str], packages: Set[str] = frozenset()) -> list[str]:
    """Returns every circle of modules that import each other on import, as "a -> b -> a"."""
    graph = {}
    for module, text in sources.items():
        asked = imports_at_once(module, text, package=module in packages)
        # `from a import b` may mean a module `a.b`, or a name in the module `a`.
        found = (name if name in sources else name.rpartition(".")[0] for name in asked)
        graph[module] = sorted({name for name in found if name in sources} - {module})
    done: set[str] = set()

    def follow(module: str, path: list[str]) -> Iterator[str]:
        if module in path:
            yield " -> ".join([*path[path.index(module) :], module])
        elif module not in done:
            for imported in graph[module]:
                yield from follow(imported, [*path, module])
            done.add(module)

    return [circle for module in graph for circle in follow(module, [])]


PACKAGES = {
    ".".join((ROOT.name, *path.parent.relative_to(ROOT).parts))
    for path in ROOT.rglob("__init__.py")
}


def test_every_module_has_a_layer():
    known = set().union(*LAYERS, {"", "__main__"})
    assert {part(name) for name, _ in MODULES} <= known
    assert len(MODULES) > 40


@pytest.mark.parametrize(("name", "text"), MODULES, ids=[name for name, _ in MODULES])
def test_a_module_imports_only_from_layers_below(name, text):
    assert breaches(name, text) == []


def test_the_pydub_adapter_imports_pydub():
    text = dict(MODULES)[PYDUB_IMPORTER]
    assert "pydub" in {name.split(".")[0] for name in imports(PYDUB_IMPORTER, text)}


@pytest.mark.parametrize(
    ("module", "text", "breach"),
    [
        (
            "voiceguide.script.reader",
            "import voiceguide.timeline.model",
            "voiceguide.timeline.model",
        ),
        ("voiceguide.script.reader", "from voiceguide import session", "voiceguide.session"),
        ("voiceguide.script.reader", "from voiceguide import make", "voiceguide.make"),
        ("voiceguide.script.reader", "from voiceguide.audio import clip", "voiceguide.audio.clip"),
        (
            "voiceguide.timeline.planner",
            "def f():\n    import voiceguide.speech",
            "voiceguide.speech",
        ),
        ("voiceguide.timecode", "from voiceguide.errors import A", "voiceguide.errors.A"),
        ("voiceguide.script.reader", "from ..track import mp3", "voiceguide.track.mp3"),
        ("voiceguide.script.reader", "from .. import track", "voiceguide.track"),
        (
            "voiceguide.audio.clip",
            "if TYPE_CHECKING:\n    from voiceguide.track.mp3.writer import write_mp3",
            "voiceguide.track.mp3.writer.write_mp3",
        ),
        ("voiceguide.doctor", "from voiceguide.session import plan", "voiceguide.session.plan"),
        ("voiceguide.page.build", "from voiceguide.terminal import a", "voiceguide.terminal.a"),
        ("voiceguide.audio.mix", "from pydub import AudioSegment", "pydub.AudioSegment"),
        ("voiceguide.track.mp3.writer", "import pydub.utils", "pydub.utils"),
    ],
)
def test_a_breach_is_found(module, text, breach):
    assert breaches(module, text) == [breach]


@pytest.mark.parametrize(
    ("module", "text"),
    [
        (
            "voiceguide.cli.make",
            "from voiceguide import timecode\nfrom voiceguide.session import make",
        ),
        ("voiceguide.script.reader", "from voiceguide.script.model import Script"),
        ("voiceguide.script.reader", "from .model import Script"),
        ("voiceguide.audio.pydub_adapter", "from pydub import AudioSegment"),
        ("voiceguide.timeline.planner", "import re\nfrom voiceguide.script import narration"),
    ],
)
def test_an_import_from_below_is_allowed(module, text):
    assert breaches(module, text) == []


def test_no_modules_import_each_other_in_a_circle():
    assert circles(dict(MODULES), PACKAGES) == []


@pytest.mark.parametrize(
    ("sources", "circle"),
    [
        ({"p.a": "import p.b", "p.b": "from p import a"}, "p.a -> p.b -> p.a"),
        ({"p.a": "from .b import x", "p.b": "from p.a import y"}, "p.a -> p.b -> p.a"),
        (
            {
                "p.a": "import p.b",
                "p.b": "try:\n    import p.c\nexcept A: pass",
                "p.c": "import p.a",
            },
            "p.a -> p.b -> p.c -> p.a",
        ),
        ({"p": "from .a import x", "p.a": "from p import y"}, "p -> p.a -> p"),
    ],
)
def test_a_circle_is_found(sources, circle):
    assert circles(sources, {"p"}) == [circle]


def test_a_late_import_closes_no_circle():
    later = "def f():\n    import p.a\nif TYPE_CHECKING:\n    from p.a import x"
    assert circles({"p.a": "from p.b import y", "p.b": later}) == []
