"""What keeps the code readable, and can be counted: short functions, short scripts, no attribute born late."""

import ast
from collections.abc import Iterator
from pathlib import Path

from small_site import PROJECT

LONGEST_FUNCTION, LONGEST_MODULE = 40, 250  # lines
OF_LIBRARIES = {"RE", "separator", "border", "close_connection"}
"""Attributes that the classes of Python-Markdown and http.server, from which some of ours come, are born with."""


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((PROJECT / "hooks").rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def assigned(node: ast.AST) -> set[str]:
    """Attributes of `self` that are assigned anywhere in a function."""
    stores = (one for one in ast.walk(node) if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store))
    return {one.attr for one in stores if isinstance(one.value, ast.Name) and one.value.id == "self"}


def born(one: ast.ClassDef) -> set[str]:
    """Attributes that a class has from the beginning: of its header, and of `__init__`."""
    header = {
        part.target.id for part in one.body if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
    }
    made = [assigned(part) for part in one.body if isinstance(part, ast.FunctionDef) and part.name == "__init__"]
    return header.union(*made)


def test_no_function_is_long() -> None:
    found = [
        f"{path.name}: {one.name}"
        for path, tree in trees()
        for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        and (one.end_lineno or 0) - one.lineno >= LONGEST_FUNCTION
    ]
    assert found == []


def test_no_attribute_is_born_after_its_object() -> None:
    late = [
        f"{path.name}: {one.name}.{name}"
        for path, tree in trees()
        for one in ast.walk(tree)
        if isinstance(one, ast.ClassDef)
        for name in sorted(assigned(one) - born(one) - OF_LIBRARIES)
    ]
    assert late == []


def test_no_module_or_script_is_long() -> None:
    places = [*(PROJECT / "hooks").rglob("*.py"), *(PROJECT / "overrides").rglob("*.js")]
    long = [path.name for path in places if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE]
    assert long == []
