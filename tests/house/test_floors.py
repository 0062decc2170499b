"""The ground floor, which import-linter cannot see because it is single files."""

import ast
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
GROUND_FLOOR = ("values.py", "identity_numbers.py", "passwords.py")


def imported_packages(source: str) -> set[str]:
    """The top-level names a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=aliases):
                names |= {alias.name.partition(".")[0] for alias in aliases}
            case ast.ImportFrom(module=str(module)):
                names.add(module.partition(".")[0])
    return names


def test_imports_are_found_wherever_they_stand() -> None:
    source = "import a.b\ndef f():\n    from c.d import e\n"

    assert imported_packages(source) == {"a", "c"}


@pytest.mark.parametrize("name", GROUND_FLOOR)
def test_the_ground_floor_stands_on_the_standard_library_alone(name: str) -> None:
    source = (HOUSE / name).read_text(encoding="utf-8")

    assert imported_packages(source) <= sys.stdlib_module_names
