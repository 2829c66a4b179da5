"""A customer who writes through the API, for journeys that look at what happens elsewhere."""

from __future__ import annotations

from uuid import uuid4

import httpx

from journeys.installation import Installation

TIMEOUT_SECONDS = 60


class Buyer:
    """A customer with a conversation of her own."""

    def __init__(
        self, shop: Installation, *, language: str = "en", time_zone: str = "America/Recife", identity: str = ""
    ) -> None:
        self.http = httpx.Client(base_url=f"{shop.url}/api/v1", timeout=TIMEOUT_SECONDS)
        customer = {"customer": {"identity": identity}} if identity else {}
        opened = self._post("/conversations", {"language": language, "time_zone": time_zone, **customer})
        self.id, self.number, self.token = opened["id"], opened["number"], opened["token"]
        self.http.headers["Authorization"] = f"Bearer {self.token}"
        self.path = f"/conversations/{self.id}"

    def writes(self, text: str) -> list[dict]:
        """One message; what was said to it at once."""
        return self._post(f"{self.path}/messages", {"text": text, "external_id": uuid4().hex})["replies"]

    def sends_a_file(self, name: str, content: bytes) -> str:
        """The upload's id."""
        upload = self.http.post(f"{self.path}/uploads", files={"file": (name, content)})
        assert upload.is_success, upload.text
        self._post(f"{self.path}/messages", {"external_id": uuid4().hex, "attachments": [upload.json()["id"]]})
        return upload.json()["id"]

    def asks_for_a_person(self) -> dict:
        return self._post(f"{self.path}/handover", {})

    def leaves(self, address: str) -> None:
        """Say where the shop may write to her."""
        self._post(f"{self.path}/contact", {"email": address})

    def ends(self) -> None:
        self._post(f"{self.path}/closure", {})

    def rates(self, score: int, *reasons: str) -> None:
        self._post(f"{self.path}/rating", {"score": score, "reasons": reasons})

    def _post(self, path: str, body: dict) -> dict:
        answer = self.http.post(path, json=body)
        assert answer.is_success, f"{path}: {answer.status_code} {answer.text[:500]}"
        return answer.json()
