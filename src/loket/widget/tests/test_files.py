from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from loket.widget.tests.shop import wait_until
from loket.widget.tests.test_chat import customer_messages, own

pytestmark = pytest.mark.browser


def photo(side):
    picture = Image.effect_noise((side, side // 2), 80).convert("RGB")
    written = BytesIO()
    picture.save(written, "JPEG", quality=92)
    return {"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def attach(chat, *files):
    chat.locator("#file").set_input_files(list(files))


def test_large_photo_is_shrunk_on_the_device_and_sent(chat, shop):
    big = photo(2300)
    attach(chat, big)
    expect(chat.locator(".tile.is-done")).to_be_visible()
    chat.get_by_role("button", name="Send").click()
    expect(chat.locator(".message--own .attachment-image")).to_be_visible()
    ((stored, content),) = shop.api.uploads.values()
    assert stored["type"] == "image/jpeg"
    assert max(Image.open(BytesIO(content)).size) == 2048
    assert len(content) < len(big["buffer"])
    (message,) = wait_until(lambda: customer_messages(shop))
    assert message["attachments"] == [stored]


def test_photo_format_of_iphones_goes_as_it_is(chat, shop):
    attach(chat, {"name": "IMG_1.HEIC", "mimeType": "", "buffer": b"ftypheic" * 10})
    expect(chat.locator(".tile.is-done")).to_be_visible()
    ((_stored, content),) = shop.api.uploads.values()
    assert content == b"ftypheic" * 10


@pytest.mark.parametrize(
    ("file", "complaint"),
    [
        ({"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"x"}, "film.mp4 cannot be sent."),
        ({"name": "none.pdf", "mimeType": "application/pdf", "buffer": b""}, "none.pdf is empty."),
    ],
)
def test_what_cannot_go_is_refused_before_it_is_uploaded(chat, shop, file, complaint):
    attach(chat, file)
    expect(chat.get_by_role("alert")).to_contain_text(complaint)
    expect(chat.locator(".tile")).to_have_count(0)
    assert shop.api.uploads == {}


def test_file_above_the_limit_is_refused_with_the_limit(chat, shop, page):
    page.frames[1].evaluate("""() => {
        const chosen = new DataTransfer();
        chosen.items.add(new File([new Uint8Array(10 * 1024 * 1024 + 1)], "big.pdf", { type: "application/pdf" }));
        file.files = chosen.files;
        file.dispatchEvent(new Event("change"));
    }""")
    expect(chat.get_by_role("alert")).to_have_text("big.pdf is too large. Files can have up to 10 MB.")
    assert shop.api.uploads == {}


def test_file_can_be_taken_back_before_sending(chat, shop):
    attach(chat, {"name": "bill.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    chat.get_by_role("button", name="Remove bill.pdf").click()
    expect(chat.locator(".tile")).to_have_count(0)
    expect(chat.get_by_role("button", name="Send")).to_have_attribute("aria-disabled", "true")
    chat.get_by_role("textbox").press("Enter")
    expect(own(chat)).to_have_count(0)


def test_voice_note_is_recorded_and_sent(chat, shop, page):
    page.context.grant_permissions(["microphone"])
    chat.get_by_role("button", name="Record a voice note").click()
    # A recorder that has run for a second has something to send, however slowly it began.
    expect(chat.get_by_role("timer")).to_have_text("0:01")
    chat.get_by_role("button", name="Done").click()
    expect(chat.locator(".tile.is-done")).to_be_visible()
    chat.get_by_role("button", name="Send").click()
    expect(chat.locator(".message--own audio")).to_be_visible()
    ((stored, _content),) = shop.api.uploads.values()
    assert stored["type"] == "audio/webm"
