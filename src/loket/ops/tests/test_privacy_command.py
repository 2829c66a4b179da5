from __future__ import annotations

import argparse
import json
import stat

import pytest

from journeys.cast import actor, bea, writes
from loket.conversations.queries import recent_messages
from loket.ops.commands import privacy
from loket.ops.failures import BadCall, CommandFailed
from loket.reception.actions import receive

pytestmark = pytest.mark.django_db

WORDS = "The parcel for my daughter is lost"


def call(*arguments):
    parser = argparse.ArgumentParser()
    privacy.add_arguments(parser)
    return privacy.run(parser.parse_args(arguments))


@pytest.fixture
def opened():
    conversation = bea()
    receive(conversation.conversation, writes(WORDS), by=actor(conversation))
    return conversation


def kept_words(opened):
    return [each.text for each in recent_messages(opened.conversation.pk)]


def test_an_export_is_one_json_object_and_nothing_else(opened, capsys):
    assert call("export", opened.conversation.number) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["customer"]["id"] == str(opened.conversation.customer_id)
    assert data["conversations"][0]["messages"][0]["text"] == WORDS


def test_an_exported_file_is_for_its_owner_alone_and_overwrites_nothing(opened, tmp_path):
    target = tmp_path / "bea.json"
    assert call("export", opened.conversation.number, "--output", str(target)) == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(CommandFailed, match="is there already"):
        call("export", opened.conversation.number, "--output", str(target))
    with pytest.raises(CommandFailed, match="cannot be written"):
        call("export", opened.conversation.number, "--output", str(tmp_path / "none" / "bea.json"))


def test_without_yes_it_only_says_what_would_go(opened, capsys):
    assert call("erase", opened.conversation.number) == 0
    said = capsys.readouterr().out
    assert "This would erase" in said
    assert "Nothing was erased" in said
    assert WORDS in kept_words(opened)


def test_with_yes_the_words_are_gone_and_a_second_time_finds_nobody(opened, capsys):
    assert call("erase", opened.conversation.number, "--yes") == 0
    assert "Erased." in capsys.readouterr().out
    assert set(kept_words(opened)) == {""}
    with pytest.raises(CommandFailed, match="no customer is known"):
        call("erase", opened.conversation.number, "--yes")


@pytest.mark.parametrize("name", ["u-unknown", "00000000-0000-0000-0000-000000000000", "ABCD2345"])
def test_somebody_unknown_is_a_failure_in_one_line(name):
    with pytest.raises(CommandFailed, match="no customer is known"):
        call("export", name)


@pytest.mark.parametrize("name", ["", "  ", "a\0b"])
def test_no_name_at_all_is_a_bad_call(name):
    with pytest.raises(BadCall):
        call("export", name)
