"""Every sentence about a fault that the library can say, read from its source.

A field of an f-string stands as `<1>`, `<2>` and so on, as if something had been filled in.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

LIBRARY = Path(__file__).resolve().parents[2] / "src/saualnama"
PARTS = ("where", "problem", "expected", "hint")


def _texts(node: ast.expr | None, names: dict[str, list[ast.expr]]) -> Iterator[str]:
    """All texts that an expression can be, as far as the source says."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            pieces = [
                str(value.value) if isinstance(value, ast.Constant) else f"<{at}>"
                for at, value in enumerate(values)
            ]
            yield "".join(pieces)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _texts(body, names)
            yield from _texts(orelse, names)
        case ast.BoolOp(values=values):
            for value in values:
                yield from _texts(value, names)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from (a + b for a in _texts(left, names) for b in _texts(right, names))
        case ast.Name(id=name):
            for value in names.get(name, ()):
                yield from _texts(value, {})


def _assigned(function: ast.AST) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def fault_texts(*modules: str) -> list[tuple[str, str, str, str]]:
    """Tuples of (module, code, part of the fault, text) of some modules, each once."""
    found: dict[tuple[str, str, str, str], None] = {}
    for module in modules:
        tree = ast.parse((LIBRARY / module).read_text(encoding="utf-8"))
        functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
        for function in functions:
            names = _assigned(function)
            for call in ast.walk(function):
                if not isinstance(call, ast.Call):
                    continue
                called = call.func.attr if isinstance(call.func, ast.Attribute) else ""
                called = call.func.id if isinstance(call.func, ast.Name) else called
                if called == "Fault":
                    arguments = call.args
                elif called == "_found":
                    arguments = call.args[1:]
                else:
                    continue
                given = dict(zip(("code", *PARTS), arguments, strict=False))
                given |= {k.arg: k.value for k in call.keywords if k.arg}
                for code in _texts(given.get("code"), names) or ():
                    for part in PARTS:
                        for text in _texts(given.get(part), names):
                            if text:
                                found[module, code, part, text] = None
    return list(found)
