from __future__ import annotations

import json
from argparse import Namespace

import pytest

from loket.lib.secrets import load_secrets
from loket.ops.commands import check
from loket.ops.findings import Level, find

pytestmark = pytest.mark.django_db


def texts(findings, level):
    return [each.text for each in findings if each.level is level]


def test_fresh_installation_has_no_errors_and_is_told_what_production_needs(tmp_path):
    load_secrets(tmp_path)
    found = find(tmp_path)
    assert texts(found, Level.ERROR) == []
    assert any("LOKET_URL" in text for text in texts(found, Level.WARNING))


def test_secrets_that_others_can_read_are_an_error_with_its_remedy(tmp_path):
    load_secrets(tmp_path)
    (tmp_path / "secrets.json").chmod(0o644)
    (error,) = texts(find(tmp_path), Level.ERROR)
    assert error.endswith(f"chmod 600 {tmp_path / 'secrets.json'}")


def test_errors_come_first_and_set_the_exit_status(tmp_path, settings, capsys):
    load_secrets(tmp_path)
    settings.DEBUG = True
    assert check.run(Namespace(data=tmp_path, json=False)) == 1
    assert capsys.readouterr().out.startswith("error ")


def test_json_is_one_object_and_nothing_else(tmp_path, settings, capsys):
    load_secrets(tmp_path)
    settings.LOKET_URL = "https://help.example.org"
    assert check.run(Namespace(data=tmp_path, json=True)) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {"level": "ok", "text": "Links and cookies are for https://help.example.org."} in answer["findings"]
