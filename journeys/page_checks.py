"""What every page must pass: axe finds nothing, nothing overflows, no text is cut off."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT as AXE
from playwright.sync_api import Frame, Page

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}

# Every visible piece of text against the boxes that clip it and the control that it names. What shortens itself
# with an ellipsis does so by design and is let be; so is what can be scrolled to.
CUT_OFF = (Path(__file__).parent / "cut_off.js").read_text()

# Two frames: what a new width or the end of motion changes is drawn by then.
DRAWN = "() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"


def axe_findings(page: Page | Frame) -> list[str]:
    """Each violation with the first places where it stands."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    violations = page.evaluate("() => axe.run({ resultTypes: ['violations'] }).then((found) => found.violations)")
    return [
        f"axe {each['id']}: {each['help']}; "
        + "; ".join(f"{' '.join(map(str, node['target']))} {node['html'][:160]}" for node in each["nodes"][:4])
        for each in violations
    ]


def cut_off(page: Page | Frame) -> list[str]:
    """Text that is cut off or overflows at the page's present width."""
    return page.evaluate(CUT_OFF)


def nothing(found: list[str]) -> None:
    """Fail with all that was found, one a line."""
    assert not found, "\n" + "\n".join(found)


def findings(page: Page, name: str, frame: Frame | None = None) -> list[str]:
    """What is wrong with a page, wide and narrow; it is left wide.

    Motion is off from here on: what fades in while it is being judged would be judged half way.
    """
    page.emulate_media(reduced_motion="reduce")
    found = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        part = frame or page
        part.evaluate(DRAWN)
        found += [f"{name} at {size['width']} px: {each}" for each in (*axe_findings(part), *cut_off(part))]
    page.set_viewport_size(WIDE)
    return found
