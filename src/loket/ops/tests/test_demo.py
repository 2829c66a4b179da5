from __future__ import annotations

import json
import stat
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from loket.calendars.queries import schedule_of
from loket.calendars.service_hours import is_open
from loket.history.models import Event
from loket.knowledge.actions.editing import save_draft
from loket.knowledge.actions.publishing import publish
from loket.knowledge.models import ArticleTranslation
from loket.knowledge.queries import published_articles, topics_with_most_read
from loket.ops.demo.access_file import NAME, read_access
from loket.ops.demo.fill import FOLDER, fill_demo
from loket.orders.models import Order, OrderChange
from loket.people.actions.staff import change_staff
from loket.people.actions.teams import create_first_team
from loket.people.actors import SYSTEM, StaffActor
from loket.people.models import Customer, IdentityKey, Seller, ServerKey, Team, User

pytestmark = pytest.mark.django_db
LANGUAGES = {"en", "pt-BR", "id", "es"}


@pytest.fixture(autouse=True)
def data_directory(settings, tmp_path):
    settings.LOKET_DATA = tmp_path
    return tmp_path


def test_the_shop_is_filled_in_four_languages():
    summary = fill_demo()
    counts = Counter(row.language for row in published_articles())
    assert counts == dict.fromkeys(LANGUAGES, summary.articles)
    assert summary.articles >= 60
    for language in LANGUAGES:
        assert len(topics_with_most_read(language)) == 6
        assert not any(link.is_fallback for card in topics_with_most_read(language) for link in card.articles)


def test_filling_twice_changes_nothing(data_directory):
    first = fill_demo()
    events = Event.objects.count()
    kept = (data_directory / NAME).read_text()
    second = fill_demo()
    assert (second.new_articles, second.new_orders, second.password) == (0, 0, first.password)
    assert Event.objects.count() == events
    assert (data_directory / NAME).read_text() == kept


def test_its_people_can_sign_in_with_a_password_that_only_the_owner_can_read(data_directory):
    summary = fill_demo()
    assert stat.S_IMODE((data_directory / NAME).stat().st_mode) == 0o600
    assert summary.password not in repr(summary)
    assert summary.server_key not in repr(summary)
    for person in summary.people:
        assert User.objects.get(email=person.email).check_password(summary.password)
    assert ServerKey.objects.count() == IdentityKey.objects.count() == 1


def test_without_the_file_everybody_gets_a_new_password(data_directory):
    first = fill_demo()
    (data_directory / NAME).write_text("{")
    second = fill_demo()
    assert second.password != first.password
    assert User.objects.get(email="ada@samudra.example").check_password(second.password)
    assert read_access(data_directory).password == second.password


def test_what_somebody_changed_stays():
    fill_demo()
    held = ArticleTranslation.objects.get(article__slug="refund-not-received", language="en")
    save_draft(held, question="Edith's", answer="", also_asked=[], by=SYSTEM, base_version=1)
    publish(held, by=SYSTEM)
    bima, ana = (User.objects.get(name=name) for name in ("Bima", "Ana"))
    change_staff(bima, by=StaffActor(ana), roles=bima.roles, languages=bima.languages, name="Bima", is_active=False)
    fill_demo()
    assert "Edith's" in [row.question for row in published_articles()]
    assert not User.objects.get(name="Bima").is_active


HOURS = (
    ("english", datetime(2026, 10, 4, 3, tzinfo=UTC), True),
    ("portuguese", datetime(2026, 10, 2, 15, 30, tzinfo=UTC), False),
    ("portuguese", datetime(2026, 10, 2, 16, 30, tzinfo=UTC), True),
    ("portuguese", datetime(2026, 10, 4, 16, tzinfo=UTC), False),
    ("indonesian", datetime(2026, 10, 4, 13, 59, tzinfo=UTC), True),
    ("indonesian", datetime(2026, 10, 4, 14, 0, tzinfo=UTC), False),
    ("spanish", datetime(2026, 10, 3, 16, tzinfo=UTC), True),
    ("spanish", datetime(2026, 10, 4, 16, tzinfo=UTC), False),
)


def test_the_teams_keep_the_hours_of_the_page_of_facts():
    fill_demo()
    found = [(slug, at, is_open(schedule_of(Team.objects.get(slug=slug)), at)) for slug, at, _expected in HOURS]
    assert found == list(HOURS)


def test_every_article_is_asked_for_in_many_ways():
    for path in sorted((FOLDER / "articles").glob("*.jsonl")):
        for line in path.read_text().splitlines():
            fields = json.loads(line)
            assert set(fields["translations"]) == LANGUAGES, fields["id"]
            assert all(len(each["also_asked"]) >= 6 for each in fields["translations"].values()), fields["id"]


def test_every_subtopic_has_a_name_in_four_languages():
    named = {
        (fields["topic"], fields.get("parent", "")): set(fields["titles"])
        for fields in map(json.loads, (FOLDER / "topics.jsonl").read_text().splitlines())
    }
    for path in (FOLDER / "articles").glob("*.jsonl"):
        for fields in map(json.loads, Path(path).read_text().splitlines()):
            assert named[fields["subtopic"], fields["topic"]] == LANGUAGES
            assert named[fields["topic"], ""] == LANGUAGES


def test_the_teams_come_before_the_one_that_every_installation_starts_with():
    create_first_team()
    fill_demo()
    assert Team.objects.first().slug == "english"
    assert [team.slug for team in Team.objects.filter(is_fallback=True)] == ["english"]


def test_the_shop_has_orders_of_buyers_and_sellers():
    summary = fill_demo()
    assert (summary.orders, summary.new_orders, Order.objects.count()) == (400, 400, 400)
    assert Order.objects.filter(customer__external_id="bea").count() == 7
    assert Customer.objects.count() == 64
    assert Seller.objects.count() == 20


def test_orders_keep_their_dates_and_only_missing_ones_come_back(monkeypatch):
    fill_demo()
    lost = Order.objects.filter(state=Order.State.EXPIRED).first()
    kept = set(Order.objects.values_list("number", "placed_at"))
    OrderChange.objects.filter(order=lost).delete()
    lost.delete()
    changed = Order.objects.filter(state=Order.State.PAID).first()
    Order.objects.filter(pk=changed.pk).update(state=Order.State.CANCELLED)
    later = timezone.now() + timedelta(days=400)
    monkeypatch.setattr("loket.ops.demo.fill.timezone.now", lambda: later)
    assert fill_demo().new_orders == 1
    assert set(Order.objects.values_list("number", "placed_at")) == kept
    assert Order.objects.get(pk=changed.pk).state == Order.State.CANCELLED
