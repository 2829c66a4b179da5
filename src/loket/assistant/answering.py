"""The assistant's thinking from first to last: understand, retrieve, judge, draft. It writes nothing."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from loket.assistant.bank import Bank
from loket.assistant.decisions import Decision, Reply, Silence, Trace
from loket.assistant.drafting import Listener, draft, nearest_options
from loket.assistant.episode import Episode, read_episode
from loket.assistant.findings import Findings
from loket.assistant.flows.guiding import GUIDED, lead, lead_from, lead_unsure, waits_for_address
from loket.assistant.flows.register import FLOWS
from loket.assistant.judging import (
    LEAST_TO_ASK,
    Bring,
    Give,
    GiveSeveral,
    Move,
    Offer,
    Say,
    Separate,
    Stay,
    choose_move,
    nearest_articles,
    permit,
)
from loket.assistant.retrieval import retrieve
from loket.assistant.sentences import variants
from loket.assistant.tracing import Thought, Times, trace_of
from loket.assistant.transcript import Transcript
from loket.assistant.understanding import Meaning, Understanding, understand
from loket.assistant.watching import watch

# A person, and who is in distress, come before every flow; so does what only sounds like an answer.
NOT_LED: frozenset[Meaning] = frozenset({"person", "distress", "abuse", "cheating", "thanks", "greeting", "machine"})


def answer(transcript: Transcript, bank: Bank) -> Decision:
    """What to say next; nothing while a person has the conversation, or when there is nothing new."""
    if transcript.has_person or not transcript.burst:
        return Silence(Trace(MappingProxyType({"verdict": "silence", "bank": bank.version})))
    began = time.perf_counter()
    watched = watch(bank)
    understanding = _of_orders(understand(transcript, knows=bank.knows_word), transcript)
    understood = time.perf_counter()
    episode = read_episode(transcript)
    listener = Listener(understanding.language, transcript.channel)
    guided = _led(understanding, transcript, episode)
    findings = Findings() if guided else retrieve(understanding, episode, watched)
    retrieved = time.perf_counter()
    move: Move = Stay()
    if guided is None:
        move = choose_move(understanding, findings, episode)
        guided = _led_from(move, understanding, findings, transcript, episode, bank)
    drafted = guided or draft(move, findings, episode, bank, to=listener, trace=Trace())
    decision = permit(drafted, episode)
    times = Times(began, understood, retrieved, judged=time.perf_counter())
    thought = Thought(transcript, understanding, episode, findings, move, decision)
    return replace(decision, trace=trace_of(thought, watched, times))


def _of_orders(understanding: Understanding, transcript: Transcript) -> Understanding:
    """What is left to look up when the numbers of orders are taken out.

    An address, and a tap on a flow's button, tell no language: the flow goes on in its own.
    """
    is_of_flow = understanding.choice.partition(":")[0] in GUIDED
    if transcript.ours and (is_of_flow or waits_for_address(transcript.orders.position)):
        understanding = replace(understanding, language=transcript.ours[-1].language or understanding.language)
    text = understanding.text
    for number in transcript.orders.texts:
        text = text.replace(number, " ")
    return replace(understanding, text=text) if text.strip() else understanding


def _led(understanding: Understanding, transcript: Transcript, episode: Episode) -> Decision | None:
    """Where a guided flow goes on without anything being looked up."""
    if understanding.meaning in NOT_LED:
        return None
    return lead(
        transcript,
        episode,
        meaning=understanding.meaning,
        choice=understanding.choice,
        language=understanding.language,
    )


def _led_from(
    move: Move, understanding: Understanding, findings: Findings, transcript: Transcript, episode: Episode, bank: Bank
) -> Decision | None:
    """Where what was found leads into a flow: one sure article that names one, or an order without a sure article."""
    language = understanding.language
    if isinstance(move, Give):
        return lead_from(transcript, episode, flow=bank.flow_of(move.article), language=language)
    if isinstance(move, GiveSeveral | Say | Stay) or understanding.meaning != "question":
        return None
    if isinstance(move, Bring) and move.reason != "does_not_know":
        return None
    slugs = nearest_articles(findings)
    return lead_unsure(
        transcript,
        episode,
        nearest=nearest_options(slugs, episode, bank, to=Listener(language, transcript.channel)),
        needs_order=isinstance(move, Separate | Offer) and _needs_order(slugs, findings, bank),
        language=language,
    )


def _needs_order(slugs: Sequence[str], findings: Findings, bank: Bank) -> bool:
    """Whether what is nearest of all is near enough, and about an order."""
    flow = FLOWS.get(bank.flow_of(slugs[0])) if slugs else None
    return flow is not None and flow.needs_order and findings.confidence >= LEAST_TO_ASK


def greeting(language: str) -> Reply:
    """How the assistant opens a conversation in which nothing was asked yet."""
    texts, used = variants("greeting", language)
    return Reply(texts[0], used, "notice")
