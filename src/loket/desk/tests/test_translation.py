from __future__ import annotations

import re

import pytest

from journeys.cast import ada, ana, edith, max_
from loket.desk.tests.waiting import signed_in
from loket.desk.translation_pages import PAGE
from loket.history.models import Event
from loket.people.actors import SYSTEM
from loket.translation.access import entries_visible_to, terms_visible_to
from loket.translation.actions.glossary import set_renderings
from loket.translation.actions.memory import approve_translation
from loket.translation.actions.rendering import translate
from loket.translation.queries import glossary

pytestmark = pytest.mark.django_db

MEMORY, GLOSSARY, ENGINES = "/desk/translation", "/desk/translation/glossary", "/desk/translation/engines"


def approved(source="Order LK-2026-00817-3 is late.", target="El pedido LK-2026-00817-3 llega tarde.", **more):
    languages = {"source_language": "en", "target_language": "es", **more}
    return approve_translation(source, target, **languages, by=max_())


def term(word="Samudra Pay", renderings=None):
    return set_renderings(word, renderings or {"": ""}, language="en", by=SYSTEM)[0]


def written(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.content.decode()))


def said():
    return {(row.term, row.target_language): row.rendering for row in terms_visible_to(SYSTEM)}


class TestWhoMay:
    @pytest.mark.parametrize("page", [MEMORY, GLOSSARY, ENGINES])
    def test_everybody_at_the_desk_reads_and_outsiders_sign_in(self, client, page):
        approved()
        term()
        for member in (ada(), max_(), edith(), ana()):
            assert signed_in(member).get(page).status_code == 200
        assert client.get(page).url == f"/desk/sign-in?next={page}"

    def test_agents_change_nothing(self):
        entry, row, client = approved(), term(), signed_in(ada())
        for page in (f"{MEMORY}/memory/{entry.pk}/forget", f"{GLOSSARY}/{row.pk}/remove", f"{GLOSSARY}/{row.pk}"):
            assert client.post(page, {"stays": "on"}).status_code == 404
        new = {"term": "Mine", "language": "en", "stays": "on"}
        assert client.post(f"{GLOSSARY}/new", new).status_code == 404
        assert (entries_visible_to(SYSTEM).count(), said()) == (1, {("Samudra Pay", ""): ""})

    def test_agents_see_no_buttons_for_it(self):
        approved()
        term()
        client = signed_in(ada())
        assert "/forget" not in client.get(MEMORY).content.decode()
        assert f"{GLOSSARY}/" not in client.get(GLOSSARY).content.decode()


class TestMemory:
    def test_numbers_are_shown_as_slots_and_nobodys_number_stands_there(self):
        approved()
        page = written(signed_in(max_()).get(MEMORY))
        assert "El pedido slot 1 llega tarde." in page
        assert "00817" not in page
        assert "Approved by Max" in page

    @pytest.mark.parametrize(
        ("query", "number"),
        [
            ({}, 2),
            ({"text": "tarde order"}, 1),
            ({"text": "nothing like this"}, 0),
            ({"pair": "en:es"}, 1),
            ({"pair": "es:en"}, 0),
            ({"before": "x-y"}, 2),
        ],
    )
    def test_it_is_searched_by_words_of_either_side_and_by_languages(self, query, number):
        approved()
        approved("Thank you.", "Terima kasih.", target_language="id")
        assert len(signed_in(ada()).get(MEMORY, query).context["rows"]) == number

    def test_a_next_page_goes_on_where_the_first_one_ended(self):
        words = [f"{first}{second}" for first in "abcdefgh" for second in "abcdefgh"]
        for word in words:
            approved(f"Say {word}.", f"Di {word}.")
        client = signed_in(ada())
        first = client.get(MEMORY)
        rest = client.get(f"{MEMORY}?{first.context['next_query']}")
        shown = [row.entry.pk for page in (first, rest) for row in page.context["rows"]]
        assert (len(first.context["rows"]), len(set(shown)), len(shown)) == (PAGE, len(words), len(words))

    def test_a_lead_forgets_one_and_history_keeps_who(self):
        entry = approved()
        answer = signed_in(max_()).post(f"{MEMORY}/memory/{entry.pk}/forget?text=tarde")
        assert answer.url == f"{MEMORY}?text=tarde"
        assert not entries_visible_to(SYSTEM).exists()
        assert Event.objects.get(action="translation.forgotten").actor_id == max_().user.pk
        assert signed_in(max_()).post(f"{MEMORY}/memory/{entry.pk}/forget").status_code == 404


class TestMending:
    BETTER = "Tu pedido ⟦1⟧ va con retraso."

    def mends(self, entry, target=BETTER, *, by=None, seen=None, query=""):
        sent = {"target": target, "seen": entry.target if seen is None else seen}
        return signed_in(by or edith()).post(f"{MEMORY}/memory/{entry.pk}{query}", sent)

    @pytest.mark.parametrize("member", [edith, max_])
    def test_editors_and_leads_mend_what_the_memory_keeps(self, member):
        entry = approved()
        assert f"{MEMORY}/memory/{entry.pk}" in signed_in(member()).get(MEMORY).content.decode()
        assert "El pedido ⟦1⟧" in signed_in(member()).get(f"{MEMORY}/memory/{entry.pk}").content.decode()
        assert self.mends(entry, by=member(), query="?text=tarde").url == f"{MEMORY}?text=tarde"
        kept = entries_visible_to(SYSTEM).get()
        assert (kept.target, kept.approved_by, kept.source) == (self.BETTER, member().user, entry.source)
        assert Event.objects.get(action="translation.mended").actor_id == member().user.pk

    def test_later_messages_of_the_same_words_read_so(self):
        self.mends(approved())
        rendering = translate("Order LK-2026-00999-1 is late.", source="en", target="es", seconds=1)
        assert (rendering.text, rendering.engine) == ("Tu pedido LK-2026-00999-1 va con retraso.", "memory")

    def test_agents_mend_in_their_cases_alone(self):
        entry = approved()
        assert self.mends(entry, by=ada()).status_code == 404
        assert signed_in(ada()).get(f"{MEMORY}/memory/{entry.pk}").status_code == 404
        assert entries_visible_to(SYSTEM).get().target == entry.target

    @pytest.mark.parametrize("words", ["", "  ", "Llega tarde.", "⟦1⟧ y ⟦1⟧", "⟦1⟧ y ⟦2⟧", "x" * 10_001])
    def test_what_would_lose_a_number_is_refused_and_stays_on_the_page(self, words):
        entry = approved()
        page = self.mends(entry, words)
        assert (page.status_code, words.strip() in page.content.decode()) == (422, True)
        assert entries_visible_to(SYSTEM).get().target == entry.target

    def test_two_who_mend_at_once_do_not_overwrite_each_other_unseen(self):
        entry = approved()
        self.mends(entry, "Lo tuyo, ⟦1⟧, va tarde.", by=max_())
        refused = self.mends(entry)
        assert (refused.status_code, "Lo tuyo" in written(refused)) == (422, True)
        assert self.mends(entry, seen=refused.context["form"]["seen"].value()).status_code == 302


class TestGlossary:
    def test_an_editor_adds_a_term_with_what_it_reads_and_where_it_stays(self):
        new = {"term": "Buyer bag", "language": "en", "stays": "on", "reads_es": "Bolsa", "reads_pt": "Buyer bag"}
        assert signed_in(edith()).post(f"{GLOSSARY}/new", new).url == GLOSSARY
        assert said() == {("Buyer bag", ""): "", ("Buyer bag", "es"): "Bolsa", ("Buyer bag", "pt"): ""}
        assert glossary("en", "es-MX") == {"Buyer bag": "Bolsa"}
        page = written(signed_in(ada()).get(GLOSSARY))
        assert "Every other language stays as it is" in page
        assert "Spanish Bolsa" in page

    def test_what_is_emptied_is_taken_back(self):
        row = term("Bag", {"": "", "es": "Bolsa"})
        page = f"{GLOSSARY}/{row.pk}"
        assert 'value="Bolsa"' in signed_in(max_()).get(page).content.decode()
        signed_in(max_()).post(page, {"reads_es": "Bolso"})
        assert said() == {("Bag", "es"): "Bolso"}

    def test_a_form_that_says_nothing_is_told_so_and_changes_nothing(self):
        row = term("Bag", {"es": "Bolsa"})
        page = signed_in(max_()).post(f"{GLOSSARY}/{row.pk}", {})
        assert (page.status_code, "at least one language" in written(page)) == (422, True)
        assert said() == {("Bag", "es"): "Bolsa"}

    def test_its_own_language_is_not_among_the_others(self):
        new = {"term": "Bag", "language": "en", "reads_en": "Sack"}
        assert signed_in(max_()).post(f"{GLOSSARY}/new", new).status_code == 422

    def test_a_term_is_removed_from_all_languages(self):
        row = term("Bag", {"": "", "es": "Bolsa"})
        assert signed_in(edith()).post(f"{GLOSSARY}/{row.pk}/remove").url == GLOSSARY
        assert said() == {}
        assert signed_in(edith()).get(f"{GLOSSARY}/{row.pk}").status_code == 404

    def test_terms_are_found_and_go_on_on_a_next_page(self):
        for number in range(PAGE + 3):
            term(f"Word {number:03}", {"es": f"Palabra {number}"})
        client = signed_in(ada())
        first = client.get(GLOSSARY)
        rest = client.get(f"{GLOSSARY}?{first.context['next_query']}").context["terms"]
        assert (len(first.context["terms"]), [each.term for each in rest]) == (
            PAGE, ["Word 050", "Word 051", "Word 052"]
        )  # fmt: skip
        assert [each.term for each in client.get(GLOSSARY, {"text": "palabra 7"}).context["terms"]] == ["Word 007"]


class TestEngines:
    def test_without_any_it_says_that_nothing_leaves_this_machine(self, settings):
        settings.LOKET_TRANSLATORS = []
        page = written(signed_in(ada()).get(ENGINES))
        assert "No machine translates here" in page
        assert "memory alone" in page

    def test_who_translates_what_and_where_texts_go(self, settings):
        settings.LOKET_TRANSLATORS, settings.LOKET_DEEPL_KEY = ["deepl"], "x:fx"
        page = signed_in(ada()).get(ENGINES)
        assert re.search(r"DeepL \d+ pairs of languages Texts go to another server\.", written(page))
        assert "x:fx" not in page.content.decode()

    def test_leads_see_what_is_wrong_with_the_settings_and_agents_do_not(self, settings):
        settings.LOKET_TRANSLATORS = ["babelfish"]
        wrong = "LOKET_TRANSLATORS names babelfish"
        assert wrong in written(signed_in(max_()).get(ENGINES))
        assert "1 problem" in written(signed_in(edith()).get(MEMORY))
        assert wrong not in written(signed_in(ada()).get(ENGINES))
