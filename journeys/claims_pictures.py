"""Pictures that people of journeys send, and the shop's server on their behalf."""

from __future__ import annotations

import base64
import io

import httpx
from PIL import Image, ImageDraw

from journeys.installation import Installation


def photograph(colour: str = "#c8d4c0") -> bytes:
    """A lamp with a crack, as a phone would photograph it."""
    picture = Image.new("RGB", (1200, 900), "#efe9e0")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 640, 1200, 900), fill="#b89b7a")
    draw.ellipse((360, 140, 840, 560), fill=colour, outline="#6d6a62", width=6)
    draw.rectangle((590, 556, 610, 720), fill="#6b4a2f")
    draw.line((470, 190, 560, 330, 520, 410, 640, 545), fill="#2b2621", width=9, joint="curve")
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=82)
    return kept.getvalue()


def uploaded(shop: Installation, name: str) -> str:
    """A picture in the shop's hands, to be laid before somebody."""
    content, place = photograph(), f"{shop.url}/api/v1/uploads/resumable"
    headers = {"Authorization": f"Bearer {shop.server_key}", "Tus-Resumable": "1.0.0"}
    named = base64.b64encode(name.encode()).decode()
    begun = {**headers, "Upload-Length": str(len(content)), "Upload-Metadata": f"filename {named}"}
    made = httpx.post(place, headers=begun, timeout=60)
    assert made.status_code == httpx.codes.CREATED, made.text
    address = str(httpx.URL(shop.url).join(made.headers["Location"]))
    part = {**headers, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    sent = httpx.patch(address, headers=part, content=content, timeout=60)
    assert sent.is_success, sent.text
    return address.rsplit("/", 1)[1]
