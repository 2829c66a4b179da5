"""The people of the tests: Bea buys, Ada answers, Max leads, Edith edits, Ana administers, Olga is an outsider."""

from __future__ import annotations

from uuid import uuid4

from loket.channels.envelope import Inbound
from loket.conversations.actions.inbound import Opening, Received
from loket.conversations.models import Conversation
from loket.people.actors import NOBODY, CustomerActor, StaffActor
from loket.people.models import Team, User
from loket.reception.actions import Opened, open_chat, receive

PASSWORD = "correct horse battery staple"


def staff(name: str, *roles: str, languages: tuple[str, ...] = ("en",)) -> StaffActor:
    """A member of staff who can sign in with PASSWORD."""
    email = f"{name.lower()}@shop.example"
    user = User.objects.filter(email=email).first() or User.objects.create_user(
        email, PASSWORD, name=name, roles=list(roles), languages=list(languages)
    )
    return StaffActor(user)


def ada() -> StaffActor:
    return staff("Ada", "agent", languages=("en", "es"))


def max_() -> StaffActor:
    return staff("Max", "lead")


def edith() -> StaffActor:
    return staff("Edith", "editor")


def ana() -> StaffActor:
    return staff("Ana", "admin")


def team(slug: str = "english", *, languages: tuple[str, ...] = ("en",), members: tuple[StaffActor, ...] = ()) -> Team:
    """A team that answers in ``languages``; the English one takes what no other does."""
    found, _created = Team.objects.get_or_create(
        slug=slug, defaults={"name": slug.title(), "languages": list(languages), "is_fallback": slug == "english"}
    )
    found.members.add(*(member.user for member in members))
    return found


def bea(*, language: str = "en", article: str = "", time_zone: str = "America/Recife") -> Opened:
    """A buyer who has just opened a chat."""
    return open_chat(
        Opening(language=language, page_language=language, article=article, time_zone=time_zone),
        identity=None,
        by=NOBODY,
    )


def actor(opened: Opened) -> CustomerActor:
    """The customer behind an opened chat."""
    return CustomerActor(opened.conversation.customer_id, opened.conversation.pk)


def olga() -> CustomerActor:
    """Somebody with a conversation of her own, and no business in anybody else's."""
    return actor(bea())


def writes(text: str, **fields: object) -> Inbound:
    """One message, as the chat brings it in."""
    return Inbound(**{"account": "chat", "external_id": str(uuid4()), "text": text, **fields})


def sends(conversation: Conversation, text: str, **fields: object) -> Received:
    """The customer writes, by the way that every message comes in; nobody has answered yet."""
    return receive(conversation, writes(text, **fields), by=CustomerActor(conversation.customer_id, conversation.pk))
