"""What somebody does on the page of a claim, and what that page must say to them in their language."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path

from django.utils import translation
from playwright.sync_api import Page, expect

from journeys.browsing import PATIENCE_MS
from journeys.claims import Trade
from journeys.claims_pictures import photograph
from journeys.page_checks import axe_findings, cut_off
from loket.disputes.wording import saying, state_label, turn_label

_ENGLISH = re.compile(r"\b(the|and|your|you|is|are|with|from|this|that|has|have|not)\b", re.IGNORECASE)
# Small words that stand in nearly every sentence of the one language and in none of the other.
_STRANGE = {
    "id": _ENGLISH,
    "pt-BR": _ENGLISH,
    "zh-Hans": _ENGLISH,
    "en": re.compile(r"\b(yang|dan|untuk|dengan|anda|penjual|pembeli|ini|sudah|tidak)\b", re.IGNORECASE),
}
# What a page says by itself: not what people wrote, which is marked by its own language.
_OWN_WORDS = """
() => {
  const found = [], own = document.documentElement.lang;
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const said = node.textContent.trim(), marked = node.parentElement.closest("[lang]");
    if (said && (!marked || marked === document.documentElement || marked.lang === own)) found.push(said);
  }
  return found;
}
"""
# News go by themselves; and how long our team has at the latest is said when it is late.
_UNSAID = frozenset({"D8b", "D18"})
RULE = "Policy of Indonesia, version 1: not as described"
_SHOTS = os.environ.get("LOKET_SHOTS", "")


def does(page: Page, name: str, *, choose: str = "", pictures: int = 0, confirms: bool = False, **fields: str) -> None:
    """One action of a claim: its button, its form, and the second click where money moves."""
    page.locator(f'main a[href$="/do/{name}"]').first.click()
    page.wait_for_url(f"**/do/{name}", timeout=PATIENCE_MS)
    if choose:
        page.locator(f'main [type=radio][value="{choose}"]').check()
    for field, value in fields.items():
        _fills(page, field, value)
    if pictures:
        sent = [
            {"name": f"foto-{each}.jpg", "mimeType": "image/jpeg", "buffer": photograph()} for each in range(pictures)
        ]
        page.locator("main [type=file]").set_input_files(sent)
        expect(page.locator(".upload-row.is-done")).to_have_count(pictures, timeout=PATIENCE_MS)
    shot(page, f"do-{name}")
    # Where nothing is to be filled in, the money stands on the first page already.
    is_shown = page.locator(".order-consequences li").count() > 0
    page.locator("main form .button--primary").click()
    if confirms and not is_shown:
        expect(page.locator(".order-consequences li").first).to_be_visible(timeout=PATIENCE_MS)
        shot(page, f"do-{name}-second")
        page.locator("main form .button--primary").click()
    page.wait_for_url(re.compile(r"/[0-9A-Z]{8}(\?[^/]*)?(#.*)?$"), timeout=PATIENCE_MS)


def sees(page: Page, made: Trade, side: str) -> list[str]:
    """How it stands, whose turn it is and until when on their own clock, in their language; and what is wrong."""
    told, reader = made.read(side), made.buyer if side == "buyer" else made.seller
    standing = page.locator("#standing")
    with translation.override(reader.language):
        label = str(state_label(told["state"], side, told["turn"]))
        turn = str(turn_label(told["turn"], side))
        due = [datetime.fromisoformat(each["due_at"]) for each in told["deadlines"] if each["rule"] not in _UNSAID]
        moments = [saying.moment(each, reader.zone) for each in due]
    expect(page.locator(".dispute-label")).to_have_text(label, timeout=PATIENCE_MS)
    for said in (turn, *moments):
        expect(standing).to_contain_text(said)
    name = f"{side}-{told['state']}"
    shot(page, name)
    return looked_at(page, name, reader.language)


def looked_at(page: Page, name: str, language: str) -> list[str]:
    """What axe finds, what is cut off or wider than the screen, and words of another language."""
    strange = [each for each in page.evaluate(_OWN_WORDS) if _STRANGE[language].search(each.replace(RULE, ""))]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    found = [*axe_findings(page), *cut_off(page), *(f"not in {language}: {each}" for each in strange)]
    return [f"{name}: {each}" for each in (*found, *(["wider than the screen"] if wide else []))]


def next_step(page: Page) -> str:
    """The one button that stands out."""
    expect(page.locator("#standing .button--primary")).to_have_count(1)
    return page.locator("#standing .button--primary").get_attribute("data-act")


def decides(page: Page, name: str, **fields: str) -> None:
    """One action at the desk: filled in, looked over, done."""
    page.locator(f"#{name}").click()
    for field, value in fields.items():
        _fills(page, field, value)
    shot(page, f"desk-{name}")
    page.locator("main form .button--primary").click()
    shot(page, f"desk-{name}-second")
    page.locator("main form [value=confirm]").click()
    expect(page.locator("#dispute-standing")).to_be_visible(timeout=PATIENCE_MS)


def shot(page: Page, name: str) -> None:
    """A picture of the whole page, for whoever wants to look (LOKET_SHOTS names the folder)."""
    if _SHOTS:
        place = Path(_SHOTS) / f"{len(list(Path(_SHOTS).glob('*.png'))):02}-{name}-{page.viewport_size['width']}.png"
        page.screenshot(path=place, full_page=True)


def _fills(page: Page, field: str, value: str) -> None:
    control = page.locator(f"main [name={field}]:not([type=hidden])")
    kind = control.first.evaluate("(each) => each.tagName + (each.type || '')")
    if kind.startswith("SELECT"):
        control.select_option(value)
    elif kind == "INPUTradio":
        page.locator(f'main [name={field}][value="{value}"]').check()
    elif kind == "INPUTcheckbox":
        control.check()
    else:
        control.fill(value)
