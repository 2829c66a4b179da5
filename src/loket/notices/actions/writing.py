"""A notice in hand becomes a letter: its secrets are opened, its thread is looked up, and those folded are gathered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cryptography.fernet import InvalidToken
from django.template import TemplateSyntaxError

from loket.lib.sealing import unseal
from loket.notices.actions.folding import DIGEST
from loket.notices.facts import Letter, ToCompose
from loket.notices.letters.composing import compose
from loket.notices.links import STOP_DOOR, preferences_link
from loket.notices.models import Notice, State
from loket.notices.purposes import PURPOSES
from loket.notices.references import LINK, SEALED_FOR, reference_of


class CannotBeWritten(Exception):
    """A notice that no letter can be made of; the text says why."""


class NothingLeft(Exception):
    """A digest all of whose notices were taken back meanwhile."""


@dataclass(frozen=True, slots=True)
class Written:
    """A letter, and the notices that a digest tells about in it."""

    letter: Letter
    folded: tuple[Notice, ...] = ()


def write(notice: Notice, *, references: tuple[str, ...] = ()) -> Written:
    """The letter of a notice in hand, after those of its thread; raises CannotBeWritten and NothingLeft."""
    folded = _folded(notice) if notice.purpose == DIGEST else []
    try:
        facts = replace(_facts(notice), references=references, folded=tuple(map(_facts, folded)))
        return Written(compose(facts), tuple(folded))
    except InvalidToken as error:
        raise CannotBeWritten("it was sealed with another secret key") from error
    except (ValueError, TypeError, LookupError, AttributeError, TemplateSyntaxError) as error:
        raise CannotBeWritten(f"{type(error).__name__}: {error}") from error


def _folded(digest: Notice) -> Sequence[Notice]:
    left = list(digest.folded.filter(state=State.FOLDED, opened_at=None, is_asked_back=False).order_by("pk"))
    if not left:
        raise NothingLeft
    return left


def _facts(notice: Notice) -> ToCompose:
    words = unseal(notice.sealed, purpose=SEALED_FOR) if notice.sealed else {}
    to, may_be_declined = notice.recipient, PURPOSES[notice.purpose].may_be_declined
    return ToCompose(
        key=notice.key,
        reference=reference_of(notice.pk),
        purpose=notice.purpose,
        recipient=to,
        language=notice.language,
        subject=notice.subject,
        thread=notice.thread,
        message_id=notice.message_id,
        fields=notice.fields,
        secret={name: each for name, each in words.items() if name != LINK},
        link=words.get(LINK, ""),
        preferences_link=preferences_link(to, language=notice.language) if may_be_declined else "",
        stop_link=preferences_link(to, language=notice.language, door=STOP_DOOR) if may_be_declined else "",
    )
