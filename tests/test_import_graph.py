"""The way of the data is the way of the imports: a package imports only from those before it."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman

PACKAGE = Path(dragoman.__file__).parent

#: Each line may import from the lines above it, and from itself.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "config", "knowledge", "user_knowledge", "method", "data"}),
    frozenset({"document"}),
    frozenset({"sources"}),
    frozenset({"analysis"}),
    frozenset({"resolution"}),
    frozenset({"record"}),
    frozenset({"pipeline"}),
    frozenset({"store"}),
    frozenset({"engine"}),
    frozenset({"views"}),
    frozenset({"__main__"}),
)
#: What the order alone would allow, and the design does not: a step works on a document wherever it was read.
FORBIDDEN = frozenset({("analysis", "sources"), ("resolution", "sources"), ("record", "sources")})

#: Libraries for training, which no one who reads reports has to install.
TRAINING_LIBRARIES = frozenset({"torch", "spacy", "transformers", "sklearn", "tensorflow"})
#: Libraries that cost a start-up what only some inputs need.
HEAVY_LIBRARIES = frozenset(
    {"pyarrow", "trafilatura", "charset_normalizer", "lxml", "numpy", "duckdb", "starlette", "uvicorn", "jinja2"}
)


def module_name(path: Path) -> str:
    parts = ("dragoman", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports(module: str) -> Iterator[str]:
    """Yield the modules of the package that a module imports, wherever in the file it does so."""
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "dragoman")
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parents, base] if base else parents)
            if base.split(".")[0] == "dragoman":
                yield from (imported(base, alias.name) for alias in node.names)


def imported(base: str, name: str) -> str:
    """Return the module that `from base import name` reads: `base.name` if that is a module, else `base`."""
    if f"{base}.{name}" in MODULES:
        return f"{base}.{name}"
    return f"{base}.{name}" if (base, name) == ("dragoman", "__version__") else base


#: The version may be read by every module: it is set before anything is imported.
GRAPH = {
    module: {target for target in imports(module) if target not in {module, "dragoman.__version__"}}
    for module in MODULES
}


def part(module: str) -> str:
    """Return the package or module directly below `dragoman` that a module belongs to."""
    return module.split(".")[1]


def layer(module: str) -> int:
    return next(number for number, parts in enumerate(LAYERS) if part(module) in parts)


INNER_MODULES = sorted(set(MODULES) - {"dragoman"})


def test_every_module_has_a_place_in_the_order() -> None:
    known = frozenset[str]().union(*LAYERS)
    assert {module for module in INNER_MODULES if part(module) not in known} == set()


def test_every_import_of_the_package_names_a_module_that_exists() -> None:
    assert {target for targets in GRAPH.values() for target in targets} <= set(MODULES)


@pytest.mark.parametrize("module", INNER_MODULES)
def test_imports_only_from_packages_before_it(module: str) -> None:
    assert "dragoman" not in GRAPH[module], "the package's own door is for users, not for its modules"
    later = {target for target in GRAPH[module] if layer(target) > layer(module)}
    barred = {target for target in GRAPH[module] if (part(module), part(target)) in FORBIDDEN}
    assert later | barred == set()


def test_no_module_imports_itself_by_way_of_others() -> None:
    try:
        graphlib.TopologicalSorter(GRAPH).prepare()
    except graphlib.CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_the_test_sees_each_way_to_import() -> None:
    """Guards this file: a way to import that it cannot see would let anything through."""
    assert "dragoman.document" in GRAPH["dragoman.record.items"]
    assert "dragoman.errors" in GRAPH["dragoman.knowledge"]
    assert "dragoman.knowledge" in GRAPH["dragoman.analysis.segmentation"]


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("dragoman", TRAINING_LIBRARIES | HEAVY_LIBRARIES),
        ("dragoman.store", TRAINING_LIBRARIES | HEAVY_LIBRARIES),
        ("dragoman.pipeline", TRAINING_LIBRARIES | HEAVY_LIBRARIES),
        ("dragoman.views.cli", TRAINING_LIBRARIES | HEAVY_LIBRARIES),
    ],
)
def test_import_stays_light(module: str, unwanted: frozenset[str]) -> None:
    program = f"import sys, {module}; print(*sys.modules, sep='\\n')"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(result.stdout.split())
    assert module in loaded
    assert loaded & unwanted == set()
