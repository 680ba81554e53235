"""The floors of the house: who may import whom, and where each third-party package comes in."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import voice_coach

HOUSE = Path(voice_coach.__file__).parent
GROUND = {
    "settings", "log", "errors", "units", "atomic", "resources", "process", "version",
    "paths", "provenance", "lossless",
}  # fmt: skip
"""Modules beside the packages."""
MAY_IMPORT = {
    "__main__": {"cli"},
    "cli": {
        *("site", "serve", "session", "check", "picture", "playback", "export", "plan", "script"),
        *("library", "sound", "speech"),
        *GROUND,
    },  # fmt: skip
    "": {"session", "plan", "version"},
    "site": {"session", "export", "library", "picture", "plan", "script", *GROUND},
    "serve": GROUND,
    "session": {"playback", "export", "library", "sound", "speech", "plan", "script", *GROUND},
    "check": {"library", "plan", "script", *GROUND},
    "playback": {"sound", "plan", "script", *GROUND},
    "export": {"picture", "sound", "plan", *GROUND},
    "picture": {"plan", "script", *GROUND},
    "sound": {"speech", "plan", "script", *GROUND},
    "speech": {"plan", *GROUND},
    "library": {"plan", "script", *GROUND},
    "plan": {"script", *GROUND},
    "script": GROUND - {"settings", "log", "paths", "provenance", "lossless"},
    "settings": {"atomic", "errors", "paths"},
    "log": {"errors", "paths", "version"},
    "paths": set(),
    "provenance": {"errors"},
    "lossless": set(),
    "atomic": {"errors"},
    "errors": set(),
    "process": set(),
    "units": set(),
    "resources": set(),
    "version": set(),
}
"""Package or module to what it may import, besides itself. It only ever leads down; the empty name
is `voice_coach` itself, the public interface."""

ONLY_IN = {
    "av": {"export/m4a_child.py"},
    "distributed": {"session/cluster.py"},
    "dbus_fast": {"playback/controls/mpris.py"},
    "espeakng_loader": {"speech/engines/espeak_library.py"},
    "jinja2": {"site/pages.py"},
    "hibari": {"speech/engines/hibari.py"},
    "onnxruntime": {"speech/engines/piper.py"},
    "platformdirs": {"paths.py"},
    "miniaudio": {"playback/outputs/miniaudio.py"},
    "prompt_toolkit": {"cli/ask.py"},
    "piper": {"speech/engines/piper.py"},
    "pulsectl": {"playback/device.py"},
    "pyttsx3": {"speech/engines/espeak_library.py", "speech/engines/system.py"},
    "resvg_py": {"picture/raster.py"},
    "segno": {"picture/raster.py"},
    "simpleaudio": {"playback/outputs/simpleaudio.py"},
    "soundfile": {"export/encoder.py", "sound/files.py", "speech/engines/system.py"},
    "soxr": {"sound/files.py"},
    "tomlkit": {"settings.py"},
    "wakepy": {"playback/awake.py"},
    "yaml": {"script/document.py"},
}
"""Each of these is behind one module of ours."""
WITHIN = {
    "click": {"cli"},
    "msgspec": {
        "check",
        "cli",
        "errors.py",
        "lossless.py",
        "plan",
        "script",
        "library",
        "session",
        "site",
        "speech",
    },
    "numpy": {"export", "picture", "playback", "session", "sound", "speech"},
}
"""These are used in some packages, and nowhere else."""


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it, with the names taken from it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out in full"
            yield from (f"{node.module}.{name.name}" for name in node.names)


@cache
def files() -> list[Path]:
    """Every file of ours."""
    return sorted(HOUSE.rglob("*.py"))


def floor(path: Path) -> str:
    """The package or module of a file."""
    first = path.relative_to(HOUSE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


@cache
def inside(module: str) -> str | None:
    """The package or module of ours that an import means; None: it is not ours."""
    parts = module.split(".")
    if parts[0] != "voice_coach":
        return None
    known = {floor(path) for path in files()}
    return parts[1] if len(parts) > 1 and parts[1] in known else ""


def foreign() -> dict[str, set[str]]:
    """Each third-party package to the files that import it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in files():
        for module in imports(path):
            package = module.split(".")[0]
            if package not in sys.stdlib_module_names | {"voice_coach"}:
                found[package].add(path.relative_to(HOUSE).as_posix())
    return found


def test_the_table_has_every_floor() -> None:
    """Each package and module of the house has its place in the table, and no other has."""
    assert {floor(path) for path in files()} == set(MAY_IMPORT)


def test_the_table_leads_down() -> None:
    """The table has no way back up: what may be imported may not import in turn."""
    above: set[str] = set()
    for name, allowed in MAY_IMPORT.items():
        assert not allowed & {*above, name}
        above.add(name)


def test_imports_lead_down() -> None:
    """A file imports from its own package and from those below it alone."""
    for path in files():
        used = {inside(module) for module in imports(path)} - {None, floor(path)}
        assert used - MAY_IMPORT[floor(path)] == set(), path


def test_third_party_packages_are_behind_one_module() -> None:
    """Each third-party package is imported where the table says, and there is none besides."""
    found = foreign()
    assert set(found) == {*ONLY_IN, *WITHIN}
    assert {package: found[package] for package in ONLY_IN} == ONLY_IN
    for package, packages in WITHIN.items():
        assert {path.split("/")[0] for path in found[package]} == packages


@pytest.mark.parametrize("package", ["plan", "script"])
def test_language_and_plan_need_little(package: str) -> None:
    """Reading and planning need YAML and data classes, and no more."""
    used = {name for name, paths in foreign().items() if any(p.startswith(package) for p in paths)}
    assert used == {"msgspec"} | ({"yaml"} if package == "script" else set())
