from __future__ import annotations

import pytest

from journeys.cast import ada, ana, edith, max_, team
from loket.desk.tests.waiting import signed_in
from loket.people.actors import SYSTEM
from loket.texts import held
from loket.texts.access import text_for
from loket.texts.built_in import built_in_texts
from loket.texts.tests import shelf

pytestmark = pytest.mark.django_db

ENGLISH = "/desk/texts/macro/where/en"
READ = ["/desk/texts", ENGLISH, f"{ENGLISH}/history", f"{ENGLISH}/history/1", "/desk/texts/flow/labels.fine/es"]
WRITTEN = [f"{ENGLISH}/state", f"{ENGLISH}/details", "/desk/texts/new"]


@pytest.fixture(autouse=True)
def _filled():
    shelf.macro("where", en="Hello {name}.", es="Hola {name}.")
    yield
    held.forget()


def words(text, *, version=1, **more):
    return {"text": text, "base_version": version, **more}


def stored(language="en", slug="where", kind="macro"):
    return text_for(SYSTEM, kind, slug).translations.get(language=language)


def titles(page):
    return [row.slug for row in page.context["rows"]]


@pytest.mark.parametrize("page", READ)
def test_everybody_at_the_desk_reads_and_outsiders_sign_in(client, page):
    for member in (ada(), max_(), edith(), ana()):
        assert signed_in(member).get(page).status_code == 200
    assert client.get(page).url == f"/desk/sign-in?next={page}"


@pytest.mark.parametrize("page", WRITTEN)
def test_agents_change_nothing(page):
    assert signed_in(ada()).post(page, {"action": "put_away", "title": "Mine"}).status_code == 404


def test_an_agent_sees_no_form_and_saves_nothing():
    client = signed_in(ada())
    assert '<form method="post" id="words"' not in client.get(ENGLISH).content.decode()
    assert client.post(ENGLISH, words("Mine.")).status_code == 404
    assert stored().text == "Hello {name}."


@pytest.mark.parametrize("member", [max_, edith])
def test_leads_and_editors_word_a_text_which_counts_at_once(member):
    answer = signed_in(member()).post(ENGLISH, words("Good day {name}."))
    assert answer.url == ENGLISH
    assert (stored().text, stored().version, stored().updated_by.name) == (
        "Good day {name}.", 2, member().user.name
    )  # fmt: skip


def test_an_unknown_field_is_named_and_what_was_written_stays():
    page = signed_in(edith()).post(ENGLISH, words("Good day {nmae}."))
    assert page.status_code == 422
    text = page.content.decode()
    assert "“{nmae}”" in text
    assert "Good day {nmae}." in text
    assert stored().version == 1


def test_the_list_shows_what_is_behind_missing_and_built_in():
    shelf.say(text_for(SYSTEM, "macro", "where"), "en", "Changed.")
    client = signed_in(edith())
    row = client.get("/desk/texts").context["rows"][0]
    assert {cell.language: cell.state for cell in row.cells} == {
        "en": "current", "pt-BR": "missing", "id": "missing", "es": "behind", "zh-Hans": "missing"
    }  # fmt: skip
    flow = client.get("/desk/texts", {"kind": "flow", "text": "labels.fine"}).context["rows"][0]
    assert [cell.state for cell in flow.cells] == ["built_in"] * 4 + ["missing"]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({}, ["where", "bye"]),
        ({"text": "good"}, ["bye"]),
        ({"state": "missing", "language": "es"}, ["bye"]),
        ({"state": "behind"}, []),
        ({"kind": "reason"}, []),
        ({"kind": "invented", "from": "-1"}, ["where", "bye"]),
        ({"from": "50"}, []),
    ],
)
def test_the_list_is_narrowed_down(query, slugs):
    shelf.macro("bye", en="Goodbye.")
    assert titles(signed_in(ada()).get("/desk/texts", query)) == slugs


def test_flow_texts_go_on_on_a_next_page():
    page = signed_in(ada()).get("/desk/texts", {"kind": "flow"})
    assert page.context["total"] == len(built_in_texts("flow")) > 50
    rest = signed_in(ada()).get(f"/desk/texts?{page.context['next_query']}")
    assert not set(titles(page)) & set(titles(rest))


def test_a_built_in_text_is_worded_and_said_again_as_it_was():
    client, address = signed_in(max_()), "/desk/texts/flow/labels.fine/en"
    assert "That answers it" in client.get(address).content.decode()
    assert client.post(address, words("All clear", version=0)).status_code == 302
    assert client.get(address).context["state"] == "current"
    client.post(f"{address}/state", {"action": "put_away"})
    assert not text_for(SYSTEM, "flow", "labels.fine").is_active


def test_a_new_macro_begins_with_its_words():
    client = signed_in(edith())
    new = {"kind": "macro", "title": "Bom dia", "language": "pt-BR", "text": "Olá {name}.", "team": team().slug}
    assert client.post("/desk/texts/new", new).url == "/desk/texts/macro/bom-dia/pt-BR"
    assert text_for(SYSTEM, "macro", "bom-dia").team.slug == "english"
    again = client.post("/desk/texts/new", new)
    assert (again.status_code, "already" in again.content.decode()) == (422, True)
    bad = client.post("/desk/texts/new", new | {"title": "Other", "text": "{x}"})
    assert (bad.status_code, titles(client.get("/desk/texts"))) == (422, ["where", "bom-dia"])


def test_who_saves_on_an_old_version_sees_both():
    shelf.say(text_for(SYSTEM, "macro", "where"), "en", "Theirs.")
    page = signed_in(edith()).post(ENGLISH, words("Mine."))
    assert page.status_code == 409
    assert {piece.text for piece in page.context["difference"]} >= {"Theirs", "Mine"}
    assert signed_in(edith()).post(ENGLISH, words("Mine.", version=2)).status_code == 302


def test_the_preview_fills_in_examples_or_says_what_is_wrong():
    client = signed_in(ada())
    fine = client.post("/desk/texts/preview", {"kind": "macro", "slug": "where", "text": "Hi {name}!"})
    assert "Hi Beatriz!" in fine.content.decode()
    wrong = client.post("/desk/texts/preview", {"kind": "macro", "slug": "where", "text": "Hi {nmae"})
    assert "belongs to no field" in wrong.content.decode()
    flow = client.post("/desk/texts/preview", {"kind": "flow", "slug": "flows.tracking.start", "text": "{tracking}"})
    assert "‹tracking›" in flow.content.decode()


def test_a_translation_is_confirmed_and_a_version_comes_back():
    shelf.say(text_for(SYSTEM, "macro", "where"), "en", "Changed.")
    client, spanish = signed_in(edith()), "/desk/texts/macro/where/es"
    assert client.get(spanish).context["source_changes"]
    client.post(f"{spanish}/state", {"action": "confirm"})
    assert client.get(spanish).context["state"] == "current"
    assert client.post(f"{ENGLISH}/history/1").url == ENGLISH
    assert (stored().text, stored().version) == ("Hello {name}.", 3)
    assert signed_in(ada()).post(f"{ENGLISH}/history/2").status_code == 404


def test_name_and_team_are_changed():
    team()
    signed_in(max_()).post(f"{ENGLISH}/details", {"title": "Where is it?", "team": "english"})
    found = text_for(SYSTEM, "macro", "where")
    assert (found.title, found.team.slug) == ("Where is it?", "english")


@pytest.mark.parametrize(
    "page", ["/desk/texts/macro/gone/en", "/desk/texts/poem/where/en", "/desk/texts/macro/where/x!"]
)
def test_what_does_not_exist_is_not_found(page):
    assert signed_in(edith()).get(page).status_code == 404
