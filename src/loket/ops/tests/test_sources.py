from __future__ import annotations

import os

import pytest

from loket.ops.sources import SourceWatch


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "room" / "actions.py"
    path.parent.mkdir()
    path.write_text("one")
    return path


def test_change_is_seen_once(source):
    watch = SourceWatch(source.parent.parent)
    assert not watch.seen()
    os.utime(source, (1, 1))
    assert watch.seen()
    assert not watch.seen()


def test_new_and_removed_files_are_changes(source):
    watch = SourceWatch(source.parent.parent)
    (source.parent / "page.html").write_text("two")
    assert watch.seen()
    source.unlink()
    assert watch.seen()


def test_what_is_no_source_does_not_matter(source):
    watch = SourceWatch(source.parent.parent)
    (source.parent / "notes.txt").write_text("two")
    assert not watch.seen()
