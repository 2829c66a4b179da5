"""The assistant's thinking from first to last: understand, retrieve, judge, draft. It writes nothing."""

from __future__ import annotations

import time
from dataclasses import replace
from types import MappingProxyType

from loket.assistant.bank import Bank
from loket.assistant.decisions import Decision, Reply, Silence, Trace
from loket.assistant.drafting import Listener, draft
from loket.assistant.episode import read_episode
from loket.assistant.judging import choose_move, permit
from loket.assistant.retrieval import retrieve
from loket.assistant.sentences import variants
from loket.assistant.tracing import Thought, Times, trace_of
from loket.assistant.transcript import Transcript
from loket.assistant.understanding import understand
from loket.assistant.watching import watch


def answer(transcript: Transcript, bank: Bank) -> Decision:
    """What to say next; nothing while a person has the conversation, or when there is nothing new."""
    if transcript.has_person or not transcript.burst:
        return Silence(Trace(MappingProxyType({"verdict": "silence", "bank": bank.version})))
    began = time.perf_counter()
    watched = watch(bank)
    understanding = understand(transcript, knows=bank.knows_word)
    understood = time.perf_counter()
    episode = read_episode(transcript)
    findings = retrieve(understanding, episode, watched)
    retrieved = time.perf_counter()
    move = choose_move(understanding, findings, episode)
    listener = Listener(understanding.language, transcript.channel)
    decision = permit(draft(move, findings, episode, bank, to=listener, trace=Trace()), episode)
    times = Times(began, understood, retrieved, judged=time.perf_counter())
    thought = Thought(transcript, understanding, episode, findings, move, decision)
    return replace(decision, trace=trace_of(thought, watched, times))


def greeting(language: str) -> Reply:
    """How the assistant opens a conversation in which nothing was asked yet."""
    texts, used = variants("greeting", language)
    return Reply(texts[0], used, "notice")
