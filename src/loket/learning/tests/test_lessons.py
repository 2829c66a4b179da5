from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from loket.learning.lessons import Line, Thought, linked_articles, read_lessons

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUESTION = Thought("question", "reply")


class Talk:
    """Writes a conversation down, with what the assistant made of it."""

    def __init__(self):
        self.lines, self.thoughts, self.now = [], {}, NOON

    def _add(self, sender, kind, text="", **fields):
        self.now += timedelta(minutes=1)
        self.lines.append(Line(len(self.lines) + 1, sender, kind, text, "en", self.now, **fields))

    def bea(self, text, meaning="question", *, solved=False, choice=""):
        self._add("customer", "text", text, choice=choice)
        self.thoughts[len(self.lines)] = Thought(meaning, "reply", solved)
        return self

    def answer(self, article):
        self._add("assistant", "answer", "It is so.", articles=(article,))
        return self

    def offer(self):
        self._add("assistant", "options", "Is it one of these?")
        return self

    def hand_over(self):
        self._add("system", "handover", "A person comes.")
        return self

    def ada(self, text):
        self._add("agent", "text", text)
        return self

    def solved(self):
        self.bea("", "choice", solved=True, choice="solved")
        self._add("assistant", "notice", "Glad to hear.")
        return self

    def days_pass(self):
        self.now += timedelta(days=2)
        return self

    def lessons(self):
        return [(each.text, each.source, each.article) for each in read_lessons(self.lines, self.thoughts)]


def test_an_answer_that_solved_it_is_confirmed():
    talk = Talk().bea("where is my money").answer("refund").solved()
    assert talk.lessons() == [("where is my money", "confirmed", "refund")]


def test_a_typed_yes_confirms_too():
    talk = Talk().bea("where is my money").answer("refund").bea("yes thanks", "yes", solved=True)
    talk._add("assistant", "notice", "Good.")
    assert talk.lessons() == [("where is my money", "confirmed", "refund")]


def test_an_answer_without_a_word_about_it_teaches_nothing():
    assert Talk().bea("where is my money").answer("refund").lessons() == []


def test_the_first_wording_belongs_to_the_answer_of_the_second():
    talk = Talk().bea("money gone").offer().bea("where is my refund").answer("refund").solved()
    assert talk.lessons() == [("money gone", "rephrased", "refund"), ("where is my refund", "confirmed", "refund")]


def test_a_wording_whose_answer_was_refused_is_a_rephrasing():
    talk = Talk().bea("money gone").answer("cancel").bea("no", "no").offer().bea("my refund").answer("refund").solved()
    assert talk.lessons()[0] == ("money gone", "rephrased", "refund")


def test_another_question_before_is_no_rephrasing():
    talk = Talk().bea("how do I cancel").answer("cancel").bea("my refund").answer("refund").solved()
    assert talk.lessons() == [("my refund", "confirmed", "refund")]


@pytest.mark.parametrize("tap", [{"choice": "article:refund"}, {"choice": ""}])
def test_a_choice_that_solved_it_belongs_to_the_question_before(tap):
    talk = Talk().bea("money gone").offer().bea("the second", "choice", **tap).answer("refund").solved()
    assert talk.lessons() == [("money gone", "chosen", "refund")]


def test_an_article_that_an_agent_sends_answers_what_led_to_the_agent():
    talk = Talk().bea("money gone").offer().bea("really gone").hand_over()
    talk.ada("One moment")._add("customer", "text", "yes it is blue")
    talk.ada("Refunds: https://shop.example/en/help/refund-time")
    assert talk.lessons() == [("money gone", "rephrased", "refund-time"), ("really gone", "agent", "refund-time")]


def test_what_is_asked_in_line_counts_as_the_question():
    talk = Talk().bea("a person please", "person").hand_over()
    talk._add("customer", "text", "money gone")
    talk.ada("/pt-BR/help/refund")
    assert talk.lessons() == [("money gone", "agent", "refund")]


def test_what_nobody_knew_stays_unanswered():
    talk = Talk().bea("do you sell concert tickets").offer().bea("none of these", "no").hand_over().ada("Sorry, no.")
    assert talk.lessons() == [("do you sell concert tickets", "unanswered", "")]


def test_who_leaves_without_a_choice_leaves_the_question_open():
    assert Talk().bea("concert tickets?").offer().lessons() == [("concert tickets?", "unanswered", "")]


def test_an_old_question_is_no_rephrasing_of_one_days_later():
    talk = Talk().bea("concert tickets?").offer().days_pass().bea("my refund").answer("refund").solved()
    assert talk.lessons() == [("concert tickets?", "unanswered", ""), ("my refund", "confirmed", "refund")]


@pytest.mark.parametrize("meaning", ["greeting", "gibberish", "abuse", "number", "person"])
def test_what_is_no_question_is_never_a_lesson(meaning):
    assert Talk().bea("xqzt prk", meaning).offer().hand_over().lessons() == []


def test_a_greeting_beside_a_question_is_left_out():
    talk = Talk()
    talk._add("customer", "text", "hello")
    talk.bea("where is my money").answer("refund").solved()
    assert talk.lessons() == [("where is my money", "confirmed", "refund")]


def test_a_conversation_that_was_erased_teaches_nothing():
    talk = Talk().bea("").answer("refund").solved()
    talk.thoughts.clear()
    assert talk.lessons() == []


def test_links_are_read_whatever_the_language():
    text = "See https://a.example/pt-BR/help/refund and /zh-Hans/help/cancel-order?x=1, not /en/topics/help"
    assert linked_articles(text) == ("refund", "cancel-order")
