"""The assistant's thinking from first to last: understand, retrieve, judge, draft. It writes nothing."""

from __future__ import annotations

import time
from types import MappingProxyType

from loket.assistant.bank import Bank
from loket.assistant.decisions import Decision, Reply, Silence, Trace
from loket.assistant.drafting import Listener, draft
from loket.assistant.episode import read_episode
from loket.assistant.judging import choose_move, permit
from loket.assistant.retrieval import retrieve
from loket.assistant.sentences import variants
from loket.assistant.tracing import trace_of
from loket.assistant.transcript import Transcript
from loket.assistant.understanding import understand


def answer(transcript: Transcript, bank: Bank) -> Decision:
    """What to say next; nothing while a person has the conversation, or when there is nothing new."""
    if transcript.has_person or not transcript.burst:
        return Silence(Trace(MappingProxyType({"verdict": "silence", "bank": bank.version})))
    started = time.perf_counter()
    understanding = understand(transcript, knows=bank.knows_word)
    episode = read_episode(transcript)
    findings = retrieve(understanding, episode, bank)
    move = choose_move(understanding, findings, episode)
    milliseconds = (time.perf_counter() - started) * 1000
    trace = trace_of(understanding, findings, episode, move, bank, milliseconds=milliseconds)
    listener = Listener(understanding.language, transcript.channel)
    return permit(draft(move, findings, episode, bank, to=listener, trace=trace), episode)


def greeting(language: str) -> Reply:
    """How the assistant opens a conversation in which nothing was asked yet."""
    texts, used = variants("greeting", language)
    return Reply(texts[0], used, "notice")
