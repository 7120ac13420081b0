"""The house rules: imports go down only, one room a stage, short functions, docstrings."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import PIPELINE

FLOORS = {
    "model": 0,
    "read": 1,
    "vocabulary": 1,
    "schema": 1,
    "normalise": 2,
    "resolve": 2,
    "extract": 2,
    "language": 2,
    "check": 3,
    "publish": 3,
    "search": 3,
    "match": 3,
    "draw": 3,
    "site": 4,
    "catalogue": 4,
    "cli": 5,
}
ALLOWED = {
    ("read", "schema"),
    ("vocabulary", "schema"),
    ("vocabulary", "read"),
    ("extract", "normalise"),
}
"""Rooms on one floor of which the first may use the second."""
READERS = {"site", "catalogue"}
"""Rooms that read published packages and know nothing of how they are made."""
READERS_MAY_USE = {"model", "schema", "language", "search", "match", "draw", "catalogue"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers"}
LONGEST = 60
SPEAKING = {"print", "exit", "quit", "breakpoint", "input"}
SPEAKING_OF = {
    "sys": {"exit", "stdout", "stderr"},
    "os": {"_exit", "abort"},
    "click": {"echo", "secho", "confirm", "prompt"},
}


def findings(module: str, source: str) -> list[str]:
    """What a module of the pipeline does against the house rules; [] if nothing."""
    tree = ast.parse(source)
    room = _room(module)
    found = [f"{module}: {part!r} says nothing" for part in set(module.split(".")) & VAGUE]
    if room and room not in FLOORS:
        found.append(f"{module}: the room {room!r} stands on no floor")
    found += [
        f"{module}:{line}: {room} may not import {other}"
        for line, other in _imported_rooms(module, tree)
        if not _may_import(room, other)
    ]
    found += [f"{module}:{line}: {what}" for line, what in _function_faults(tree)]
    if room != "cli":
        found += [f"{module}:{line}: {what} belongs to cli" for line, what in _speaking(tree)]
    return found


def _room(module: str) -> str:
    return [*module.split("."), ""][1]


def _may_import(room: str, other: str) -> bool:
    if other in ("", room):
        return True
    if room in READERS:
        return other in READERS_MAY_USE
    if (room, other) in ALLOWED:
        return True
    return FLOORS.get(other, 99) < FLOORS.get(room, -1)


def _imported_rooms(module: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in _imported_names(module, node):
                other = _room(name)
                if name.split(".")[0] == "pipeline" and not other.startswith("__"):
                    yield node.lineno, other


def _imported_names(module: str, node: ast.Import | ast.ImportFrom) -> list[str]:
    """Full names; `from pipeline import site` names a room as `import pipeline.site` does."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    start = module.split(".")[: -node.level] if node.level else []
    base = [*start, *(node.module or "").split(".")] if node.module else start
    return [".".join([*base, alias.name]) for alias in node.names]


def _function_faults(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node, public in _functions(tree, True):
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > LONGEST:
            yield node.lineno, f"{node.name} has {lines} lines"
        if public and not ast.get_docstring(node):
            yield node.lineno, f"{node.name} has no docstring"


def _functions(
    node: ast.AST, public: bool
) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, bool]]:
    """Each function below the node, and whether others may call it by name."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child, public and not child.name.startswith("_")
            yield from _functions(child, False)
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, public and not child.name.startswith("_"))
        else:
            yield from _functions(child, public)


def _speaking(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and _is_read(node) and node.id in {*SPEAKING, "SystemExit"}:
            yield node.lineno, node.id
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = node.value.id
            if node.attr in SPEAKING_OF.get(owner, ()):
                yield node.lineno, f"{owner}.{node.attr}"


def _is_read(name: ast.Name) -> bool:
    """Whether the name is used, not given to a field or variable of one's own."""
    return isinstance(name.ctx, ast.Load)


def _module(path: Path) -> str:
    parts = path.relative_to(PIPELINE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def _modules() -> dict[str, str]:
    return {_module(path): path.read_text(encoding="utf-8") for path in PIPELINE.rglob("*.py")}


def test_the_pipeline_keeps_the_house_rules() -> None:
    modules = _modules()
    rooms = {_room(module) for module in modules} - {""}
    assert rooms >= FLOORS.keys() - {"language", "search", "match", "draw", "catalogue"}
    assert [
        line for name, source in sorted(modules.items()) for line in findings(name, source)
    ] == []


@pytest.mark.parametrize(
    ("module", "source", "told"),
    [
        ("pipeline.model.table", "from pipeline.schema import schema", "model may not import"),
        ("pipeline.read", "from pipeline.vocabulary import FOLDER", "read may not import vocab"),
        ("pipeline.normalise.types", "import pipeline.resolve.rank", "normalise may not import"),
        ("pipeline.resolve.rank", "from pipeline import normalise", "resolve may not import norm"),
        ("pipeline.resolve.rank", "from ..normalise import types", "resolve may not import norm"),
        ("pipeline.check.rules", "from pipeline.publish import publish", "check may not import"),
        ("pipeline.publish.files", "from pipeline.site import pages", "publish may not import"),
        ("pipeline.site.pages", "from pipeline.resolve import resolve", "site may not import res"),
        ("pipeline.site.pages", "from pipeline.read import read_raw", "site may not import read"),
        ("pipeline.catalogue.dcat", "import pipeline.site", "catalogue may not import site"),
        ("pipeline.extract.pdf", "from pipeline.read import Raw\nimport pipeline.check", "check"),
        ("pipeline.check.rules", "def _x():\n    from pipeline.cli import main", "may not import"),
        ("pipeline.attic.rules", "", "stands on no floor"),
        ("pipeline.resolve.helpers", "", "says nothing"),
        ("pipeline.check.rules", "print(1)", "print belongs to cli"),
        ("pipeline.check.rules", "import sys\nsys.exit(1)", "sys.exit belongs to cli"),
        ("pipeline.check.rules", "raise SystemExit(1)", "SystemExit belongs to cli"),
        ("pipeline.check.rules", "def x():\n    return 1", "x has no docstring"),
        ("pipeline.check.rules", "class A:\n    def x(self):\n        pass", "x has no docstring"),
        ("pipeline.cli.main", "def _x():\n" + "    pass\n" * 60, "_x has 61 lines"),
    ],
)
def test_a_breach_is_found(module: str, source: str, told: str) -> None:
    found = findings(module, source)
    assert len(found) == 1
    assert told in found[0]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("pipeline.read", "from pipeline.schema import schema\nfrom pipeline.model import ROW"),
        ("pipeline.extract.pdf", "from pipeline.normalise import x\nimport pipeline.vocabulary"),
        ("pipeline.site.pages", "from pipeline.schema import x\nfrom pipeline.site.words import y"),
        ("pipeline.cli.main", "import sys\nfrom pipeline import __version__\nprint(sys.exit)"),
        ("pipeline.check.rules", "def _x():\n    def y():\n        return 1\n    return y"),
        ("pipeline.check.rules", "from pandas import resolve"),
    ],
)
def test_what_is_allowed_is_not_found(module: str, source: str) -> None:
    assert findings(module, source) == []
