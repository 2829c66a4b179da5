"""Calls to the API as a customer's device or a shop's server makes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import uuid4

from django.test import Client

from loket.people.actions.keys import create_server_key
from loket.people.actors import SYSTEM

ROOT = "/api/v1"


@dataclass
class Caller:
    """Somebody who calls with one secret, or with none."""

    secret: str = ""
    path: str = ""

    def call(self, method, path, body=None, *, key="", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret:
            headers["Authorization"] = f"Bearer {self.secret}"
        if key:
            headers["Idempotency-Key"] = key
        more = {"data": body, "content_type": "application/json"} if body is not None else {}
        return Client(raise_request_exception=True).generic(method, ROOT + path, headers=headers, **_encoded(more))

    def get(self, path="", **headers):
        return self.call("GET", self.path + path, **headers)

    def post(self, path="", body=None, **options):
        return self.call("POST", self.path + path, {} if body is None else body, **options)

    def says(self, text, **fields):
        return self.post("/messages", {"text": text, **fields})

    def send_file(self, file, *, key="", path="/uploads"):
        headers = {"Authorization": f"Bearer {self.secret}", **({"Idempotency-Key": key} if key else {})}
        return Client().post(ROOT + path, {"file": file}, headers=headers)


def nobody():
    """Somebody without any secret."""
    return Caller()


def opens(body=None, **options):
    """Open a chat; its caller and the answer."""
    answer = nobody().post("/conversations", body or {"language": "en"}, **options).json()
    return Caller(answer["token"], f"/conversations/{answer['id']}"), answer


def server(*, scopes=("conversations", "replies")):
    """A shop's server with a key of its own."""
    made = create_server_key(f"Shop {uuid4()}", scopes=list(scopes), by=SYSTEM)
    return Caller(made.secret)


def _encoded(more):
    if not more:
        return {}
    data = more["data"]
    return {**more, "data": data if isinstance(data, (bytes, str)) else json.dumps(data)}
