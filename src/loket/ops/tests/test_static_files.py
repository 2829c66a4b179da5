from __future__ import annotations

from loket.ops import static_files
from loket.ops.static_files import publish_collected, static_directory


def test_changed_source_gets_a_directory_of_its_own(tmp_path, monkeypatch):
    source = tmp_path / "package" / "widget" / "static" / "widget.js"
    source.parent.mkdir(parents=True)
    monkeypatch.setattr(static_files, "_SOURCES", tmp_path / "package")
    source.write_text("one")
    first = static_directory(tmp_path)
    assert static_directory(tmp_path) == first
    source.write_text("two")
    assert static_directory(tmp_path) != first


def test_new_collection_replaces_the_old_one(tmp_path):
    old, half = tmp_path / "static" / "old", tmp_path / "half"
    old.mkdir(parents=True)
    half.mkdir()
    (half / "a.css").write_text("a")
    publish_collected(half, tmp_path / "static" / "new")
    assert [path.name for path in (tmp_path / "static").rglob("*")] == ["new", "a.css"]


def test_slower_of_two_processes_yields(tmp_path):
    ready, half = tmp_path / "static" / "key", tmp_path / "half"
    ready.mkdir(parents=True)
    (ready / "a.css").write_text("a")
    half.mkdir()
    (half / "a.css").write_text("a")
    publish_collected(half, ready)
    assert (ready / "a.css").exists()
    assert not half.exists()
