from __future__ import annotations

import numpy as np
import pytest

from loket.lib.vector_cache import SHARDS_BEFORE_MERGING, VectorCache


class CountingEmbedder:
    """Counts what it is asked to embed."""

    name = "counting"
    dimensions = 2

    def __init__(self):
        self.embedded = []

    def embed(self, texts):
        self.embedded.extend(texts)
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)


@pytest.fixture
def embedder():
    return CountingEmbedder()


def test_no_text_is_embedded_twice_even_after_a_restart(tmp_path, embedder):
    first = VectorCache(tmp_path).vectors(["a", "bb", "a"], embedder)
    second = VectorCache(tmp_path).vectors(["bb", "a"], embedder)
    assert embedder.embedded == ["a", "bb"]
    assert first.tolist() == [[1, 1], [2, 1], [1, 1]]
    assert second.tolist() == [[2, 1], [1, 1]]


def test_missing_counts_what_other_processes_have_not_stored_yet(tmp_path, embedder):
    watcher = VectorCache(tmp_path)
    assert watcher.missing(["a", "b", "a"], "counting") == 2
    VectorCache(tmp_path).vectors(["a"], embedder)
    assert watcher.missing(["a", "b"], "counting") == 1


def test_a_damaged_file_is_dropped_and_made_again(tmp_path, embedder):
    VectorCache(tmp_path).vectors(["a"], embedder)
    for shard in tmp_path.glob("*.npz"):
        shard.write_bytes(b"rubbish")
    assert VectorCache(tmp_path).vectors(["a"], embedder).tolist() == [[1, 1]]


def test_many_small_files_become_one(tmp_path, embedder):
    cache = VectorCache(tmp_path)
    for number in range(SHARDS_BEFORE_MERGING + 1):
        cache.vectors([f"text {number}"], embedder)
    assert len(list(tmp_path.glob("*.npz"))) == 1
    assert VectorCache(tmp_path).missing([f"text {n}" for n in range(SHARDS_BEFORE_MERGING + 1)], "counting") == 0


def test_progress_tells_how_far_it_is(tmp_path, embedder):
    steps = []
    VectorCache(tmp_path).vectors([str(n) for n in range(300)], embedder, progress=lambda *step: steps.append(step))
    assert steps == [(128, 300), (256, 300), (300, 300)]


def test_an_unreadable_surrogate_has_a_key_too(tmp_path, embedder):
    assert VectorCache(tmp_path).vectors(["\ud800"], embedder).shape == (1, 2)


def test_no_texts_need_no_vectors(tmp_path, embedder):
    assert VectorCache(tmp_path).vectors([], embedder).shape == (0, 2)


def test_who_is_killed_on_the_way_goes_on_from_there(tmp_path, embedder):
    def killed(done, total):
        if done > 200:
            raise KeyboardInterrupt

    texts = [str(n) for n in range(300)]
    with pytest.raises(KeyboardInterrupt):
        VectorCache(tmp_path).vectors(texts, embedder, progress=killed)
    embedder.embedded.clear()
    VectorCache(tmp_path).vectors(texts, embedder)
    assert embedder.embedded == texts[256:]


def test_merging_keeps_what_others_stored_meanwhile(tmp_path, embedder):
    ours = VectorCache(tmp_path)
    for number in range(SHARDS_BEFORE_MERGING - 1):
        ours.vectors([f"ours {number}"], embedder)
    VectorCache(tmp_path).vectors(["theirs"], embedder)
    ours.vectors(["the last"], embedder)
    assert len(list(tmp_path.glob("*.npz"))) == 1
    assert VectorCache(tmp_path).missing(["theirs", "ours 0", "the last"], "counting") == 0


def test_the_listing_changes_when_something_is_stored(tmp_path, embedder):
    watcher = VectorCache(tmp_path)
    before = watcher.listing("counting")
    VectorCache(tmp_path).vectors(["a"], embedder)
    assert watcher.listing("counting") != before
