import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from loket.conversations.queries import AttachedFile, Said
from loket.conversations.records import Rated, Record, as_json, as_text, record_name

NOON = datetime(2026, 11, 2, 12, 0, 5, tzinfo=UTC)
FILE = AttachedFile(UUID(int=7), "photo.png", "image/png", 2048)


def said(sequence, sender="customer", text="Hello", **fields):
    plain = {
        "name": "",
        "kind": "text",
        "language": "en",
        "sources": [],
        "options": [],
        "choice": "",
        "confidence": None,
        "masked": False,
        "external_id": "",
        "created_at": NOON,
    }
    return Said(sequence=sequence, sender=sender, text=text, **(plain | fields))


RECORD = Record(
    number="7K3MQ8RX",
    shop="Samudra",
    url="https://help.example",
    language="en",
    time_zone="America/Recife",
    opened_at=NOON,
    closed_at=NOON,
    messages=[
        said(1, text="Where is my refund?", attachments=(FILE,)),
        said(
            2,
            "assistant",
            "It is on its way.",
            name="Eva",
            sources=[{"article": "r", "title": "Refunds", "url": "/en/help/r"}],
        ),
        said(3, "agent", "I am here.", name="Ada", masked=True),
    ],
    rating=Rated(4, ["fast"], "Kind."),
    made_at=NOON,
)


def test_the_text_has_everything_said_with_time_and_zone():
    text = as_text(RECORD)
    for part in (
        "7K3MQ8RX", "Samudra", "Where is my refund?", "Eva (Assistant (automatic))", "Ada (Agent)", "09:00:05 -03:00",
        "America/Recife", "Refunds <https://help.example/en/help/r>", "photo.png (image/png", "Rating: 4 of 5",
        "Reasons: fast", "Comment: Kind.", "masked",
    ):  # fmt: skip
        assert part in text
    assert text.index("Where is my refund?") < text.index("It is on its way.") < text.index("I am here.")


def test_the_json_has_the_same_for_programs():
    record = json.loads(as_json(RECORD))
    assert (record["number"], record["time_zone"], record["rating"]["score"]) == ("7K3MQ8RX", "America/Recife", 4)
    assert [message["seq"] for message in record["messages"]] == [1, 2, 3]
    assert record["messages"][0]["at"] == "2026-11-02T09:00:05-03:00"
    assert record["messages"][0]["attachments"][0]["name"] == "photo.png"
    assert record["messages"][1]["sources"][0]["article"] == "r"


def test_an_open_case_without_rating_says_neither():
    record = replace(RECORD, closed_at=None, rating=None)
    assert "Closed:" not in as_text(record)
    assert "Rating" not in as_text(record)
    assert json.loads(as_json(record))["rating"] is None


def test_an_unknown_zone_is_told_in_universal_time():
    text = as_text(replace(RECORD, time_zone="Mars/Olympus"))
    assert "12:00:05 +00:00" in text and "UTC" in text


def test_dates_are_written_in_the_language_of_the_record():
    assert "nov" in as_text(replace(RECORD, language="pt-BR")).lower()


def test_the_name_of_the_file_is_the_number_of_the_case():
    assert record_name(RECORD, "txt") == "7K3MQ8RX.txt"


def test_an_erased_message_is_said_to_be_erased():
    record = replace(RECORD, messages=[said(1, text=""), said(2, "assistant", "Hello"), said(3, text="", choice="a1")])
    assert as_text(record).count("This message was erased.") == 1
    assert [each["erased"] for each in json.loads(as_json(record))["messages"]] == [True, False, False]
