"""Reading our own code: files, syntax trees, templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"


def our_files(*, apps=None) -> Iterator[Path]:
    """Every Python file of our apps, migrations left out."""
    for app in apps or settings.OUR_APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def layer(name: str, *, apps=None) -> Iterator[Path]:
    """The files of one layer (``views.py`` or ``views/*.py``) of each app."""
    for path in our_files(apps=apps):
        inner = path.relative_to(ROOT).parts[1:]
        if inner and (inner[0] == name or inner[0] == f"{name}.py"):
            yield path


def tree(path: Path) -> ast.Module:
    """A file as its syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(module: ast.Module) -> set[str]:
    """Every module name that is imported anywhere in the file."""
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{each.name}" for each in node.names}
    return found


def shown(path: Path, node: ast.AST) -> str:
    """Where something stands: path and line."""
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def template_names() -> set[str]:
    """Every template of ours, by the name it is loaded under."""
    return {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file()}


def words_in_code() -> str:
    """All of our Python and template text, to look names up in."""
    texts = [path.read_text(encoding="utf-8") for path in our_files()]
    texts += [path.read_text(encoding="utf-8") for path in our_files(apps=["config"])]
    texts += [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*") if path.is_file()]
    return "\n".join(texts)


STRING = re.compile(r"['\"]([^'\"\n]+)['\"]")
