"""The shop's own sender of SMS, WhatsApp or push: one signed POST a letter (docs/notices.md)."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.utils import timezone

from loket.lib.outbound import SECONDS, Answer, CallFailed, address_problem, call
from loket.notices.facts import Letter, NotTaken, Receipt, Recipient

# Statuses that say "later": the others from 400 on, and redirects, will not get better by themselves.
_TRY_AGAIN = {408, 409, 425, 429}
# Those that are about the server and not about the letter.
_LEAVE_ALONE = {429, 502, 503, 504}
_LONGEST_ID = 200


class ShopSender:
    """HTTP to the shop's server, which chooses phone, app or mail."""

    name = "sender"

    def is_configured(self) -> bool:
        """Whether an address is named."""
        return bool(settings.LOKET_SENDER_URL)

    def address_of(self, recipient: Recipient) -> str:
        """The phone's number, or else the mail address."""
        return recipient.phone.strip() or recipient.email.strip().lower()

    def reaches(self, recipient: Recipient) -> bool:
        """Whether there is a phone or a mail address."""
        return bool(self.address_of(recipient))

    def send(self, letter: Letter) -> Receipt:
        """POST the letter; any status from 200 to 299 takes it. Raises NotTaken."""
        answer = self._post(letter)
        if 200 <= answer.status < 300:
            return Receipt(f"status {answer.status}", external_id=_text_of(answer, "id")[:_LONGEST_ID])
        raise _refusal(answer)

    def close(self) -> None:
        """Nothing is kept between letters."""

    def _post(self, letter: Letter) -> Answer:
        url = settings.LOKET_SENDER_URL
        if problem := address_problem(url):
            raise NotTaken(f"LOKET_SENDER_URL: {problem}", permanent=False, channel_is_down=True)
        body = body_of(letter)
        try:
            return call(url, "POST", headers=_headers(letter, body), body=body, seconds=SECONDS)
        except CallFailed as failure:
            raise NotTaken(str(failure), permanent=False, channel_is_down=True) from failure


def body_of(letter: Letter) -> bytes:
    """What is posted; the first six are what docs/orders.md has promised from the beginning."""
    told = {
        "to_phone": letter.recipient.phone,
        "to_email": letter.recipient.email,
        "language": letter.language,
        "text": letter.short,
        "kind": letter.purpose,
        "reference": letter.reference,
        "subject": letter.subject_line,
        "long_text": letter.text,
        "recipient": f"{letter.recipient.kind}:{letter.recipient.id}",
    }
    return json.dumps(told, ensure_ascii=False).encode()


def signature(secret: str, body: bytes, *, timestamp: int) -> str:
    """The header that proves who calls and when: an HMAC-SHA256 over ``timestamp.body``."""
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


def _headers(letter: Letter, body: bytes) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "User-Agent": "Loket",
        "Idempotency-Key": letter.reference,
        "Loket-Signature": signature(settings.LOKET_SENDER_SECRET, body, timestamp=int(time.time())),
    }


def _refusal(answer: Answer) -> NotTaken:
    is_for_now = answer.status >= 500 or answer.status in _TRY_AGAIN
    told = answer.document if isinstance(answer.document, dict) else {}
    return NotTaken(
        " ".join(filter(None, (f"status {answer.status}", _text_of(answer, "problem")[:300]))),
        permanent=not is_for_now,
        address_is_bad=not is_for_now and told.get("address_is_bad") is True,
        retry_after=_seconds(answer.headers.get("retry-after", "")) if is_for_now else None,
        channel_is_down=answer.status in _LEAVE_ALONE,
    )


def _text_of(answer: Answer, name: str) -> str:
    found = answer.document.get(name) if isinstance(answer.document, dict) else None
    return str(found).replace("\0", "") if isinstance(found, str | int) else ""


def _seconds(retry_after: str) -> float | None:
    """A header's seconds or date as seconds from now; None for anything else."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, moment.timestamp() - timezone.now().timestamp())
