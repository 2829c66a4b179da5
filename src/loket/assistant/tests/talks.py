"""Written conversations: how they are read, what each of their expectations means, and how they are played.

One file holds several conversations; `conversations/README.txt` tells how they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources

from loket.assistant.answering import answer
from loket.assistant.bank import Bank
from loket.assistant.decisions import Ask, Decision, HandOver, Option, Reply, Silence
from loket.assistant.likeness import is_same
from loket.assistant.sentences import sentence, variants
from loket.assistant.transcript import Transcript, Turn
from loket.translation.detection import detect, primary

SPEAKERS = {">": "Bea", "*": "Bea", "@": "Ada", "-": "", "<": "expected"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a conversation; `mark` is its first character."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Talk:
    """One written conversation."""

    title: str
    page: str
    languages: tuple[str, ...]
    article: str | None
    lines: tuple[Line, ...]


def read_talks() -> tuple[Talk, ...]:
    """Every conversation in the folder, file by file."""
    folder = resources.files("loket.assistant") / "tests" / "conversations"
    files = sorted((each for each in folder.iterdir() if each.name != "README.txt"), key=lambda each: each.name)
    return tuple(talk for each in files for talk in parse_talks(each.read_text("utf-8")))


def parse_talks(text: str) -> Iterator[Talk]:
    """The conversations of one file."""
    for block in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        title, *rest = (line.rstrip() for line in block.splitlines() if line.strip())
        heads = dict(re.fullmatch(r"(page|language|from): (\S+)", line).groups() for line in rest if line[0].isalpha())
        lines = tuple(Line(line[0], line.lstrip("-").strip() if line[0] == "-" else line[2:])
                      for line in rest if not line[0].isalpha())  # fmt: skip
        assert all(line.mark in SPEAKERS for line in lines), f"{title}: {lines}"
        page = heads["page"]
        yield Talk(title, page, tuple(heads.get("language", page).split("|")), heads.get("from"), lines)


@dataclass(slots=True)
class Played:
    """A conversation as it went: its turns, its record to read, and what a good human would not have done."""

    talk: Talk
    bank: Bank
    turns: list[Turn] = field(default_factory=list)
    record: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)

    def hears(self, text: str, choice: str | None = None, *, has_attachments: bool = False) -> None:
        """Bea's message, in the language that reception would note."""
        language = self._language_of(text, choice)
        self._add("customer", "text", text, language, choice=choice, has_attachments=has_attachments)
        self.record.append(
            f"  Bea       {text}{' (a button)' if choice else ''}{' (a file)' if has_attachments else ''}"
        )

    def taps(self, option: str) -> None:
        """Bea taps a button of the last message, by its id or its place among the questions."""
        shown = self.turns[-1].options if self.turns else ()
        place = re.fullmatch(r"option (\d)", option)
        buttons = [each for each in shown if (each.id.startswith("article:") if place else each.id == option)]
        wanted = int(place[1]) - 1 if place else 0
        if len(buttons) <= wanted:
            self.fault(f"there is no button {option!r} to tap")
            return
        self.hears(buttons[wanted].text, buttons[wanted].id)

    def agent_says(self, text: str) -> None:
        """Ada writes."""
        self._add("agent", "text", text, self.talk.page)
        self.record.append(f"  Ada       {text}")

    def decides(self) -> Decision:
        """The assistant's next decision, written back as reception would, and held against the standing rules."""
        decision = answer(self.transcript, self.bank)
        self.record.append(f"  Loket     {describe(decision)}")
        self._check_rules(decision)
        match decision:
            case Reply():
                slugs = tuple(source.article for source in decision.sources)
                self._say(decision, slugs)
            case Ask():
                self._say(decision, ())
            case HandOver():
                text, used = sentence("handover", decision.language)
                self._add("system", "handover", text, used)
        return decision

    @property
    def transcript(self) -> Transcript:
        """The conversation so far, as the assistant reads it."""
        return Transcript(tuple(self.turns), self.talk.page, self.talk.article)

    def fault(self, words: str) -> None:
        """Note what is wrong, below the line where it shows."""
        self.faults.append(words)
        self.record.append(f"         ^^ {words}")

    def breach(self, words: str) -> None:
        """Note a fault against a standing rule, which no conversation may break, however it goes."""
        self.breaches.append(words)
        self.fault(words)

    def _check_rules(self, decision: Decision) -> None:
        if self.transcript.has_person and not isinstance(decision, Silence):
            self.breach("somebody has been fetched already: be silent")
        if not isinstance(decision, Reply | Ask):
            return
        ours = self.transcript.ours
        if not decision.text.strip():
            self.breach("it says nothing, in a message")
        if any(is_same(decision.text, turn.text) for turn in ours):
            self.breach("it has said this before")
        if isinstance(decision, Ask) and ours and ours[-1].kind in {"question", "options"}:
            self.breach("a question after a question")

    def _say(self, decision: Reply | Ask, slugs: tuple[str, ...]) -> None:
        self._add("assistant", decision.kind, decision.text, decision.language, sources=slugs, options=decision.options)

    def _language_of(self, text: str, choice: str | None) -> str:
        heard = [turn.language for turn in self.turns if turn.sender == "customer"]
        known = heard[-1] if heard else self.talk.page
        return known if choice or not text.strip() else detect(text, prior=(known, self.talk.page)).language

    def _add(self, sender, kind, text, language, **fields) -> None:
        self.turns.append(Turn(len(self.turns) + 1, sender, kind, text, language, **fields))


def play(talk: Talk, bank: Bank) -> Played:
    """Play a conversation from its first to its last line, whatever goes wrong on the way."""
    played = Played(talk, bank)
    for line in talk.lines:
        match line.mark:
            case ">":
                played.hears(line.text)
            case "*" if line.text == "sends a picture":
                played.hears("", has_attachments=True)
            case "*":
                played.taps(line.text.removeprefix("taps "))
            case "@":
                played.agent_says(line.text)
            case "-":
                played.record.append(f"  ({line.text})")
            case _:
                _expect(line.text, played)
    return played


def _expect(line: str, played: Played) -> None:
    wanted, _, languages = line.partition(" in ")
    offered = _questions(played.turns)
    was_handed = played.transcript.has_person
    decision = played.decides()
    if not any(matches(each, decision, offered, was_handed=was_handed) for each in wanted.split(" or ")):
        played.fault(f"expected: {line}")
    allowed = {primary(tag) for tag in (languages.split("|") if languages else played.talk.languages)}
    used = set() if isinstance(decision, Silence) else {primary(tag) for tag in _languages_of(decision)}
    if used - allowed:
        played.fault(f"in {' and '.join(sorted(used))}, expected: in {' or '.join(sorted(allowed))}")
    if not isinstance(answer(played.transcript, played.bank), Silence):
        played.breach("it would answer a second time")


def _languages_of(decision: Reply | Ask | HandOver) -> tuple[str, ...]:
    sources = decision.sources if isinstance(decision, Reply) else ()
    return (decision.language, *(source.language for source in sources))


def matches(wanted: str, decision: Decision, offered: list[str], *, was_handed: bool = False) -> bool:
    """Whether a decision is what one alternative of an expectation asks for; `offered` stood there before."""
    verb, _, rest = wanted.strip().partition(" ")
    match verb:
        case "answers":
            return isinstance(decision, Reply) and decision.kind == "answer" and _gives(rest, decision, offered)
        case "asks":
            return isinstance(decision, Ask) and _asks(rest.removeprefix("between "), decision)
        case "offers":
            return isinstance(decision, Ask) and decision.kind == "options" and bool(_articles(decision.options))
        case "person":
            return _brings(rest, decision, was_handed=was_handed)
        case "notice":
            return isinstance(decision, Reply) and decision.kind == "notice" and _notes(rest, decision)
        case "silence":
            return isinstance(decision, Silence)
    raise ValueError(f"No such expectation: {wanted!r}.")


def _gives(wanted: str, decision: Reply, offered: list[str]) -> bool:
    given = [source.article for source in decision.sources]
    place = re.fullmatch(r"option (\d)", wanted)
    if place:
        return given == offered[int(place[1]) - 1 : int(place[1])]
    groups = [part.strip().split("|") for part in wanted.split("+")]
    return len(given) == len(groups) and all(set(group) & set(given) for group in groups)


def _asks(between: str, decision: Ask) -> bool:
    unknowing = {text for name in ("does_not_know", "not_solved") for text in variants(name, decision.language)[0]}
    shown = set(_articles(decision.options))
    groups = [part.strip().split("|") for part in between.split(",") if part.strip()]
    return decision.text not in unknowing and all(set(group) & shown for group in groups)


def _brings(how: str, decision: Decision, *, was_handed: bool) -> bool:
    if how == "by now" and was_handed:
        return isinstance(decision, Silence)
    is_right = how != "urgently" or (isinstance(decision, HandOver) and decision.reason == "abuse_or_distress")
    return isinstance(decision, HandOver) and is_right


def _notes(wanted: str, decision: Reply) -> bool:
    if wanted.startswith("saying "):
        return any(word in decision.text.casefold() for word in wanted.removeprefix("saying ").split("|"))
    names = wanted.split("|") if wanted else []
    return not names or any(decision.text in variants(name, decision.language)[0] for name in names)


def _questions(turns: list[Turn]) -> list[str]:
    ours = [turn for turn in turns if turn.sender == "assistant"]
    return _articles(ours[-1].options) if ours else []


def _articles(options: tuple[Option, ...]) -> list[str]:
    return [option.id.removeprefix("article:") for option in options if option.id.startswith("article:")]


def describe(decision: Decision) -> str:
    """A decision in one line, for whoever reads the record of a conversation."""
    match decision:
        case Reply(kind="answer"):
            return f"[answers {' + '.join(each.article for each in decision.sources)} in {decision.language}]"
        case Reply():
            return f"[notice in {decision.language}] {decision.text}"
        case Ask():
            shown = ", ".join(_articles(decision.options))
            return f"[{decision.kind} in {decision.language}: {shown}] {decision.text}"
        case HandOver():
            return f"[person, {decision.reason}, in {decision.language}]"
        case _:
            return "[silence]"
