"""A dispute with a word of its own, a canary, in every private field; and the people who ask about it everywhere."""

from __future__ import annotations

import io
import itertools
import json
import re
from dataclasses import dataclass, field
from uuid import uuid4

import pypdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from PIL import Image

from loket.api.tests.calling import server
from loket.api.tests.test_disputes import device_of
from loket.desk.tests.waiting import signed_in
from loket.disputes.actions.acting import Wish, act
from loket.disputes.actions.evidence import Offered, lay_before
from loket.disputes.links import link_for
from loket.disputes.machine.codes import EvidenceKind, Role
from loket.disputes.machine.commands import Action
from loket.disputes.models import Dispute
from loket.disputes.tests.dispute_shop import buyer_of, judge, seller_of, submitted
from loket.files.actions import store_for
from loket.files.tickets import holder_for
from loket.orders.tests.ledger_shop import order, staff
from loket.people.actions.keys import create_server_key
from loket.people.actors import SYSTEM
from loket.sellers.tests.stage import sign_in, sign_in_buyer

# Both sides know these, and nobody else.
SHARED = "canary-description"
BUYERS, SELLERS, HOUSE = "canary-of-the-buyer", "canary-of-the-seller", "canary-of-the-house"
BUYERS_FILE, SELLERS_FILE, ADDRESS = "canary-file-b", "canary-file-s", "canary-address@example.com"
# What the cameras of both noted in photos that the other side sees.
BUYERS_CAMERA, SELLERS_CAMERA = "canary-camera-b", "canary-camera-s"
PRIVATE = (SHARED, BUYERS, SELLERS, HOUSE, BUYERS_FILE, SELLERS_FILE, ADDRESS, BUYERS_CAMERA, SELLERS_CAMERA)
# What opens nothing: signing out, languages, things that other tests ask.
_UNASKED = re.compile(r"sign-out|^static/|^language|/stop/|/preferences/|two-factor|password")
_ABOUT = re.compile("dispute|claim|problem|order|talk|seller|webhook")
_MAKER = 0x010F


@dataclass
class Stage:
    """A dispute with a canary in every private field, and the addresses that lead to it."""

    dispute: Dispute
    hidden: dict[str, object] = field(default_factory=dict)
    shared: list[object] = field(default_factory=list)

    @property
    def items(self):
        """All pieces of evidence."""
        return [*self.hidden.values(), *self.shared]

    @property
    def fills(self):
        """What stands for each part of an address, each possibility."""
        made = self.dispute
        forms = ("json", "txt", "pdf")
        return {
            "dispute_id": (str(made.pk),),
            "number": (made.number, made.order.number),
            "claim": (made.number,),
            "order_number": (made.order.number,),
            "item_id": tuple(str(each.pk) for each in self.items),
            "upload_id": (str(self.hidden["b"].upload_id),),
            "tag": ("en",),
            "form": forms,
            "format": forms,
            "kind": ("listing",),
            "step": ("review",),
            "action": ("withdraw",),
            "name": ("withdraw",),
            "conversation_id": (str(uuid4()),),
        }

    def traces(self):
        """What an outsider must not change."""
        now = Dispute.objects.get(pk=self.dispute.pk)
        return now.version, now.sequence, now.events.count(), now.evidence.count(), now.texts.count()


def set_stage():
    """Both sides and the house have written and sent what the others may not see."""
    made = order()
    made.contact_email = ADDRESS
    made.save()
    dispute = submitted(made=made, text=f"{SHARED}: a alça rasgou.")
    bea, sam = buyer_of(made), seller_of(made)
    act(dispute.pk, wish(dispute, BUYERS, is_private=True), by=bea)
    act(dispute.pk, wish(dispute, SELLERS, is_private=True), by=sam)
    act(dispute.pk, wish(dispute, HOUSE, is_private=True), by=judge())
    hidden = {"b": _laid(dispute, bea, BUYERS_FILE), "s": _laid(dispute, sam, SELLERS_FILE)}
    shared = [
        _laid(dispute, bea, "strap", camera=BUYERS_CAMERA, is_hidden=False),
        _laid(dispute, sam, "shelf", camera=SELLERS_CAMERA, is_hidden=False),
    ]
    return Stage(Dispute.objects.get(pk=dispute.pk), hidden, shared)


def wish(dispute, words, **more):
    """Somebody adds words."""
    newest = Dispute.objects.get(pk=dispute.pk)
    return Wish(Action.ADD, newest.version, {"text": words}, **more)


def _laid(dispute, by, name, *, camera="", is_hidden=True):
    file = SimpleUploadedFile(f"{name}.jpg", _photo(camera or name))
    offered = Offered(store_for(holder_for(by), file).pk, EvidenceKind.PHOTO, f"{name} note", is_hidden)
    return lay_before(dispute, [offered], by=by)[0]


def _photo(maker):
    exif, content = Image.Exif(), io.BytesIO()
    exif[_MAKER] = maker
    # Each of its own colours, so that each is a file of its own.
    Image.new("RGB", (40, 40), (sum(map(ord, maker)) % 256, 90, 10)).save(content, "JPEG", exif=exif, comment=maker)
    return content.getvalue()


def _patterns(resolver=None, before=""):
    """Every address that Django knows, with its parts in angle brackets."""
    for each in (resolver or get_resolver()).url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _patterns(each, here)
        elif isinstance(each, URLPattern):
            yield here.removeprefix("^").removesuffix("$")


def addresses(fills):
    """Addresses that lead to something of the dispute, or list disputes; each with the names of its parts."""
    for address in sorted(set(_patterns())):
        parts = re.findall(r"<(?:\w+:)?(\w+)>", address)
        if _UNASKED.search(address) or "(?" in address or set(parts) - set(fills) or not _ABOUT.search(address):
            continue
        for values in itertools.product(*(fills[name] for name in parts)):
            filled = iter(values)
            path = "/" + re.sub(r"<(?:\w+:)?\w+>", lambda _part, filled=filled: next(filled), address)
            yield path, parts
            if path.endswith("/record"):
                yield from ((f"{path}?format={form}", parts) for form in fills["format"])


def is_private(parts):
    """Whether an address names what is somebody's own."""
    return bool({"dispute_id", "claim", "item_id", "order_number", "number"} & set(parts))


@dataclass
class Asking:
    """Somebody with a browser or a secret."""

    client: Client
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, address, **query):
        return self.client.get(address + _query(address, query), headers=self.headers)

    def post(self, address, version):
        body = {"as": "buyer", "version": version, "confirmed": True, "text": "mine", "body": {"text": "mine"}}
        if address.startswith("/api/"):
            return self.client.post(address, json.dumps(body), content_type="application/json", headers=self.headers)
        return self.client.post(address, {**body, "body": "", "key": "k"}, headers=self.headers)

    @property
    def scope(self):
        """As a stream sees whoever asks."""
        written = "; ".join(f"{name}={each.value}" for name, each in self.client.cookies.items())
        return {"headers": [(b"cookie", written.encode("latin-1"))], "query_string": b""}


def _query(address, query):
    said = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{'&' if '?' in address else '?'}{said}" if said else ""


def said(answer):
    """All that an answer tells: its words, what a PDF shows and carries, and its headers."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace") + str(dict(answer.headers))
    return text + told_by_pdf(body) if body.startswith(b"%PDF") else text


def told_by_pdf(content):
    """The words of a PDF, what it says of itself, and the bytes of its pictures."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    pictures = [image.data.decode("latin-1") for page in reader.pages for image in page.images]
    words = [page.extract_text() for page in reader.pages]
    return "\n".join([*words, *pictures, str(reader.metadata), str(reader.xmp_metadata), *reader.attachments])


def another_seller():
    client = Client()
    sign_in(client, "s-other")
    return Asking(client)


def another_buyer():
    client = Client()
    sign_in_buyer(client, "olga")
    return Asking(client)


def by_letter_of_another_claim(side):
    """A browser that a letter about some other claim has let in."""
    client, link = Client(), link_for(submitted(made=order()), side, language="en")
    client.post(link[link.index("/", len("https://")) :])
    return Asking(client)


def an_editor():
    return Asking(signed_in(staff("Edith", "editor")))


def a_key(*scopes):
    made = create_server_key("Shop", scopes=list(scopes), by=SYSTEM)
    return Asking(Client(), {"Authorization": f"Bearer {made.secret}"})


def another_device():
    return Asking(Client(), {"Authorization": f"Bearer {device_of(order().customer).secret}"})


OUTSIDERS = {
    "nobody": lambda: Asking(Client()),
    "another buyer": another_buyer,
    "another seller": another_seller,
    "a letter to another buyer": lambda: by_letter_of_another_claim(Role.BUYER),
    "a letter to another seller": lambda: by_letter_of_another_claim(Role.SELLER),
    "an editor": an_editor,
    "a key without the scope": lambda: a_key("conversations", "replies"),
    "another buyer's device": another_device,
}


def sides(stage):
    """Each side in its browser, and the shop's server that speaks for it."""
    buyer, seller, shop = Client(), Client(), server(scopes=["disputes"])
    sign_in_buyer(buyer, stage.dispute.customer.external_id)
    sign_in(seller, "s-1")
    header = {"Authorization": f"Bearer {shop.secret}"}
    return {"buyer": (Asking(buyer), Asking(Client(), header)), "seller": (Asking(seller), Asking(Client(), header))}
