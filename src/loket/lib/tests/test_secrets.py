from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from loket.lib.secrets import SecretsError, load_secrets


def test_secrets_are_made_once_and_stay(tmp_path):
    first = load_secrets(tmp_path)
    assert load_secrets(tmp_path) == first
    assert len({first.secret_key, first.identity_key, first.token_key}) == 3


def test_secrets_are_readable_by_their_owner_alone(tmp_path):
    load_secrets(tmp_path)
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_secrets_appear_in_no_log(tmp_path):
    made = load_secrets(tmp_path)
    assert made.secret_key not in repr(made)


def test_processes_that_start_together_agree(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: load_secrets(tmp_path), range(24)))
    assert len(made) == 1


def test_secret_that_a_newer_version_needs_is_added_without_touching_the_others(tmp_path):
    path = tmp_path / "secrets.json"
    path.write_text(json.dumps({"secret_key": "old", "of_the_future": "kept"}))
    made = load_secrets(tmp_path)
    assert made.secret_key == "old"
    assert json.loads(path.read_text()) == {
        "secret_key": "old",
        "of_the_future": "kept",
        "identity_key": made.identity_key,
        "token_key": made.token_key,
    }


@pytest.mark.parametrize("content", ["", "{", "[]", '{"secret_key": 1}'])
def test_damaged_file_is_never_overwritten(tmp_path, content):
    path = tmp_path / "secrets.json"
    path.write_text(content)
    with pytest.raises(SecretsError, match="is damaged"):
        load_secrets(tmp_path)
    assert path.read_text() == content


def test_without_a_data_directory_nothing_is_written(tmp_path):
    assert load_secrets(tmp_path / "missing").secret_key
    assert list(tmp_path.iterdir()) == []
