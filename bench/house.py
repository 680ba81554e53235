"""Size and shape of the code: `python bench/house.py [FOLDER ...]`, one column for each folder.

Counts the Python files below a folder. Code lines are lines with a token on them that is neither a
comment nor part of a docstring. A private function counts as used once if its name occurs once
in its own file besides its definition.
"""

from __future__ import annotations

import ast
import io
import re
import statistics
import sys
import tokenize
from collections import Counter
from pathlib import Path

QUAINT = re.compile(r"\bcan not\b|\bstands twice\b|\b(?:may|must) stand\b|\btold\b|\bmend(?:ed)?\b")
_LAYOUT = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def docstring_lines(tree: ast.Module) -> set[int]:
    """Return the numbers of all lines that are strings standing alone, such as docstrings."""
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def measure(folder: Path) -> dict[str, str]:  # noqa: C901
    """Return each figure by its name, as text."""
    code = comments = imports = total = small = 0
    sizes: list[int] = []
    used_once = quaint = 0
    files = sorted(folder.rglob("*.py"))
    for path in files:
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        skip = docstring_lines(tree)
        lines: set[int] = set()
        names: Counter[str] = Counter()
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                comments += 1
            elif token.type not in _LAYOUT:
                lines |= set(range(token.start[0], token.end[0] + 1)) - skip
            if token.type == tokenize.NAME:
                names[token.string] += 1
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                sizes.append((node.end_lineno or 0) - node.lineno + 1)
                private = node.name.startswith("_") and not node.name.startswith("__")
                used_once += private and names[node.name] == 2
            elif isinstance(node, ast.Import | ast.ImportFrom):
                imports += (node.end_lineno or 0) - node.lineno + 1
        code += len(lines)
        total += text.count("\n")
        small += len(lines) <= 40
        quaint += len(QUAINT.findall(text))
    return {
        "files": str(len(files)),
        "lines": str(total),
        "code lines": str(code),
        "files of 40 code lines or fewer": str(small),
        "functions": str(len(sizes)),
        "private and used once": f"{used_once / len(sizes):.0%}",
        "function lines, median and 90th percentile": (
            f"{statistics.median(sizes):.0f}, {statistics.quantiles(sizes, n=10)[-1]:.0f}"
        ),
        "comments per 100 code lines": f"{100 * comments / code:.1f}",
        "import lines": f"{imports / total:.1%}",
        "quaint words": str(quaint),
    }


def main() -> None:
    """Print the table."""
    folders = [Path(name) for name in sys.argv[1:]] or [Path("voice_coach")]
    columns = [measure(folder) for folder in folders]
    for name in columns[0]:
        print(f"{name:<44}" + "".join(f"{column[name]:>10}" for column in columns))


if __name__ == "__main__":
    main()
