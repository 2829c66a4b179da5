"""Who reads which languages, and which translation of a message is theirs."""

from __future__ import annotations

from dataclasses import dataclass

from loket.conversations.models import Message
from loket.conversations.queries import Said, Translated
from loket.people.actors import StaffActor
from loket.people.language import best_match


@dataclass(frozen=True, slots=True)
class Reader:
    """A member of staff: the languages they read without help, and the one that others are translated into."""

    understands: frozenset[str]
    language: str

    def reading_of(self, said: Said) -> Translated | None:
        """The translation that stands for a message in a language they do not read, if there is one."""
        if said.sender == Message.Sender.SYSTEM or self.reads(said.language):
            return None
        theirs = [each for each in said.translations if self.reads(each.language)]
        return next((each for each in theirs if each.text), theirs[0] if theirs else None)

    def also_reads(self, said: Said) -> Translated | None:
        """A translation for colleagues that a reader of the original understands too."""
        if said.sender == Message.Sender.SYSTEM or not self.reads(said.language):
            return None
        return next((each for each in said.translations if each.text and self.reads(each.language)), None)

    def reads(self, written: str) -> bool:
        """Whether they read what is written in a language."""
        return any(reads(each, written) for each in self.understands)


def reader_of(actor: StaffActor, *, interface: str) -> Reader:
    """How a member of staff reads: in the interface's language if they speak it or name none, else in their first."""
    spoken = actor.user.languages
    language = best_match(interface, spoken) or (spoken[0] if spoken else interface)
    return Reader(frozenset({*spoken, language}), language)


def reads(reader: str, written: str) -> bool:
    """Whether a reader of one language reads what is written in another: the same one, of whatever region."""
    return best_match(reader, [written]) is not None
