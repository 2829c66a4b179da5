from __future__ import annotations

import argparse
import io
import json
import stat
import sys

import pytest

from loket.ops.command_line import main
from loket.ops.commands import orders as command
from loket.ops.failures import BadCall, CommandFailed
from loket.orders.models import Order, OrderChange
from loket.orders.tests.documents import document, lines, refund

pytestmark = pytest.mark.django_db


def call(*arguments):
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(arguments))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "orders.jsonl"
    second = document(
        "B-2", buyer__external_id=None, gift=True, payments__0__refunds=[refund("r-1", "5.00", "sent")],
        group={"needed": 5, "joined": 3, "until": "2026-10-09"}, items__0__color="red",
    )  # fmt: skip
    path.write_text("\n".join(lines(document(), second)), encoding="utf-8")
    return path


def test_a_file_is_imported_and_counted(file, capsys):
    assert call("import", str(file)) == 0
    assert capsys.readouterr().out == "2 orders read: 2 new, 0 changed, 0 as they were.\n"
    assert call("import", str(file)) == 0
    assert capsys.readouterr().out == "2 orders read: 0 new, 0 changed, 2 as they were.\n"


def test_what_was_exported_changes_nothing_when_it_is_imported(file, tmp_path, capsys):
    call("import", str(file))
    target = tmp_path / "out.jsonl"
    assert call("export", str(target)) == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    first = target.read_text(encoding="utf-8")
    assert [json.loads(line)["number"] for line in first.splitlines()] == ["B-2", "LK-2026-00817-3"]
    call("import", str(target))
    assert capsys.readouterr().out.endswith("0 changed, 2 as they were.\n")
    assert OrderChange.objects.count() == 2


def test_what_was_exported_makes_the_same_orders_anew(file, tmp_path):
    call("import", str(file))
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    call("export", str(one))
    Order.objects.all().delete()
    call("import", str(one))
    call("export", str(two))
    assert two.read_text() == one.read_text()


def test_standard_input_and_output_serve(file, capsysbinary, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    assert call("import", "-") == 0
    capsysbinary.readouterr()
    assert call("export", "-") == 0
    assert len(capsysbinary.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"number": ""}\n', "line 1: number: is missing"),
        (b"\xff\n", "line 1: is not UTF-8"),
        (b"\n{\n", "line 2: is not JSON"),
    ],
)
def test_a_bad_file_is_refused_by_line(tmp_path, content, message):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    with pytest.raises(CommandFailed, match=r"^nothing of .*bad\.jsonl was imported: ") as failed:
        call("import", str(path))
    assert message in str(failed.value)
    assert not Order.objects.exists()


def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path):
    with pytest.raises(CommandFailed, match="cannot be read"):
        call("import", str(tmp_path / "none.jsonl"))


def test_a_bad_call_is_status_two(capsys):
    assert main(["orders", "fly"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_only_a_shop_that_lists_its_orders_is_fetched_from():
    with pytest.raises(CommandFailed, match="LOKET_MARKETPLACE=woocommerce"):
        call("fetch")


@pytest.mark.parametrize("days", ["0", "-1", "99999"])
def test_how_far_back_has_an_end(days):
    with pytest.raises(BadCall, match="--days"):
        call("fetch", "--days", days)


def test_a_shop_that_is_not_there_is_told_in_a_line(settings):
    settings.LOKET_MARKETPLACE, settings.LOKET_MARKETPLACE_URL = "woocommerce", "http://127.0.0.1:9"
    settings.LOKET_MARKETPLACE_KEY = settings.LOKET_MARKETPLACE_SECRET = "key"
    with pytest.raises(CommandFailed, match="could not be read"):
        call("fetch")
